"""Everything of a Lineup into one file, while it runs."""

from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

import lineup
from lineup.config.backup import keys, postgres, sqlite, stored
from lineup.config.backup.archive import Writer, pieces_of

LOG = "audit-checkpoints.log"


def engine() -> ModuleType:
    """Return the module that copies the database in use."""
    return postgres if connection.vendor == "postgresql" else sqlite


def take(path: Path, *, passphrase: str = "", with_keys: bool = True, at: datetime) -> dict[str, Any]:
    """Write the backup to `path` and return the facts of its manifest.

    The database is copied as it is at one moment; nobody who writes meanwhile waits for it.
    """
    with Writer(path) as writer:
        facts: dict[str, Any] = {"made_at": at.isoformat(), "version": lineup.VERSION, "database": connection.vendor}
        # before the database: its checkpoints must not vouch for more than is in it
        log = Path(settings.VAR) / LOG
        if log.exists():
            writer.add(LOG, pieces_of(log))
        facts["migrations"] = migrations()
        facts["rows"] = engine().take(writer)
        facts["files"] = stored.take(writer)
        if with_keys:
            name, content = keys.pack(passphrase)
            writer.add(name, [content])
        writer.finish(facts)
    return facts


def migrations() -> dict[str, list[str]]:
    """Return the names of the applied migrations, by app."""
    found: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        found.setdefault(app, []).append(name)
    return found
