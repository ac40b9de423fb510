"""The answers of guests as columns: of the list, and of its file."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from lineup.core.foundation.sheets import Cell
from lineup.core.participation import answer_values, questions
from lineup.core.participation.models import Answer, Question
from lineup.interfaces.web.desk.opening import Desk

Found = Mapping[UUID, Mapping[UUID, answer_values.Value]]


def of(desk: Desk) -> list[Question]:
    """Return what is asked in any pool of the desk. Two queries for each pool that asks."""
    return [question for pool in desk.pools for question in questions.of(pool)]


def read(asked: Sequence[Question], places: Sequence[Any]) -> Found:
    """Return the answers of these places (ids), by place and question. Two queries, none where nothing is asked."""
    found: dict[UUID, dict[UUID, answer_values.Value]] = {}
    if asked:
        rows = Answer.objects.filter(place__in=places, question__in=[one.pk for one in asked])
        for answer in rows.prefetch_related("choices"):
            found.setdefault(answer.place_id, {})[answer.question_id] = answer_values.of(answer)  # type: ignore[arg-type]
    return found


def said(asked: Sequence[Question], answers: Mapping[UUID, answer_values.Value]) -> list[str]:
    """Return one text for each question."""
    return [answer_values.said(answers[one.pk]) if one.pk in answers else "" for one in asked]


def cells(asked: Sequence[Question], answers: Mapping[UUID, answer_values.Value]) -> list[Cell]:
    """Return one cell for each question."""
    return [answer_values.cell(answers[one.pk]) if one.pk in answers else None for one in asked]
