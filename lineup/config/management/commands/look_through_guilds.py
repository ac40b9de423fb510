from typing import Any

from django.core.management.base import BaseCommand

from lineup.core.foundation import clock
from lineup.domains.guilds import guilds


class Command(BaseCommand):
    help = "Has each linked Discord server looked through for what is ours there and not known here; `restore` does so."

    def handle(self, *args: Any, **options: Any) -> None:
        found = guilds.forget_all(at=clock.now())
        self.stdout.write(f"{found} linked Discord servers are looked through before anything is made there.")
