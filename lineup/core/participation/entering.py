"""Guests whom an organiser enters by hand: somebody who called, or stands at the door."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from lineup.core.participation import capacity, entered, places
from lineup.core.participation.models import Place, Pool
from lineup.core.people import addresses, persons
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person


def enter(
    pool: Pool,
    *,
    name: str,
    email: str,
    offer: bool = False,
    held_until: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Place:
    """Give a place (or `offer` one) to whoever has this address, past admission and queue; they are told.

    Until they act, others see the name and address that were entered (`entered`). Who has a live place gets that one
    back, unchanged. Raises PoolFull, Cancelled, Over, NameNeeded, AddressNeeded, TooLong.
    """

    def give(pool: Pool, person: Person) -> Place:
        if offer:
            return places.offer_to(pool, person, held_until=held_until, by=by, at=at)
        return places.add(pool, person, by=by, at=at)

    return _entered(pool, name, email, give, by)[0]


def enter_group(
    pool: Pool, *, names: Sequence[str], email: str, quiet: bool = False, by: Actor, at: datetime
) -> tuple[Place, bool]:
    """As `enter`, for a group that stays together; return the place of the first, and whether it is new.

    Where it is full they wait, if one can. They are told after the time in which a slip is taken back; `quiet`: not.
    """

    def give(pool: Pool, person: Person) -> Place:
        return places.add(pool, person, companions=names[1:], wait=True, quiet=quiet, grace=True, by=by, at=at)

    return _entered(pool, names[0], email, give, by)


@transaction.atomic
def _entered(pool: Pool, name: str, email: str, give: Callable[[Pool, Person], Place], by: Actor) -> tuple[Place, bool]:
    name, email = persons.check_name(name), addresses.check(email)
    person = _known(name, email, by)
    pool = capacity.lock(pool.pk)
    held = places.held_by(pool, person)
    if held:
        return held, False
    place = give(pool, person)
    entered.keep(place, name=name, email=email, by=by)
    return place, True


def _known(name: str, email: str, by: Actor) -> Person:
    """Somebody who never chose is written to in the language and zone of who enters them."""
    like: dict[str, Any] = {}
    if by.person:
        like = {"language": by.person.language, "time_zone": by.person.time_zone}
    return persons.make_known(name=name, email=email, **like)


@transaction.atomic
def rename(party: Sequence[Place], names: Mapping[Any, str], *, by: Actor, at: datetime) -> None:
    """Set the names of people of the group, by their ids. Raises NameNeeded, TooLong."""
    for place in party:
        if place.participant_id in names:
            name = names[place.participant_id]
            persons.change_profile(place.participant.person, name=name, by=by, at=at)
    entered.forget(party, by=by)
