"""What a sign-up asks, and what people answered."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock, cursors
from lineup.core.foundation.errors import Missing
from lineup.core.participation import answering, completeness, finding, place_links, questions
from lineup.core.participation.models import Place, Pool, Question
from lineup.core.participation.transitions import LIVE
from lineup.core.people.actors import Actor
from lineup.interfaces.api import keys, paging, question_shapes
from lineup.interfaces.api.join_requests import PlaceLinkSent
from lineup.interfaces.api.question_shapes import AnswersSent, GroupAnswers, KindName, PersonAnswers, QuestionShown
from lineup.interfaces.api.values import Sent

router = Router(tags=["questions"])


class ConditionSent(Sent):
    """Ask only where the answer to `question` has this `choice`, or is `yes`; give one of the two."""

    question: UUID
    choice: UUID | None = None
    yes: bool | None = None


class QuestionChanged(Sent):
    """What to change; what is left out stays. `choices` are labels in order: one that stays keeps its answers."""

    text: str = Field("", max_length=questions.LONGEST_QUESTION, examples=["What do you eat?"])
    help: str = Field("", max_length=questions.LONGEST_HELP, examples=["For the kitchen."])
    required: bool = False
    each_person: bool = False
    choices: list[str] = Field([], max_length=questions.MOST_CHOICES, examples=[["Everything", "Vegetarian"]])
    only_if: ConditionSent | None = None


class NewQuestion(QuestionChanged):
    kind: KindName
    text: str = Field(max_length=questions.LONGEST_QUESTION, examples=["What do you eat?"])


class Order(Sent):
    questions: list[UUID] = Field(max_length=questions.MOST)


class AnswersWanted(Sent):
    missing: bool = Field(default=False, description="Only people who lack an answer that they need.")


class ChangingByLink(PlaceLinkSent, AnswersSent):
    """The answers of the group behind the link."""


@router.get("/pools/{pool}/questions", response=paging.Page[QuestionShown], auth=keys.ANYBODY, summary="What is asked")
def asked(request: HttpRequest, pool: UUID) -> Any:
    """In the order of the form; send the answers when joining."""
    return paging.whole(questions.of(finding.visible_pool(keys.person(request), pool)), QuestionShown)


@router.post("/pools/{pool}/questions", response={201: QuestionShown}, summary="Ask a question")
def add(request: HttpRequest, pool: UUID, body: NewQuestion) -> Any:
    """As the last one; who joined already is not asked again, but may answer it."""
    found = finding.managed_pool(keys.person(request), pool)
    values = _values(found, body)
    made = questions.add(found, by=keys.actor(request), at=clock.now(), **values)
    return Status(201, _shown(found, made.pk))


@router.post("/pools/{pool}/question-order", response=paging.Page[QuestionShown], summary="Put questions in order")
def reorder(request: HttpRequest, pool: UUID, body: Order) -> Any:
    """What is left out comes last; a question stays behind the one it depends on."""
    found = finding.managed_pool(keys.person(request), pool)
    questions.reorder(found, body.questions, by=keys.actor(request), at=clock.now())
    return paging.whole(questions.of(found), QuestionShown)


@router.patch("/pools/{pool}/questions/{question}", response=QuestionShown, summary="Change a question")
def change(request: HttpRequest, pool: UUID, question: UUID, body: QuestionChanged) -> Any:
    """What people answered keeps the words and choices that they read."""
    found = finding.managed_pool(keys.person(request), pool)
    own = questions.find(found, question)
    questions.change(own, by=keys.actor(request), at=clock.now(), **_values(found, body))
    return _shown(found, question)


@router.post("/pools/{pool}/questions/{question}/retirement", response=QuestionShown, summary="Ask it no more")
def retire(request: HttpRequest, pool: UUID, question: UUID) -> Any:
    """What was answered is kept, and the question can be restored."""
    found = finding.managed_pool(keys.person(request), pool)
    questions.retire(questions.find(found, question), by=keys.actor(request), at=clock.now())
    return _shown(found, question)


@router.post("/pools/{pool}/questions/{question}/restoration", response=QuestionShown, summary="Ask it again")
def restore(request: HttpRequest, pool: UUID, question: UUID) -> Any:
    """As the last question."""
    found = finding.managed_pool(keys.person(request), pool)
    questions.restore(questions.find(found, question), by=keys.actor(request), at=clock.now())
    return _shown(found, question)


@router.get("/pools/{pool}/answers", response=paging.Page[PersonAnswers], summary="Who answered what")
def answers(request: HttpRequest, pool: UUID, wanted: Query[AnswersWanted], window: Query[paging.Window]) -> Any:
    """Everybody who holds a place, waits or asked, the newest first."""
    found = finding.managed_pool(keys.person(request), pool)
    rows = Place.objects.filter(pool=found, state__in=LIVE).select_related("participant", "entered")
    if wanted.missing:
        rows = rows.filter(completeness.incomplete(questions.of(found)))
    page = cursors.page(rows, order=("-queued_at", "-id"), cursor=window.cursor, size=window.size)
    items = question_shapes.people(page.items)
    return paging.Page[PersonAnswers].model_construct(items=items, next=page.next, previous=page.previous)


@router.get("/places/{place}/answers", response=GroupAnswers, summary="Show a group's answers")
def of_place(request: HttpRequest, place: UUID) -> Any:
    """For those whose place it is, and for the organisers."""
    found, _own = _reachable(request, place)
    return GroupAnswers.of(found, found.pool)


@router.put("/places/{place}/answers", response=GroupAnswers, summary="Change a group's answers")
def change_answers(request: HttpRequest, place: UUID, body: AnswersSent) -> Any:
    """Holders until the time that the organiser set; organisers at any time."""
    found, own = _reachable(request, place)
    if own:
        answering.check_open(found.pool, at=clock.now())
    return _changed(found, body, keys.actor(request))


@router.post("/guest-place/answers", response=GroupAnswers, auth=None, summary="Show a guest's answers")
def of_guest(request: HttpRequest, body: PlaceLinkSent) -> Any:
    """By the secret of the link. Asked by POST to keep it out of addresses."""
    found = _by_link(body.token)
    return GroupAnswers.of(found, found.pool)


@router.put("/guest-place/answers", response=GroupAnswers, auth=None, summary="Change a guest's answers")
def change_of_guest(request: HttpRequest, body: ChangingByLink) -> Any:
    """By the secret of the link, until the time that the organiser set."""
    found, by = _by_link(body.token), keys.actor(request)
    answering.check_open(found.pool, at=clock.now())
    return _changed(found, body, Actor(found.contact, channel="link", address=by.address, user_agent=by.user_agent))


def _changed(place: Place, body: AnswersSent, by: Actor) -> GroupAnswers:
    answering.change(place, question_shapes.given(body.answers), by=by, at=clock.now())
    return GroupAnswers.of(place, place.pool)


def _reachable(request: HttpRequest, pk: UUID) -> tuple[Place, bool]:
    """The place, and whether it is one's own."""
    person = keys.person(request)
    try:
        return finding.own_place(person, pk), True  # type: ignore[arg-type]
    except Missing:
        return finding.managed_place(person, pk), False


def _by_link(secret: str) -> Place:
    place = place_links.place_of(place_links.find(secret, at=clock.now()))
    if place is None:
        raise Missing
    return place


def _values(pool: Pool, body: QuestionChanged) -> dict[str, Any]:
    """What was sent, with the condition as the operation takes it."""
    values = body.model_dump(exclude_unset=True)
    if "only_if" in values:
        sent = values.pop("only_if")
        values["condition"] = _condition(pool, sent) if sent else None
    return values


def _condition(pool: Pool, sent: dict[str, Any]) -> questions.Condition:
    on = next((one for one in questions.of(pool) if one.pk == sent["question"]), None)
    if on is None:
        raise questions.ConditionImpossible
    chosen = next((one for one in on.open_choices if one.pk == sent.get("choice")), None)  # type: ignore[attr-defined]
    if sent.get("choice") and chosen is None:
        raise questions.ConditionImpossible
    return questions.Condition(on, choice=chosen, yes=sent.get("yes"))


def _shown(pool: Pool, pk: UUID) -> QuestionShown:
    return QuestionShown.of(questions.read(Question.objects.filter(pool=pool, pk=pk))[0])
