from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from lineup.domains.racing.simlane import carrying
from lineup.interfaces.command import carrying_over


class Command(BaseCommand):
    help = "Carries SimLane's data over (a JSON file of its dumpdata): each record once, told to nobody."

    def add_arguments(self, parser: CommandParser) -> None:
        carrying_over.add_arguments(parser, source="simlane")

    def handle(self, *args: Any, **options: Any) -> None:
        report = carrying_over.run(carrying.carry, options)
        self.stdout.write("\n".join(carrying_over.said(report, dry_run=options["dry_run"])))
