"""An event as a card of a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from lineup.core.participation import kinds
from lineup.core.participation.models import Offering, Place
from lineup.core.participation.transitions import LIVE
from lineup.core.people.models import Person
from lineup.domains.events.kind import ATTENDEE
from lineup.interfaces.web import drawing


@dataclass(frozen=True)
class Card:
    """What one card shows; `state` is the viewer's own place, else what is special about the event.

    `zone` is empty for a viewer, who reads times in their own.
    """

    offering: Offering
    href: str
    where: str
    by: str
    hue: str
    state: str
    taken: Any
    capacity: Any
    zone: str = ""

    @property
    def title(self) -> str:
        return self.offering.title


def of(rows: Iterable[Offering], person: Person | None) -> list[Card]:
    """Return the cards of events from `listing`, in one query more where somebody is signed in."""
    rows = list(rows)
    held = _held(rows, person)
    return [_card(row, held.get(row.pk, ""), zone_for(person, row)) for row in rows]


def _held(rows: list[Offering], person: Person | None) -> dict[object, str]:
    if person is None or not rows:
        return {}
    places = Place.objects.filter(pool__offering__in=[row.pk for row in rows], pool__role=ATTENDEE)
    mine = places.filter(participant=person.pk, state__in=LIVE)
    return dict(mine.values_list("pool__offering", "state"))


def zone_for(person: Person | None, row: Offering) -> str:
    """Return the zone whose clock a stranger is shown, that of the event; empty for a viewer, who has their own."""
    return "" if person else row.event.time_zone  # type: ignore[attr-defined]


def _card(row: Offering, held: str, zone: str) -> Card:
    pool = row.attendee_pools[0] if row.attendee_pools else None  # type: ignore[attr-defined]
    return Card(
        offering=row,
        href=kinds.of(row).path(row),
        where=where(row),
        by=row.club.name if row.club else (row.organiser.name if row.organiser else ""),
        hue=hue_of(row),
        state=held or _special(row, pool),
        taken=pool.taken if pool and pool.capacity else "",
        capacity=(pool.capacity or "") if pool else "",
        zone=zone,
    )


def _special(row: Offering, pool: Any) -> str:
    if row.state != Offering.State.PUBLISHED:
        return row.state
    return "full" if pool and pool.free == 0 else ""


def hue_of(row: Offering) -> str:
    """Return the colour of the club, or one that always goes with the person."""
    return row.club.hue if row.club else drawing.hue_of(row.organiser_id)


def where(row: Offering) -> str:
    """Return the place in a few words."""
    event = row.event  # type: ignore[attr-defined]
    if event.venue:
        return f"{event.venue.name}, {event.venue.city}"
    return _("Online") if event.stream_url else ""
