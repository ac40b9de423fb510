"""A backup of 100,000 registrations taken and put back: `python -m bench.backup`."""

import argparse
import resource
import tempfile
import time
from pathlib import Path

from bench import stage, tables

HEAD = ["database", "registrations", "rows", "backup s", "CPU s", "MB", "restore and verify s", "CPU s", "aim"]
MOST_S = 60.0


def measure(database: str, number: int) -> list[object]:
    """Return a row of the table: seconds on the clock, and of CPU in the command alone."""
    with stage.prepared(database) as lived, tempfile.TemporaryDirectory(prefix="lineup-bench-") as folder:
        lived.script("bench.registrations", str(number))
        archive = Path(folder, "backup.zip")
        said, took, spent = _timed(lived, "backup", str(archive))
        with stage.prepared(database, migrated=False) as new:
            _said, back, spent_back = _timed(new, "restore", str(archive))
        rows = int(said.partition(": ")[2].partition(" rows")[0].replace(",", ""))
        met = "met" if max(took, back) <= MOST_S else "**missed**"
        size = archive.stat().st_size / 1e6
        return [database, number, rows, took, spent, size, back, spent_back, f"≤ {MOST_S:.0f} s each: {met}"]


def _timed(on: stage.Stage, *command: str) -> tuple[str, float, float]:
    began, before = time.perf_counter(), _spent()
    said = on.manage(*command)
    return said, time.perf_counter() - began, _spent() - before


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=100_000)
    number = parser.parse_args().number
    rows = [measure(database, number) for database in ("sqlite", "postgresql")]
    tables.show("A backup taken and put back", HEAD, rows)


if __name__ == "__main__":
    main()
