"""A whole Lineup beside the tests: a folder and a database of its own, on the server the tests run on.

with lineups.empty(tmp_path / "one") as one:
    one.migrate()
"""

import contextlib
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from tests.support import tables

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Lineup:
    """Where it lives, as the environment of its processes."""

    var: Path
    environment: dict[str, str]

    def run(self, *arguments: str, **options: Any) -> "subprocess.CompletedProcess[str]":
        """Run a command of manage.py to its end, whatever that is."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, **options)

    def manage(self, *arguments: str) -> str:
        """Run a command of manage.py that must end well, and return what it says."""
        done = self.run(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def migrate(self) -> None:
        """Make the tables."""
        if address := self.environment.get("LINEUP_DATABASE"):
            _lay(os.environ["LINEUP_DATABASE"], urlsplit(address).path.lstrip("/"))
        else:
            tables.lay(self.var / tables.NAME)

    @contextlib.contextmanager
    def script(self, module: str, *arguments: str) -> "Iterator[subprocess.Popen[str]]":
        """Start a module of the tests inside this Lineup's settings; it is ended with the block."""
        environment = {**self.environment, "DJANGO_SETTINGS_MODULE": "lineup.config.settings"}
        command = [sys.executable, "-m", module, *arguments]
        with subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            try:
                yield process
            finally:
                process.kill()


@contextlib.contextmanager
def empty(var: Path, **variables: str) -> Iterator[Lineup]:
    """Yield a Lineup without tables; its database is gone afterwards."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LINEUP_", "DJANGO_"))}
    environment = {**kept, "LINEUP_VAR": str(var), "LINEUP_LOG": "error", **variables}
    server = os.environ.get("LINEUP_DATABASE", "")
    with contextlib.ExitStack() as stack:
        if server.startswith("postgres"):
            environment["LINEUP_DATABASE"] = stack.enter_context(_database(server))
        yield Lineup(var, environment)


def _lay(server: str, name: str) -> None:
    import psycopg  # only where the tests run on it

    made = tables.template(server)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name}")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {made}")


@contextlib.contextmanager
def _database(server: str) -> Iterator[str]:
    import psycopg  # only where the tests run on it

    name = f"lineup_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
