"""Questions on a session: asked and voted for by who has access to it, answered and hidden by who keeps it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Forbidden, Invalid, Missing, Refusal
from lineup.core.foundation.planned import Given, Planned
from lineup.core.people import limits
from lineup.core.people.actors import Actor
from lineup.core.people.limits import Limit
from lineup.core.people.models import Person
from lineup.domains.onsite import floor
from lineup.domains.onsite.models import QuestionBoard, QuestionVote, Session, SessionQuestion

LONGEST = 500
LONGEST_ANSWER = 2000
MOST_OF_ONE = 20
MOST = 1000
ASKING = Limit("session-question", 3, 60)
VOTING = Limit("session-vote", 40, 60)
# votes are shown together: five hundred who vote must not make five hundred pages be drawn for each vote
VOTES_SHOWN_EVERY = timedelta(seconds=3)
# the one most wanted first, then the one asked first; what is answered comes last
ORDER = ("is_answered", "-wanted", "asked_at", "id")


class AccessNeeded(Forbidden):
    code = "session_access_needed"
    sentence = _("Only who takes part in this session may ask and vote; take a place first.")


class NotPaid(Forbidden):
    code = "session_not_paid"
    sentence = _("Your place in this workshop is not paid yet; you ask and vote here once the organiser has marked it.")


class NotAnswering(Forbidden):
    code = "not_answering"
    sentence = _("Only the organisers and the speakers of this session may answer and hide questions.")


class QuestionNeeded(Invalid):
    code = "question_needed"
    sentence = _("Write your question first.")
    field = "text"


class TooManyQuestions(Refusal):
    code = "too_many_questions"
    sentence = _("You have asked %(most)s questions in this session; vote for others, or take one back.")


class SessionIsFull(Refusal):
    code = "session_has_its_questions"
    sentence = _("This session has all the questions it can take; vote for one that is there.")


@dataclass(frozen=True)
class Floor:
    """What somebody may do with the questions of a session."""

    may_ask: bool
    may_answer: bool

    @property
    def may_read(self) -> bool:
        return self.may_ask or self.may_answer


# --- who may what ---------------------------------------------------------------------------------


def floor_of(session: Session, person: Person | None) -> Floor:
    """Return what the person may do with the session's questions: those with access ask, those who keep it answer."""
    answers = floor.may_answer(session, person)
    return Floor(may_ask=floor.has_access(session, person), may_answer=answers)


def check_reads(session: Session, person: Person | None) -> Floor:
    """Return what the person may do with the session's questions. Raises AccessNeeded, NotPaid for who may not read."""
    found = floor_of(session, person)
    if not found.may_read:
        raise _refusal(session, person)
    return found


def _refusal(session: Session, person: Person | None) -> Forbidden:
    return NotPaid() if floor.owes(session, person) else AccessNeeded()


def _check_asks(session: Session, by: Actor) -> Person:
    if by.person is None or not floor.has_access(session, by.person):
        raise _refusal(session, by.person)
    return by.person


def _check_answers(session: Session, by: Actor) -> None:
    if not floor.may_answer(session, by.person):
        raise NotAnswering


# --- read -----------------------------------------------------------------------------------------


def of(session: Session, *, hidden: bool = False) -> "QuerySet[Any]":
    """Return the questions with `wanted` (votes) and `is_answered`, to be listed by ORDER; also those `hidden`."""
    rows = SessionQuestion.objects.filter(session=session).select_related("person", "answered_by")
    if not hidden:
        rows = rows.filter(hidden_at=None)
    answered = When(answered_at=None, then=Value(value=False))
    return rows.annotate(
        wanted=Count("votes"), is_answered=Case(answered, default=Value(value=True), output_field=BooleanField())
    )


