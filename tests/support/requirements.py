"""Which rows of docs/requirements.md have a passing test: `@pytest.mark.req("B05")` on the test says so.

The outcome of each marked test is kept in var/requirements.json, also under xdist and over several runs;
`python -m tests.support.requirements` prints the rows that no passing test carries.
"""

import json
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OUTCOMES = ROOT / "var" / "requirements.json"
ROW = re.compile(r"^\| ([A-Z]\d+) \| (.*?) \|", re.MULTILINE)


def rows() -> dict[str, str]:
    """Each row's id and sentence."""
    return dict(ROW.findall((ROOT / "docs" / "requirements.md").read_text()))


def unproved() -> dict[str, str]:
    """The rows that no passing test carries, or that a failing one does."""
    outcomes = _kept().values()
    passing = {row for one in outcomes if one["passed"] for row in one["rows"]}
    failing = {row for one in outcomes if not one["passed"] for row in one["rows"]}
    return {row: sentence for row, sentence in rows().items() if row not in passing - failing}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    known = rows()
    for item in items:
        for row in _rows_of(item):
            if row not in known:
                raise pytest.UsageError(
                    f"{item.nodeid} is marked with {row}, which docs/requirements.md does not have."
                )


def pytest_runtest_setup(item: pytest.Item) -> None:
    item.user_properties.append(("rows", _rows_of(item)))


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Recorder(), "lineup-requirements-recorder")


class _Recorder:
    """Lives in the process that hears of every test: the only one, or the one that leads the workers."""

    def __init__(self) -> None:
        self.outcomes: dict[str, dict[str, object]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        carried = dict(report.user_properties).get("rows")
        if carried and (report.when == "call" or report.failed):
            self.outcomes[report.nodeid] = {"rows": carried, "passed": report.passed}

    def pytest_sessionfinish(self) -> None:
        if self.outcomes:
            OUTCOMES.parent.mkdir(exist_ok=True)
            OUTCOMES.write_text(json.dumps({**_kept(), **self.outcomes}, indent=1))


def _rows_of(item: pytest.Item) -> list[str]:
    return [row for mark in item.iter_markers("req") for row in mark.args]


def _kept() -> dict[str, dict[str, list[str]]]:
    return json.loads(OUTCOMES.read_text()) if OUTCOMES.exists() else {}


if __name__ == "__main__":
    missing = unproved()
    for row, sentence in missing.items():
        print(f"{row}  {sentence}")
    print(f"{len(rows()) - len(missing)} of {len(rows())} rows have a passing test.", file=sys.stderr)
