"""A quiz as the second lesson of a course, and somebody who learns there."""

from datetime import datetime

import pytest

from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.courses import courses, enrolments
from lineup.domains.courses.models import Course, Enrolment, Lesson, Module
from tests.support import exams, factories


@pytest.fixture
def kim(db: None) -> Person:
    return factories.member("Kim Learner")


@pytest.fixture
def me(kim: Person) -> Actor:
    return factories.actor(kim)


@pytest.fixture
def enrolment(course: Course, kim: Person, at: datetime) -> Enrolment:
    factories.place(courses.pool_of(course), kim, at=at)
    found = enrolments.of(course, kim)
    assert found
    return found


@pytest.fixture
def quiz(module: Module, lesson: Lesson, by: Actor, at: datetime) -> Lesson:
    assert lesson.position == 0
    return exams.quiz(module, by=by, at=at)
