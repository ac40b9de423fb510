"""How a course is taken over time and along its way."""

from datetime import UTC, timedelta

import pytest

from lineup.core.participation import places
from lineup.domains.courses import (
    courses,
    curves,
    enrolments,
    figures,
    items,
    lessons,
    modules,
    outline,
    progress,
    study,
)
from tests.support import factories


@pytest.fixture
def long_course(make_course, by, at):
    """Two modules of two lessons each."""
    course = make_course(number=2)
    module = modules.add(course, title="Second", by=by, at=at)
    for number in (3, 4):
        lesson = lessons.add(module, title=f"Lesson {number}", by=by, at=at)
        items.add(lesson, "text", text="Bake.", by=by, at=at)
    return course


def learn(course, done, at):
    """Somebody who enrols at this instant and does so many lessons on the next day."""
    person = factories.place(courses.pool_of(course), factories.member(), at=at).contact
    enrolment = enrolments.of(course, person)
    for lesson in outline.in_order(course)[:done]:
        progress.view(enrolment, lesson, at=at + timedelta(days=1))
        progress.complete(enrolment, lesson, by=factories.actor(person), at=at + timedelta(days=1))
    return enrolment


@pytest.mark.req("E07")
def test_an_instructor_sees_how_it_grew_how_far_they_are_and_where_they_stop(
    long_course, teacher, by, at, django_assert_num_queries
):
    one, *_others = learn(long_course, 1, at), learn(long_course, 4, at), learn(long_course, 0, at + timedelta(days=1))
    gone = learn(long_course, 2, at)
    study.pulse(one, outline.in_order(long_course)[0], focus=30, at=at + timedelta(days=2))
    places.revoke(gone.place, by=by, at=at + timedelta(days=3))
    today, tomorrow = at.date(), at.date() + timedelta(days=1)
    with django_assert_num_queries(8):
        drawn = curves.of(long_course, zone=UTC)
        reached = figures.where_they_stop(long_course)
        passed = curves.by_module(long_course, reached)
    assert drawn == curves.Curves(
        begun=[(today, 2), (tomorrow, 1)],
        completed=[(tomorrow, 1)],
        spread=[("none", 1), ("begun", 0), ("quarter", 1), ("half", 0), ("three_quarters", 0), ("completed", 1)],
    )
    assert [(row.opened, row.done, row.seconds, row.stopped) for row in reached] == [
        (2, 2, 30, 1),
        (1, 1, 0, 0),
        (1, 1, 0, 0),
        (1, 1, 0, 0),
    ]
    assert reached[0].minutes == 0.2
    assert [(row.module.title, row.reached, row.stopped) for row in passed] == [("First", 2, 1), ("Second", 1, 0)]


@pytest.mark.req("E07", "E08")
def test_who_teaches_sees_all_their_courses_together(make_course, teacher, at, django_assert_num_queries):
    learn(make_course("Bread", number=2), 1, at)
    learn(make_course("Cake", number=1), 1, at)
    with django_assert_num_queries(1):
        told = figures.of_all(teacher, at=at + timedelta(days=2))
    assert (told.learners, told.completed, told.active, told.average) == (2, 1, 2, 75)
    assert figures.of_all(factories.member(), at=at).learners == 0
