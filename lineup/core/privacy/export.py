"""Everything that is held on a person, as a ZIP of JSON and files: for the person, who is known to ask for it.

Written while it is asked for, so that no copy of it lies about. Secrets are left out: each is a key to something.
"""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import FileField
from django.utils.translation import gettext as _

from lineup.core.audit import entries
from lineup.core.foundation.personal import Table
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.core.privacy import held

NAME = "lineup-my-data.zip"
IN_MEMORY_BYTES = 5 * 1024 * 1024
CHUNK = 500
PIECE = 64 * 1024


def archive(person: Person, *, by: Actor, at: datetime) -> IO[bytes]:
    """Return the person's archive, to be read from its beginning and closed; it has no name on the disk."""
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - closed by who reads it
    write(person, file, by=by, at=at)  # type: ignore[arg-type]
    file.seek(0)
    return file  # type: ignore[return-value]


def write(person: Person, into: IO[bytes], *, by: Actor, at: datetime) -> None:
    """Write the archive: a file of rows for each part, the person's own uploads under files/, and what it is.

    The act is recorded.
    """
    entries.record(by=by, at=at, action="person.export", on=person, metadata={})
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", _about(person, at))
        for table in held.tables():
            if table.export:
                _write_table(archive, table, person)


def _about(person: Person, at: datetime) -> str:
    said = _(
        "This is everything that Lineup holds on %(name)s, as of %(day)s (UTC).\n\n"
        "Each .json file is a list of rows; an empty part has none. Files you gave are in the folder “files”. "
        "Passwords, links and keys are left out, because they open things."
    )
    return said % {"name": person.name, "day": at.isoformat(timespec="minutes")} + "\n"


def _write_table(archive: zipfile.ZipFile, table: Table, person: Person) -> None:
    names = [name for name, column in table.columns.items() if column.shown]
    stored: list[Any] = []
    with archive.open(f"{table.export}.json", "w", force_zip64=True) as out:
        out.write(b"[")
        for number, row in enumerate(held.rows(table, person).iterator(CHUNK)):
            shown = {name: _shown(row, name) for name in names}
            written = json.dumps(shown, cls=DjangoJSONEncoder, ensure_ascii=False)
            out.write((b",\n" if number else b"\n") + written.encode())
            stored += _files(table, row)
        out.write(b"\n]\n")
    for file in stored:
        _add_file(archive, file)


def _shown(row: Any, name: str) -> Any:
    value = row.serializable_value(name)
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return str(value) if isinstance(row._meta.get_field(name), FileField) else value


def _files(table: Table, row: Any) -> Iterator[Any]:
    for name in table.columns:
        if isinstance(row._meta.get_field(name), FileField) and getattr(row, name):
            yield getattr(row, name)


def _add_file(archive: zipfile.ZipFile, file: Any) -> None:
    if not file.storage.exists(file.name):
        return
    with file.storage.open(file.name) as source, archive.open(f"files/{file.name}", "w", force_zip64=True) as out:
        while piece := source.read(PIECE):
            out.write(piece)
