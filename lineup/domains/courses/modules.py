"""Modules of a course: added, changed, moved, put into the bin and taken out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs, ordering
from lineup.core.foundation.errors import Invalid
from lineup.core.participation.models import Offering
from lineup.core.people.actors import Actor
from lineup.domains.courses import counting, courses, outline
from lineup.domains.courses.kind import check_ready
from lineup.domains.courses.models import Course, Module

FIELDS = ("title", "description", "opens_at", "opens_after_days")
MOST_DAYS = 3650
MOST = 200
LONGEST_DESCRIPTION = 2000


class ModuleTitleNeeded(Invalid):
    code = "module_title_needed"
    sentence = _("Give the module a title, so that learners find their way.")
    field = "title"


class TooManyModules(Invalid):
    code = "too_many_modules"
    sentence = _("A course has at most %(most)s modules; put lessons together first.")


@transaction.atomic
def add(course: Course, *, title: str, by: Actor, at: datetime, **values: object) -> Module:
    """Return a new module after those there are, with the given FIELDS.

    Raises ModuleTitleNeeded, TooManyModules, TooLong, OutOfRange.
    """
    counting.hold(course)
    there = outline.modules(course).count()
    if there >= MOST:
        raise TooManyModules(most=MOST)
    module = unsaved(position=there, at=at, title=title, **values)
    module.course = course
    module.save(force_insert=True)
    courses.record(course, "module.add", by, at)
    return module


def unsaved(*, position: int, at: datetime, title: str, **values: object) -> Module:
    """Return a module with the given FIELDS that is in no course, and not kept yet. Raises what `add` does."""
    module = Module(position=position, created_at=at)
    _fill(module, {"title": title, **values})
    return module


@transaction.atomic
def change(module: Module, *, by: Actor, at: datetime, **values: object) -> Module:
    """Set the given FIELDS. Raises what `add` raises of them."""
    _fill(module, values)
    module.save(update_fields=list(values))
    courses.record(module.course, "module.change", by, at)
    return module


@transaction.atomic
def move(module: Module, *, index: int, by: Actor, at: datetime) -> Module:
    """Put the module at this index (from 0) of the course."""
    counting.hold(module.course)
    ordering.place(module, list(outline.modules(module.course)), index=index)
    courses.record(module.course, "module.move", by, at)
    return module


@transaction.atomic
def discard(module: Module, *, by: Actor, at: datetime) -> Module:
    """Put the module with its lessons into the bin. Raises NothingToLearn for the last one of a published course."""
    return _set_binned(module, at, "module.discard", by, at)


@transaction.atomic
def restore(module: Module, *, by: Actor, at: datetime) -> Module:
    """Take the module out of the bin, with the lessons that it had, to the end of the course."""
    counting.hold(module.course)
    ordering.place(module, list(outline.modules(module.course)), index=MOST)
    return _set_binned(module, None, "module.restore", by, at)


def _set_binned(module: Module, binned_at: datetime | None, action: str, by: Actor, at: datetime) -> Module:
    counting.hold(module.course)
    module.binned_at = binned_at
    module.save(update_fields=["binned_at"])
    keep_ready(module.course)
    counting.settle(module.course, at=at)
    courses.record(module.course, action, by, at)
    return module


def keep_ready(course: Course) -> None:
    """Raise NothingToLearn where a published course would be left with nothing in it."""
    if course.offering.state == Offering.State.PUBLISHED:
        check_ready(course.offering)


def _fill(module: Module, values: Mapping[str, Any]) -> None:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a module: {sorted(unknown)}")
    if "opens_at" in values:
        module.opens_at = inputs.moment(values["opens_at"], field="opens_at")
    if "opens_after_days" in values:
        module.opens_after_days = values["opens_after_days"]
        if module.opens_after_days is not None:
            inputs.number(module.opens_after_days, field="opens_after_days", most=MOST_DAYS)
    if "title" in values:
        module.title = inputs.line(values["title"], field="title", most=200)
        if not module.title:
            raise ModuleTitleNeeded
    if "description" in values:
        module.description = inputs.prose(values["description"], field="description", most=LONGEST_DESCRIPTION)
