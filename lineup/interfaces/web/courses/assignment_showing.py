"""Work ready to be shown: its text as markup, its marks with their sum, what was said of it."""

from dataclasses import dataclass

from lineup.domains.courses.assignments import rubrics
from lineup.domains.courses.models import HandedWork
from lineup.interfaces.web import prose


@dataclass(frozen=True)
class Shown:
    """`points` of `possible` were given, both 0 before it is marked."""

    work: HandedWork
    html: str
    remarks: str
    points: int
    possible: int


def work(row: HandedWork) -> Shown:
    """Return the work as it is read."""
    points, possible = rubrics.points(row.marks)
    return Shown(row, _shown(row.text), _shown(row.remarks), points, possible)


def _shown(words: str) -> str:
    return prose.shown(words) if words else ""
