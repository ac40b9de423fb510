"""Attempts at a quiz: begun once, answered until their time is over, handed in for good."""

import json
import zipfile
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest

from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.participation import places
from lineup.core.privacy import erasure, export
from lineup.domains.courses import counting, enrolments, lessons, outline, progress
from lineup.domains.courses.models import Enrolment, LessonProgress, QuizAttempt
from lineup.domains.courses.quizzes import asked as asking
from lineup.domains.courses.quizzes import attempts, bank, quizzes, standing
from tests.support import exams, factories
from tests.support.at_once import at_once

MINUTE = timedelta(minutes=1)


def code_of(act) -> str:
    try:
        act()
    except Refusal as refusal:
        return refusal.code
    return ""


def again(enrolment):
    return Enrolment.objects.select_related("course", "place").get(pk=enrolment.pk)


@pytest.fixture
def take(enrolment, quiz, me, at):
    """Takes the quiz wholly: an attempt handed in with all right or all wrong."""

    def wholly(*, right=True, at=at):
        attempt = attempts.begin(enrolment, quiz, by=me, at=at)
        attempts.answer(enrolment, quiz, attempt, exams.answers(attempt, right=right), by=me, at=at)
        return attempts.hand_in(enrolment, quiz, attempt, by=me, at=at)

    return wholly


@pytest.mark.req("E12")
def test_passing_the_quiz_completes_its_lesson_and_nothing_else_does(enrolment, quiz, lesson, me, take, at):
    assert code_of(lambda: progress.complete(enrolment, quiz, by=me, at=at)) == "quiz_to_pass"
    progress.view(enrolment, quiz, at=at)
    progress.complete(enrolment, lesson, by=me, at=at)
    failed = take(right=False)
    assert (failed.score, failed.passed, again(enrolment).done) == (Decimal(0), False, 1)
    passed = take()
    row = LessonProgress.objects.get(lesson=quiz)
    assert (passed.score, passed.passed, passed.number) == (Decimal(100), True, 2)
    assert (row.method, row.completed_at, again(enrolment).done) == ("quiz", at, 2)
    assert (again(enrolment).completed_at, again(enrolment).percent) == (at, 100)
    assert code_of(lambda: progress.undo(enrolment, quiz, by=me, at=at)) == "quiz_to_pass"
    assert code_of(lambda: attempts.begin(enrolment, quiz, by=me, at=at)) == "quiz_already_passed"
    assert list(counting.faults()) == []


@pytest.mark.req("E12")
def test_a_quiz_counts_from_its_first_question_on_until_its_last_is_gone(course, enrolment, module, lesson, me, by, at):
    empty = exams.quiz(module, questions=(), by=by, at=at)
    assert code_of(lambda: attempts.begin(enrolment, empty, by=me, at=at)) == "quiz_has_no_questions"
    progress.complete(enrolment, lesson, by=me, at=at)
    assert again(enrolment).percent == 100
    question = bank.add(quizzes.of(empty), "one", by=by, at=at, **exams.ONE)
    course.refresh_from_db()
    assert (course.counted, [lesson.questions for lesson in outline.whole(course)[0].shown_lessons]) == (2, [0, 1])
    bank.discard(question, by=by, at=at)
    course.refresh_from_db()
    assert (course.counted, list(counting.faults())) == (1, [])


@pytest.mark.req("E12")
def test_beginning_and_handing_in_twice_is_doing_it_once(enrolment, quiz, me, at):
    first = attempts.begin(enrolment, quiz, by=me, at=at)
    assert attempts.begin(enrolment, quiz, by=me, at=at + MINUTE).pk == first.pk
    attempts.answer(enrolment, quiz, first, exams.answers(first, to=("several",)), by=me, at=at)
    attempts.answer(enrolment, quiz, first, exams.answers(first, to=("text",)), by=me, at=at)
    one = attempts.hand_in(enrolment, quiz, first, by=me, at=at)
    two = attempts.hand_in(enrolment, quiz, first, by=me, at=at + MINUTE)
    assert (one.score, one.handed_in_at) == (two.score, two.handed_in_at) == (Decimal(60), at)
    changed = code_of(lambda: attempts.answer(enrolment, quiz, first, {1: []}, by=me, at=at))
    assert (changed, attempts.find(enrolment, quizzes.of(quiz), first.pk).given) == ("quiz_handed_in", one.given)


