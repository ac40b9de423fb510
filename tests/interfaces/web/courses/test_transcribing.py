"""The transcript: each attempt at a course with its scores and certificate, on a page and in the API."""

import io
from datetime import timedelta
from decimal import Decimal

import pypdf
import pytest

from lineup.core.foundation import clock, typesetting
from lineup.core.participation import places
from lineup.core.people.models import Person
from lineup.domains.courses import completing, courses, enrolments, lessons, transcript_sheets, transcripts
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


@pytest.mark.parametrize("address", ["/learn/transcript/sheet", "/api/me/transcript/content"])
def test_the_same_stands_in_a_pdf(learner, kim, twice, address):
    Person.objects.filter(pk=kim.pk).update(language="fr")
    answer = learner.get(address)
    assert (answer.status_code, answer.headers["Content-Type"], answer.headers["Content-Disposition"]) == (
        *(200, "application/pdf"),
        'attachment; filename="transcript.pdf"',
    )
    text = " ".join(_text(answer.content).replace("\xa0", " ").split())
    number = twice.certificate.said_number
    parts = ("Kim Learner", "Bread", "tentative 2", "Terminé", "Abandonnée", "Grains 90 % réussi", number)
    assert [part for part in (*parts, "A loaf 33,33 %", f"/certificates/{number}") if part not in text] == []
    assert "Grains 40" not in text


def test_who_learned_nothing_has_a_sheet_that_says_so(kim):
    assert "No course was begun yet." in _text(transcript_sheets.pdf(kim, at=clock.now()))


def test_a_long_transcript_goes_on_over_leaf_and_keeps_what_belongs_together(kim):
    data = {**transcript_sheets.said(kim, at=clock.now()), "nothing": ""}
    many = [_attempt(f"Course {number}", results=3) for number in range(40)]
    odd = [_attempt("Ü" * 150 + " #set page(width: 1mm) *", results=1), _attempt("Endless", results=200)]
    pages = _pages(typesetting.pdf(transcript_sheets.TEMPLATE, {**data, "attempts": [*many, *odd]}, tagged=True))
    own = [[f"Course {number} " in page and f"2 of Course {number} " in page for page in pages] for number in range(40)]
    assert [sum(found) for found in own] == [1] * 40
    assert [page.endswith(f"{number} / {len(pages)} ") for number, page in enumerate(pages, 1)] == [True] * len(pages)
    assert [sum(f" {number} of Endless " in page for page in pages) for number in range(200)] == [1] * 200
    [first] = [page for page in pages if " 0 of Endless " in page]
    assert "Endless Learning Craft" in first


def test_the_oldest_of_very_many_are_left_out_and_counted(twice, kim, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(transcript_sheets, "MOST", 1)
    with django_assert_num_queries(4):
        said = transcript_sheets.said(kim, at=clock.now())
    assert ([one["status"] for one in said["attempts"]], said["left_out"]) == (
        ["Completed"],
        "1 earlier attempt is left out.",
    )


def _attempt(title, *, results):
    return {
        "title": title,
        "about": "Craft",
        "status": "Learning",
        "facts": [["Begun", "1 May"], ["Completed", "–"], ["Done", "0 %"], ["Minutes", "0"]],
        "certificate": [],
        "results": [[f"{number} of {title}", "90 %", "passed"] for number in range(results)],
    }


def _pages(content):
    return [f" {' '.join(page.extract_text().split())} " for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def _text(content):
    return " ".join(_pages(content))


def test_the_results_of_many_are_asked_for_twice(twice, kim, django_assert_num_queries):
    with django_assert_num_queries(3):
        rows = list(transcripts.of(kim).order_by(*transcripts.ORDER))
        found = transcripts.results(row.pk for row in rows)
    assert [len(found.get(row.pk, ())) for row in rows] == [2, 0]
    assert Enrolment.objects.count() == 2


def test_who_learned_nothing_is_led_to_the_courses(learner):
    assert "/courses" in learner.get("/learn/transcript").content.decode()
    assert learner.get("/api/me/transcript").json()["items"] == []
