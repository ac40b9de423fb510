"""A Lineup of its own for a measurement: a fresh database, a server on loopback, ended by its process id."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.support import postgres

ROOT = Path(__file__).resolve().parents[1]
START_S = 60


@dataclass
class Stage:
    """Where the Lineup under measurement lives; `roots` are the processes whose CPU counts."""

    database: str
    environment: dict[str, str]
    port: int = 0
    roots: list[int] = field(default_factory=list)

    def manage(self, *arguments: str, text: str = "") -> str:
        """Run a management command (or `text` as a script in Django's shell) and return what it prints."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, input=text, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr[-3000:]}")
        return done.stdout

    def script(self, module: str, *arguments: str) -> str:
        """Run a module of the bench inside this Lineup's settings and return what it prints."""
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr[-3000:]}")
        return done.stdout


@contextlib.contextmanager
def prepared(database: str, *, migrated: bool = True) -> Iterator[Stage]:
    """Yield a migrated Lineup on "sqlite" or "postgresql"; nothing of it is left afterwards."""
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="lineup-bench-"))
        environment = {**os.environ, "LINEUP_VAR": folder, "DJANGO_SETTINGS_MODULE": "lineup.config.settings"}
        environment |= {"LINEUP_LOG": "error"}
        roots = []
        if database == "postgresql":
            address = stack.enter_context(postgres.cluster())
            environment["LINEUP_DATABASE"] = address
            roots = [_postmaster(address)]
        stage = Stage(database, environment, roots=roots)
        if migrated:
            stage.manage("migrate", "-v0")
            stage.manage("collectstatic", "--noinput", "-v0")
        yield stage


def _postmaster(address: str) -> int:
    folder = address.partition("host=")[2]
    return int(Path(folder, "data", "postmaster.pid").read_text().splitlines()[0])


@contextlib.contextmanager
def serving(stage: Stage, *, workers: int = 1) -> Iterator[Stage]:
    """Run the web server of the stage, without background work."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        stage.port = free.getsockname()[1]
    environment = {**stage.environment, "LINEUP_PORT": str(stage.port), "LINEUP_WORKERS": str(workers)}
    command = [sys.executable, "manage.py", "serve", "--no-work"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(stage.port, server)
        stage.roots.append(server.pid)
        yield stage
    finally:
        if server.pid in stage.roots:
            stage.roots.remove(server.pid)
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise SystemExit("The server did not start.")
