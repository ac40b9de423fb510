import sys
from typing import Any

from django.core.management.base import BaseCommand

from lineup.config import doctor
from lineup.core.foundation import clock


class Command(BaseCommand):
    help = (
        "Looks at what Lineup stands on, and says what is wrong together with the remedy; ends with 1 if anything is."
    )
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for finding in doctor.look(at=clock.now()):
            wrong += finding.wrong
            mark = "✗" if finding.wrong else "!" if finding.remedy else "✓"
            self.stdout.write(f"{mark} {finding.about}: {finding.sentence}")
            if finding.remedy:
                self.stdout.write(f"    → {finding.remedy}")
        if wrong:
            self.stdout.write(f"{wrong} to put right.")
            sys.exit(1)
        self.stdout.write("All is well.")
