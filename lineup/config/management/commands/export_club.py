from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lineup.config.club_archive import packing
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock, starting


class Command(BaseCommand):
    help = "Writes one club, with its events, places and files, into a file for `manage.py import-club` elsewhere."
    requires_system_checks = starting.UNCHECKED

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the last part of the address of the club's page")
        parser.add_argument("path", type=Path, help="a new file")

    def handle(self, *args: Any, **options: Any) -> None:
        club, path = Club.objects.filter(slug=options["slug"]).first(), options["path"]
        if club is None:
            raise CommandError(f"There is no club {options['slug']}; take the last part of the address of its page.")
        if path.exists():
            raise CommandError(f"{path} exists; name another file, or move that one away.")
        try:
            facts = packing.pack(club, path, at=clock.now())
        except OSError as error:
            raise CommandError(f"{path} can't be written: {error.strerror}.") from error
        rows, size = sum(facts["rows"].values()), path.stat().st_size / 1e6
        self.stdout.write(
            f"{path}: {club}, {facts['people']:,} people, {rows:,} rows, {facts['files']:,} files, {size:,.1f} MB."
        )
        self.stdout.write(
            "It holds names and addresses: send it as you would send those. Links and keys are not in it."
        )
