from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lineup.config.backup.archive import Unreadable
from lineup.config.club_archive import unpacking
from lineup.core.foundation import clock, starting
from lineup.core.people.actors import Actor


class Command(BaseCommand):
    help = "Puts a club that `manage.py export-club` wrote into this Lineup, beside the clubs that are here."
    requires_system_checks = starting.UNCHECKED

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            club = unpacking.unpack(options["path"], by=Actor(None, channel="command"), at=clock.now())
        except (unpacking.Refused, Unreadable) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{club} is here: /clubs/{club.slug}. Nobody was told.")
