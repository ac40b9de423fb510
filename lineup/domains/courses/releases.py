"""When the lessons of a module open to a learner: on a day, and some days after they began; the later of both."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import moments
from lineup.core.foundation.errors import Forbidden
from lineup.core.people.models import Person
from lineup.domains.courses.models import Enrolment, Lesson, Module


class NotOpenYet(Forbidden):
    code = "module_not_open"
    sentence = _("“%(module)s” opens on %(when)s; go on with what is open until then.")


def opens_at(module: Module, enrolment: Enrolment) -> datetime | None:
    """Return from when on this learner reads the module; None for one that was open from the beginning."""
    after = module.opens_after_days
    times = [module.opens_at, enrolment.begun_at + timedelta(days=after) if after else None]
    return max((time for time in times if time), default=None)


def is_open(module: Module, enrolment: Enrolment, *, at: datetime) -> bool:
    """Whether this learner reads the module at this instant."""
    return has_come(opens_at(module, enrolment), at)


def closed(modules: Iterable[Module], enrolment: Enrolment, *, at: datetime) -> set[Any]:
    """Return the keys of those modules that are closed to this learner at this instant."""
    return {module.pk for module in modules if not is_open(module, enrolment, at=at)}


def has_come(opens: datetime | None, at: datetime) -> bool:
    """Whether what opens then, or was open from the beginning, is open at this instant."""
    return opens is None or at >= opens


def check(lesson: Lesson, enrolment: Enrolment, *, person: Person | None = None, at: datetime) -> None:
    """Raise NotOpenYet, which says when in the person's zone, while the lesson's module is closed to the learner."""
    opens = opens_at(lesson.module, enrolment)
    if opens is not None and not has_come(opens, at):
        raise NotOpenYet(module=lesson.module.title, when=moments.said(opens, person.time_zone if person else "UTC"))
