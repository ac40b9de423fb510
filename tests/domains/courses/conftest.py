"""One instructor, one course with a module and a lesson, and one who learns, at a fixed instant."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from lineup.core.participation import offerings
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.courses import courses, enrolments, items, lessons, modules
from lineup.domains.courses.models import Course, Enrolment, Lesson, Module
from tests.support import factories

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def at() -> datetime:
    return NOW


@pytest.fixture
def teacher(db: None) -> Person:
    return factories.member("Tove Teacher")


@pytest.fixture
def by(teacher: Person) -> Actor:
    return factories.actor(teacher)


@pytest.fixture
def make_course(by: Actor) -> Callable[..., Course]:
    """Makes a course of as many lessons as wanted, published unless told otherwise."""

    def make(title: str = "Bread", *, number: int = 1, published: bool = True, **values: Any) -> Course:
        values.setdefault("subject", courses.subject("craft"))
        course = courses.create(title=title, by=by, at=NOW, **values)
        if number:
            module = modules.add(course, title="First", by=by, at=NOW)
            for one in range(number):
                lesson = lessons.add(module, title=f"Lesson {one + 1}", by=by, at=NOW)
                items.add(lesson, "text", text="Knead.", by=by, at=NOW)
        if published:
            offerings.publish(course.offering, by=by, at=NOW)
        return course

    return make


@pytest.fixture
def course(make_course: Callable[..., Course]) -> Course:
    return make_course()


@pytest.fixture
def module(course: Course) -> Module:
    module: Module = course.modules.get()
    module.course = course
    return module


@pytest.fixture
def lesson(module: Module) -> Lesson:
    lesson: Lesson = module.lessons.get()
    lesson.module = module
    return lesson


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