def find(session: Session, pk: Any, *, hidden: bool = False) -> Any:
    """Return the session's question with this id, as `of` shows it. Raises Missing."""
    try:
        question = of(session, hidden=hidden).get(pk=pk)
    except (SessionQuestion.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    question.session = session
    return question


def voted_by(person: Person | None, session: Session) -> frozenset[Any]:
    """Return the ids of the session's questions that the person voted for. One query."""
    if person is None:
        return frozenset()
    rows = QuestionVote.objects.filter(person=person, question__session=session)
    return frozenset(rows.values_list("question", flat=True))


_BOARD = Planned(
    lambda: QuestionBoard.objects.filter(session=Given("session", QuestionBoard.session.field)).values_list(
        "version", "voted_at"
    )[:1]
)


def pulse(session_id: Any, *, at: datetime) -> str:
    """Return a mark that changes whenever the list of questions has to be drawn anew; one indexed query.

    A question or an answer changes it at once, votes once in VOTES_SHOWN_EVERY, however many there are.
    Raises ValidationError or ValueError for what is no id.
    """
    version, voted_at = _BOARD.first(session=session_id) or (0, None)
    return f"{version}.{_shown_until(voted_at, at)}"


def _shown_until(voted_at: datetime | None, at: datetime) -> int:
    """Up to which span votes are shown: that of the last vote once it is over, until then the one before now."""
    seconds = int(VOTES_SHOWN_EVERY.total_seconds())
    return min(int(voted_at.timestamp()) // seconds, int(at.timestamp()) // seconds - 1) if voted_at else 0


# --- asked and wanted -----------------------------------------------------------------------------


@transaction.atomic
def ask(session: Session, text: str, *, is_anonymous: bool = False, by: Actor, at: datetime) -> SessionQuestion:
    """Return the person's question; the same words sent twice are one. `is_anonymous` keeps the name from the others.

    Raises AccessNeeded, NotPaid, QuestionNeeded, TooLong, TooManyTries, TooManyQuestions, SessionIsFull.
    """
    person = _check_asks(session, by)
    text = inputs.prose(text, field="text", most=LONGEST)
    if not text:
        raise QuestionNeeded
    mine = SessionQuestion.objects.filter(session=session, person=person)
    said = mine.filter(text=text, hidden_at=None).first()
    if said is not None:
        return said
    limits.spend((ASKING, f"{person.pk}|{session.pk}"), at=at)
    if mine.count() >= MOST_OF_ONE:
        raise TooManyQuestions(most=MOST_OF_ONE)
    if SessionQuestion.objects.filter(session=session).count() >= MOST:
        raise SessionIsFull
    values = {"text": text, "is_anonymous": is_anonymous, "asked_at": at}
    question = SessionQuestion.objects.create(session=session, person=person, **values)
    _changed(session)
    return question


@transaction.atomic
def take_back(question: SessionQuestion, *, by: Actor) -> None:
    """Delete one's own question, with the votes for it. Raises Missing for that of somebody else."""
    if by.person is None or question.person_id != by.person.pk:
        raise Missing
    SessionQuestion.objects.filter(pk=question.pk).delete()
    _changed(question.session)


@transaction.atomic
def vote(question: SessionQuestion, *, by: Actor, at: datetime) -> None:
    """Say that one wants this answered too; once is enough. Raises AccessNeeded, NotPaid, TooManyTries."""
    person = _check_asks(question.session, by)
    limits.spend((VOTING, f"{person.pk}|{question.session_id}"), at=at)
    _row, fresh = QuestionVote.objects.get_or_create(question=question, person=person, defaults={"created_at": at})
    if fresh:
        _voted(question.session, at)


@transaction.atomic
def unvote(question: SessionQuestion, *, by: Actor, at: datetime) -> None:
    """Take one's vote away; without one nothing changes. Raises AccessNeeded, NotPaid, TooManyTries."""
    person = _check_asks(question.session, by)
    limits.spend((VOTING, f"{person.pk}|{question.session_id}"), at=at)
    if QuestionVote.objects.filter(question=question, person=person).delete()[0]:
        _voted(question.session, at)


# --- answered and hidden --------------------------------------------------------------------------


@transaction.atomic
def answer(question: SessionQuestion, text: str = "", *, by: Actor, at: datetime) -> SessionQuestion:
    """Note that the question is answered: in writing, or (without text) in the room. Raises NotAnswering, TooLong."""
    _check_answers(question.session, by)
    question.answer = inputs.prose(text, field="answer", most=LONGEST_ANSWER)
    question.answered_at, question.answered_by = at, by.person
    return _store(question, "session_question.answer", by, at)


@transaction.atomic
def reopen(question: SessionQuestion, *, by: Actor, at: datetime) -> SessionQuestion:
    """Note that the question is not answered after all; what was written as its answer goes. Raises NotAnswering."""
    _check_answers(question.session, by)
    question.answer, question.answered_at, question.answered_by = "", None, None
    return _store(question, "session_question.reopen", by, at)


@transaction.atomic
def hide(question: SessionQuestion, *, by: Actor, at: datetime) -> SessionQuestion:
    """Show the question to nobody but those who keep the session. Raises NotAnswering."""
    _check_answers(question.session, by)
    question.hidden_at = at
    return _store(question, "session_question.hide", by, at)


@transaction.atomic
def unhide(question: SessionQuestion, *, by: Actor, at: datetime) -> SessionQuestion:
    """Show a hidden question again. Raises NotAnswering."""
    _check_answers(question.session, by)
    question.hidden_at = None
    return _store(question, "session_question.unhide", by, at)


def _store(question: SessionQuestion, action: str, by: Actor, at: datetime) -> SessionQuestion:
    question.save(update_fields=["answer", "answered_at", "answered_by", "hidden_at"])
    _changed(question.session)
    club = question.session.event.offering.club_id
    entries.record(by=by, at=at, action=action, on=question, club_id=club)
    return question


def drawn_anew(person: Person) -> None:
    """Have every list drawn anew in which the person asked or answered, in the caller's transaction."""
    rows = SessionQuestion.objects.filter(Q(person=person) | Q(answered_by=person))
    QuestionBoard.objects.filter(session__in=rows.values("session")).update(version=F("version") + 1)


# --- what watching pages are told -----------------------------------------------------------------


def _changed(session: Session) -> None:
    if not QuestionBoard.objects.filter(session=session).update(version=F("version") + 1):
        QuestionBoard.objects.get_or_create(session=session)
        QuestionBoard.objects.filter(session=session).update(version=F("version") + 1)


def _voted(session: Session, at: datetime) -> None:
    QuestionBoard.objects.filter(session=session).update(voted_at=at)
