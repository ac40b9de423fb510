"""PostgreSQL into an archive and out of it: COPY of each table, all within one snapshot.

Needs no program but this one, and the archive fits every version of the server.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from lineup.config.backup.archive import Reader, Writer

FOLDER = "tables/"
# what is made again by itself
LEFT_OUT = {"cache"}
TABLES = (
    "SELECT c.relname, array_agg(a.attname ORDER BY a.attnum) "
    "FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
    "WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace "
    "AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' GROUP BY c.relname ORDER BY c.relname"
)
SERIALS = (
    "SELECT c.relname, a.attname, pg_get_serial_sequence(quote_ident(c.relname), a.attname) FROM pg_class c "
    "JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relkind = 'r' "
    "AND c.relnamespace = current_schema()::regnamespace AND a.attnum > 0 AND NOT a.attisdropped "
    "AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL"
)


def take(writer: Writer) -> dict[str, int]:
    """Write every table as it is at one moment; return how many rows each has."""
    counts = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        for table, columns in tables(cursor):
            writer.add(f"{FOLDER}{table}", _copied(cursor, table, columns))
            counts[table] = _count(cursor, table)
    return counts


def tables(cursor: Any) -> list[tuple[str, list[str]]]:
    """Return the tables that a backup holds, with their columns, those left out that are computed."""
    cursor.execute(TABLES)
    return [(table, columns) for table, columns in cursor.fetchall() if table not in LEFT_OUT]


def _copied(cursor: Any, table: str, columns: list[str]) -> Iterator[bytes]:
    """The names of the columns on a line, then the rows as COPY writes them."""
    yield ("\t".join(columns) + "\n").encode()
    with cursor.copy(statement("COPY {table} ({columns}) TO STDOUT", table, columns)) as copy:
        for piece in copy:
            yield bytes(piece)


def statement(text: str, table: str, columns: Sequence[str]) -> Any:
    """Return the text with the names of the table and its columns in it, quoted."""
    named = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL(text).format(table=sql.Identifier(table), columns=named)  # type: ignore[arg-type]


def _count(cursor: Any, table: str) -> int:
    cursor.execute(statement("SELECT count(*) FROM {table}", table, []))
    return int(cursor.fetchone()[0])


def is_empty() -> bool:
    """Whether the database has no table yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT NOT EXISTS (SELECT FROM pg_class WHERE relkind = 'r' AND relnamespace = "
                       "current_schema()::regnamespace)")  # fmt: skip
        return bool(cursor.fetchone()[0])


def put(reader: Reader, migrations: dict[str, list[str]]) -> None:
    """Make the tables as they were when the archive was written, and fill them, all or nothing."""
    migrate(migrations)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        clear(cursor, dict(tables(cursor)))
        for name in reader.names(FOLDER):
            _fill(cursor, name.removeprefix(FOLDER), reader, name)
        set_serials(cursor)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def clear(cursor: Any, names: Iterable[str]) -> None:
    """Take out what migrations put in: it comes with the archive."""
    for table in names:
        cursor.execute(statement("DELETE FROM {table}", table, []))


def migrate(wanted: dict[str, list[str]]) -> None:
    """Make the tables as these migrations leave them, as far as this Lineup knows them."""
    executor = MigrationExecutor(connection)
    targets = [
        (app, name) for app, names in wanted.items() for name in names if (app, name) in executor.loader.graph.nodes
    ]
    leaves = [node for node in targets if not any(child.key in targets for child in _children(executor, node))]
    executor.migrate(leaves)


def _children(executor: MigrationExecutor, node: tuple[str, str]) -> Any:
    return executor.loader.graph.node_map[node].children


def _fill(cursor: Any, table: str, reader: Reader, name: str) -> None:
    with reader.open(name) as member:
        columns = member.readline().decode().rstrip("\n").split("\t")
        with cursor.copy(statement("COPY {table} ({columns}) FROM STDIN", table, columns)) as copy:
            while piece := member.read(1024 * 1024):
                copy.write(piece)


def set_serials(cursor: Any) -> None:
    """Let numbers go on after the highest that is there."""
    cursor.execute(SERIALS)
    for table, column, sequence in cursor.fetchall():
        text = "SELECT setval({sequence}, coalesce((SELECT max({column}) FROM {table}), 0) + 1, false)"
        cursor.execute(
            sql.SQL(text).format(
                sequence=sql.Literal(sequence), column=sql.Identifier(column), table=sql.Identifier(table)
            )
        )


def take_back() -> None:
    """Undo a restore that failed: the tables it made go."""
    with connection.cursor() as cursor:
        for table, _columns in [*tables(cursor), ("cache", [])]:
            cursor.execute(statement("DROP TABLE IF EXISTS {table} CASCADE", table, []))
