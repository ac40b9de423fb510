"""Start-up, memory, size and time of an installation: `python -m bench.footprint`."""

import subprocess
import tempfile
import time
from pathlib import Path

from bench import load, processes, stage, tables

ROOT = stage.ROOT


def _size_megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6


def _install() -> list[list[object]]:
    """Clone this tree and install what the service needs, as a newcomer would."""
    with tempfile.TemporaryDirectory(prefix="lineup-install-") as folder:
        clone = Path(folder, "lineup")
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        started = time.perf_counter()
        subprocess.run(["bin/setup"], cwd=clone, check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - started
        packages = len(list(clone.glob(".venv/lib/python*/site-packages/*.dist-info")))
        return [
            ["install, from a fresh clone, s", seconds],
            ["packages", packages],
            ["virtual environment, MB", _size_megabytes(clone / ".venv")],
        ]


def _running() -> list[list[object]]:
    with stage.prepared("sqlite") as on:
        started = time.perf_counter()
        with stage.serving(on):
            seconds = time.perf_counter() - started
            load.run(on.port, [load.request("GET", "/events")] * 200, clients=4)
            sizes = [processes.memory_megabytes(pid) for pid in processes.tree(on.roots[0])]
    return [["start until the first answer, s", seconds], ["memory of the web process, MB", max(sizes)]]


def main() -> None:
    tables.show("Footprint", ["what", "figure"], [*_install(), *_running()])


if __name__ == "__main__":
    main()
