"""Study time: half a minute is credited once, by our clock, however many tabs, devices and repeats there are."""

from datetime import datetime, timedelta

import pytest

from lineup.core.foundation import inputs
from lineup.core.participation import places
from lineup.domains.courses import counting, courses, enrolments, figures, outline, progress, study
from lineup.domains.courses.models import LessonProgress, StudySession
from tests.support import factories


@pytest.fixture
def learner(course, at):
    return factories.place(courses.pool_of(course), factories.member(), at=at).contact


@pytest.fixture
def pulse(course, learner, lesson):
    """A pulse at this instant; whether it was credited."""

    def send(moment: datetime, *, focus: int = 30, **values):
        return study.pulse(enrolments.of(course, learner), lesson, focus=focus, at=moment, **values)

    return send


def blocks(at, number):
    return [at + timedelta(seconds=30 * one) for one in range(number)]


@pytest.mark.req("E06")
def test_three_tabs_for_ten_minutes_are_ten_minutes(pulse, course, learner, at):
    credited = [pulse(moment + timedelta(seconds=tab)) for moment in blocks(at, 20) for tab in range(3)]
    enrolment = enrolments.of(course, learner)
    assert (sum(credited), enrolment.focus_seconds) == (20, 600)
    (session,) = StudySession.objects.all()
    assert (session.started_at, session.ended_at) == (at - timedelta(seconds=30), blocks(at, 20)[-1])
    assert list(counting.faults()) == []


@pytest.mark.req("E06")
def test_what_was_sent_late_is_taken_once(pulse, course, learner, at):
    pulse(at)
    back = at + timedelta(minutes=10)
    late = [int((back - moment).total_seconds()) for moment in blocks(at, 5)[1:]]
    assert [pulse(back, ago=seconds) for seconds in late] == [True] * 4
    assert [pulse(back, ago=seconds) for seconds in late] == [False] * 4
    assert enrolments.of(course, learner).focus_seconds == 150


WRONG = [{"ago": -1}, {"ago": 12 * 3600 + 1}, {"focus": 31}, {"focus": -1}, {"interactions": 501}]


@pytest.mark.req("E06")
@pytest.mark.parametrize("wrong", WRONG)
def test_what_cannot_be_changes_nothing(pulse, course, learner, at, wrong):
    with pytest.raises(inputs.OutOfRange):
        pulse(at, **wrong)
    assert (enrolments.of(course, learner).focus_seconds, StudySession.objects.count()) == (0, 0)


@pytest.mark.req("E06")
def test_a_longer_pause_another_lesson_or_device_begins_another_session(pulse, course, learner, at):
    pulse(at, device="mobile")
    pulse(at + timedelta(minutes=4), device="mobile", focus=10, interactions=7)
    pulse(at + timedelta(minutes=20), device="mobile")
    pulse(at + timedelta(minutes=21), device="desktop")
    told = StudySession.objects.order_by("id").values_list("device", "focus_seconds", "idle_seconds", "interactions")
    assert list(told) == [("mobile", 40, 20, 7), ("mobile", 30, 0, 0), ("desktop", 30, 0, 0)]


@pytest.mark.req("E06")
def test_nothing_is_credited_in_a_pause_or_after_leaving(pulse, course, learner, at):
    by = factories.actor(learner)
    enrolment = enrolments.of(course, learner)
    enrolments.pause(enrolment, by=by, at=at)
    assert not pulse(at)
    places.withdraw(enrolment.place, by=by, at=at)
    with pytest.raises(enrolments.NotLearning):
        study.pulse(enrolment, outline.in_order(course)[0], focus=30, at=at)


@pytest.mark.req("E06", "E07")
def test_engagement_is_the_mean_of_attention_regularity_and_progress(pulse, course, learner, lesson, at):
    assert study.engagement(enrolments.of(course, learner), at=at).score == 0
    progress.view(enrolments.of(course, learner), lesson, at=at)
    for day in range(3):
        pulse(at + timedelta(days=day), focus=15)
    progress.complete(enrolments.of(course, learner), lesson, by=factories.actor(learner), at=at)
    told = study.engagement(enrolments.of(course, learner), at=at + timedelta(days=3))
    assert (told.attention, told.regularity, told.progress, told.days, told.score) == (0.5, 0.5, 1.0, 3, 0.67)
    assert LessonProgress.objects.get().seconds == 45
    assert figures.of(course, at=at).hours == 0
