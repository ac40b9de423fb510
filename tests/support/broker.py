"""A Valkey or Redis of the tests' own, on a free port of this machine, that keeps nothing on disk.

`python -m tests.support.broker` says whether there is one to be had.
"""

import contextlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

from tests.support import postgres

START_S = 10


class Missing(Exception):
    """No server program on this machine."""


def program() -> str:
    """The server program. Raises Missing."""
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return found
    raise Missing("Neither Valkey nor Redis is installed; on Debian: apt-get install redis-server")


def start(port: int, folder: str) -> subprocess.Popen[bytes]:
    """Start a server there that ends with this process, and return it when it listens."""
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder]
    server = subprocess.Popen(
        [program(), *options],
        stdout=subprocess.DEVNULL,
        preexec_fn=postgres.end_with_parent if sys.platform == "linux" else None,
    )
    deadline = time.monotonic() + START_S
    while not listens(port):
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("The broker did not start.")
        time.sleep(0.02)
    return server


def listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Yield the address of a running server, without a database's number."""
    with tempfile.TemporaryDirectory(prefix="lineup-broker-") as folder:
        port = free_port()
        server = start(port, folder)
        try:
            yield f"redis://127.0.0.1:{port}"
        finally:
            server.kill()
            server.wait()


if __name__ == "__main__":
    program()
