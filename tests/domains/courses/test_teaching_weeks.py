"""The week of who teaches: told once on a Monday, in their language, and never empty."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from lineup.core.notices.models import Notice
from lineup.core.participation import offerings, places
from lineup.domains.courses import courses, enrolments, progress, teaching, teaching_weeks
from lineup.domains.courses.models import Enrolment
from tests.support import factories
from tests.support.outbox import drain

pytestmark = pytest.mark.req("E07", "E08")

# a Monday
MONDAY = datetime(2026, 11, 30, 5, 0, tzinfo=UTC)
FACTS = {"monday": "2026-11-30"}


def learns(course, name, begun_at, **values):
    place = factories.place(courses.pool_of(course), factories.member(name), at=begun_at)
    Enrolment.objects.filter(pk=place.pk).update(**values)
    return enrolments.of(course, place.contact)


def notes(person, language="en"):
    with translation.override(language):
        words = teaching_weeks.words(FACTS, person)
    return None if words is None else [(line.title, line.note) for line in words.parts[0].lines]


def test_it_says_who_began_completed_asks_or_was_not_seen_and_nothing_of_a_quiet_course(
    make_course, teacher, lesson, course, by, django_assert_num_queries
):
    make_course("Quiet")
    asked = make_course("By word", enrolment_type="approval")
    kim = factories.member("Kim")
    places.join(courses.pool_of(asked), kim, by=factories.actor(kim), at=MONDAY)
    learns(course, "Ann", MONDAY - timedelta(days=3))
    through = learns(course, "Ben", MONDAY - timedelta(days=9))
    progress.complete(through, lesson, by=factories.actor(through.place.contact), at=MONDAY - timedelta(days=1))
    gone, longer = MONDAY - timedelta(days=15), MONDAY - timedelta(days=22)
    learns(course, "Cy", longer, last_read_at=gone)
    learns(course, "Dee", gone)
    learns(course, "Eve", longer, last_read_at=longer)
    learns(course, "Flo", gone, paused_at=gone)
    with django_assert_num_queries(4):
        assert notes(teacher) == [
            ("Bread", "1 began · 1 completed it · 2 not seen for two weeks now"),
            ("By word", "1 asks for a place"),
        ]
    assert notes(teacher, "fr")[1] == ("By word", "1 personne demande une place")
    assert notes(factories.member()) is None


def test_everybody_who_teaches_is_told_once_on_monday(make_course, course, teacher, by, clock_at):
    helper, idle = factories.member("Helper"), factories.member("Idle")
    teaching.appoint(course, helper, by=by, at=MONDAY)
    archived = make_course("Over")
    teaching.appoint(archived, idle, by=by, at=MONDAY)
    offerings.finish(archived.offering, by=by, at=MONDAY)
    learns(course, "Ann", MONDAY - timedelta(days=3))
    second = timedelta(seconds=1)
    assert [teaching_weeks.is_due(MONDAY + late) for late in (-second, 0 * second, timedelta(days=2))] == [
        False,
        True,
        False,
    ]
    for minutes in (0, 1, 60):
        at = MONDAY + timedelta(minutes=minutes)
        clock_at(at)
        teaching_weeks.begin(at=at)
        drain(at=at)
    told = Notice.objects.filter(kind=teaching_weeks.KIND).values_list("person__name", flat=True)
    assert sorted(told) == ["Helper", "Tove Teacher"]
    assert teaching_weeks.teachers_after({}, str(max(teacher.pk, helper.pk)), 10) == []
    assert teaching_weeks.is_over(FACTS, MONDAY + timedelta(days=3))


def test_nobody_is_told_of_a_week_that_brought_nothing(course, clock_at):
    clock_at(MONDAY)
    teaching_weeks.begin(at=MONDAY)
    drain(at=MONDAY)
    assert not Notice.objects.filter(kind=teaching_weeks.KIND).exists()
