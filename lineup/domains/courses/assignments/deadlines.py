"""The deadlines of somebody who learns: of every assignment in their courses, and as entries of a calendar."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import icalendar
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from lineup.core.participation import in_use
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person
from lineup.domains.courses.models import Assignment, Enrolment, HandedWork

ORDER = ("due_at", "pk")
# the beginning of 2026: a sequence stays a number that every calendar holds
EPOCH = 1_767_225_600


def of(person: Person) -> "QuerySet[Assignment]":
    """Return the assignments with a deadline in courses where the person learns; in ORDER when paged.

    Each with its lesson and course, and `is_handed_in`, `is_passed` of the person's work.
    """
    own = Enrolment.objects.filter(
        place__participant=person.pk, place__state=State.CONFIRMED, course__in=in_use.rows().values("pk")
    )
    used = {"lesson__binned_at": None, "lesson__module__binned_at": None}
    rows = Assignment.objects.filter(**used, due_at__isnull=False, lesson__module__course__in=own.values("course"))
    handed = HandedWork.objects.filter(assignment=OuterRef("pk"), is_newest=True, enrolment__in=own.values("pk"))
    rows = rows.annotate(is_handed_in=Exists(handed), is_passed=Exists(handed.filter(passed=True)))
    return rows.select_related("lesson__module__course__offering")


def ahead(person: Person, *, at: datetime) -> "QuerySet[Assignment]":
    """Return those for which work is taken at this instant and none has passed; in ORDER when paged."""
    rows: QuerySet[Any] = of(person).annotate(closes_at=Coalesce(F("late_until"), F("due_at")))
    return rows.filter(closes_at__gt=at, is_passed=False)


def path(assignment: Assignment) -> str:
    """Return where the learner reads the assignment."""
    return f"/courses/{assignment.lesson.module.course.offering.slug}/lessons/{assignment.pk}"


def told(rows: Collection[Assignment]) -> list[Any]:
    """Return what tells whether the entries of these are still the same."""
    return [(row.pk, row.due_at, row.lesson.module.course.updated_at) for row in rows]


def entry(assignment: Assignment, *, base_url: str) -> icalendar.Event:
    """Return the deadline as an entry of a calendar, in the active language: an instant, not a span."""
    course = assignment.lesson.module.course
    assert assignment.due_at
    made = icalendar.Event()
    made.add("uid", f"{assignment.pk}@{urlsplit(base_url).hostname}")
    made.add("dtstamp", course.updated_at.astimezone(UTC))
    # the second in which the course was changed last rises with each change
    made.add("sequence", max(0, int(course.updated_at.timestamp()) - EPOCH))
    made.add("dtstart", assignment.due_at.astimezone(UTC).replace(microsecond=0))
    said = {"lesson": assignment.lesson.title, "course": course.offering.title}
    made.add("summary", _("Deadline: %(lesson)s (%(course)s)") % said)
    made.add("url", base_url + path(assignment))
    made.add("status", "CONFIRMED")
    made.add("transp", "TRANSPARENT")
    return made
