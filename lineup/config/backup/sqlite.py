"""SQLite into an archive and out of it: SQLite's own online copy, which stops no writer."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import connection

from lineup.config.backup.archive import Reader, Writer, pieces_of

MEMBER = "database.sqlite3"


def take(writer: Writer) -> dict[str, int]:
    """Write the database as it is at this moment; return how many rows each table has."""
    with _copied(writer.path.parent) as copy:
        writer.add(MEMBER, pieces_of(copy))
        return _counted(copy)


@contextlib.contextmanager
def _copied(folder: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=folder, prefix=".lineup-backup-") as place:
        copy = Path(place, MEMBER)
        connection.ensure_connection()
        with contextlib.closing(_opened(copy)) as target:
            # all pages in one step: one read transaction, which WAL lets stand beside every writer
            connection.connection.backup(target, pages=-1)
            # a file of its own, without a log beside it
            target.execute("PRAGMA journal_mode=DELETE")
        yield copy


def _opened(path: Path) -> Any:
    # the library that the database itself is opened with
    return connection.Database.connect(str(path))  # type: ignore[attr-defined]


def _counted(copy: Path) -> dict[str, int]:
    with contextlib.closing(_opened(copy)) as opened:
        return {
            table: opened.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608
            for table in tables(opened)
        }


def tables(opened: Any) -> list[str]:
    """Return the names of the tables of an opened database, by name; none that a module of SQLite computes."""
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    return [row[0] for row in opened.execute(names)]


def is_empty() -> bool:
    """Whether there is no database yet."""
    path = _path()
    return not path.exists() or path.stat().st_size == 0


def put(reader: Reader, migrations: dict[str, list[str]]) -> None:
    """Put the database of the archive where there is none; it appears when it is complete."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.restoring")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for piece in reader.pieces(MEMBER):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)


def take_back() -> None:
    """Undo a restore that failed."""
    connection.close()
    for suffix in ("", "-wal", "-shm"):
        Path(f"{_path()}{suffix}").unlink(missing_ok=True)


def _path() -> Path:
    return Path(str(connection.settings_dict["NAME"]))
