"""Attempts at a quiz: begun, answered, handed in by the learner or by the clock.

The enrolment's lock is taken first, so that of two tabs one begins and the other finds it begun.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lineup.core.foundation import moments
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.participation.transitions import State
from lineup.core.people.actors import Actor
from lineup.domains.courses import learning_records, progress
from lineup.domains.courses.models import Enrolment, Lesson, Quiz, QuizAttempt
from lineup.domains.courses.quizzes import asked as asking
from lineup.domains.courses.quizzes import bank, quizzes, scoring
from lineup.domains.courses.quizzes import given as giving

LATEST_FIRST = ("-begun_at", "-id")
BATCH = 100


class NothingToAsk(Refusal):
    code = "quiz_has_no_questions"
    sentence = _("This quiz has no questions yet; come back when its instructors have written them.")


class AlreadyPassed(Refusal):
    code = "quiz_already_passed"
    sentence = _("You passed this quiz; nothing more is needed.")


class NoAttemptsLeft(Refusal):
    code = "no_attempts_left"
    sentence = ngettext_lazy(
        "This quiz allows %(most)s attempt and you have used it; ask the instructors for another.",
        "This quiz allows %(most)s attempts and you have used them; ask the instructors for another.",
        "most",
    )


class HandedIn(Refusal):
    code = "quiz_handed_in"
    sentence = _("This attempt is handed in; nothing was changed. Look at its result.")


class TimeOver(Refusal):
    code = "quiz_time_over"
    sentence = _(
        "The time for this attempt ended on %(when)s, and this came after it: nothing was changed. "
        "What was saved until then counts; look at the result."
    )


def of(enrolment: Enrolment, quiz: Quiz) -> "QuerySet[QuizAttempt]":
    """Return the learner's attempts at the quiz."""
    return QuizAttempt.objects.filter(enrolment=enrolment.pk, quiz=quiz.pk)


def results(quiz: Quiz) -> "QuerySet[QuizAttempt]":
    """Return everybody's attempts for those who teach, with who made them; ordered by LATEST_FIRST when paged."""
    rows = QuizAttempt.objects.filter(quiz=quiz.pk).defer("asked", "given")
    return rows.select_related("enrolment__place__participant", "enrolment__place__entered")


def find(enrolment: Enrolment, quiz: Quiz, pk: Any) -> QuizAttempt:
    """Return the learner's own attempt with this id. Raises Missing."""
    return _one(of(enrolment, quiz), pk)


def made_at(quiz: Quiz, pk: Any) -> QuizAttempt:
    """Return anybody's attempt at the quiz with this id, for those who teach. Raises Missing."""
    return _one(results(quiz).defer(None), pk)


def _one(rows: "QuerySet[QuizAttempt]", pk: Any) -> QuizAttempt:
    try:
        found = rows.filter(pk=pk).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise Missing
    return found


@transaction.atomic
def begin(enrolment: Enrolment, lesson: Lesson, *, seed: int | None = None, by: Actor, at: datetime) -> QuizAttempt:
    """Return a new attempt with its questions drawn, or the one that is open: a second time changes nothing.

    `seed`: from which the draw follows; by chance where it is not given. Raises NotLearning, Paused, NotOpenYet,
    Missing, NotAQuiz, AlreadyPassed, NoAttemptsLeft, NothingToAsk.
    """
    held = progress.at_work(enrolment, lesson, at=at)
    quiz = quizzes.of(lesson)
    made = list(of(held, quiz).defer("asked").order_by("number"))
    going = next((one for one in made if one.handed_in_at is None), None)
    if going and not _is_over(going, at):
        return find(held, quiz, going.pk)
    if going:
        _close(held, find(held, quiz, going.pk), at)
    _check_may_begin(held, quiz, len(made))
    return _begun(held, quiz, len(made) + 1, secrets.randbits(40) if seed is None else seed, at)


def _check_may_begin(held: Enrolment, quiz: Quiz, made: int) -> None:
    if of(held, quiz).filter(passed=True).exists():
        raise AlreadyPassed
    if quiz.attempts is not None and made >= quiz.attempts:
        raise NoAttemptsLeft(most=quiz.attempts)


