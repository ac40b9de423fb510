from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lineup.core.foundation import clock, starting
from lineup.core.privacy import certificates, retention


class Command(BaseCommand):
    help = "Deletes what was kept long enough, as the background work does by itself; says how much of what."
    requires_system_checks = starting.UNCHECKED

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would be deleted, and change nothing")
        parser.add_argument("--certificate", type=Path, help="a new file for the certificate of what was deleted")

    def handle(self, *args: Any, **options: Any) -> None:
        file, dry, at = options["certificate"], options["dry_run"], clock.now()
        if file is not None and (file.exists() or dry):
            raise CommandError("A dry run has no certificate." if dry else f"{file} exists; name another file.")
        counts = retention.preview(at=at) if dry else retention.run(at=at)
        for name, kept in retention.installed().items():
            self.stdout.write(f"{counts[name]:>8}  {name}, kept for {kept.days} days")
        if file is not None:
            file.write_text(certificates.written(retention.facts(counts, at=at)) + "\n")
        self.stdout.write("Nothing was changed." if dry else "Deleted.")
