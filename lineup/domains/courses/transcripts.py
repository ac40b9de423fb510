"""The transcript: all that somebody learned, each attempt at a course with its scores and its certificate."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import F, IntegerField, Max, QuerySet
from django.db.models.functions import Cast

from lineup.core.people.models import Person
from lineup.domains.courses.models import Enrolment, HandedWork, QuizAttempt

# the latest first
ORDER = ("-begun_at", "-pk")
# not every database keeps them of the highest of several
PLACES = Decimal("0.01")


@dataclass(frozen=True)
class Result:
    """What a quiz (the best attempt) or an assignment (the newest work that was marked) came to, `score` in percent."""

    lesson: UUID
    title: str
    score: Decimal
    passed: bool


def of(person: Person) -> "QuerySet[Enrolment]":
    """Return every enrolment that the person ever had, those of courses in the bin too; in ORDER when paged.

    Each with its course, who offers it, its place, and its certificate where there is one.
    """
    rows = Enrolment.objects.filter(place__participant=person.pk)
    offering = "course__offering"
    return rows.select_related("course__subject", f"{offering}__club", f"{offering}__organiser", "place", "certificate")


def results(enrolments: Iterable[Any]) -> Mapping[Any, Sequence[Result]]:
    """Return the results of these enrolments (ids), by enrolment and by title of the lesson. Two queries."""
    keys = list(enrolments)
    found: dict[Any, list[Result]] = {}
    for rows, lesson in ((_quizzes(keys), "quiz"), (_works(keys), "assignment")):
        for key, *told in rows.values_list("enrolment", f"{lesson}_id", f"{lesson}__lesson__title", "best", "was"):
            found.setdefault(key, []).append(Result(told[0], told[1], told[2].quantize(PLACES), bool(told[3])))
    return {key: sorted(rows, key=attrgetter("title", "lesson")) for key, rows in found.items()}


def _quizzes(keys: Sequence[Any]) -> "QuerySet[Any]":
    rows = QuizAttempt.objects.filter(enrolment__in=keys, handed_in_at__isnull=False).order_by()
    grouped = rows.values("enrolment", "quiz_id", "quiz__lesson__title")
    return grouped.annotate(best=Max("score"), was=Max(Cast("passed", IntegerField())))


def _works(keys: Sequence[Any]) -> "QuerySet[Any]":
    rows = HandedWork.objects.filter(enrolment__in=keys, is_newest=True, marked_at__isnull=False)
    return rows.annotate(best=F("score"), was=F("passed"))
