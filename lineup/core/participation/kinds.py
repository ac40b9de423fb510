"""The one seam to the kinds of offering: what each may add to the rules of the ledger."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q

from lineup.core.participation.models import Offering, Place, PlaceChange, Pool
from lineup.core.people.models import Person


def _anybody(pool: Pool, person: Person, at: datetime) -> None:
    """Nobody is refused."""


def _nothing(place: Place, change: PlaceChange) -> None:
    """Nothing follows."""


def _ready(offering: Offering) -> None:
    """Nothing is missing."""


def _no_path(offering: Offering) -> str:
    return ""


def _untouched(places: Sequence[UUID]) -> bool:
    return False


def _until_the_start(pool: Pool) -> datetime | None:
    return pool.offering.starts_at


def _none(person_id: Any) -> Q:
    return Q(pk__in=[])


@dataclass(frozen=True)
class Kind:
    """What a kind of offering adds.

    `check_eligible(pool, person, at)` raises a Refusal with a sentence and a code;
    `place_changed(place, change)` runs in the transaction of the change;
    `check_ready(offering)` raises a Refusal that says what is missing before it can be published;
    `path(offering)` is where people read about it;
    `is_touched(places)` says whether anybody noted something about these places (that they are there, say);
    `hands_over_until(pool)` is until when a freed place still goes to who waits, None for as long as it is on;
    `managed_by(person_id)` is the condition for offerings in which a role of the kind's own gives this person the
    organiser's rights, and `seen_by(person_id)` for those whose page it opens. Both must hold of nobody else, and
    the id may be a gap of a planned query (`Given`).
    """

    slug: str
    roles: tuple[str, ...]
    check_eligible: Callable[[Pool, Person, datetime], None] = _anybody
    place_changed: Callable[[Place, PlaceChange], None] = _nothing
    check_ready: Callable[[Offering], None] = _ready
    path: Callable[[Offering], str] = _no_path
    is_touched: Callable[[Sequence[UUID]], bool] = _untouched
    hands_over_until: Callable[[Pool], datetime | None] = _until_the_start
    managed_by: Callable[[Any], Q] = _none
    seen_by: Callable[[Any], Q] = _none


_installed: dict[str, Kind] = {}


def install(kinds: Iterable[Kind]) -> None:
    """Make these the kinds of the house; called once, by the wiring."""
    _installed.clear()
    _installed.update({kind.slug: kind for kind in kinds})


def managed_by(person_id: Any) -> Q:
    """Return the condition for offerings that this person manages by a role which some kind gives."""
    return _either(kind.managed_by(person_id) for kind in _installed.values())


def seen_by(person_id: Any) -> Q:
    """Return the condition for offerings whose page this person may open by a role which some kind gives."""
    return _either(kind.seen_by(person_id) for kind in _installed.values())


def _either(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions, Q(pk__in=[]))


def in_order(offering: Offering, pools: Iterable[Pool]) -> list[Pool]:
    """Return the pools in the order of the kind's roles, so that the one everybody means is first; then by name."""
    roles = {role: number for number, role in enumerate(of(offering).roles)}
    return sorted(pools, key=lambda pool: (roles.get(pool.role, len(roles)), pool.name, pool.pk))


def of(offering: Offering) -> Kind:
    """Return the kind of the offering; a slug that the wiring doesn't name adds nothing."""
    return _installed.get(offering.kind) or Kind(slug=offering.kind, roles=())
