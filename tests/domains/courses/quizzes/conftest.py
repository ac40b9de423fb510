"""A quiz as the second lesson of a course, and somebody who learns there."""

from datetime import datetime

import pytest

from lineup.core.people.actors import Actor
from lineup.domains.courses.models import Lesson, Module
from tests.support import exams


@pytest.fixture
def quiz(module: Module, lesson: Lesson, by: Actor, at: datetime) -> Lesson:
    assert lesson.position == 0
    return exams.quiz(module, by=by, at=at)