@pytest.mark.req("E12")
def test_after_its_time_an_attempt_takes_nothing_and_is_worth_what_was_saved(enrolment, module, me, by, at):
    quiz = exams.quiz(module, minutes=10, by=by, at=at)
    attempt = attempts.begin(enrolment, quiz, by=me, at=at)
    ends = at + 10 * MINUTE
    attempts.answer(
        enrolment, quiz, attempt, exams.answers(attempt, to=("several",)), by=me, at=ends - timedelta(seconds=1)
    )
    with pytest.raises(attempts.TimeOver) as refused:
        attempts.answer(enrolment, quiz, attempt, exams.answers(attempt), by=me, at=ends)
    assert str(refused.value) == (
        "The time for this attempt ended on Saturday 21 November 2026, 09:10 (UTC), and this came after it: nothing "
        "was changed. What was saved until then counts; look at the result."
    )
    row = QuizAttempt.objects.get()
    assert (row.handed_in_at, len(row.given)) == (None, 1)
    assert (attempts.close_overdue(at=ends - MINUTE), attempts.close_overdue(at=ends + MINUTE)) == (0, 1)
    closed = attempts.hand_in(enrolment, quiz, attempt, by=me, at=ends + 2 * MINUTE)
    assert (closed.score, closed.handed_in_at) == (Decimal(40), ends)
    late = code_of(lambda: attempts.answer(enrolment, quiz, attempt, {}, by=me, at=ends + MINUTE))
    assert (late, attempts.close_overdue(at=ends + MINUTE)) == ("quiz_time_over", 0)


@pytest.mark.req("E12")
def test_who_saved_enough_passes_by_the_clock_alone(enrolment, module, lesson, me, by, at):
    quiz = exams.quiz(module, minutes=10, by=by, at=at)
    progress.complete(enrolment, lesson, by=me, at=at)
    attempt = attempts.begin(enrolment, quiz, by=me, at=at)
    attempts.answer(enrolment, quiz, attempt, exams.answers(attempt), by=me, at=at)
    attempts.settle(enrolment, quizzes.of(quiz), at=at + 11 * MINUTE)
    assert again(enrolment).completed_at == at + 10 * MINUTE


@pytest.mark.req("E12")
def test_attempts_are_limited_and_right_answers_told_when_they_can_help_nobody(enrolment, module, me, by, at):
    quiz = exams.quiz(module, attempts=2, by=by, at=at)
    told = []
    for _ in range(2):
        attempt = attempts.begin(enrolment, quiz, by=me, at=at)
        told.append(standing.of(enrolment, quizzes.of(quiz)).tells_answers)
        attempts.hand_in(enrolment, quiz, attempt, by=me, at=at)
        told.append(standing.of(enrolment, quizzes.of(quiz)).tells_answers)
    assert told == [False, False, False, True]
    with pytest.raises(attempts.NoAttemptsLeft) as refused:
        attempts.begin(enrolment, quiz, by=me, at=at)
    assert str(refused.value).startswith("This quiz allows 2 attempts and you have used them")


@pytest.mark.req("E12")
def test_a_draw_stays_as_it_was_whatever_becomes_of_the_bank(enrolment, module, me, by, at):
    quiz = exams.quiz(module, drawn=2, by=by, at=at)
    attempt = attempts.begin(enrolment, quiz, seed=7, by=me, at=at)
    questions = list(bank.of(quizzes.of(quiz)))
    assert asking.of(attempt) == asking.draw(questions, number=2, seed=7)
    assert len({tuple(one.text for one in asking.draw(questions, number=2, seed=seed)) for seed in range(20)}) > 3
    given = exams.answers(attempt)
    for question in questions:
        bank.change(question, text="Otherwise?", points=50, by=by, at=at)
        bank.discard(question, by=by, at=at)
    quizzes.change(quizzes.of(quiz), pass_percent=100, minutes=1, by=by, at=at)
    attempts.answer(enrolment, quiz, attempt, given, by=me, at=at + 5 * MINUTE)
    ended = attempts.hand_in(enrolment, quiz, attempt, by=me, at=at + 5 * MINUTE)
    assert (asking.of(ended), ended.score, ended.pass_percent) == (asking.of(attempt), Decimal(100), 60)


