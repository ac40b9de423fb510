"""Emptying the bin: courses, modules, lessons and pieces that lay in it for their time are deleted for good.

Each step deletes up to BATCH, returns how many, and is safe to run twice. Places and people never go.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from lineup.core.participation import purging
from lineup.core.participation.models import Offering
from lineup.core.people.actors import HOUSE
from lineup.core.privacy import removing
from lineup.domains.courses import courses
from lineup.domains.courses.models import Course, HandedWork, Item, Lesson, Module, QuizQuestion

BATCH = 50


def purge_courses(*, before: datetime, at: datetime) -> int:
    """Delete courses in the bin since before this instant in which nobody ever had a place, with their files."""
    rows = purging.purgeable(before=before).filter(kind=Offering.Kind.COURSE).order_by("binned_at", "id")
    return sum(_purge_course(offering, before, at) for offering in rows[:BATCH])


@transaction.atomic
def _purge_course(offering: Offering, before: datetime, at: datetime) -> bool:
    stored = _stored(Item.objects.filter(lesson__module__course=offering.pk))
    if not purging.purge(offering, before=before, by=HOUSE, at=at):
        return False
    _remove(stored, at)
    return True


def purge_modules(*, before: datetime, at: datetime) -> int:
    """Delete modules in the bin since before this instant, with what is in them."""
    return _purge("module.purge", Module, "lesson__module", "course", before, at)


def purge_lessons(*, before: datetime, at: datetime) -> int:
    """Delete lessons in the bin since before this instant, with what stands in them."""
    return _purge("lesson.purge", Lesson, "lesson", "module__course", before, at)


def purge_items(*, before: datetime, at: datetime) -> int:
    """Delete pieces of lessons in the bin since before this instant."""
    return _purge("item.purge", Item, "pk", "lesson__module__course", before, at)


def purge_questions(*, before: datetime, at: datetime) -> int:
    """Delete questions of quizzes in the bin since before this instant; attempts keep what they asked."""
    return _purge("quiz_question.purge", QuizQuestion, "pk", "quiz__lesson__module__course", before, at)


def _purge(action: str, model: Any, within: str, to_course: str, before: datetime, at: datetime) -> int:
    rows = model.objects.filter(binned_at__lt=before).order_by("binned_at", "id").values_list("pk", to_course)
    return sum(
        _purge_one(action, model.objects.filter(pk=pk, binned_at__lt=before), {within: pk}, course, at)
        for pk, course in rows[:BATCH]
    )


@transaction.atomic
def _purge_one(action: str, row: "QuerySet[Any]", within: dict[str, Any], course_id: Any, at: datetime) -> bool:
    stored = [*_stored(Item.objects.filter(**within)), *_stored(_handed(within))]
    # asked again in the same statement: somebody may take it out of the bin in this moment
    if not row.delete()[0]:
        return False
    courses.record(Course.objects.select_related("offering").get(pk=course_id), action, HOUSE, at)
    _remove(stored, at)
    return True


def _handed(within: dict[str, Any]) -> "QuerySet[HandedWork]":
    """The work that goes with a lesson or a module; none with a piece or a question."""
    if "pk" in within:
        return HandedWork.objects.none()
    return HandedWork.objects.filter(**{f"assignment__{way}": pk for way, pk in within.items()})


def _stored(rows: "QuerySet[Any]") -> list[str]:
    return list(rows.exclude(file="").values_list("file", flat=True).distinct())


def _remove(names: Iterable[str], at: datetime) -> None:
    """A copied lesson names the same file: it goes with the last that does."""
    for name in names:
        if not Item.objects.filter(file=name).exists():
            removing.remove_later(name, at=at)