def _begun(held: Enrolment, quiz: Quiz, number: int, seed: int, at: datetime) -> QuizAttempt:
    questions = list(bank.of(quiz))
    if not questions:
        raise NothingToAsk
    return QuizAttempt.objects.create(
        enrolment=held,
        quiz=quiz,
        number=number,
        seed=seed,
        asked=asking.kept(asking.draw(questions, number=quiz.drawn, seed=seed)),
        pass_percent=quiz.pass_percent,
        begun_at=at,
        ends_at=at + timedelta(minutes=quiz.minutes) if quiz.minutes else None,
    )


@transaction.atomic
def answer(
    enrolment: Enrolment,
    lesson: Lesson,
    attempt: QuizAttempt,
    answers: Mapping[int, giving.Given],
    *,
    by: Actor,
    at: datetime,
) -> QuizAttempt:
    """Keep these answers, by number of the question; other answers stay. The same again changes nothing.

    Raises TimeOver, HandedIn, what `begin` raises of the enrolment, and what `given.merged` raises of answers.
    """
    held = progress.at_work(enrolment, lesson, at=at)
    fresh = find(held, quizzes.of(lesson), attempt.pk)
    _check_open(fresh, held, at)
    given = giving.merged(fresh, answers)
    if given != fresh.answered:
        fresh.given = given
        fresh.save(update_fields=["given"])
    return fresh


def _check_open(attempt: QuizAttempt, held: Enrolment, at: datetime) -> None:
    if attempt.ends_at and at >= attempt.ends_at and attempt.handed_in_at in (None, attempt.ends_at):
        contact = held.place.contact
        raise TimeOver(when=moments.said(attempt.ends_at, contact.time_zone if contact else "UTC"))
    if attempt.handed_in_at:
        raise HandedIn


@transaction.atomic
def hand_in(enrolment: Enrolment, lesson: Lesson, attempt: QuizAttempt, *, by: Actor, at: datetime) -> QuizAttempt:
    """End the attempt and say what it is worth; one that reaches the pass mark completes the lesson.

    A second time changes nothing. After its time it ends when that did. Raises what `begin` raises of the enrolment.
    """
    held = progress.at_work(enrolment, lesson, at=at)
    fresh = find(held, quizzes.of(lesson), attempt.pk)
    if fresh.handed_in_at is None:
        _close(held, fresh, at)
    return fresh


def close_overdue(*, at: datetime) -> int:
    """Hand in up to BATCH attempts whose time is over, as they were answered; return how many."""
    rows = QuizAttempt.objects.filter(handed_in_at=None, ends_at__lte=at).order_by("ends_at")
    return sum(_close_one(pk, at) for pk in rows.values_list("pk", flat=True)[:BATCH])


def settle(enrolment: Enrolment, quiz: Quiz, *, at: datetime) -> None:
    """Hand in the learner's attempt at this quiz whose time is over, if there is one."""
    for pk in of(enrolment, quiz).filter(handed_in_at=None, ends_at__lte=at).values_list("pk", flat=True):
        _close_one(pk, at)


@transaction.atomic
def _close_one(pk: Any, at: datetime) -> bool:
    enrolment = QuizAttempt.objects.values_list("enrolment", flat=True).get(pk=pk)
    rows = Enrolment.objects.select_for_update(of=("self",), no_key=True).select_related("place")
    held = learning_records.asked(rows).get(pk=enrolment)
    attempt = QuizAttempt.objects.get(pk=pk)
    if attempt.handed_in_at is not None:
        return False
    _close(held, attempt, at)
    return True


def _is_over(attempt: QuizAttempt, at: datetime) -> bool:
    return attempt.ends_at is not None and at >= attempt.ends_at


def _close(held: Enrolment, attempt: QuizAttempt, at: datetime) -> None:
    attempt.handed_in_at = min(at, attempt.ends_at) if attempt.ends_at else at
    attempt.score = scoring.score(attempt)
    attempt.passed = attempt.score >= attempt.pass_percent
    attempt.save(update_fields=["handed_in_at", "score", "passed"])
    learning_records.attempt_ended(held, attempt)
    # who left the course in between keeps the result, and completes nothing
    if attempt.passed and held.place.state == State.CONFIRMED:
        progress.passed(held, attempt.quiz_id, progress.Method.QUIZ, at=attempt.handed_in_at)
