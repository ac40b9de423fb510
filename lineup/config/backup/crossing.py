"""A backup of SQLite into PostgreSQL: for who begins with one file and outgrows it.

Tables are made as they were when the archive was written, by the same migrations; rows go over column by column, each
value as PostgreSQL's type of the column writes it. What SQLite keeps for itself (its full-text index) is made anew.
"""

import contextlib
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from lineup.config.backup import postgres, sqlite
from lineup.config.backup.archive import Reader

TYPES = (
    "SELECT column_name, data_type FROM information_schema.columns "
    "WHERE table_schema = current_schema() AND table_name = %s"
)
# what SQLite writes otherwise, by PostgreSQL's type
WRITTEN: dict[str, Callable[[Any], Any]] = {
    "boolean": bool,
    "timestamp with time zone": lambda value: f"{value}+00",
    "interval": lambda value: f"{value} microseconds",
    "numeric": repr,
    "bytea": bytes,
}


class Strange(Exception):
    """A table or column of the archive has no place here; the sentence names it."""


def put(reader: Reader, migrations: dict[str, list[str]]) -> None:
    """Make the tables and fill them, all or nothing. Raises Strange."""
    postgres.migrate(migrations)
    with _opened(reader) as source, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        ours = dict(postgres.tables(cursor))
        postgres.clear(cursor, ours)
        for table in _tables(source):
            if table not in ours:
                raise Strange(f"The table {table} of the backup is not one of PostgreSQL's; nothing was put back.")
            _fill(cursor, source, table, ours[table])
        postgres.set_serials(cursor)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextlib.contextmanager
def _opened(reader: Reader) -> Iterator[sqlite3.Connection]:
    with tempfile.TemporaryDirectory(prefix="lineup-restore-") as folder:
        path = Path(folder, sqlite.MEMBER)
        with path.open("wb") as file:
            file.writelines(reader.pieces(sqlite.MEMBER))
        with contextlib.closing(sqlite3.connect(path)) as source:
            yield source


def _tables(source: sqlite3.Connection) -> list[str]:
    """Without what SQLite keeps for itself: its own tables, and those behind its full-text indexes."""
    its_own = {
        row[1] for row in source.execute("PRAGMA table_list") if row[2] == "shadow" or row[1].startswith("sqlite_")
    }
    return [name for name in sqlite.tables(source) if name not in postgres.LEFT_OUT and name not in its_own]


def _fill(cursor: Any, source: sqlite3.Connection, table: str, columns: Sequence[str]) -> None:
    theirs = [row[1] for row in source.execute(f'PRAGMA table_info("{table}")')]
    if unknown := sorted(set(theirs) ^ set(columns)):
        raise Strange(f"The table {table} has other columns ({', '.join(unknown)}); nothing was put back.")
    cursor.execute(TYPES, [table])
    types = dict(cursor.fetchall())
    writers = [WRITTEN.get(types[column]) for column in columns]
    named = ", ".join(f'"{column}"' for column in columns)
    rows = source.execute(f'SELECT {named} FROM "{table}"')  # noqa: S608 - names of our own tables
    with cursor.copy(postgres.statement("COPY {table} ({columns}) FROM STDIN", table, columns)) as copy:
        for row in rows:
            copy.write_row([_written(value, write) for value, write in zip(row, writers, strict=True)])


def _written(value: Any, write: Callable[[Any], Any] | None) -> Any:
    return value if value is None or write is None else write(value)
