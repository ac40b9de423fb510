"""Where somebody stands at an event who comes to its door: places, fees, check-in, and where they are by the scans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

from django.db.models import F

from lineup.core.foundation.planned import Given, Planned
from lineup.core.participation import entered, qualified
from lineup.core.participation.models import Fee, Place, Pool
from lineup.core.participation.transitions import LIVE, State
from lineup.core.people.models import Participant
from lineup.domains.onsite import payments
from lineup.domains.onsite.door import controllers
from lineup.domains.onsite.door.rule import Booking, PersonFacts, SessionFacts
from lineup.domains.onsite.door.times import seconds, session_facts
from lineup.domains.onsite.models import Presence, Session
from lineup.domains.onsite.roles import ATELIER

SESSION = ("id", "room_id", "kind", "starts_at", "ends_at", "marked", "marked_at", "binned_at")
COLUMNS = (
    "participant",
    "pk",
    "state",
    "pool__role",
    "fee__state",
    "attendance__at",
    "shown",
    "asked",
    "counts_until",
    *(f"pool__session__{column}" for column in SESSION),
)
_ROWS = (
    Place.objects.filter(state__in=sorted(LIVE))
    .annotate(shown=entered.NAME, asked=F("pool__qualification"), counts_until=qualified.COUNTS_UNTIL)
    .values_list(*COLUMNS)
)
_PLACES = Planned(
    lambda: _ROWS.filter(
        participant=Given("person", Participant._meta.pk),
        pool__offering=Given("event", Pool._meta.get_field("offering")),
    )
)


class _Lasts(TypedDict, total=False):
    qualified_until: int


@dataclass(frozen=True)
class Visitor:
    """Somebody at the door: what the rule looks at, and the place by which they come to the event itself."""

    person_id: UUID
    facts: PersonFacts
    sessions: Sequence[SessionFacts]
    place_id: UUID | None
    attended_at: datetime | None
    presence: Presence | None
    name: str = ""


def read(event_id: UUID, person_id: UUID, presence: Presence | None) -> Visitor:
    """Return the visitor; `presence` as `occupancy.of` gave it. One query, and another for who has no place."""
    rows = _PLACES.rows(person=person_id, event=event_id)
    return of_rows(event_id, person_id, rows, presence, is_staff=None)


def all_of(event_id: UUID) -> Mapping[UUID, Sequence[Any]]:
    """Return by person the rows of COLUMNS of all who hold or await places at the event. One query."""
    found: dict[UUID, list[Any]] = {}
    for row in _ROWS.filter(pool__offering=event_id).iterator():
        found.setdefault(row[0], []).append(row)
    return found


def of_rows(
    event_id: UUID, person_id: UUID, rows: Sequence[Any], presence: Presence | None, *, is_staff: bool | None
) -> Visitor:
    """Return the visitor of these rows. `is_staff`: None to be looked up where it matters."""
    own = [row for row in rows if row[3] != ATELIER]
    best = min(own, key=_rank, default=None)
    bookings, sessions = _ateliers(rows)
    place = _standing(best[2]) if best else "none"
    lasts: _Lasts = _lasts(best) if best else {}
    if is_staff is None:
        is_staff = place != "confirmed" and controllers.belongs(event_id, person_id)
    facts: PersonFacts = {
        "role": "staff" if is_staff else "participant",
        "place": place,
        "fee": _fee(best[4]) if best else "none",
        "arrived": bool(best and best[5]),
        "gone": bool(presence and presence.gone),
        "room": str(presence.room_id) if presence and presence.room_id else None,
        "sessions": bookings,
        **lasts,
    }
    name = rows[0][6] if rows else ""
    confirmed = best if best and place == "confirmed" else None
    return Visitor(
        person_id,
        facts,
        sessions,
        confirmed[1] if confirmed else None,
        confirmed[5] if confirmed else None,
        presence,
        name,
    )


def as_of(visitor: Visitor, at: datetime) -> Visitor:
    """Return the visitor without what happened after this instant; where they were before it is not known any more."""
    later = visitor.presence is not None and visitor.presence.since > at
    facts: PersonFacts = {
        **visitor.facts,
        "arrived": visitor.attended_at is not None and visitor.attended_at <= at,
        "room": None if later else visitor.facts["room"],
        "gone": visitor.facts["gone"] and not later,
    }
    return replace(visitor, facts=facts)


def _rank(row: Any) -> tuple[bool, bool, Any]:
    """Of several places the confirmed one counts, and of these one whose holder is there."""
    return row[2] != State.CONFIRMED, row[5] is None, row[1]


def _standing(state: str) -> str:
    return "confirmed" if state == State.CONFIRMED else "waiting"


def _fee(state: str | None) -> str:
    if state is None:
        return "none"
    return "due" if state == Fee.State.DUE else "settled"


def _lasts(row: Any) -> _Lasts:
    """Until when they hold what their pool asks for: nothing where it asks nothing, 0 where they never do."""
    asked, until = row[7], row[8]
    if asked is None:
        return {}
    return {"qualified_until": seconds(until) if until else 0}


def _ateliers(rows: Sequence[Any]) -> tuple[dict[str, Booking], list[SessionFacts]]:
    bookings: dict[str, Booking] = {}
    sessions: list[SessionFacts] = []
    for row in rows:
        told = dict(zip(SESSION, row[9:], strict=True))
        if row[3] != ATELIER or told["id"] is None or told["binned_at"]:
            continue
        fee = "none" if row[4] is None else "settled" if row[4] in payments.OPENING else "due"
        bookings[str(told["id"])] = {"place": _standing(row[2]), "fee": fee, **_lasts(row)}
        found = session_facts(Session(**told))
        sessions += [found] if found else []
    return bookings, sessions
