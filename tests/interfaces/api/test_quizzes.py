"""Quizzes in the API: the same operations as on the pages, and what is right told no sooner."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.domains.courses import courses
from lineup.domains.courses.models import QuizAttempt
from tests.interfaces.api.conftest import caller, problem
from tests.interfaces.web.courses.conftest import published
from tests.support import exams, factories


@pytest.fixture
def tove(db, own_folders):
    return factories.member("Tove Teacher")


@pytest.fixture
def course(tove):
    return published(tove)


@pytest.fixture
def kim(course):
    person = factories.member("Kim Learner")
    factories.place(courses.pool_of(course), person)
    return person


@pytest.mark.req("E12")
def test_a_quiz_is_made_taken_and_looked_at_by_the_api_alone(tove, kim, course):
    teacher, learner = caller(tove), caller(kim)
    module = course.modules.get()
    made = teacher.post(f"/courses/bread/modules/{module.pk}/lessons", {"title": "Exam", "completion": "quiz"}).json()
    path = f"/courses/bread/lessons/{made['id']}"
    asked = {"kind": "one", **exams.ONE}
    texts = {"kind": "text", "text": "Where?", "accepted": ["Here"], "explanation": "Right here."}
    assert [teacher.post(f"{path}/questions", body).status_code for body in (asked, texts)] == [201, 201]
    assert problem(teacher.post(f"{path}/questions", {"kind": "number", "text": "?"})) == (422, "right_number_needed")
    assert teacher.patch(f"{path}/quiz", {"attempts": 1, "minutes": 10}).json() == {
        "lesson": made["id"],
        "drawn": None,
        "attempts": 1,
        "minutes": 10,
        "pass_percent": 60,
    }
    listed = teacher.get(f"{path}/questions").json()["items"]
    assert [(row["kind"], row["accepted"]) for row in listed] == [("one", []), ("text", ["Here"])]
    assert (learner.get(f"{path}/questions").status_code, learner.get(f"{path}/results").status_code) == (403, 403)
    stands = learner.get(f"{path}/quiz").json()
    assert (stands["questions"], stands["standing"]["attempts_left"], stands["standing"]["may_begin"]) == (2, 1, True)
    begun = learner.post(f"{path}/attempts").json()
    assert [(row["right_choices"], row["accepted"], row["explanation"]) for row in begun["questions"]] == [
        (None,) * 3
    ] * 2
    assert learner.post(f"{path}/attempts").json()["id"] == begun["id"]
    number = next(row["number"] for row in begun["questions"] if row["kind"] == "text")
    attempt = f"{path}/attempts/{begun['id']}"
    kept = learner("PUT", f"{attempt}/answers", {"answers": [{"question": number, "text": "here"}]}).json()
    assert kept["questions"][number - 1]["typed"] == "here"
    wrong = learner("PUT", f"{attempt}/answers", {"answers": [{"question": 9, "text": "x"}]})
    assert problem(wrong) == (422, "unknown_quiz_question")
    assert problem(learner("PUT", f"{path}/completion")) == (409, "quiz_to_pass")
    ended = [learner("PUT", f"{attempt}/submission").json() for _ in range(2)]
    assert [(one["score"], one["passed"]) for one in ended] == [("50.00", False)] * 2
    assert ended[0]["questions"][number - 1]["explanation"] == "Right here."
    assert problem(learner.post(f"{path}/attempts")) == (409, "no_attempts_left")
    assert [row["score"] for row in learner.get(f"{path}/attempts").json()["items"]] == ["50.00"]
    (result,) = teacher.get(f"{path}/results").json()["items"]
    assert (result["person"]["name"], result["score"]) == ("Kim Learner", "50.00")
    wholly = teacher.get(f"{path}/results/{result['id']}").json()
    assert {key: wholly[key] for key in result} == result
    assert [(row["is_right"], row["explanation"]) for row in wholly["questions"] if row["kind"] == "text"] == [
        (True, "Right here.")
    ]
    assert learner.get(f"{path}/results/{result['id']}").status_code == 403


@pytest.mark.req("E12")
def test_after_the_deadline_the_api_takes_nothing(tove, kim, course):
    module = course.modules.get()
    module.course = course
    quiz = exams.quiz(module, minutes=1, by=factories.actor(tove), at=clock.now())
    learner, path = caller(kim), f"/courses/bread/lessons/{quiz.pk}/attempts"
    attempt = f"{path}/{learner.post(path).json()['id']}"
    QuizAttempt.objects.update(ends_at=clock.now() - timedelta(seconds=1))
    late = learner("PUT", f"{attempt}/answers", {"answers": [{"question": 1, "choices": [0]}]})
    assert (problem(late), QuizAttempt.objects.get().given) == ((409, "quiz_time_over"), {})
    assert learner.get(attempt).json()["score"] == "0.00"
