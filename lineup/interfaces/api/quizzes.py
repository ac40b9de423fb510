"""Quizzes: their settings and bank for those who teach; attempts begun, answered and handed in by who learns."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status

from lineup.core.foundation import clock
from lineup.domains.courses import access, courses, enrolments, outline, releases
from lineup.domains.courses.models import Enrolment, Lesson, Quiz, QuizAttempt, QuizQuestion
from lineup.domains.courses.quizzes import attempts, bank, quizzes, standing
from lineup.interfaces.api import keys, paging
from lineup.interfaces.api.course_shapes import Position
from lineup.interfaces.api.quiz_shapes import (
    AnswersGiven,
    AttemptBrief,
    NewQuizQuestion,
    QuizAttemptShown,
    QuizChanged,
    QuizQuestionChanged,
    QuizQuestionShown,
    QuizRead,
    QuizResult,
    QuizResultShown,
    QuizShown,
)
from lineup.interfaces.api.values import Slug

router = Router(tags=["quizzes"])

LESSON = "/courses/{slug}/lessons/{lesson}"
QUESTION = LESSON + "/questions/{question}"
ATTEMPT = LESSON + "/attempts/{attempt}"


@router.get(f"{LESSON}/quiz", response=QuizRead, summary="Read a quiz")
def read(request: HttpRequest, slug: Slug, lesson: UUID) -> Any:
    """For who is enrolled, with where they stand, and who teaches. Its questions come with an attempt."""
    reader = access.reader(keys.actor(request).human, slug=slug)
    quiz = quizzes.of(access.lesson(reader, lesson, at=clock.now()))
    if reader.enrolment is None:
        return QuizRead.read(quiz, standing.asked_of(quiz), None)
    attempts.settle(reader.enrolment, quiz, at=clock.now())
    stands = standing.of(reader.enrolment, quiz)
    return QuizRead.read(quiz, stands.questions, stands)


@router.patch(f"{LESSON}/quiz", response=QuizShown, summary="Change the settings of a quiz")
def change(request: HttpRequest, slug: Slug, lesson: UUID, body: QuizChanged) -> Any:
    """For attempts that begin from now on. A quiz is made as a lesson of the completion `quiz`."""
    values = body.model_dump(exclude_unset=True)
    return QuizShown.of(quizzes.change(_quiz(request, slug, lesson), by=keys.actor(request), at=clock.now(), **values))


@router.get(f"{LESSON}/questions", response=paging.Page[QuizQuestionShown], summary="List the questions of a quiz")
def questions(request: HttpRequest, slug: Slug, lesson: UUID, window: Query[paging.Window]) -> Any:
    """With their right answers, in their order, for those who teach."""
    rows = bank.of(_quiz(request, slug, lesson))
    return paging.page(rows, QuizQuestionShown, order=bank.ORDER, window=window)


@router.post(f"{LESSON}/questions", response={201: QuizQuestionShown}, summary="Add a question to a quiz")
def add(request: HttpRequest, slug: Slug, lesson: UUID, body: NewQuizQuestion) -> Any:
    """At the end of its bank. With its first question a quiz begins to count towards completion."""
    row = bank.add(
        _quiz(request, slug, lesson), body.kind, by=keys.actor(request), at=clock.now(), **body.values(body.kind)
    )
    return Status(201, QuizQuestionShown.of(row))


@router.patch(QUESTION, response=QuizQuestionShown, summary="Change a question of a quiz")
def change_question(request: HttpRequest, slug: Slug, lesson: UUID, question: UUID, body: QuizQuestionChanged) -> Any:
    """What its kind has. Attempts that have begun keep the question as it was."""
    row = _question(request, slug, lesson, question)
    return QuizQuestionShown.of(bank.change(row, by=keys.actor(request), at=clock.now(), **body.values(row.kind)))


@router.post(f"{QUESTION}/position", response=QuizQuestionShown, summary="Move a question of a quiz")
def move(request: HttpRequest, slug: Slug, lesson: UUID, question: UUID, body: Position) -> Any:
    """To this index of the bank."""
    row = _question(request, slug, lesson, question)
    return QuizQuestionShown.of(bank.move(row, index=body.index, by=keys.actor(request), at=clock.now()))


@router.post(f"{QUESTION}/discard", response=QuizQuestionShown, summary="Put a question of a quiz into the bin")
def discard(request: HttpRequest, slug: Slug, lesson: UUID, question: UUID) -> Any:
    """It can be taken out again; a quiz without questions does not count."""
    row = _question(request, slug, lesson, question)
    return QuizQuestionShown.of(bank.discard(row, by=keys.actor(request), at=clock.now()))


@router.post(f"{QUESTION}/restoration", response=QuizQuestionShown, summary="Take a question of a quiz out of the bin")
def restore(request: HttpRequest, slug: Slug, lesson: UUID, question: UUID) -> Any:
    """To where it stood."""
    row = bank.find(_quiz(request, slug, lesson), question, binned=True)
    return QuizQuestionShown.of(bank.restore(row, by=keys.actor(request), at=clock.now()))


@router.get(f"{LESSON}/results", response=paging.Page[QuizResult], summary="List everybody’s attempts at a quiz")
def results(request: HttpRequest, slug: Slug, lesson: UUID, window: Query[paging.Window]) -> Any:
    """With their scores, the latest first, for those who teach."""
    rows = attempts.results(_quiz(request, slug, lesson))
    return paging.page(rows, QuizResult, order=attempts.LATEST_FIRST, window=window)


@router.get(f"{LESSON}/results/{{attempt}}", response=QuizResultShown, summary="Read one attempt of a learner")
def result(request: HttpRequest, slug: Slug, lesson: UUID, attempt: UUID) -> Any:
    """With what was answered and what is right, for those who teach."""
    return QuizResultShown.wholly(attempts.made_at(_quiz(request, slug, lesson), attempt))


@router.get(f"{LESSON}/attempts", response=paging.Page[AttemptBrief], summary="List my attempts at a quiz")
def mine(request: HttpRequest, slug: Slug, lesson: UUID, window: Query[paging.Window]) -> Any:
    """The latest first."""
    enrolment, found = _own(request, slug, lesson)
    quiz = quizzes.of(found)
    attempts.settle(enrolment, quiz, at=clock.now())
    rows = attempts.of(enrolment, quiz).defer("asked", "given")
    return paging.page(rows, AttemptBrief, order=attempts.LATEST_FIRST, window=window)


@router.post(f"{LESSON}/attempts", response={201: QuizAttemptShown}, summary="Begin an attempt at a quiz")
def begin(request: HttpRequest, slug: Slug, lesson: UUID) -> Any:
    """Its questions are drawn; while one is open, that one comes back."""
    enrolment, found = _own(request, slug, lesson)
    made = attempts.begin(enrolment, found, by=keys.actor(request), at=clock.now())
    return Status(201, _shown(enrolment, found, made))


@router.get(ATTEMPT, response=QuizAttemptShown, summary="Read my attempt at a quiz")
def read_attempt(request: HttpRequest, slug: Slug, lesson: UUID, attempt: UUID) -> Any:
    """Its questions with my answers; once it is handed in, with its score."""
    enrolment, found = _own(request, slug, lesson)
    releases.check(found, enrolment, person=keys.actor(request).human, at=clock.now())
    quiz = quizzes.of(found)
    attempts.settle(enrolment, quiz, at=clock.now())
    return _shown(enrolment, found, attempts.find(enrolment, quiz, attempt))


@router.put(f"{ATTEMPT}/answers", response=QuizAttemptShown, summary="Answer questions of my attempt")
def answer(request: HttpRequest, slug: Slug, lesson: UUID, attempt: UUID, body: AnswersGiven) -> Any:
    """Other answers stay; the same again changes nothing. After its time nothing is taken."""
    enrolment, found = _own(request, slug, lesson)
    row = attempts.find(enrolment, quizzes.of(found), attempt)
    kept = attempts.answer(enrolment, found, row, body.by_number(), by=keys.actor(request), at=clock.now())
    return _shown(enrolment, found, kept)


@router.put(f"{ATTEMPT}/submission", response=QuizAttemptShown, summary="Hand my attempt in")
def hand_in(request: HttpRequest, slug: Slug, lesson: UUID, attempt: UUID) -> Any:
    """It gets its score; one that reaches the pass mark completes the lesson. A second time changes nothing."""
    enrolment, found = _own(request, slug, lesson)
    row = attempts.find(enrolment, quizzes.of(found), attempt)
    ended = attempts.hand_in(enrolment, found, row, by=keys.actor(request), at=clock.now())
    return _shown(enrolment, found, ended)


def _shown(enrolment: Enrolment, lesson: Lesson, row: QuizAttempt) -> QuizAttemptShown:
    return QuizAttemptShown.wholly(row, standing.of(enrolment, quizzes.of(lesson)))


def _own(request: HttpRequest, slug: str, lesson: UUID) -> tuple[Enrolment, Lesson]:
    person = keys.actor(request).human
    enrolment = enrolments.of(courses.find_visible(person, slug=slug), person)
    if enrolment is None:
        raise access.NotEnrolled
    return enrolment, outline.find_lesson(enrolment.course, lesson)


def _quiz(request: HttpRequest, slug: str, lesson: UUID) -> Quiz:
    course = courses.find_managed(keys.person(request), slug=slug)
    return quizzes.of(outline.find_lesson(course, lesson))


def _question(request: HttpRequest, slug: str, lesson: UUID, question: UUID) -> QuizQuestion:
    return bank.find(_quiz(request, slug, lesson), question)
