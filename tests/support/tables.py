"""The tables of Lineup, made once by the migrations and copied wherever a test needs them empty.

Migrating takes ten seconds each time; whether the migrations lead there is shown where the first are made.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "test" / "tables"
NAME = "lineup.sqlite3"
# of PostgreSQL's, any number that nobody else takes: one makes the tables, the others wait for them
LOCK = 20261130


def lay(path: Path) -> None:
    """Put empty tables, as the migrations of this tree make them, at `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for left in ("", "-wal", "-shm"):
        path.with_name(path.name + left).unlink(missing_ok=True)
    shutil.copy(_made(), path)
    path.chmod(0o600)


def template(server: str) -> str:
    """Name the database with empty tables that others are made from on this server; who asks first makes it."""
    import psycopg  # only where the tests run on it

    name = f"lineup_tables_{_digest()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f"DROP DATABASE IF EXISTS {name}_new")
            connection.execute(f"CREATE DATABASE {name}_new")
            with tempfile.TemporaryDirectory(prefix="lineup-tables-") as folder:
                _migrate(LINEUP_VAR=folder, LINEUP_DATABASE=urlunsplit(urlsplit(server)._replace(path=f"/{name}_new")))
            connection.execute(f"ALTER DATABASE {name}_new RENAME TO {name}")
    return name


def _made() -> Path:
    KEPT.mkdir(parents=True, exist_ok=True)
    made = KEPT / f"{_digest()}.sqlite3"
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for old in KEPT.glob("*.sqlite3"):
                old.unlink()
            _make(made)
    return made


def _digest() -> str:
    """Of everything the tables come from: our migrations and what they call, and the packages with theirs."""
    digest = hashlib.sha256((ROOT / "requirements" / "core.lock").read_bytes())
    for path in sorted((ROOT / "lineup").rglob("*.py")):
        if path.parent.name == "migrations" or "foundation" in path.parts or path.name in ("search.py", "one_room.py"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:24]


def _make(path: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="lineup-tables-") as folder:
        _migrate(LINEUP_VAR=folder)
        shutil.move(Path(folder, NAME), path.with_suffix(".new"))
    path.with_suffix(".new").rename(path)


def _migrate(**variables: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LINEUP_", "DJANGO_"))}
    environment = {**kept, "LINEUP_LOG": "error", **variables}
    command = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
