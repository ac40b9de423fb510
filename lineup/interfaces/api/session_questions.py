"""Questions on a session: asked, voted for, answered; and whether they changed, for pages that watch."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.onsite import pulses, questions, sessions
from lineup.domains.onsite.models import Session
from lineup.interfaces.api import briefs, keys, paging
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["session questions"])

QUESTIONS = "/events/{slug}/sessions/{session}/questions"
QUESTION = f"{QUESTIONS}/{{question}}"


class SessionQuestionShown(Shown):
    """A question. `participant` is null for one that was asked without a name; `is_hidden` is seen by keepers alone."""

    id: UUID
    question_text: str
    participant: briefs.PersonBrief | None
    is_mine: bool
    asked_at: datetime
    votes: int
    is_answered: bool
    answer_text: str
    answered_by: briefs.PersonBrief | None
    answered_at: datetime | None
    is_hidden: bool

    @classmethod
    def seen_by(cls, person: Person | None, row: Any) -> Self:
        return cls.made(
            id=row.pk,
            question_text=row.text,
            participant=None if row.is_anonymous else briefs.person(row.person),
            is_mine=person is not None and row.person_id == person.pk,
            asked_at=row.asked_at,
            votes=row.wanted,
            is_answered=row.is_answered,
            answer_text=row.answer,
            answered_by=briefs.person(row.answered_by),
            answered_at=row.answered_at,
            is_hidden=row.hidden_at is not None,
        )


class NewSessionQuestion(Sent):
    question_text: str = Field(min_length=1, max_length=questions.LONGEST, examples=["Why not a kettle?"])
    is_anonymous: bool = Field(default=False, description="Keep the name from the others.")


class Answer(Sent):
    answer_text: str = Field("", max_length=questions.LONGEST_ANSWER, description="Empty: answered in the room.")


class Pulse(Shown):
    """Another `mark` than before: the list is to be fetched anew."""

    mark: str


@router.get(QUESTIONS, response=paging.Page[SessionQuestionShown], summary="List the questions of a session")
def find(request: HttpRequest, slug: Slug, session: UUID, window: Query[paging.Window]) -> Any:
    """The most wanted first, what is answered last; for who takes part, and who keeps the session."""
    row, person = _session(request, slug, session), keys.person(request)
    floor = questions.check_reads(row, person)
    page = paging.found(questions.of(row, hidden=floor.may_answer), order=questions.ORDER, window=window)
    return paging.shown(page, SessionQuestionShown, lambda one: SessionQuestionShown.seen_by(person, one))


@router.post(QUESTIONS, response={201: SessionQuestionShown}, summary="Ask a question")
def ask(request: HttpRequest, slug: Slug, session: UUID, body: NewSessionQuestion) -> Any:
    """The same words sent twice are one question."""
    row, by = _session(request, slug, session), keys.actor(request)
    made = questions.ask(row, body.question_text, is_anonymous=body.is_anonymous, by=by, at=clock.now())
    return Status(201, _shown(request, row, made.pk))


@router.delete(QUESTION, response={204: None}, summary="Take a question back")
def remove(request: HttpRequest, slug: Slug, session: UUID, question: UUID) -> Any:
    """One's own."""
    row = _session(request, slug, session)
    questions.take_back(questions.find(row, question), by=keys.actor(request))
    return Status(204, None)


@router.put(f"{QUESTION}/vote", response=SessionQuestionShown, summary="Vote for a question")
def vote(request: HttpRequest, slug: Slug, session: UUID, question: UUID) -> Any:
    """Once is enough."""
    row = _session(request, slug, session)
    questions.vote(questions.find(row, question), by=keys.actor(request), at=clock.now())
    return _shown(request, row, question)


@router.delete(f"{QUESTION}/vote", response=SessionQuestionShown, summary="Take a vote away")
def unvote(request: HttpRequest, slug: Slug, session: UUID, question: UUID) -> Any:
    """Without one nothing changes."""
    row = _session(request, slug, session)
    questions.unvote(questions.find(row, question), by=keys.actor(request), at=clock.now())
    return _shown(request, row, question)


@router.put(f"{QUESTION}/answer", response=SessionQuestionShown, summary="Answer a question")
def answer(request: HttpRequest, slug: Slug, session: UUID, question: UUID, body: Answer) -> Any:
    """In writing, or (empty) as answered in the room; for organisers and speakers."""
    row, found = _kept(request, slug, session, question)
    questions.answer(found, body.answer_text, by=keys.actor(request), at=clock.now())
    return _shown(request, row, question)


@router.delete(f"{QUESTION}/answer", response=SessionQuestionShown, summary="Make a question open again")
def reopen(request: HttpRequest, slug: Slug, session: UUID, question: UUID) -> Any:
    """What was written as its answer goes."""
    row, found = _kept(request, slug, session, question)
    questions.reopen(found, by=keys.actor(request), at=clock.now())
    return _shown(request, row, question)


@router.post(f"{QUESTION}/hiding", response=SessionQuestionShown, summary="Hide a question")
def hide(request: HttpRequest, slug: Slug, session: UUID, question: UUID) -> Any:
    """From all but those who keep the session."""
    row, found = _kept(request, slug, session, question)
    questions.hide(found, by=keys.actor(request), at=clock.now())
    return _shown(request, row, question)


@router.post(f"{QUESTION}/showing", response=SessionQuestionShown, summary="Show a hidden question again")
def unhide(request: HttpRequest, slug: Slug, session: UUID, question: UUID) -> Any:
    """To all who take part."""
    row, found = _kept(request, slug, session, question)
    questions.unhide(found, by=keys.actor(request), at=clock.now())
    return _shown(request, row, question)


@router.get("/question-pulses/{key}", response=Pulse, auth=keys.ANYBODY, summary="Ask whether questions changed")
def pulse(request: HttpRequest, key: str) -> Any:
    """By the key in the page of a session's questions; may be asked once a second, and costs next to nothing."""
    return Pulse.made(mark=questions.pulse(pulses.session_of(key), at=clock.now()))


def _session(request: HttpRequest, slug: str, session: UUID) -> Session:
    return sessions.find(events.find_visible(keys.person(request), slug=slug), session)


def _kept(request: HttpRequest, slug: str, session: UUID, question: UUID) -> tuple[Session, Any]:
    row = _session(request, slug, session)
    if not questions.floor_of(row, keys.person(request)).may_answer:
        raise questions.NotAnswering
    return row, questions.find(row, question, hidden=True)


def _shown(request: HttpRequest, session: Session, question: UUID) -> SessionQuestionShown:
    return SessionQuestionShown.seen_by(keys.person(request), questions.find(session, question, hidden=True))
