"""One room at a time, held by the database itself: a step for migrations."""

from typing import Any

from django.db import migrations

TABLE = "onsite_roomduty"
NAME = "one_room_at_a_time"

POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    f"ALTER TABLE {TABLE} DROP CONSTRAINT IF EXISTS {NAME}",
    f"ALTER TABLE {TABLE} ADD CONSTRAINT {NAME} EXCLUDE USING gist "
    "(person_id WITH =, tstzrange(starts_at, ends_at) WITH &&)",
)
EVENTS = {"insert": "INSERT", "update": "UPDATE OF person_id, starts_at, ends_at"}


def _sqlite(name: str, event: str) -> list[str]:
    # instants are text of one form there, so that they compare as they follow each other
    return [
        f"DROP TRIGGER IF EXISTS {TABLE}_{NAME}_{name}",
        f"CREATE TRIGGER {TABLE}_{NAME}_{name} BEFORE {event} ON {TABLE} FOR EACH ROW "  # noqa: S608 - of constants
        "WHEN EXISTS (SELECT 1 FROM onsite_roomduty AS other WHERE other.person_id = NEW.person_id "
        "AND other.id <> NEW.id AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at) "
        f"BEGIN SELECT RAISE(ABORT, '{NAME}'); END",
    ]


def holding() -> migrations.RunPython:
    """Return the step that lets nobody be on duty in two rooms at once.

    It stands last in every migration that changes the table: SQLite makes a table anew for that, without triggers.
    """
    return migrations.RunPython(_hold, _let_go)


def _hold(_apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        statements = list(POSTGRESQL)
    else:
        statements = [one for name, event in EVENTS.items() for one in _sqlite(name, event)]
    for statement in statements:
        editor.execute(statement)


def _let_go(_apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(f"ALTER TABLE {TABLE} DROP CONSTRAINT IF EXISTS {NAME}")
        return
    for name in EVENTS:
        editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_{NAME}_{name}")
