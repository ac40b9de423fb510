"""An assignment as the second lesson of a course, and somebody who learns there."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from lineup.core.foundation.errors import Refusal
from lineup.core.people.actors import Actor
from lineup.domains.courses.assignments import handing_in, marking
from lineup.domains.courses.models import Enrolment, HandedWork, Lesson, Module
from tests.support import tasks


@pytest.fixture
def task(module: Module, lesson: Lesson, by: Actor, at: datetime) -> Lesson:
    assert lesson.position == 0
    return tasks.assignment(module, by=by, at=at)


@pytest.fixture
def hand(enrolment: Enrolment, task: Lesson, me: Actor, at: datetime) -> Callable[..., HandedWork]:
    """Hands a text in."""

    def hand(text: str = "My loaf.", *, at: datetime = at, **values: Any) -> HandedWork:
        return handing_in.hand_in(enrolment, task, text=text, by=me, at=at, **values)

    return hand


@pytest.fixture
def give(by: Actor, at: datetime) -> Callable[..., HandedWork]:
    """Marks a piece of work, as somebody who sees it as it stands."""

    def give(work: HandedWork, *points: int, edition: int | None = None, at: datetime = at, **said: Any) -> HandedWork:
        seen = HandedWork.objects.get(pk=work.pk).edition if edition is None else edition
        return marking.mark(work, points, edition=seen, by=said.pop("by", by), at=at, **said)

    return give


def code_of(act: Callable[[], Any]) -> str:
    """The code of the refusal; nothing where it was done."""
    try:
        act()
    except Refusal as refusal:
        return refusal.code
    return ""
