"""The transcript: each attempt at a course with its scores and certificate, on a page and in the API."""

from datetime import timedelta
from decimal import Decimal

import pytest

from lineup.core.foundation import clock
from lineup.core.participation import places
from lineup.domains.courses import completing, courses, enrolments, lessons, transcripts
from lineup.domains.courses.models import Enrolment, HandedWork, QuizAttempt
from tests.interfaces.web.courses.conftest import published
from tests.support import factories

pytestmark = pytest.mark.req("E08")


@pytest.fixture
def twice(tove, kim):
    """Kim left the course and came back, tried its quiz twice, had work marked, and completed it."""
    course = published(tove, certificate_enabled=True)
    by, at, pool = factories.actor(tove), clock.now(), courses.pool_of(course)
    module = course.modules.get()
    module.course = course
    quiz, task = (
        lessons.add(module, title=title, completion=kind, by=by, at=at)
        for title, kind in (("Grains", "quiz"), ("A loaf", "assignment"))
    )
    places.withdraw(factories.place(pool, kim, at=at - timedelta(days=9)), by=factories.actor(kim), at=at)
    enrolment = factories.place(pool, kim, at=at).enrolment
    for number, score in ((1, 40), (2, 90)):
        QuizAttempt.objects.create(
            enrolment=enrolment,
            quiz=quiz.quiz,
            number=number,
            seed=1,
            pass_percent=60,
            begun_at=at,
            handed_in_at=at,
            score=score,
            passed=score > 60,
        )
    HandedWork.objects.create(
        enrolment=enrolment,
        assignment=task.assignment,
        number=1,
        text="Rye",
        handed_in_at=at,
        marked_at=at,
        score=Decimal("33.33"),
    )
    completing.complete(course, [enrolment.pk], at=at)
    return enrolments.of(course, kim)


def test_a_learner_reads_each_attempt_with_its_scores_and_certificate(learner, kim, twice):
    html = learner.get("/learn/transcript").content.decode()
    number = twice.certificate.said_number
    parts = (
        "attempt 2",
        f"/certificates/{number}",
        "Grains: 90 %",
        "A loaf: 33.33 %",
        "Withdrawn",
        "Completed",
        'href="/api/me/transcript"',
    )
    assert [part for part in parts if part not in html] == []
    assert ("attempt 2" in learner.get("/learn?show=over").content.decode(), "Grains: 40" in html) == (True, False)
    now, before = learner.get("/api/me/transcript").json()["items"]
    assert (now["attempt"], now["status"], now["progress_percentage"], now["certificate"]["number"]) == (
        *(2, "completed", 100),
        number,
    )
    assert [(one["title"], one["score"], one["passed"]) for one in now["results"]] == [
        ("A loaf", "33.33", False),
        ("Grains", "90.00", True),
    ]
    assert (before["status"], before["certificate"], before["results"]) == ("withdrawn", None, [])


def test_the_results_of_many_are_asked_for_twice(twice, kim, django_assert_num_queries):
    with django_assert_num_queries(3):
        rows = list(transcripts.of(kim).order_by(*transcripts.ORDER))
        found = transcripts.results(row.pk for row in rows)
    assert [len(found.get(row.pk, ())) for row in rows] == [2, 0]
    assert Enrolment.objects.count() == 2


def test_who_learned_nothing_is_led_to_the_courses(learner):
    assert "/courses" in learner.get("/learn/transcript").content.decode()
    assert learner.get("/api/me/transcript").json()["items"] == []
