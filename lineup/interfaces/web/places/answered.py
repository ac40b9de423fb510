"""What a group was asked and answered, for its holder and for the organiser's desk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lineup.core.foundation.errors import Refusal
from lineup.core.participation import answer_values, answering, questions
from lineup.core.participation.answer_values import Value
from lineup.core.participation.models import Place, Question
from lineup.interfaces.web import answer_fields


@dataclass(frozen=True)
class Answered:
    """One person of the group with (question, answer in words); `name` is empty for who is alone."""

    name: str
    answers: list[tuple[str, str]]


def about(place: Place, *, at: datetime) -> dict[str, Any]:
    """Return what a page shows of the group's answers; nothing where nothing is asked. Five queries."""
    asked = questions.of(place.pool)
    party = answering.group_of(place) if asked else []
    if not party:
        return {"answered": [], "lacking": 0, "answers_open": False, "asks": False}
    before = answer_fields.before(party)
    return {
        "asks": True,
        "answered": [one for one in _answered(asked, party, before) if one.answers],
        "lacking": _lacking(asked, len(party), before),
        "answers_open": _is_open(place, at),
    }


def _answered(
    asked: Sequence[Question], party: Sequence[Place], before: Mapping[tuple[int, UUID], Value]
) -> list[Answered]:
    return [
        Answered(
            name=place.participant.display_name if len(party) > 1 else "",
            answers=[
                (str(question), answer_values.said(before[number, question.pk]))
                for question in asked
                if (number, question.pk) in before
            ],
        )
        for number, place in enumerate(party)
    ]


def _lacking(asked: Sequence[Question], members: int, before: Mapping[tuple[int, UUID], Value]) -> int:
    """How many answers are needed and not there."""
    own = [{q: before[n, q.pk] for q in asked if (n, q.pk) in before} for n in range(members)]
    return sum(
        question.required and question not in own[n] and answering.is_asked(question, n, own[n], own[0])
        for n in range(members)
        for question in asked
    )


def _is_open(place: Place, at: datetime) -> bool:
    try:
        answering.check_open(place.pool, at=at)
    except Refusal:
        return False
    return place.is_live
