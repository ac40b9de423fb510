"""How long `bin/demo` takes until it is at its address: `python -m bench.first_start`. Packages are there before."""

import os
import resource
import signal
import socket
import subprocess
import tempfile
import time

from bench import tables

HEAD = ["start", "seconds", "CPU seconds", "aim"]
AIM = "≤ 60 s"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="lineup-bench-") as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LINEUP_", "DJANGO_"))}
        environment = {**kept, "LINEUP_VAR": folder, "LINEUP_PORT": str(port)}
        rows = [[which, *_started(environment), AIM] for which in ("first", "second")]
    tables.show("Until the demo is at its address", HEAD, rows)


def _started(environment: dict[str, str]) -> tuple[float, float]:
    """Seconds until the address is announced, and those of one core spent by all processes until the end."""
    began, before = time.perf_counter(), _spent()
    with subprocess.Popen(["bin/demo"], env=environment, stdout=subprocess.PIPE, text=True) as demo:
        assert demo.stdout
        next(line for line in demo.stdout if line.startswith("Lineup is at"))
        seconds = time.perf_counter() - began
        demo.send_signal(signal.SIGTERM)
        demo.stdout.read()
    return round(seconds, 1), round(_spent() - before, 1)


def _spent() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


if __name__ == "__main__":
    main()
