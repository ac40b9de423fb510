"""Assignments: found, set, and copied with their lesson. One is made and binned as the lesson that it is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Missing
from lineup.core.people.actors import Actor
from lineup.domains.courses import counting, courses
from lineup.domains.courses.assignments import rubrics
from lineup.domains.courses.models import Assignment, HandedWork, Lesson

FIELDS = ("brief", "takes", "due_at", "late_until", "times", "pass_percent", "rubric")
LONGEST_BRIEF = 20_000
MOST_TIMES = 20


class NotAnAssignment(Missing):
    code = "not_an_assignment"
    sentence = _("This lesson has no assignment; add one to its module.")


class BriefNeeded(Invalid):
    code = "brief_needed"
    sentence = _("Say what learners are to do.")
    field = "brief"


class LateBeforeDeadline(Invalid):
    code = "late_before_deadline"
    sentence = _("Late work is taken after the deadline: set a deadline, and a later day for late work.")
    field = "late_until"


def of(lesson: Lesson) -> Assignment:
    """Return the assignment that this lesson is, with the lesson at hand. Raises NotAnAssignment."""
    found = Assignment.objects.filter(lesson=lesson.pk).first()
    if found is None:
        raise NotAnAssignment
    found.lesson = lesson
    return found


def make(lesson: Lesson) -> Assignment:
    """Let the lesson, just made, be an assignment whose brief is still to be written."""
    return Assignment.objects.create(lesson=lesson)


@transaction.atomic
def change(assignment: Assignment, *, by: Actor, at: datetime, **values: Any) -> Assignment:
    """Set the given FIELDS; with its brief the assignment begins to count.

    Work that is marked keeps the rubric it was marked by, and whether it passed. Raises BriefNeeded,
    LateBeforeDeadline, DateOutOfRange, TooLong, UnknownChoice, OutOfRange, and what `rubrics.checked` raises.
    """
    course = assignment.lesson.module.course
    counting.hold(course)
    before = assignment.rubric
    _fill(assignment, values)
    if not values:
        return assignment
    assignment.save(update_fields=list(values))
    if assignment.rubric != before:
        # who has the old rubric before them as they mark is told
        HandedWork.objects.filter(assignment=assignment.pk).update(edition=F("edition") + 1)
    counting.settle(course, at=at)
    courses.record(course, "assignment.change", by, at, fields=sorted(values))
    return assignment


def unsaved(lesson: Lesson, **values: Any) -> Assignment:
    """Return an assignment with the given FIELDS that is not kept yet; without any its brief is still to be written.

    Raises what `change` raises.
    """
    assignment = Assignment(lesson=lesson)
    if values:
        _fill(assignment, values)
    return assignment


def _fill(assignment: Assignment, values: Mapping[str, Any]) -> None:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of an assignment: {sorted(unknown)}")
    for field, value in values.items():
        setattr(assignment, field, value)
    assignment.brief = inputs.prose(assignment.brief, field="brief", most=LONGEST_BRIEF)
    if not assignment.brief:
        raise BriefNeeded
    inputs.choice(assignment.takes, Assignment.Takes.values, field="takes")
    inputs.number(assignment.times, field="times", least=1, most=MOST_TIMES)
    inputs.number(assignment.pass_percent, field="pass_percent", least=1, most=100)
    assignment.rubric = rubrics.checked(assignment.rubric)
    _check_times(inputs.moment(assignment.due_at, field="due_at"), assignment.late_until)


def _check_times(due_at: datetime | None, late_until: datetime | None) -> None:
    inputs.moment(late_until, field="late_until")
    if late_until is not None and (due_at is None or late_until <= due_at):
        raise LateBeforeDeadline


def copy(lesson: Lesson, to: Lesson) -> None:
    """Give the copied lesson what the first asks for; nothing where that is no assignment."""
    found = Assignment.objects.filter(lesson=lesson.pk).first()
    if found is not None:
        Assignment.objects.filter(lesson=to.pk).update(**{field: getattr(found, field) for field in FIELDS})
