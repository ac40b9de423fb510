from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.interfaces.command.demo import community


class Command(BaseCommand):
    help = "Loads the demo community once, and prints who can sign in."

    def handle(self, *args: Any, **options: Any) -> None:
        if Club.objects.exists():
            self.stdout.write("The demo community is there already.")
        else:
            # whole or not at all: who ends it midway finds the whole community at the next start
            with transaction.atomic():
                community.load(at=clock.now(), say=self.stdout.write)
        self._print_who_can_sign_in()

    def _print_who_can_sign_in(self) -> None:
        self.stdout.write(f"\nSign in with the password {community.PASSWORD} as")
        for row in community.who_can_sign_in():
            self.stdout.write(f"  {row['email']:24} {row['name']}: {row['is']}")
