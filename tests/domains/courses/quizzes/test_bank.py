"""The bank of a quiz: what a question must say, and the order in which questions stand."""

from decimal import Decimal

import pytest

from lineup.core.foundation.errors import Refusal
from lineup.domains.courses import lessons, purging
from lineup.domains.courses.models import QuizQuestion
from lineup.domains.courses.quizzes import attempts, bank, quizzes
from tests.support import exams


def choices(*texts: str) -> list[dict[str, object]]:
    """Those with a star are right."""
    return [{"text": text.strip("*"), "right": text.startswith("*")} for text in texts]


@pytest.mark.req("E12")
@pytest.mark.parametrize(
    ("kind", "values", "code", "field"),
    [
        ("one", {"choices": choices("*a", "b"), "text": " "}, "question_words_needed", "text"),
        ("one", {"choices": choices("*a", " ")}, "quiz_choices_needed", "choices"),
        ("one", {"choices": choices("*a", "*b")}, "one_right_choice", "choices"),
        ("one", {"choices": choices("*a", "a")}, "same_choice_twice", "choices"),
        ("several", {"choices": choices("a", "b")}, "right_choice_needed", "choices"),
        ("text", {"accepted": [" "]}, "accepted_answers_needed", "accepted"),
        ("number", {}, "right_number_needed", "value"),
        ("number", {"value": Decimal("NaN")}, "right_number_needed", "value"),
        ("number", {"value": Decimal("1E30")}, "right_number_needed", "value"),
        ("number", {"value": Decimal("0.0000001")}, "right_number_needed", "value"),
        ("number", {"value": Decimal(1), "tolerance": Decimal(-1)}, "right_number_needed", "tolerance"),
        ("number", {"value": Decimal(1), "points": 0}, "out_of_range", "points"),
        ("essay", {}, "unknown_choice", "kind"),
    ],
)
def test_a_question_that_nobody_could_answer_is_refused(quiz, by, at, kind, values, code, field):
    with pytest.raises(Refusal) as refused:
        bank.add(quizzes.of(quiz), kind, by=by, at=at, **{"text": "Why?", **values})
    assert (refused.value.code, refused.value.field, QuizQuestion.objects.count()) == (code, field, 4)


@pytest.mark.req("E12")
def test_questions_keep_the_order_in_which_they_are_put_and_come_back_from_the_bin(quiz, by, at):
    made = quizzes.of(quiz)
    one, several, _text, number = bank.of(made)
    bank.move(bank.find(made, number.pk), index=0, by=by, at=at)
    bank.discard(bank.find(made, several.pk), by=by, at=at)
    assert [row.kind for row in bank.of(made)] == ["number", "one", "text"]
    bank.restore(bank.find(made, several.pk, binned=True), by=by, at=at)
    assert bank.of(made).count() == 4
    bank.discard(bank.find(made, one.pk), by=by, at=at)
    assert (purging.purge_questions(before=at.replace(year=2027), at=at), QuizQuestion.objects.count()) == (1, 3)


@pytest.mark.req("E12")
@pytest.mark.parametrize(("number", "answer", "code"), [
    (9, "x", "unknown_quiz_question"),
    (1, [7], "not_a_choice"),
    (1, [0, 1], "one_choice_only"),
    (2, "many", "number_expected"),
    (3, "x" * 201, "too_long"),
])  # fmt: skip
def test_an_answer_that_cannot_be_one_is_refused_and_nothing_changed(
    enrolment, module, me, by, at, number, answer, code
):
    kinds = [("one", exams.ONE), ("number", exams.NUMBER), ("text", exams.TEXT)]
    quiz = exams.quiz(module, questions=kinds, by=by, at=at)
    attempt = attempts.begin(enrolment, quiz, seed=1, by=me, at=at)
    order = {"one": 1, "number": 2, "text": 3}
    place = {order[str(one["kind"])]: index for index, one in enumerate(attempt.asked, 1)}
    with pytest.raises(Refusal) as refused:
        attempts.answer(enrolment, quiz, attempt, {place.get(number, number): answer}, by=me, at=at)
    attempt.refresh_from_db()
    assert (refused.value.code, attempt.given) == (code, {})


@pytest.mark.req("E12")
def test_a_lesson_is_a_quiz_from_the_beginning_or_never(quiz, lesson, by, at):
    for one, completion in ((quiz, "manual"), (lesson, "quiz")):
        with pytest.raises(lessons.StaysAQuiz):
            lessons.change(one, completion=completion, by=by, at=at)
    with pytest.raises(quizzes.NotAQuiz):
        quizzes.of(lesson)
    assert lessons.change(quiz, title="Exam", completion="quiz", by=by, at=at).title == "Exam"


def test_settings_have_bounds(quiz, by, at):
    for settings in ({"drawn": 0}, {"attempts": 0}, {"minutes": 0}, {"pass_percent": 0}, {"pass_percent": 101}):
        with pytest.raises(Refusal) as refused:
            quizzes.change(quizzes.of(quiz), by=by, at=at, **settings)
        assert (refused.value.code, refused.value.field) == ("out_of_range", next(iter(settings)))
