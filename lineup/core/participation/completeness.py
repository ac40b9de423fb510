"""Who answered what they were asked: counted in the database, by the same conditions as when they joined."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from lineup.core.participation.models import Answer, Choice, Place, Pool, Question
from lineup.core.participation.transitions import LIVE

# who signed the group up, and answers for it
LEADS = Q(participant=F("contact"))


@dataclass(frozen=True)
class Tally:
    """How many answered a question, and how many chose what."""

    answered: int = 0
    yes: int = 0
    no: int = 0
    chosen: dict[UUID, int] = field(default_factory=dict)


def incomplete(asked: Sequence[Question]) -> Q:
    """Return the condition for places that lack an answer they need."""
    lacking = Q(pk__in=[])
    for question in asked:
        if question.required:
            lacking |= _is_asked(question) & ~Q(Exists(_own(question)))
    return lacking


def _is_asked(question: Question) -> Q:
    everybody = Q() if question.each_person else LEADS
    on = question.only_if
    if on is None:
        return everybody
    given = _own(on) if on.each_person or not question.each_person else _of_the_group(on)
    if question.only_if_choice_id:
        given = given.filter(choices=question.only_if_choice_id)
    else:
        given = given.filter(yes=question.only_if_yes)
    return everybody & Q(Exists(given))


def _own(question: Question) -> "QuerySet[Answer]":
    return Answer.objects.filter(place=OuterRef("pk"), question=question)


def _of_the_group(question: Question) -> "QuerySet[Answer]":
    return Answer.objects.filter(place__party=OuterRef("party"), question=question)


def numbers(pool: Pool, asked: Sequence[Question]) -> tuple[int, int]:
    """Return (people who hold a place, wait or asked; how many of them lack an answer they need). One query."""
    rows = Place.objects.filter(pool=pool, state__in=LIVE)
    counted = rows.aggregate(people=Count("pk"), lacking=Count("pk", filter=incomplete(asked)))
    return counted["people"], counted["lacking"]


def tallies(pool: Pool) -> dict[UUID, Tally]:
    """Return what those answered who hold a place, wait or asked, by question. Two queries."""
    rows = Answer.objects.filter(question__pool=pool, place__state__in=LIVE).order_by()
    counted = rows.values("question").annotate(
        answered=Count("pk"), yes_s=Count("pk", filter=Q(yes=True)), no_s=Count("pk", filter=Q(yes=False))
    )
    found = {row["question"]: Tally(row["answered"], row["yes_s"], row["no_s"]) for row in counted}
    chosen = Choice.objects.filter(question__pool=pool, answers__place__state__in=LIVE).order_by()
    for question, choice, number in chosen.values_list("question", "pk").annotate(Count("answers")):
        found[question].chosen[choice] = number
    return found
