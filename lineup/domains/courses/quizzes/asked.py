"""What an attempt asks: drawn from the bank once, and kept with the attempt as it stood then."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lineup.domains.courses.models import QuizAttempt, QuizQuestion

K = QuizQuestion.Kind


@dataclass(frozen=True)
class Asked:
    """A question as it was asked; `number` counts from 1 within the attempt, `right` are indices of `choices`."""

    number: int
    kind: str
    text: str
    explanation: str
    points: int
    choices: Sequence[str] = ()
    right: Sequence[int] = ()
    accepted: Sequence[str] = ()
    value: Decimal | None = None
    tolerance: Decimal = Decimal(0)

    @property
    def has_choices(self) -> bool:
        return self.kind in (K.ONE, K.SEVERAL)


def draw(questions: Sequence[QuizQuestion], *, number: int | None, seed: int) -> list[Asked]:
    """Return `number` of the questions, or all where there are no more, in a random order with their choices mixed.

    The same questions and seed give the same draw.
    """
    chance = random.Random(seed)
    chosen = chance.sample(list(questions), min(number or len(questions), len(questions)))
    return [_asked(question, place, chance) for place, question in enumerate(chosen, start=1)]


def in_order(questions: Sequence[QuizQuestion]) -> list[Asked]:
    """Return all questions as they stand in the bank, for those who make it."""
    return [_made(question, place, question.choices) for place, question in enumerate(questions, start=1)]


def _asked(question: QuizQuestion, number: int, chance: random.Random) -> Asked:
    return _made(question, number, chance.sample(question.choices, len(question.choices)))


def _made(question: QuizQuestion, number: int, choices: Sequence[Mapping[str, Any]]) -> Asked:
    return Asked(
        number=number,
        kind=str(question.kind),
        text=question.text,
        explanation=question.explanation,
        points=question.points,
        choices=[one["text"] for one in choices],
        right=[index for index, one in enumerate(choices) if one["right"]],
        accepted=question.accepted,
        value=question.value,
        tolerance=question.tolerance,
    )


def kept(asked: Sequence[Asked]) -> list[dict[str, Any]]:
    """Return the questions as an attempt keeps them: plain JSON, numbers as text so that no digit is lost."""
    return [
        {
            "kind": one.kind,
            "text": one.text,
            "explanation": one.explanation,
            "points": one.points,
            "choices": list(one.choices),
            "right": list(one.right),
            "accepted": list(one.accepted),
            "value": None if one.value is None else str(one.value),
            "tolerance": str(one.tolerance),
        }
        for one in asked
    ]


def of(attempt: QuizAttempt) -> list[Asked]:
    """Return what the attempt asks, in its order."""
    return [_read(row, number) for number, row in enumerate(attempt.asked, start=1)]


def _read(row: Mapping[str, Any], number: int) -> Asked:
    value = None if row["value"] is None else Decimal(row["value"])
    return Asked(**{**row, "number": number, "value": value, "tolerance": Decimal(row["tolerance"])})
