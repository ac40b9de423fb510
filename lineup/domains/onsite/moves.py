"""Sessions that moved or were cancelled, and telling who booked or starred them: once in ten minutes.

The first change of a span of ten minutes (counted from 1970) opens it; at its end each follower hears once of all
that stands otherwise than before, whatever happened in between. What was put back where it was is no news.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from lineup.core.notices import notices
from lineup.core.participation.models import Offering, Place
from lineup.core.participation.transitions import LIVE
from lineup.core.people.models import Person
from lineup.domains.onsite.models import Favourite, Session, SessionMove

SPAN_SECONDS = 600
TOLD = "onsite.sessions_moved"
AUDIENCE = "moved-session-followers"
Stand = tuple[datetime | None, datetime | None, Any, bool]


def stand(session: Session) -> Stand:
    """Return what followers rely on: from when, until when, in which room, and whether it is in the bin."""
    return session.starts_at, session.ends_at, session.room_id, session.binned_at is not None


def note(session: Session, before: Stand, *, at: datetime) -> None:
    """Remember how the session stood before, in the caller's transaction, and tell its followers at the span's end."""
    if stand(session) == before or session.event.offering.state != Offering.State.PUBLISHED:
        return
    starts_at, ends_at, room_id, was_binned = before
    SessionMove.objects.create(
        session=session, starts_at=starts_at, ends_at=ends_at, room_id=room_id, was_binned=was_binned, at=at
    )
    since, until = span(at)
    facts = {"offering": str(session.event_id), "since": since.isoformat(), "until": until.isoformat()}
    key = f"moved-sessions:{session.event_id}:{since:%Y%m%d%H%M}"
    wait = int((until - at).total_seconds()) + 1
    notices.fan_out(AUDIENCE, kind=TOLD, key=key, facts=facts, at=at, wait_seconds=wait)


def span(at: datetime) -> tuple[datetime, datetime]:
    """Return the ten minutes in which the instant lies."""
    seconds = int(at.timestamp())
    since = datetime.fromtimestamp(seconds - seconds % SPAN_SECONDS, UTC)
    return since, since + timedelta(seconds=SPAN_SECONDS)


def followers_after(facts: Mapping[str, Any], after: str, limit: int) -> list[UUID]:
    """Return up to `limit` ids of people who follow what moved: the audience "moved-session-followers"."""
    moved = _moved(facts)
    held = Place.objects.filter(pool__session__in=moved, state__in=LIVE).values("contact")
    starred = Favourite.objects.filter(session__in=moved).values("person")
    people = Person.objects.filter(Q(pk__in=held) | Q(pk__in=starred), anonymised_at=None)
    people = people.filter(pk__gt=after) if after else people
    return list(people.order_by("pk").values_list("pk", flat=True)[:limit])


def _moved(facts: Mapping[str, Any]) -> "QuerySet[Any, Any]":
    since, until = (datetime.fromisoformat(facts[end]) for end in ("since", "until"))
    rows = SessionMove.objects.filter(session__event=facts["offering"], at__gte=since, at__lt=until)
    return rows.values("session")


@dataclass(frozen=True)
class Move:
    """A session, as it stands, that stood otherwise when the span began."""

    session: Session
    is_cancelled: bool
    is_back: bool


def followed(facts: Mapping[str, Any], person: Person) -> Sequence[Move]:
    """Return what of the facts' span still stands otherwise than before it and this person follows, by time."""
    held = Place.objects.filter(contact=person, state__in=LIVE).values("pool")
    starred = Favourite.objects.filter(person=person).values("session")
    rows = Session.objects.filter(Q(pool__in=held) | Q(pk__in=starred), pk__in=_moved(facts))
    before = _before(facts)
    found = [(one, before[one.pk]) for one in rows.select_related("room").order_by("starts_at", "pk")]
    return [
        Move(one, is_cancelled=one.binned_at is not None, is_back=was[3])
        for one, was in found
        if stand(one) != was and not (one.binned_at and was[3])
    ]


def _before(facts: Mapping[str, Any]) -> dict[Any, Stand]:
    since, until = (datetime.fromisoformat(facts[end]) for end in ("since", "until"))
    rows = SessionMove.objects.filter(session__event=facts["offering"], at__gte=since, at__lt=until)
    found: dict[Any, Stand] = {}
    for row in rows.order_by("at", "pk"):
        found.setdefault(row.session_id, (row.starts_at, row.ends_at, row.room_id, row.was_binned))
    return found


def forget(*, before: datetime, limit: int = 1000) -> int:
    """Delete up to `limit` moves older than `before`; return how many. For retention."""
    old = SessionMove.objects.filter(at__lt=before).order_by("at").values_list("pk", flat=True)[:limit]
    return SessionMove.objects.filter(pk__in=list(old)).delete()[0]
