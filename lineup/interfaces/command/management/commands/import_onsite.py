from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.people import persons
from lineup.core.people.actors import Actor
from lineup.domains.onsite import carrying
from lineup.domains.onsite.carrying import Report


class Command(BaseCommand):
    help = "Carries the old event backend's data over (a JSON file of its dumpdata): each record once, told to nobody."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="what manage.py dumpdata wrote there")
        parser.add_argument("--by", required=True, help="the address of the account that becomes the organiser")
        parser.add_argument("--club", default="", help="the club that offers the events (its name in addresses)")
        parser.add_argument("--zone", default="UTC", help="the clock of times without an offset, and of the events")
        parser.add_argument("--source", default="old-backend", help="which installation: its records are carried once")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        by = persons.by_address(options["by"])
        if by is None or by.account is None:
            raise CommandError(f"There is no account with the address {options['by']}; open one first (open_account).")
        club = Club.objects.filter(slug=options["club"], binned_at=None).first() if options["club"] else None
        if options["club"] and club is None:
            raise CommandError(f"There is no club “{options['club']}”.")
        try:
            report = carrying.carry(
                options["file"].read_bytes(),
                source=options["source"],
                club=club,
                zone=options["zone"],
                dry_run=options["dry_run"],
                by=Actor(by, channel="import"),
                at=clock.now(),
            )
        except (Refusal, OSError) as refusal:
            raise CommandError(str(refusal)) from None
        self._tell(report, dry_run=options["dry_run"])

    def _tell(self, report: Report, *, dry_run: bool) -> None:
        left = Counter(model for model, _pk, _why in report.left)
        for model in report.models:
            counts = f"{report.made[model]:6} made {report.known[model]:6} known {left[model]:6} left"
            self.stdout.write(f"{model:20}{counts}")
        for note in report.notes:
            self.stdout.write(note)
        for model, pk, why in report.left:
            self.stdout.write(f"left: {model} {pk}: {why}")
        self.stdout.write("A dry run: nothing was kept." if dry_run else "Done.")
