"""A quiz on its pages: put together by who teaches, taken by who learns, without a script."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.domains.courses import courses, enrolments, lessons, outline
from lineup.domains.courses.models import Lesson, QuizAttempt
from lineup.domains.courses.quizzes import asked as asking
from lineup.domains.courses.quizzes import bank, quizzes
from tests.support import exams, factories


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def fields(attempt, **chosen) -> dict:
    """What the form sends for right answers, and `then`."""
    sent = {f"answer_{number}": answer for number, answer in exams.answers(attempt).items()}
    return {**sent, **chosen}


@pytest.fixture
def module(course, tove):
    return outline.find_module(course, outline.modules(course)[0].pk)


@pytest.fixture
def quiz(module, tove):
    return exams.quiz(module, by=factories.actor(tove), at=clock.now(), attempts=2, minutes=30)


@pytest.fixture
def enrolment(course, kim):
    factories.place(courses.pool_of(course), kim)
    return enrolments.of(course, kim)


@pytest.mark.req("E12")
def test_a_teacher_makes_a_quiz_with_a_question_of_each_kind(teacher, module):
    made = teacher.post(f"/courses/bread/modules/{module.pk}/lessons", {"title": "Exam", "completion": "quiz"})
    quiz = Lesson.objects.get(title="Exam")
    path = f"/courses/bread/lessons/{quiz.pk}"
    assert (made.status_code, made.url) == (302, f"{path}/quiz")
    sent = {
        "one": {"choice_1": "Yeast", "right_1": "on", "choice_2": "Salt"},
        "several": {"choice_1": "Flour", "right_1": "on", "choice_2": "Water", "right_2": "on", "choice_3": "Sand"},
        "text": {"accepted": "Yeast\nBaker’s yeast"},
        "number": {"value": "3.5", "tolerance": ""},
    }
    for kind, said in sent.items():
        answer = teacher.post(f"{path}/questions/new/{kind}", {"text": f"**{kind}**?", "points": "2", **said})
        assert (kind, answer.status_code) == (kind, 302)
    refused = teacher.post(f"{path}/questions/new/one", {"text": "?", "points": "1", "choice_1": "A", "choice_2": "B"})
    assert (refused.status_code, "Mark exactly one choice as right." in text_of(refused)) == (422, True)
    saved = teacher.post(f"{path}/quiz", {"drawn": "3", "attempts": "", "minutes": "20", "pass_percent": "70"})
    row = quizzes.of(quiz)
    assert (saved.status_code, row.drawn, row.attempts, row.minutes, row.pass_percent) == (302, 3, None, 20, 70)
    one, *_others, number = bank.of(row)
    moved = teacher.post(f"{path}/questions/{number.pk}/position", {"to": "up"})
    changed = {"text": "What?", "points": "5", "choice_1": "Yeast", "right_1": "on", "choice_2": "Air"}
    assert (moved.status_code, teacher.post(f"{path}/questions/{one.pk}", changed).status_code) == (302, 302)
    teacher.post(f"{path}/questions/{one.pk}/discard")
    teacher.post(f"{path}/questions/{one.pk}/restoration")
    assert [row.kind for row in bank.of(row)] == ["one", "several", "number", "text"]
    edit = text_of(teacher.get(f"{path}/questions/{one.pk}"))
    assert ('value="Air"' in edit, 'value="Salt"' in edit) == (True, False)
    shown = [text_of(teacher.get(f"{path}{page}")) for page in ("", "/edit", "/quiz", "/quiz/preview", "/quiz/results")]
    told = ["Preview the questions", "Questions of the quiz", "4 questions", "Baker’s yeast", "Nobody here"]
    assert [told[0] in shown[0], told[1] in shown[1], told[3] in shown[3], told[4] in shown[4]] == [True] * 4
    assert "4 questions" in text_of(teacher.get("/courses/bread/outline"))
    assert ("<strong>text</strong>?" in shown[3], ">text?</a>" in shown[2]) == (True, True)


@pytest.mark.req("E12")
def test_a_learner_begins_saves_hands_in_and_sees_what_was_right_at_the_end_alone(
    learner, teacher, quiz, enrolment, course
):
    path = f"/courses/bread/lessons/{quiz.pk}"
    before = text_of(learner.get(path))
    assert ("2 of 2 left" in before, "Begin the quiz" in before, "Done, go on" in before) == (True, True, False)
    begun = learner.post(f"{path}/attempts")
    first = QuizAttempt.objects.get()
    assert begun.url == f"{path}/attempts/{first.pk}"
    assert learner.post(f"{path}/attempts").url == begun.url
    page = text_of(learner.get(begun.url))
    assert ("About 30 minutes are left" in page, "It has a" in page, "Go on with it" in text_of(learner.get(path))) == (
        True,
        False,
        True,
    )
    number = next(one.number for one in asking.of(first) if one.kind == "number")
    wrong = learner.post(begun.url, fields(first, **{f"answer_{number}": "about three"}))
    assert (wrong.status_code, f"Answer question {number} with a number" in text_of(wrong)) == (422, True)
    assert ('value="about three"' in text_of(wrong), QuizAttempt.objects.get().given) == (True, {})
    assert learner.post(begun.url, {**fields(first), f"answer_{number}": ""}).status_code == 302
    assert len(QuizAttempt.objects.get().given) == 3
    learner.post(begun.url, {"then": "hand-in"})
    result = text_of(learner.get(begun.url))
    assert ("Not passed: 0.00 %" in result, "Besançon" in result, "Try again" in result) == (True, False, True)
    second = learner.post(f"{path}/attempts").url
    learner.post(second, {**fields(QuizAttempt.objects.get(number=2)), "then": "hand-in"})
    result = text_of(learner.get(second))
    assert ("Passed with 100.00 %" in result, "Besançon" in result, "<em>clock</em>" in result) == (True, True, True)
    assert "Besançon" in text_of(learner.get(begun.url))
    assert ("Your best" in text_of(learner.get(path)), enrolments.of(course, enrolment.place.contact).done) == (True, 1)
    results = text_of(teacher.get(f"{path}/quiz/results"))
    assert ("100.00 %" in results, f"{path}/quiz/results/{first.pk}" in results) == (True, True)
    looked_at = text_of(teacher.get(f"{path}/quiz/results/{first.pk}"))
    assert ("Kim Learner" in looked_at, "not right" in looked_at, "Besançon" in looked_at) == (True, True, True)
    assert learner.get(f"{path}/quiz/results/{first.pk}").status_code == 403
    done = learner.post(f"{path}/completion", follow=True)
    assert "This is done by passing its quiz" in text_of(done)


@pytest.mark.req("E12")
def test_answers_after_the_deadline_are_refused_and_the_result_is_shown(learner, quiz, enrolment):
    path = f"/courses/bread/lessons/{quiz.pk}"
    url = learner.post(f"{path}/attempts").url
    QuizAttempt.objects.update(begun_at=clock.now() - timedelta(hours=1), ends_at=clock.now() - timedelta(minutes=30))
    late = learner.post(url, {**fields(QuizAttempt.objects.get()), "then": "hand-in"}, follow=True)
    shown = text_of(late)
    assert ("The time for this attempt ended on" in shown, "Not passed: 0.00 %" in shown) == (True, True)
    assert QuizAttempt.objects.get().given == {}


@pytest.mark.req("E05")
def test_a_quiz_without_questions_is_called_empty_and_one_that_need_not_be_taken_optional(
    learner, module, tove, enrolment
):
    by, at = factories.actor(tove), clock.now()
    lessons.add(module, title="Exam", completion="quiz", by=by, at=at)
    page = text_of(learner.get("/courses/bread/progress"))
    assert (page.count("still empty, does not count"), "optional" in page) == (1, False)
    lessons.add(module, title="More", is_optional=True, by=by, at=at)
    page = text_of(learner.get("/courses/bread/progress"))
    assert (page.count("still empty, does not count"), page.count("optional, does not count")) == (1, 1)
