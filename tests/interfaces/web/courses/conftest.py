"""A browser for who teaches and one for who learns, and a course between them."""

from typing import Any

import pytest
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.participation import offerings
from lineup.core.people.models import Person
from lineup.domains.courses import courses, items, lessons, modules
from lineup.domains.courses.models import Course
from tests.support import factories


def signed_in(person: Person) -> Client:
    browser = Client()
    browser.force_login(person.account)
    return browser


@pytest.fixture
def tove(db: None, own_folders: None) -> Person:
    return factories.member("Tove Teacher")


@pytest.fixture
def kim(db: None) -> Person:
    return factories.member("Kim Learner")


@pytest.fixture
def teacher(tove: Person) -> Client:
    return signed_in(tove)


@pytest.fixture
def learner(kim: Person) -> Client:
    return signed_in(kim)


@pytest.fixture
def course(tove: Person) -> Course:
    return published(tove)


def published(who: Person, title: str = "Bread", **values: Any) -> Course:
    """A course of one module with two lessons."""
    by, at = factories.actor(who), clock.now()
    made = courses.create(title=title, subject=courses.subject("craft"), by=by, at=at, **values)
    module = modules.add(made, title="Dough", by=by, at=at)
    for number in (1, 2):
        lesson = lessons.add(module, title=f"Lesson {number}", by=by, at=at)
        items.add(lesson, "text", text=f"**Step {number}** <script>alert(1)</script>", by=by, at=at)
    offerings.publish(made.offering, by=by, at=at)
    return made
