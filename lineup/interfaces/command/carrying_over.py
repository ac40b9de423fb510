"""What the commands that carry another system's data over have in common: who carries it, and what became of it."""

from argparse import ArgumentTypeError
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from lineup.core.carrying.carrying import Report
from lineup.core.carrying.records import MOST_BYTES
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.people import persons
from lineup.core.people.actors import Actor

LONGEST_SOURCE = 60


def add_arguments(parser: CommandParser, *, source: str) -> None:
    """Let the command be told the file, who carries it, and for which club."""
    parser.add_argument("file", type=Path, help="what manage.py dumpdata wrote there")
    parser.add_argument("--by", required=True, help="the address of the account that becomes the organiser")
    parser.add_argument("--club", default="", help="the club that offers the events (its name in addresses)")
    parser.add_argument("--zone", default="UTC", help="the clock of times without an offset, and of the events")
    parser.add_argument(
        "--source", default=source, type=_source, help="which installation: its records are carried once"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")


def _source(said: str) -> str:
    if len(said) > LONGEST_SOURCE:
        raise ArgumentTypeError(f"at most {LONGEST_SOURCE} characters")
    return said


def run(carry: Callable[..., Report], options: dict[str, Any]) -> Report:
    """Carry the file over as the options say; return what became of its records. Raises CommandError."""
    by = persons.by_address(options["by"])
    if by is None or by.account is None:
        raise CommandError(f"There is no account with the address {options['by']}; open one first (open_account).")
    club = Club.objects.filter(slug=options["club"], binned_at=None).first() if options["club"] else None
    if options["club"] and club is None:
        raise CommandError(f"There is no club “{options['club']}”.")
    try:
        return carry(
            _read(options["file"]),
            source=options["source"],
            club=club,
            zone=options["zone"],
            dry_run=options["dry_run"],
            by=Actor(by, channel="import"),
            at=clock.now(),
        )
    except (Refusal, OSError) as refusal:
        raise CommandError(str(refusal)) from None


def _read(path: Path) -> bytes:
    """The file, of one that is too large no more than shows it."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def said(report: Report, *, dry_run: bool) -> list[str]:
    """Return the lines that tell what became of each model, and of each record that was left."""
    left = Counter(model for model, _pk, _why in report.left)
    return [
        *(
            f"{model:22} {report.made[model]:6} made {report.known[model]:6} known {left[model]:6} left"
            for model in report.models
        ),
        *report.notes,
        *(f"left: {model} {pk}: {why}" for model, pk, why in report.left),
        "A dry run: nothing was kept." if dry_run else "Done.",
    ]
