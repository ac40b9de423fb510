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
