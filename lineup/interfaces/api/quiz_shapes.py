"""Quizzes as callers see and send them."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field

from lineup.domains.courses.models import Quiz, QuizAttempt, QuizQuestion
from lineup.domains.courses.quizzes import asked as asking
from lineup.domains.courses.quizzes import bank, quizzes, right_answers, scoring
from lineup.domains.courses.quizzes import given as giving
from lineup.domains.courses.quizzes.asked import Asked
from lineup.domains.courses.quizzes.standing import Standing
from lineup.interfaces.api import briefs, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent

Kind = Literal["one", "several", "text", "number"]
Words = Annotated[str, Field(max_length=bank.LONGEST, examples=["What makes dough rise?"])]


class QuizShown(Shown):
    """The settings of a quiz, null for no limit. `drawn`: how many questions of its bank an attempt asks."""

    lesson: UUID
    drawn: int | None
    attempts: int | None
    minutes: int | None
    pass_percent: int

    @classmethod
    def of(cls, row: Quiz) -> Self:
        return cls.made(lesson=row.pk, **shapes.read(row, quizzes.FIELDS))


class QuizStandingShown(Shown):
    """Where the caller stands; `best` in percent, `attempts_left` null without a limit."""

    attempts_used: int
    attempts_left: int | None
    best: Decimal | None
    passed: bool
    may_begin: bool
    open_attempt: UUID | None


class QuizRead(QuizShown):
    """A quiz for who takes it, and who teaches: `questions` is how many an attempt asks; `standing` of a learner."""

    questions: int
    standing: QuizStandingShown | None

    @classmethod
    def read(cls, quiz: Quiz, questions: int, stands: Standing | None) -> Self:
        return cls.made(
            lesson=quiz.pk,
            **shapes.read(quiz, quizzes.FIELDS),
            questions=questions,
            standing=_standing(stands) if stands else None,
        )


def _standing(stands: Standing) -> QuizStandingShown:
    return QuizStandingShown.made(
        attempts_used=stands.used,
        attempts_left=stands.left,
        open_attempt=stands.going.pk if stands.going else None,
        **shapes.read(stands, ("best", "passed", "may_begin")),
    )


class QuizChanged(Sent):
    """What to change; what is left out stays. Attempts that have begun keep what held when they did."""

    drawn: int | None = Field(None, ge=1, le=quizzes.MOST["drawn"], examples=[10])
    attempts: int | None = Field(None, ge=1, le=quizzes.MOST["attempts"], examples=[3])
    minutes: int | None = Field(None, ge=1, le=quizzes.MOST["minutes"], examples=[20])
    pass_percent: int = Field(60, ge=1, le=100)


class QuizChoice(Sent):
    text: str = Field(max_length=right_answers.LONGEST_CHOICE, examples=["Yeast"])
    right: bool = False


class QuizChoiceShown(Shown):
    text: str
    right: bool


class QuizQuestionShown(Shown):
    """A question of the bank with its right answers, for those who teach; texts are Markdown."""

    id: UUID
    kind: Kind
    text: str
    explanation: str
    points: int
    choices: list[QuizChoiceShown]
    accepted: list[str]
    value: Decimal | None
    tolerance: Decimal

    @classmethod
    def of(cls, row: QuizQuestion) -> Self:
        choices = [QuizChoiceShown.made(text=one["text"], right=one["right"]) for one in row.choices]
        said = shapes.read(row, ("text", "explanation", "points", "accepted", "value", "tolerance"))
        return cls.made(id=row.pk, kind=str(row.kind), choices=choices, **said)


class QuizQuestionChanged(Sent):
    """What its kind has: `choices` of one and of several, `accepted` of a text, `value` and `tolerance` of a number."""

    text: Words = ""
    explanation: str = Field("", max_length=bank.LONGEST)
    points: int = Field(1, ge=1, le=bank.MOST_POINTS)
    choices: list[QuizChoice] = Field([], max_length=right_answers.MOST_CHOICES)
    accepted: list[str] = Field([], max_length=right_answers.MOST_ACCEPTED, examples=[["Yeast", "Baker’s yeast"]])
    value: Decimal | None = Field(None, examples=["3.5"])
    tolerance: Decimal = Field(Decimal(0), ge=0, examples=["0.1"])

    def values(self, kind: str) -> dict[str, Any]:
        """Return what `bank.add` and `bank.change` take of this kind."""
        given = self.model_dump(exclude_unset=True)
        return {name: given[name] for name in bank.FIELDS[kind] if name in given}


class NewQuizQuestion(QuizQuestionChanged):
    kind: Kind
    text: Words


class AskedShown(Shown):
    """A question of an attempt, by its `number`, with what was answered: `chosen` of its choices from 0, or `typed`.

    `is_right` and `earned` come with the result; what is right once the caller passed, or has no attempts left.
    """

    number: int
    kind: Kind
    text: str
    points: int
    choices: list[str]
    chosen: list[int]
    typed: str
    is_right: bool | None
    earned: int | None
    right_choices: list[int] | None
    accepted: list[str] | None
    value: Decimal | None
    tolerance: Decimal | None
    explanation: str | None

    @classmethod
    def of(cls, one: Asked, answer: Any, *, told: bool, reveals: bool) -> Self:
        is_right = scoring.is_right(one, answer)
        return cls.made(
            **shapes.read(one, ("number", "kind", "text", "points")),
            choices=list(one.choices),
            chosen=answer if isinstance(answer, list) else [],
            typed=answer if isinstance(answer, str) else "",
            is_right=is_right if told else None,
            earned=one.points * is_right if told else None,
            right_choices=list(one.right) if reveals else None,
            accepted=list(one.accepted) if reveals else None,
            value=one.value if reveals else None,
            tolerance=one.tolerance if reveals else None,
            explanation=one.explanation if reveals else None,
        )


class AttemptBrief(Shown):
    """An attempt; `score` in percent, null until it is handed in. Nothing is taken from `ends_at` on."""

    id: UUID
    number: int
    begun_at: datetime
    ends_at: datetime | None
    handed_in_at: datetime | None
    score: Decimal | None
    passed: bool
    pass_percent: int

    @classmethod
    def of(cls, row: QuizAttempt) -> Self:
        return cls.made(**_told(row))


class QuizAttemptShown(AttemptBrief):
    questions: list[AskedShown]

    @classmethod
    def wholly(cls, row: QuizAttempt, stands: Standing) -> Self:
        """With its questions, and what is right where the learner may know."""
        told = row.handed_in_at is not None
        reveals = told and stands.tells_answers
        questions = [
            AskedShown.of(one, row.answered.get(str(one.number)), told=told, reveals=reveals) for one in asking.of(row)
        ]
        return cls.made(**_told(row), questions=questions)


class QuizResult(AttemptBrief):
    """An attempt of somebody who learns, for those who teach."""

    place: UUID
    person: briefs.PersonBrief

    @classmethod
    def of(cls, row: QuizAttempt) -> Self:
        return cls.made(**_told(row), **_whose(row))


class QuizResultShown(QuizResult):
    """One attempt wholly: each question with what was answered, and what is right."""

    questions: list[AskedShown]

    @classmethod
    def wholly(cls, row: QuizAttempt) -> Self:
        questions = [
            AskedShown.of(one, row.answered.get(str(one.number)), told=True, reveals=True) for one in asking.of(row)
        ]
        return cls.made(**_told(row), **_whose(row), questions=questions)


def _whose(row: QuizAttempt) -> dict[str, Any]:
    place = row.enrolment.place
    return {"place": place.pk, "person": briefs.PersonBrief.made(id=place.participant_id, name=place.shown_name)}


def _told(row: QuizAttempt) -> dict[str, Any]:
    fields = ("number", "begun_at", "ends_at", "handed_in_at", "score", "passed", "pass_percent")
    return {"id": row.pk, **shapes.read(row, fields)}


class AnswerGiven(Sent):
    """An answer to the question with this number: `choices` from 0 in the order shown, or `text`; both empty: none."""

    question: int = Field(ge=1, le=bank.MOST)
    choices: list[Annotated[int, Field(ge=0, lt=right_answers.MOST_CHOICES)]] = Field(
        [], max_length=right_answers.MOST_CHOICES
    )
    text: str = Field("", max_length=giving.LONGEST, examples=["Yeast"])


class AnswersGiven(Sent):
    answers: list[AnswerGiven] = Field(max_length=bank.MOST, examples=[[{"question": 1, "choices": [0]}]])

    def by_number(self) -> dict[int, giving.Given]:
        """Return what `attempts.answer` takes."""
        return {one.question: one.choices or one.text or [] for one in self.answers}
