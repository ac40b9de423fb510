from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lineup.core.foundation import clock, starting
from lineup.core.foundation.errors import Refusal
from lineup.core.people import persons
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.core.privacy import erasure


class Command(BaseCommand):
    help = "Erases a person, known by address or id: what tells of them goes, totals and the record stay."
    requires_system_checks = starting.UNCHECKED

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("person", help="an e-mail address, or the id of a person")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")
        parser.add_argument("--certificate", type=Path, help="a new file for the certificate; else it is printed")

    def handle(self, *args: Any, **options: Any) -> None:
        person, file, at = _find(options["person"]), options["certificate"], clock.now()
        if file is not None and file.exists():
            raise CommandError(f"{file} exists; name another file.")
        try:
            if options["dry_run"]:
                certificate = erasure.preview(person, at=at)
            else:
                certificate = erasure.erase(person, by=Actor(None, channel="command"), at=at)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        if file is None or options["dry_run"]:
            self.stdout.write(certificate.written())
        else:
            file.write_text(certificate.written() + "\n")
        self.stdout.write("Nothing was changed." if options["dry_run"] else "Erased.")


def _find(named: str) -> Person:
    found = persons.by_address(named) if "@" in named else _by_id(named)
    if found is None:
        raise CommandError(f"Nobody is known by {named}.")
    return found


def _by_id(named: str) -> Person | None:
    try:
        return Person.objects.filter(pk=UUID(named)).first()
    except ValueError:
        return None
