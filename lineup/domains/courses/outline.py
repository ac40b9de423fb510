"""What a course is made of, in its order, in a fixed number of queries."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch, Q, QuerySet

from lineup.core.foundation.errors import Missing
from lineup.core.foundation.planned import Given, Planned
from lineup.domains.courses.models import Course, Item, Lesson, Module

ORDER = ("position", "id")
Row = TypeVar("Row")


def modules(course: Course) -> "QuerySet[Module]":
    """Return the modules in use, in their order."""
    return Module.objects.filter(course=course.pk, binned_at=None).order_by(*ORDER)


def lessons(module: Module) -> "QuerySet[Lesson]":
    """Return the lessons of a module that are in use, in their order."""
    return Lesson.objects.filter(module=module.pk, binned_at=None).order_by(*ORDER)


def items(lesson: Lesson) -> "QuerySet[Item]":
    """Return what stands in a lesson, in its order; captions, which may be long, are read when they are asked for."""
    return _items(lesson.pk)


def _items(lesson: Any) -> "QuerySet[Item]":
    return Item.objects.filter(lesson=lesson, binned_at=None).order_by(*ORDER).defer("captions")


_TO_READ = Planned(lambda: _items(Given("lesson", Item._meta.get_field("lesson"))))


def to_read(lesson: Lesson) -> Sequence[Item]:
    """Return `items` of the lesson, for the pages that are opened most."""
    return _TO_READ.rows(lesson=lesson.pk)


def videos(lessons: Iterable[Any]) -> "QuerySet[Item]":
    """Return the videos in use that are stored in these lessons (ids), in their order."""
    rows = Item.objects.filter(lesson__in=list(lessons), kind=Item.Kind.VIDEO, binned_at=None).exclude(file="")
    return rows.order_by("lesson", *ORDER).defer("captions")


def whole(course: Course) -> Sequence[Module]:
    """Return the modules with `shown_lessons`, which know how many items (`things`) and `questions` they have.

    `briefs`: 1 for an assignment that is written, else 0.

    Two queries.
    """
    things = Count("items", filter=Q(items__binned_at=None), distinct=True)
    questions = Count("quiz__questions", filter=Q(quiz__questions__binned_at=None), distinct=True)
    briefs = Count("assignment", filter=Q(assignment__brief__gt=""), distinct=True)
    rows = Lesson.objects.filter(binned_at=None).annotate(things=things, questions=questions, briefs=briefs)
    shown = rows.order_by(*ORDER)
    return list(modules(course).prefetch_related(Prefetch("lessons", shown, to_attr="shown_lessons")))


_COURSE = Given("course", Module._meta.get_field("course"))
_MODULES = Planned(lambda: Module.objects.filter(course=_COURSE, binned_at=None).order_by(*ORDER))
_LESSONS = Planned(
    lambda: Lesson.objects.filter(module__course=_COURSE, module__binned_at=None, binned_at=None).order_by(*ORDER)
)


def contents(course: Course) -> Sequence[Module]:
    """Return the modules with `shown_lessons`, as `whole` does, of which nothing is counted. Two queries."""
    found = _MODULES.rows(course=course.pk)
    lessons_by_module: dict[Any, list[Lesson]] = {module.pk: [] for module in found}
    for lesson in _LESSONS.rows(course=course.pk):
        lessons_by_module.get(lesson.module_id, []).append(lesson)
    for module in found:
        module.shown_lessons = lessons_by_module[module.pk]  # type: ignore[attr-defined]
    return found


def in_order(course: Course) -> "QuerySet[Lesson]":
    """Return the lessons in use in the order in which they are read, with their modules."""
    rows = Lesson.objects.filter(module__course=course.pk, module__binned_at=None, binned_at=None)
    return rows.select_related("module").order_by("module__position", "module", "position", "id")


def find_module(course: Course, pk: Any, *, binned: bool = False) -> Module:
    """Return the module of the course with this id, or of those in its bin. Raises Missing."""
    rows = Module.objects.filter(course=course.pk, binned_at__isnull=not binned)
    module: Module = _one(rows, pk)
    module.course = course
    return module


@cache
def _lesson(*, binned: bool) -> Planned[Lesson]:
    rows = Lesson.objects.filter(module__binned_at=None, binned_at__isnull=not binned).select_related("module")
    return Planned(lambda: rows.filter(module__course=_COURSE, pk=Given("pk", Lesson._meta.pk)))


def find_lesson(course: Course, pk: Any, *, binned: bool = False) -> Lesson:
    """Return the lesson of the course with this id, or of those in its bin. Raises Missing."""
    lesson = _found(lambda: _lesson(binned=binned).first(course=course.pk, pk=pk))
    lesson.module.course = course
    return lesson


def find_item(lesson: Lesson, pk: Any, *, binned: bool = False) -> Item:
    """Return the item of the lesson with this id, or of those in its bin. Raises Missing."""
    item: Item = _one(Item.objects.filter(lesson=lesson.pk, binned_at__isnull=not binned), pk)
    item.lesson = lesson
    return item


def binned(course: Course) -> "tuple[QuerySet[Module], QuerySet[Lesson]]":
    """Return the modules in the bin of the course, and the lessons there with their modules."""
    gone = Module.objects.filter(course=course.pk, binned_at__isnull=False)
    rows = Lesson.objects.filter(module__course=course.pk, module__binned_at=None, binned_at__isnull=False)
    return gone, rows.select_related("module")


def _one(rows: "QuerySet[Any]", pk: Any) -> Any:
    return _found(lambda: rows.filter(pk=pk).first())


def _found(ask: Callable[[], Row | None]) -> Row:
    try:
        found = ask()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise Missing
    return found
