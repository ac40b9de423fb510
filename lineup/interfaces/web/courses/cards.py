"""A course as a card of a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lineup.core.participation import kinds
from lineup.core.participation.models import Offering, Place
from lineup.core.participation.transitions import LIVE
from lineup.core.people.models import Person
from lineup.domains.courses import ways_in
from lineup.domains.courses.kind import LEARNER
from lineup.interfaces.web import drawing


@dataclass(frozen=True)
class Card:
    """What one card shows; `state` is the viewer's own place, else what is special about the course."""

    offering: Offering
    href: str
    by: str
    hue: str
    state: str
    way_in: str
    pool: Any

    @property
    def course(self) -> Any:
        return self.offering.course  # type: ignore[attr-defined]


def of(rows: Iterable[Offering], person: Person | None) -> list[Card]:
    """Return the cards of courses from `listing`, in one query more where somebody is signed in."""
    rows = list(rows)
    held = _held(rows, person)
    return [_card(row, held.get(row.pk, "")) for row in rows]


def _held(rows: list[Offering], person: Person | None) -> dict[object, str]:
    if person is None or not rows:
        return {}
    places = Place.objects.filter(pool__offering__in=[row.pk for row in rows], pool__role=LEARNER)
    mine = places.filter(participant=person.pk, state__in=LIVE)
    return dict(mine.values_list("pool__offering", "state"))


def _card(row: Offering, held: str) -> Card:
    (pool,) = row.learner_pools  # type: ignore[attr-defined]
    return Card(
        offering=row,
        href=kinds.of(row).path(row),
        by=taught_by(row),
        hue=row.club.hue if row.club else drawing.hue_of(row.organiser_id),
        state=held or _special(row, pool),
        way_in=ways_in.of(row, pool),
        pool=pool,
    )


def taught_by(row: Offering) -> str:
    """Return who teaches, by name; the club or person that offers it where nobody is named."""
    teachers = [one.person.name for one in row.course.teachers]  # type: ignore[attr-defined]
    offered_by = row.club or row.organiser
    return ", ".join(teachers[:2]) or (offered_by.name if offered_by else "")


def _special(row: Offering, pool: Any) -> str:
    if row.state != Offering.State.PUBLISHED:
        return "archived" if row.state == Offering.State.FINISHED else row.state
    return "full" if pool.free == 0 else ""
