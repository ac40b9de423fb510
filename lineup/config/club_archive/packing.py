"""A club into one file: its rows as JSON lines, its stored files, and who takes part in what."""

import contextlib
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.core import serializers
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import FileField, Model

import lineup
from lineup.config.backup.archive import PIECE, Writer
from lineup.config.backup.backup import migrations
from lineup.config.club_archive.belongings import GOES, Belonging
from lineup.core.audit.models import Entry
from lineup.core.clubs.models import Club
from lineup.core.people.models import Participant, Person
from lineup.domains.events.models import Venue
from lineup.domains.racing.models import ResultDriver

KIND = "club"
ROWS, FILES, PEOPLE, TEAMS, RECORD = "rows/", "files/", "people.jsonl", "teams.jsonl", "record.jsonl"
# what a club knows of people; the rest is theirs
KNOWN = ("name", "email", "language", "time_zone", "anonymised_at")
PORTION = 1000


def pack(club: Club, path: Path, *, at: datetime) -> dict[str, Any]:
    """Write the club to `path` as it is at one moment, and return the facts of its manifest.

    Secrets (links, keys) and what people have for themselves (accounts, passwords, choices) are not in it.
    """
    with Writer(path) as writer, _still():
        facts: dict[str, Any] = {"kind": KIND, "made_at": at.isoformat(), "version": lineup.VERSION}
        facts |= {"migrations": migrations(), "club": {"id": str(club.pk), "slug": club.slug, "name": club.name}}
        people: set[Any] = set()
        files: list[str] = []
        facts["rows"] = {}
        for belonging in GOES:
            rows = _noted(belonging.rows(club).iterator(PORTION), belonging.table, people, files)
            facts["rows"][belonging.model] = _write(writer, belonging, rows, club)
        facts["people"] = _write_people(writer, people)
        facts["teams"] = _write_lines(writer, TEAMS, _teams(people))
        facts["record"] = _write_lines(writer, RECORD, _record(club))
        facts["files"] = _write_files(writer, files)
        writer.finish(facts)
    return facts


@contextlib.contextmanager
def _still() -> Iterator[None]:
    """Read everything as it is at one moment, without keeping anybody from writing."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
            yield
    else:
        # not atomic(), which takes the lock for writing at once
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def _noted(rows: Iterable[Model], table: type[Model], people: set[Any], files: list[str]) -> Iterator[Model]:
    """Yield the rows, and note whom and which files they name."""
    columns = table._meta.concrete_fields
    naming = [column.attname for column in columns if column.related_model in (Person, Participant)]
    storing = [column.attname for column in columns if isinstance(column, FileField)]
    for row in rows:
        people.update(filter(None, (getattr(row, name) for name in naming)))
        files += [file.name for name in storing if (file := getattr(row, name))]
        yield row


def _write(writer: Writer, belonging: Belonging, rows: Iterator[Model], club: Club) -> int:
    lines = (_line(row, club) for row in rows)
    return _write_lines(writer, f"{ROWS}{belonging.model}.jsonl", lines)


def _line(row: Model, club: Club) -> Any:
    # a venue of another club, where an event of this one was held, goes along as this one's own
    if isinstance(row, Venue) and row.club_id:
        row.club_id = club.pk
    # the profile is the driver's own; their name in the results goes along
    if isinstance(row, ResultDriver):
        row.profile_id = None
    return serializers.serialize("python", [row])[0]


def _write_people(writer: Writer, people: set[Any]) -> int:
    return _write_lines(writer, PEOPLE, _people(sorted(people, key=str)))


def _people(ids: list[Any]) -> Iterator[dict[str, Any]]:
    for start in range(0, len(ids), PORTION):
        yield from Person.objects.filter(pk__in=ids[start : start + PORTION]).order_by("pk").values("pk", *KNOWN)


def _teams(ids: set[Any]) -> Iterator[dict[str, Any]]:
    """Those of the participants that are no people."""
    rows = Participant.objects.filter(kind=Participant.Kind.TEAM)
    for row in rows.order_by("pk").values("pk", "display_name").iterator(PORTION):
        if row["pk"] in ids:
            yield dict(row)


def _record(club: Club) -> Iterator[dict[str, Any]]:
    wanted = ("at", "actor_id", "channel", "action", "resource", "resource_id", "metadata")
    return Entry.objects.filter(club_id=club.pk).order_by("pk").values(*wanted).iterator(PORTION)


def _write_lines(writer: Writer, name: str, lines: Iterable[Any]) -> int:
    count = 0

    def pieces() -> Iterator[bytes]:
        nonlocal count
        for line in lines:
            count += 1
            yield json.dumps(line, default=_written, ensure_ascii=False).encode() + b"\n"

    writer.add(name, pieces())
    return count


def _write_files(writer: Writer, names: Iterable[str]) -> int:
    count = 0
    for name in dict.fromkeys(names):
        with contextlib.suppress(FileNotFoundError), default_storage.open(name) as file:
            writer.add(f"{FILES}{name}", file.chunks(PIECE))
            count += 1
    return count


def _written(value: Any) -> str:
    # to the microsecond: a queue is in that order
    return value.isoformat() if isinstance(value, datetime | date | time) else str(value)
