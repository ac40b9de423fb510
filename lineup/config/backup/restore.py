"""A backup put back where there is nothing yet."""

from pathlib import Path
from types import ModuleType
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from lineup.config.backup import crossing, keys, stored
from lineup.config.backup.archive import Reader
from lineup.config.backup.backup import LOG, engine


class Refused(Exception):
    """Nothing was put back; the sentence says why."""


def put(path: Path, *, passphrase: str = "") -> dict[str, Any]:
    """Put everything back, all or nothing, and return the manifest.

    The tables are those of the backup: migrate afterwards. Raises Refused, Unreadable, WrongPassphrase, OtherKeys.
    """
    reader = Reader(path)
    way = _check_kind(reader)
    _check_empty()
    reader.check()
    own = _keys(reader, passphrase)
    keys.check(own)
    try:
        way.put(reader, reader.manifest["migrations"])
        stored.put(reader)
        _put_log(reader)
        keys.put(own)
    except crossing.Strange as strange:
        stored.take_back(reader)
        engine().take_back()
        raise Refused(str(strange)) from strange
    except BaseException:
        stored.take_back(reader)
        engine().take_back()
        raise
    return reader.manifest


def _check_kind(reader: Reader) -> ModuleType:
    """Return the module that puts such a database into the one in use."""
    kind = reader.manifest["database"]
    ways = {connection.vendor: engine()}
    if connection.vendor == "postgresql":
        ways["sqlite"] = crossing
    if kind not in ways:
        raise Refused(f"This is a backup of {kind}, and LINEUP_DATABASE is {connection.vendor}; restore it on {kind}.")
    if unknown := _unknown_migration(reader):
        raise Refused(f"The backup was made by a newer Lineup, {reader.manifest['version']} ({unknown}); install that.")
    return ways[kind]


def _unknown_migration(reader: Reader) -> str:
    """Which of our own migrations the backup has and this Lineup has not; empty if none."""
    known = MigrationLoader(None).disk_migrations
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("lineup.")}
    applied = ((app, name) for app, names in reader.manifest["migrations"].items() if app in ours for name in names)
    return next((f"{app}.{name}" for app, name in applied if (app, name) not in known), "")


def _check_empty() -> None:
    if not engine().is_empty():
        raise Refused("The database is not empty; restore into an empty one, so that nothing is overwritten.")
    if not stored.is_empty():
        raise Refused("There are stored files already; restore where there are none, so that nothing is overwritten.")


def _keys(reader: Reader, passphrase: str) -> dict[str, str]:
    for name in (keys.CLEAR, keys.LOCKED):
        if name in reader.manifest["members"]:
            return keys.unpack(name, b"".join(reader.pieces(name)), passphrase)
    return {}


def _put_log(reader: Reader) -> None:
    if LOG in reader.manifest["members"]:
        target = Path(settings.VAR) / LOG
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"".join(reader.pieces(LOG)))
        target.chmod(0o600)
