"""A PostgreSQL of the tests' own: made in a temporary folder, reached by a socket in it, gone afterwards.

`python -m tests.support.postgres COMMAND…` runs the command with LINEUP_DATABASE pointing to one.
"""

import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OPTIONS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "log_min_messages": "panic",
    "log_min_error_statement": "panic",
}
# The suite's database outlives no machine, and almost all it writes is rolled back. Statistics taken in between say
# that every table is empty, and plans made by those take seconds for forty rows; without any, indices are used.
FOR_THE_SUITE = {"fsync": "off", "full_page_writes": "off", "autovacuum": "off"}
START_S = 30
STOP_S = 20
PARENT_DEATH_SIGNAL = 1  # prctl's PR_SET_PDEATHSIG
libc = ctypes.CDLL(None)


class Missing(Exception):
    """No server program on this machine."""


def binaries() -> Path:
    """The folder with initdb and postgres, of the newest version installed. Raises Missing."""
    found = [Path(folder) for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)]
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).resolve().parent)
    for folder in found:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise Missing("PostgreSQL is not installed; on Debian: apt-get install postgresql")


@contextlib.contextmanager
def cluster(more: dict[str, str] | None = None) -> Iterator[str]:
    """Yields the address of a running server, as LINEUP_DATABASE takes it; `more`: settings beside ours."""
    programs = binaries()
    folder = Path(tempfile.mkdtemp(prefix="lineup-postgres-"))
    owner = _owner()
    if owner:
        os.chown(folder, owner["user"], owner["group"])
    initdb = [programs / "initdb", "-D", folder / "data", "-U", "lineup", "-A", "trust", "-E", "UTF8", "--locale=C"]
    try:
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=folder, **owner)
        with _server(programs, folder, owner, {**OPTIONS, **(more or {})}):
            yield f"postgresql://lineup@/postgres?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _server(programs: Path, folder: Path, owner: dict[str, Any], settings: dict[str, str]) -> Iterator[None]:
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    command = [programs / "postgres", "-D", folder / "data", "-k", folder, *options]
    with subprocess.Popen(
        command,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        start_new_session=True,
        # A test run that is killed must not leave a server behind.
        preexec_fn=end_with_parent if sys.platform == "linux" else None,
        **owner,
    ) as server:
        try:
            _wait_until_ready(programs, folder, server)
            yield
        finally:
            server.send_signal(signal.SIGINT)  # its "fast" way: clients still connected are ours, and done
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(STOP_S)
            server.kill()


def _wait_until_ready(programs: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_S
    while subprocess.run([programs / "pg_isready", "-q", "-h", folder], check=False).returncode != 0:
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("PostgreSQL did not start.")
        time.sleep(0.1)


def end_with_parent() -> None:
    libc.prctl(PARENT_DEATH_SIGNAL, signal.SIGINT)


def _owner() -> dict[str, Any]:
    """Whom the server runs as: it refuses root, so that root takes somebody else."""
    if os.geteuid() != 0:
        return {}
    names = [entry.pw_name for entry in pwd.getpwall()]
    somebody = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": somebody.pw_uid, "group": somebody.pw_gid, "extra_groups": []}


def _version(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdigit() else 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with cluster(FOR_THE_SUITE) as address:
        ended = subprocess.run(sys.argv[1:], check=False, env={**os.environ, "LINEUP_DATABASE": address})
    sys.exit(ended.returncode)
