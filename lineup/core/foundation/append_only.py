"""Tables whose rows the database itself refuses to change or delete: a step for migrations."""

from typing import Any

from django.db import migrations


def protecting(*tables: str) -> migrations.RunPython:
    """Return the step of a migration that makes these tables append-only."""

    def protect(_apps: Any, editor: Any) -> None:
        for statement in _statements(tables, editor.connection.vendor, _make_postgresql, _make_sqlite):
            editor.execute(statement)

    def release(_apps: Any, editor: Any) -> None:
        for statement in _statements(tables, editor.connection.vendor, _drop_postgresql, _drop_sqlite):
            editor.execute(statement)

    return migrations.RunPython(protect, release)


def emptied(table: str, column: str, *, others: tuple[str, ...]) -> migrations.RunPython:
    """Return the step that lets a text of an append-only table be emptied, as erasing a person does, and no more.

    `others` are the rest of its columns.
    """

    def open_up(_apps: Any, editor: Any) -> None:
        for statement in _emptied(table, column, others, editor.connection.vendor):
            editor.execute(statement)

    def close(_apps: Any, editor: Any) -> None:
        postgresql = editor.connection.vendor == "postgresql"
        for statement in (_close_postgresql if postgresql else _close_sqlite)(table):
            editor.execute(statement)

    return migrations.RunPython(open_up, close)


def unchanging(table: str, *columns: str) -> migrations.RunPython:
    """Return the step that lets nobody change these columns; a row may go with its person, or get another one."""

    def protect(_apps: Any, editor: Any) -> None:
        for statement in _unchanging(table, columns, editor.connection.vendor):
            editor.execute(statement)

    def release(_apps: Any, editor: Any) -> None:
        postgresql = editor.connection.vendor == "postgresql"
        editor.execute(f"DROP TRIGGER {table}_unchanging" + (f" ON {table}" if postgresql else ""))
        if postgresql:
            editor.execute(f"DROP FUNCTION {table}_unchanging()")

    return migrations.RunPython(protect, release)


def _unchanging(table: str, columns: tuple[str, ...], vendor: str) -> list[str]:
    before = f"CREATE TRIGGER {table}_unchanging BEFORE UPDATE OF {', '.join(columns)} ON {table}"
    if vendor == "postgresql":
        return [
            f"CREATE FUNCTION {table}_unchanging() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$;",
            f"{before} FOR EACH ROW EXECUTE FUNCTION {table}_unchanging();",
        ]
    return [f"{before} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;"]


def _emptied(table: str, column: str, others: tuple[str, ...], vendor: str) -> list[str]:
    rest, filled = ", ".join(others), f"WHEN (NEW.{column} <> '')"
    if vendor == "postgresql":
        act = f"EXECUTE FUNCTION {table}_append_only();"
        return [
            f"DROP TRIGGER {table}_append_only ON {table}",
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OF {rest} OR DELETE ON {table} FOR EACH ROW {act}",
            f"CREATE TRIGGER {table}_emptied BEFORE UPDATE OF {column} ON {table} FOR EACH ROW {filled} {act}",
        ]
    act = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;"
    return [
        f"DROP TRIGGER {table}_keeps_update",
        f"CREATE TRIGGER {table}_keeps_update BEFORE UPDATE OF {rest} ON {table} {act}",
        f"CREATE TRIGGER {table}_emptied BEFORE UPDATE OF {column} ON {table} {filled} {act}",
    ]


def _close_sqlite(table: str) -> list[str]:
    return [f"DROP TRIGGER {table}_emptied", f"DROP TRIGGER {table}_keeps_update", _make_sqlite(table)[0]]


def _close_postgresql(table: str) -> list[str]:
    drops = [f"DROP TRIGGER {table}_{name} ON {table}" for name in ("emptied", "append_only")]
    return [*drops, _make_postgresql(table)[1]]


def _statements(tables: tuple[str, ...], vendor: str, postgresql: Any, sqlite: Any) -> list[str]:
    write = postgresql if vendor == "postgresql" else sqlite
    return [statement for table in tables for statement in write(table)]


def _make_sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_keeps_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;"
        for verb in ("UPDATE", "DELETE")
    ]


def _drop_sqlite(table: str) -> list[str]:
    return [f"DROP TRIGGER {table}_keeps_{verb}" for verb in ("update", "delete")]


def _make_postgresql(table: str) -> list[str]:
    act = f"EXECUTE FUNCTION {table}_append_only();"
    return [
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$;",
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {act}",
        f"CREATE TRIGGER {table}_append_only_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {act}",
    ]


def _drop_postgresql(table: str) -> list[str]:
    return [
        f"DROP TRIGGER {table}_append_only ON {table}",
        f"DROP TRIGGER {table}_append_only_all ON {table}",
        f"DROP FUNCTION {table}_append_only()",
    ]
