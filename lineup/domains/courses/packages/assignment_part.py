"""Assignments in packages: what is asked for, until when, and how it is marked; handed-in work is somebody's own."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model

from lineup.core.foundation import inputs
from lineup.domains.courses.assignments import assignments, rubrics
from lineup.domains.courses.models import Assignment, Lesson
from lineup.domains.courses.packages.part import Part
from lineup.domains.courses.packages.shapes import Reading, Shape, anything, moment, or_none, whole, words

ASSIGNMENT: Shape = {
    "brief": words,
    "takes": words,
    "due_at": or_none(moment),
    "late_until": or_none(moment),
    "times": whole,
    "pass_percent": whole,
    "rubric": anything,
}
CRITERION: Shape = {"words": words, "most": whole}


def _written(lessons: Collection[Any]) -> Mapping[Any, dict[str, Any]]:
    return {row.pk: _said(row) for row in Assignment.objects.filter(pk__in=lessons)}


def _said(row: Assignment) -> dict[str, Any]:
    """One whose brief is still to be written says nothing yet."""
    return {field: getattr(row, field) for field in assignments.FIELDS} if row.brief else {}


def _drawn(lesson: Lesson, told: Any, place: str, reading: Reading, at: datetime) -> list[Model]:
    said = reading.object(told, place, ASSIGNMENT)
    if said is None:
        return []
    if "rubric" in said:
        before = reading.faults.number
        said["rubric"] = _criteria(said["rubric"], f"{place}.rubric", reading)
        if reading.faults.number != before:
            return []
    rows: list[Model] = []
    with reading.faults.noted(place):
        rows.append(assignments.unsaved(lesson, **said))
    return rows


def _criteria(told: Any, place: str, reading: Reading) -> list[dict[str, Any]]:
    # how many there may be is the rule of rubrics
    listed = reading.list(told, place, most=inputs.LARGEST, too_many=rubrics.TooManyCriteria)
    found = (reading.object(one, f"{place}[{index}]", CRITERION) for index, one in enumerate(listed))
    return [{"words": "", "most": 0, **(one or {})} for one in found]


PART = Part("assignment", _written, _drawn)
