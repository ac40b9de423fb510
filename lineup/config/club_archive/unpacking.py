"""A club out of its file, into a Lineup where others live already: all of it, or nothing."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core import serializers
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.db.models import AutoField, FileField, Model, SlugField
from django.utils.dateparse import parse_datetime

from lineup.config.backup.archive import Reader
from lineup.config.backup.backup import migrations
from lineup.config.club_archive.belongings import GOES, STAYS, Belonging
from lineup.config.club_archive.packing import FILES, KIND, PEOPLE, PORTION, ROWS, TEAMS
from lineup.core.audit import entries
from lineup.core.clubs.models import Club
from lineup.core.foundation import ids
from lineup.core.people import persons
from lineup.core.people.actors import Actor
from lineup.core.people.models import Participant, Person
from lineup.domains.courses import search as courses_search
from lineup.domains.courses.models import Course
from lineup.domains.events import search
from lineup.domains.events.models import Event


class Refused(Exception):
    """Nothing was changed; the sentence says why, and what to do."""


def unpack(path: Path, *, by: Actor, at: datetime) -> Club:
    """Put the club of the file into this Lineup and return it. Nobody is told.

    Who is known here by id or address is the same person; everybody else becomes a guest. A slug that is taken gets
    another ending. In one transaction: others can read meanwhile, but not write. Raises Refused, Unreadable.
    """
    reader = Reader(path)
    _check(reader)
    stored: dict[str, str] = {}
    try:
        with transaction.atomic():
            _unbound()
            stored = _store(reader)
            who = _people(reader) | _teams(reader)
            for belonging in GOES:
                _put(reader, belonging, who, stored)
            _index(reader)
            club = Club.objects.get(pk=reader.manifest["club"]["id"])
            counts = {label: count for label, count in reader.manifest["rows"].items() if count}
            entries.record(by=by, at=at, action="club.unpack", on=club, club_id=club.pk, metadata={"rows": counts})
    except BaseException as error:
        for name in stored.values():
            default_storage.delete(name)
        if isinstance(error, IntegrityError):
            raise Refused(f"Two of what the file holds are one here, or the other way round ({error}).") from error
        raise
    return club


def _check(reader: Reader) -> None:
    manifest = reader.manifest
    if manifest.get("kind") != KIND:
        raise Refused("This file holds no club; a backup of everything is put back by `manage.py restore`.")
    if _ours(manifest["migrations"]) != _ours(migrations()):
        raise Refused(
            f"The file was written by Lineup {manifest['version']}; bring both to one version, and export again."
        )
    if here := Club.objects.filter(pk=manifest["club"]["id"]).first():
        raise Refused(f"{here.name} lives here already ({here.slug}); nothing is put over it.")
    reader.check()


def _ours(applied: dict[str, list[str]]) -> dict[str, list[str]]:
    ours = {belonging.table._meta.app_label for belonging in GOES}
    return {app: sorted(names) for app, names in applied.items() if app in ours}


def _unbound() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")


def _store(reader: Reader) -> dict[str, str]:
    """Store the files, and return the names that they have here by those that they had."""
    stored = {}
    for member in reader.names(FILES):
        wanted = member.removeprefix(FILES)
        with reader.open(member) as content:
            stored[wanted] = default_storage.save(wanted, File(content, name=wanted))
    return stored


def _people(reader: Reader) -> dict[UUID, UUID]:
    who: dict[UUID, UUID] = {}
    for lines in _portions(_lines(reader, PEOPLE)):
        who |= persons.from_elsewhere([_person(line) for line in lines])
    return who


def _teams(reader: Reader) -> dict[UUID, UUID]:
    """Make the teams known, under the ids that they had."""
    who: dict[UUID, UUID] = {}
    for lines in _portions(_lines(reader, TEAMS)):
        made = [Participant(kind=Participant.Kind.TEAM, **{**line, "pk": UUID(line["pk"])}) for line in lines]
        Participant.objects.bulk_create(made)
        who |= {row.pk: row.pk for row in made}
    return who


def _person(line: dict[str, Any]) -> dict[str, Any]:
    erased = line["anonymised_at"]
    return {**line, "pk": UUID(line["pk"]), "anonymised_at": parse_datetime(erased) if erased else None}


def _put(reader: Reader, belonging: Belonging, who: dict[UUID, UUID], stored: dict[str, str]) -> None:
    table = belonging.table
    for lines in _portions(_lines(reader, f"{ROWS}{belonging.model}.jsonl")):
        found = list(serializers.deserialize("python", lines))
        rows = [one.object for one in found]
        for row in rows:
            _make_at_home(row, who, stored)
        # the order of foreign keys is no matter: the database asks at the end
        table._default_manager.bulk_create(rows, ignore_conflicts=belonging.shared)
        for column in table._meta.local_many_to_many:
            pairs = [(one.object.pk, value) for one in found for value in (one.m2m_data or {})[column.name]]
            _link(column, pairs, shared=belonging.shared)


def _link(column: Any, pairs: Iterable[tuple[Any, Any]], *, shared: bool) -> None:
    through, ours, theirs = column.remote_field.through, column.m2m_field_name(), column.m2m_reverse_field_name()
    through._default_manager.bulk_create(
        [through(**{f"{ours}_id": one, f"{theirs}_id": getattr(other, "pk", other)}) for one, other in pairs],
        ignore_conflicts=shared,
    )


def _make_at_home(row: Model, who: dict[UUID, UUID], stored: dict[str, str]) -> None:
    """Give a row the people, files, slug and number that it has here."""
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        if isinstance(column, AutoField) and column.primary_key:
            setattr(row, column.attname, None)
        elif column.related_model in (Person, Participant) and value is not None:
            setattr(row, column.attname, who[value])
        elif column.related_model and column.related_model._meta.label in STAYS:
            setattr(row, column.attname, None)
        elif isinstance(column, FileField) and value:
            setattr(row, column.attname, stored.get(value.name, ""))
        elif isinstance(column, SlugField) and column.unique and not column.primary_key:
            setattr(row, column.attname, _free(type(row), column, value))


def _free(table: type[Model], column: SlugField, slug: str) -> str:
    taken = table._default_manager.filter(**{column.name: slug}).exists()
    most = (column.max_length or 50) - 9
    return f"{slug[:most]}-{ids.new().hex[-8:]}" if taken else slug


def _index(reader: Reader) -> None:
    club = reader.manifest["club"]["id"]
    events = Event.objects.filter(offering__club=club)
    for event in events.select_related("offering", "venue", "category").prefetch_related("tags").iterator(PORTION):
        search.index(event)
    for course in Course.objects.filter(offering__club=club).select_related("offering", "subject").iterator(PORTION):
        courses_search.index(course)


def _lines(reader: Reader, name: str) -> Iterator[dict[str, Any]]:
    with reader.open(name) as member:
        yield from map(json.loads, member)


def _portions(lines: Iterable[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    lines = iter(lines)
    while portion := list(islice(lines, PORTION)):
        yield portion