@pytest.mark.req("E12")
def test_nobody_takes_a_quiz_who_rests_left_or_finds_it_closed(enrolment, module, quiz, me, by, at):
    attempt = attempts.begin(enrolment, quiz, by=me, at=at)

    def codes():
        return {
            code_of(lambda: attempts.begin(enrolment, quiz, by=me, at=at)),
            code_of(lambda: attempts.answer(enrolment, quiz, attempt, {}, by=me, at=at)),
            code_of(lambda: attempts.hand_in(enrolment, quiz, attempt, by=me, at=at)),
        }

    enrolments.pause(enrolment, by=me, at=at)
    paused = codes()
    enrolments.resume(enrolment, by=me, at=at)
    module.opens_after_days = 3
    module.save()
    closed = codes()
    module.opens_after_days = None
    module.save()
    lessons.discard(quiz, by=by, at=at)
    binned = codes()
    places.withdraw(enrolment.place, by=me, at=at)
    assert (paused, closed, binned, codes()) == ({"paused"}, {"module_not_open"}, {"not_found"}, {"not_learning"})


def test_an_attempt_of_somebody_else_is_not_there(course, enrolment, quiz, me, at):
    attempt = attempts.begin(enrolment, quiz, by=me, at=at)
    other = enrolments.of(course, factories.place(enrolment.place.pool, factories.member(), at=at).contact)
    with pytest.raises(Missing):
        attempts.find(other, quizzes.of(quiz), attempt.pk)
    with pytest.raises(Missing):
        attempts.hand_in(other, quiz, attempt, by=me, at=at)


@pytest.mark.req("E12", "P09")
def test_the_export_has_the_answers_but_not_the_key_and_erasure_takes_them(enrolment, quiz, kim, me, take, at):
    take()
    archive = BytesIO()
    export.write(kim, archive, by=me, at=at)
    (row,) = json.loads(zipfile.ZipFile(archive).read("quiz_attempts.json"))
    assert (set(row) & {"asked", "seed"}, len(row["given"])) == (set(), 4)
    erasure.erase(kim, by=me, at=at)
    kept = QuizAttempt.objects.get()
    assert (kept.given, kept.answered, kept.score) == (None, {}, Decimal(100))


@pytest.mark.req("E12")
@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_begin_one_attempt_and_never_more_than_are_allowed(enrolment, module, me, by, at):
    quiz = exams.quiz(module, attempts=1, by=by, at=at)
    begun = at_once(*[lambda: attempts.begin(enrolment, quiz, by=me, at=at)] * 3)
    assert (len({one.pk for one in begun}), QuizAttempt.objects.count()) == (1, 1)
    attempt = begun[0]
    attempts.answer(enrolment, quiz, attempt, exams.answers(attempt, to=("several",)), by=me, at=at)
    ended = at_once(*[lambda: attempts.hand_in(enrolment, quiz, attempt, by=me, at=at)] * 3)
    assert {(one.score, one.handed_in_at) for one in ended} == {(Decimal(40), at)}
    refused = at_once(*[lambda: code_of(lambda: attempts.begin(enrolment, quiz, by=me, at=at))] * 3)
    assert (refused, QuizAttempt.objects.count()) == (["no_attempts_left"] * 3, 1)


def test_a_copied_quiz_has_its_own_bank_and_settings(quiz, by, at):
    quizzes.change(quizzes.of(quiz), drawn=3, minutes=5, by=by, at=at)
    copied = quizzes.of(lessons.duplicate(quiz, by=by, at=at))
    assert (copied.drawn, copied.minutes, bank.of(copied).count()) == (3, 5, 4)
    assert not set(bank.of(copied).values_list("pk")) & set(bank.of(quizzes.of(quiz)).values_list("pk"))
