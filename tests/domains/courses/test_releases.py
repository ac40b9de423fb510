"""Modules that open in time: on a day, and some days after a learner began."""

from datetime import timedelta

import pytest

from lineup.core.foundation.errors import Refusal
from lineup.domains.courses import access, courses, enrolments, items, lessons, modules, progress, releases, study
from lineup.domains.courses.models import Enrolment, Lesson
from tests.support import factories


@pytest.fixture
def later(course, by, at):
    """A second module with a lesson, that opens three days after one began."""
    module = modules.add(course, title="Second", opens_after_days=3, by=by, at=at)
    lesson = lessons.add(module, title="Late", by=by, at=at)
    items.add(lesson, "text", text="Bake.", by=by, at=at)
    return lesson


@pytest.fixture
def enrolment(course, at):
    person = factories.member("Kim Learner")
    factories.place(courses.pool_of(course), person, at=at)
    return enrolments.of(course, person)


def code_of(act) -> str:
    try:
        act()
    except Refusal as refusal:
        return refusal.code
    return ""


def learn(enrolment: Enrolment, lesson: Lesson, at) -> list[str]:
    """What is answered to everything that a learner does with a lesson."""
    person = enrolment.place.contact
    by = factories.actor(person)
    reader = access.reader(person, slug=enrolment.course.offering.slug)
    return [
        code_of(lambda: access.lesson(reader, lesson.pk, at=at)),
        code_of(lambda: progress.view(enrolment, lesson, at=at)),
        code_of(lambda: study.pulse(enrolment, lesson, focus=30, at=at)),
        code_of(lambda: progress.complete(enrolment, lesson, by=by, at=at)),
    ]


@pytest.mark.req("E12")
def test_a_module_opens_some_days_after_its_learner_began(enrolment, later, at):
    opens = at + timedelta(days=3)
    assert learn(enrolment, later, opens - timedelta(seconds=1)) == ["module_not_open"] * 4
    assert learn(enrolment, later, opens) == [""] * 4


@pytest.mark.req("E12")
@pytest.mark.parametrize(("on_day", "opens_on_day"), [(2, 3), (5, 5)])
def test_of_a_day_and_a_number_of_days_the_later_counts(enrolment, later, by, at, on_day, opens_on_day):
    module = modules.change(later.module, opens_at=at + timedelta(days=on_day), by=by, at=at)
    assert releases.opens_at(module, enrolment) == at + timedelta(days=opens_on_day)


@pytest.mark.req("E12")
def test_one_goes_on_with_what_is_open(enrolment, lesson, later, by, at):
    progress.complete(enrolment, lesson, by=by, at=at)
    enrolment.refresh_from_db()
    assert progress.next_lesson(enrolment, at=at) is None
    assert progress.next_lesson(enrolment, at=at + timedelta(days=3)) == later


@pytest.mark.req("E12")
def test_who_teaches_reads_everything_at_any_time(course, later, teacher, at):
    reader = access.reader(teacher, slug=course.offering.slug)
    assert access.lesson(reader, later.pk, at=at) == later


@pytest.mark.req("E12")
def test_the_refusal_says_when_on_the_learner_s_clock(enrolment, later, at):
    person = enrolment.place.contact
    person.time_zone = "Europe/Paris"
    with pytest.raises(releases.NotOpenYet) as refused:
        releases.check(later, enrolment, person=person, at=at)
    assert str(refused.value) == (
        "“Second” opens on Tuesday 24 November 2026, 10:00 (CET); go on with what is open until then."
    )


@pytest.mark.req("E12")
@pytest.mark.parametrize(("days", "code"), [(-1, "out_of_range"), (4000, "out_of_range"), (0, "")])
def test_days_are_bounded(later, by, at, days, code):
    assert code_of(lambda: modules.change(later.module, opens_after_days=days, by=by, at=at)) == code
