"""Who has access to a session, and who keeps it: the organisers, those on duty in its room, and its speakers."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from lineup.core.participation import offerings
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person
from lineup.domains.events import attendees
from lineup.domains.events.models import Event
from lineup.domains.onsite import payments, rights
from lineup.domains.onsite.models import Session


def has_access(session: Session, person: Person | None) -> bool:
    """Whether the person takes part: by a place in the atelier that is not owed for, or among those who come."""
    if person is None:
        return False
    if session.pool_id is None:
        return attendees.comes(person, session.event)
    return _held(person).filter(payments.SETTLED, pool=session.pool_id).exists()


def owes(session: Session, person: Person | None) -> bool:
    """Whether the person has a place in the atelier, and has not paid for it."""
    if person is None or session.pool_id is None:
        return False
    return _held(person).filter(~payments.SETTLED, pool=session.pool_id).exists()


def _held(person: Person) -> Any:
    return Place.objects.filter(participant=person.pk, state=State.CONFIRMED)


def may_answer(session: Session, person: Person | None) -> bool:
    """Whether the person keeps the session's questions: manages it, or speaks there."""
    if person is None:
        return False
    return _looks_after(session, person) or speaks(session, person)


def _looks_after(session: Session, person: Person) -> bool:
    """Who manages the event; a room manager in rooms of any slot of theirs: what was asked is also answered later."""
    if not offerings.may_manage(session.event.offering, person):
        return False
    rooms = rights.rooms_seen(session.event, person)
    return rooms is None or session.room_id in rooms


def speaks(session: Session, person: Person) -> bool:
    """Whether one of the session's speakers has the proved address of this person's account."""
    return _spoken(person).filter(pk=session.pk).exists()


def _spoken(person: Person) -> "QuerySet[Session]":
    if person.account is None or not person.email_folded:
        return Session.objects.none()
    return Session.objects.filter(speakers__email_folded=person.email_folded)


# --- the live link --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Watcher:
    """Which live links of an event somebody is told: all but those of workshops that cost something, and these where
    they have access, speak, or manage the event."""

    manages: bool = False
    pools: frozenset[Any] = frozenset()
    sessions: frozenset[Any] = frozenset()

    def link(self, session: Session) -> str:
        """Return where the session is watched live, nothing where this watcher may not know."""
        if session.pool is None or session.pool.price is None or self.manages:
            return session.youtube_live_url
        may = session.pool_id in self.pools or session.pk in self.sessions
        return session.youtube_live_url if may else ""


ANYBODY = Watcher()


def watcher(event: Event, person: Person | None) -> Watcher:
    """Return what the person is told of the event's live links. Three queries, however many sessions there are."""
    if person is None:
        return ANYBODY
    if offerings.may_manage(event.offering, person):
        return Watcher(manages=True)
    held = _held(person).filter(payments.SETTLED, pool__session__event=event.pk)
    spoken = _spoken(person).filter(event=event.pk)
    pools, sessions = (
        frozenset(rows) for rows in (held.values_list("pool", flat=True), spoken.values_list("pk", flat=True))
    )
    return Watcher(pools=pools, sessions=sessions)
