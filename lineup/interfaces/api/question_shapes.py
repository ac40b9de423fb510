"""Questions and answers as callers see and send them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from pydantic import Field

from lineup.core.participation import answer_values, answering
from lineup.core.participation.models import Answer, Choice, Place, Pool, Question
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent

KindName = Literal["line", "text", "one", "several", "yes_no", "number", "date"]
Given = str | bool | int | float | list[str] | None


class ChoiceShown(Shown):
    id: UUID
    label: str

    @classmethod
    def of(cls, choice: Choice) -> Self:
        return cls.made(id=choice.pk, label=choice.label)


class ConditionShown(Shown):
    """The question is asked only where the answer to `question` has this `choice`, or is `yes` (true) or no."""

    question: UUID
    choice: UUID | None
    yes: bool | None


class QuestionShown(Shown):
    """What is asked at sign-up: once of a group, or `each_person`; `only_if` where it depends on another answer."""

    id: UUID
    kind: KindName
    text: str
    help: str
    required: bool
    each_person: bool
    choices: list[ChoiceShown]
    only_if: ConditionShown | None
    retired_at: datetime | None

    @classmethod
    def of(cls, question: Any) -> Self:
        condition = None
        if question.only_if_id:
            condition = ConditionShown.made(
                question=question.only_if_id, choice=question.only_if_choice_id, yes=question.only_if_yes
            )
        return cls.made(
            id=question.pk,
            kind=str(question.kind),
            text=question.wording.text,
            help=question.wording.help,
            required=question.required,
            each_person=question.each_person,
            choices=[ChoiceShown.of(choice) for choice in question.open_choices],
            only_if=condition,
            retired_at=question.retired_at,
        )


class AnswerSent(Sent):
    """One answer. `member` counts the people of a group from 0, who signs up; a choice is its id or its label."""

    question: UUID
    member: int = Field(0, ge=0, le=49)
    value: Given = Field(examples=["Vegetarian"])


class AnswersSent(Sent):
    """All answers of the group: what is left out is answered no more."""

    answers: list[AnswerSent] = Field([], max_length=1500)


def given(sent: Sequence[AnswerSent]) -> list[Mapping[UUID, object]]:
    """Return the answers as `answering.check` takes them."""
    members: list[dict[UUID, object]] = [{} for _ in range(1 + max((one.member for one in sent), default=0))]
    for one in sent:
        members[one.member][one.question] = one.value
    return list(members)


class AnswerShown(Shown):
    """An answer with the question as it was worded then; `said` is the answer in words."""

    question: UUID
    text: str
    value: Given
    said: str
    at: datetime

    @classmethod
    def of(cls, answer: Answer) -> Self:
        value = answer_values.of(answer)
        plain = answer_values.plain(value)
        return cls.made(
            question=answer.question_id,
            text=answer.wording.text,
            value=[str(one) for one in plain] if isinstance(plain, list) else plain,
            said=answer_values.said(value),
            at=answer.at,
        )


class PersonAnswers(Shown):
    """What one person of the group answered; the first one signed the group up."""

    place: UUID
    name: str
    answers: list[AnswerShown]


class GroupAnswers(Shown):
    """The answers of a group, until when they can be changed (null: without an end)."""

    until: datetime | None
    people: list[PersonAnswers]

    @classmethod
    def of(cls, place: Place, pool: Pool) -> Self:
        return cls.made(until=answering.open_until(pool), people=people(answering.group_of(place)))


def people(party: Sequence[Place]) -> list[PersonAnswers]:
    """Return the answers of these places, with the participants, and what was `entered`, at hand. Two queries."""
    found: dict[UUID, list[AnswerShown]] = {}
    for (place, _question), answer in answering.of_places(party).items():
        found.setdefault(place, []).append(AnswerShown.of(answer))
    return [PersonAnswers.made(place=one.pk, name=one.shown_name, answers=found.get(one.pk, [])) for one in party]


def shown(rows: Sequence[Question]) -> list[QuestionShown]:
    """Return the questions, read by `questions.of`."""
    return [QuestionShown.of(row) for row in rows]
