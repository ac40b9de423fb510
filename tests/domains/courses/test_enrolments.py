"""Enrolments on the ledger: begun with a place, kept when it ends, begun again as another attempt."""

from datetime import timedelta

import pytest

from lineup.core.participation import bulk, lapsing, places, queue
from lineup.domains.courses import courses, enrolments, outline, progress
from lineup.domains.courses.models import Enrolment
from tests.support import factories


@pytest.fixture
def enrol(at):
    """Enrols somebody, new or known, in a course; their place."""

    def make(course, who=None):
        return factories.place(courses.pool_of(course), who or factories.member(), at=at)

    return make


def status_of(place):
    place.refresh_from_db()
    return enrolments.status(place, Enrolment.objects.filter(place=place).first())


@pytest.mark.req("E02", "E03")
def test_a_confirmed_place_begins_an_enrolment(course, enrol, at):
    place = enrol(course)
    enrolment = Enrolment.objects.get(place=place)
    assert (enrolment.attempt, enrolment.begun_at, enrolment.done, enrolment.percent) == (1, at, 0, 0)
    assert status_of(place) == "enrolled"


@pytest.mark.req("E03")
def test_approval_keeps_who_decided_when_and_why(make_course, enrol, by, at):
    course = make_course(enrolment_type="approval")
    asked, refused = enrol(course), enrol(course)
    assert (status_of(asked), Enrolment.objects.count()) == ("pending", 0)
    later = at + timedelta(hours=2)
    bulk.act([asked], "approve", offering=course.offering, by=by, at=later)
    bulk.act([refused], "reject", offering=course.offering, by=by, at=later, reason="Learn the basics first.")
    assert (status_of(asked), status_of(refused)) == ("enrolled", "rejected")
    decided = enrolments.decisions([asked.pk, refused.pk])
    assert decided[asked.pk] == enrolments.Decision(at, by.person, later, "")
    assert decided[refused.pk] == enrolments.Decision(at, by.person, later, "Learn the basics first.")


@pytest.mark.req("E03")
def test_who_was_turned_down_may_ask_again_and_the_refusal_stays(make_course, enrol, by, at):
    course = make_course(enrolment_type="approval")
    who = factories.member()
    first = enrol(course, who)
    places.reject(first, reason="Not yet.", by=by, at=at)
    second = enrol(course, who)
    assert (second.pk != first.pk, status_of(first), status_of(second)) == (True, "rejected", "pending")


@pytest.mark.req("E02")
def test_the_waitlist_goes_by_priority_and_an_offer_that_lapses_is_passed_on(make_course, enrol, by, at):
    course = make_course(capacity=1, waitlist="offer", offer_minutes=60)
    holds, first, second = enrol(course), enrol(course), enrol(course)
    queue.move_up(second, by=by, at=at)
    places.withdraw(holds, by=factories.actor(holds.contact), at=at)
    assert [status_of(place) for place in (holds, first, second)] == ["withdrawn", "waitlisted", "offered"]
    later = at + timedelta(minutes=61)
    assert lapsing.lapse_due(at=later)
    assert [status_of(place) for place in (first, second)] == ["offered", "withdrawn"]
    places.accept(first, by=factories.actor(first.contact), at=later)
    assert status_of(first) == "enrolled"


@pytest.mark.req("E03")
def test_who_comes_back_begins_another_attempt_and_the_old_record_stays(course, lesson, enrol, at):
    who = factories.member()
    by = factories.actor(who)
    place = enrol(course, who)
    progress.complete(enrolments.of(course, who), lesson, by=by, at=at)
    places.withdraw(place, by=by, at=at)
    assert enrolments.of(course, who) is None
    enrol(course, who)
    again = enrolments.of(course, who)
    assert (again.attempt, again.done, again.percent) == (2, 0, 0)
    old = Enrolment.objects.get(place=place)
    assert (old.done, old.completed_at, status_of(place)) == (1, at, "completed")


@pytest.mark.req("E03")
def test_a_paused_course_keeps_place_and_progress_and_counts_nothing(make_course, enrol, at):
    course = make_course(number=2)
    who = factories.member()
    by, place = factories.actor(who), enrol(course, who)
    enrolment = enrolments.of(course, who)
    one, other = outline.in_order(course)
    progress.complete(enrolment, one, by=by, at=at)
    enrolments.pause(enrolment, by=by, at=at)
    enrolments.pause(enrolment, by=by, at=at)
    assert status_of(place) == "paused"
    with pytest.raises(progress.Paused):
        progress.complete(enrolment, other, by=by, at=at)
    assert progress.view(enrolment, other, at=at).views == 0
    assert courses.pool_of(course).taken == 1
    enrolments.resume(enrolment, by=by, at=at)
    progress.complete(enrolment, other, by=by, at=at)
    assert status_of(place) == "completed"


def test_nothing_is_noted_once_the_place_is_given_up(course, lesson, enrol, at):
    place = enrol(course)
    by, enrolment = factories.actor(place.contact), Enrolment.objects.get(place=place)
    places.withdraw(place, by=by, at=at)
    for act in (
        lambda: progress.view(enrolment, lesson, at=at),
        lambda: progress.complete(enrolment, lesson, by=by, at=at),
        lambda: enrolments.pause(enrolment, by=by, at=at),
    ):
        with pytest.raises(enrolments.NotLearning):
            act()
