"""People brought along in a table: seconds, and statements for each line: `python -m bench.people_import`."""

import argparse
import io
import json
import sys
import time
from importlib import import_module
from typing import Any

import django
from django.db import connection
from openpyxl import Workbook

from bench import stage, tables

HEAD = [
    "database",
    "table",
    "lines",
    "step",
    "seconds",
    "CPU s",
    "statements",
    "+ BEGIN, COMMIT …",
    "statements a line",
]
CONTROL = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
# what an export has besides names and addresses
FURTHER = 13


class Meter:
    """Time and statements of one step, all in this process."""

    def __init__(self) -> None:
        self.statements = self.control = 0

    def __enter__(self) -> "Meter":
        self._hook = connection.execute_wrapper(self._count)
        self._hook.__enter__()
        self._began = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_error: object) -> None:
        self.seconds, self.cpu = time.perf_counter() - self._began[0], time.process_time() - self._began[1]
        self._hook.__exit__(None, None, None)

    def _count(self, execute: Any, sql: str, *rest: Any) -> Any:
        if sql.lstrip().upper().startswith(CONTROL):
            self.control += 1
        else:
            self.statements += 1
        return execute(sql, *rest)

    def row(self, *named: object, lines: int) -> list[object]:
        """The step as a row of the table."""
        return [*named, self.seconds, self.cpu, self.statements, self.control, self.statements / lines]


def table(kind: str, number: int) -> bytes:
    """An export of so many people, with columns that nobody needs here."""
    titles = ["Order #", "First Name", "Last Name", "Email", *(f"Question {n}" for n in range(FURTHER))]
    rows = ([f"{n}", "Ana", f"Berg {n}", f"g{n}@{kind}.example.org", *["An answer"] * FURTHER] for n in range(number))
    if kind == "csv":
        return "\r\n".join(",".join(row) for row in [titles, *rows]).encode()
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in [titles, *rows]:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def inside(number: int) -> list[list[object]]:
    """In the Lineup under measurement: each step of an import, as a page or a worker does it."""
    django.setup()
    connection.ensure_connection()
    factories = import_module("tests.support.factories")
    organiser = factories.member()
    by, offering = factories.actor(organiser), factories.offering(organiser=organiser)
    rows: list[list[object]] = []
    for kind in ("xlsx", "csv"):
        # for the last fifth it is full
        pool, content = factories.pool(offering, role=kind, capacity=number * 4 // 5), table(kind, number)
        batch = _looked_at(rows, kind, number, pool, content, by)
    _run_and_undone(rows, number, batch, by)
    return rows


def _looked_at(rows: list[list[object]], kind: str, number: int, pool: Any, content: bytes, by: Any) -> Any:
    imports, preview, clock = _core("participation.imports", "participation.import_preview", "foundation.clock")
    with Meter() as step:
        batch = imports.begin(pool, content, by=by, at=clock.now())
    rows.append(step.row(kind, number, "upload", lines=number))
    without = {name: column for name, column in batch.mapping.items() if name != "email"}
    # first the worst: every line has another address than was guessed, which is none
    for mapping in ({**without, "email": 0}, {**without, "email": 3}):
        with Meter() as step:
            imports.map_columns(batch, mapping, by=by, at=clock.now())
    rows.append(step.row(kind, number, "other column of addresses", lines=number))
    with Meter() as step:
        preview.foresee(batch)
    rows.append(step.row(kind, number, "dry run", lines=number))
    return batch


def _run_and_undone(rows: list[list[object]], number: int, batch: Any, by: Any) -> None:
    imports, running, clock = _core("participation.imports", "participation.import_running", "foundation.clock")
    for name, act in (("run", imports.run), ("undo", imports.take_back)):
        with Meter() as step:
            act(batch, by=by, at=clock.now())
            while running.go_on_with(batch, limit=running.CHUNK, at=clock.now()):
                pass
        rows.append(step.row("either", number, name, lines=number))
        batch.refresh_from_db()
    batch.pool.refresh_from_db()
    if (batch.state, batch.pool.taken) != ("undone", 0):
        raise SystemExit(f"{batch.state}, {batch.pool.taken} taken: {imports.counts(batch)}")


def _core(*names: str) -> list[Any]:
    return [import_module(f"lineup.core.{name}") for name in names]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument("--inside", type=int)
    chosen = parser.parse_args()
    if chosen.inside:
        print(json.dumps(inside(chosen.inside)))
        return
    rows: list[list[object]] = []
    for database in chosen.database or ["sqlite", "postgresql"]:
        with stage.prepared(database) as on:
            found = json.loads(on.script("bench.people_import", "--inside", str(chosen.lines)).splitlines()[-1])
        rows += [[database, *row] for row in found]
    tables.show("People brought along in a table", HEAD, rows)


if __name__ == "__main__":
    sys.exit(main())
