"""Guests whom an organiser enters by hand: somebody who called, or stands at the door."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Forbidden
from lineup.core.participation import capacity, entered, places
from lineup.core.participation.models import Place, Pool
from lineup.core.people import addresses, persons
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person


class NameKept(Forbidden):
    code = "name_kept"
    sentence = _("%(name)s has an account, and changes the name there.")


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

    return _entered(pool, name, email, give, by)


@transaction.atomic
def _entered(pool: Pool, name: str, email: str, give: Callable[[Pool, Person], Place], by: Actor) -> Place:
    name, email = persons.check_name(name), addresses.check(email)
    person = _known(name, email, by)
    pool = capacity.lock(pool.pk)
    held = places.held_by(pool, person)
    if held:
        return held
    place = give(pool, person)
    entered.keep([(place, name, email)], by=by)
    return place


@transaction.atomic
def enter_groups(
    pool: Pool, groups: Sequence[tuple[Sequence[str], str]], *, quiet: bool = False, by: Actor, at: datetime
) -> list[tuple[Place, bool]]:
    """As `enter`, for groups that stay together (names, and the contact's address, another for each), all or none.

    Return the place of the first of each group, and whether it is new. Where it is full they wait, if one can. They
    are told after the time in which a slip is taken back; `quiet`: not. While there is room for all, the number of
    statements does not grow with theirs. Raises PoolFull, Cancelled, Over, NameNeeded, AddressNeeded, TooLong.
    """
    guests = [(persons.check_name(names[0]), addresses.check(email)) for names, email in groups]
    people = persons.make_many_known(guests, **_like(by))
    wished = [(person, names[1:]) for person, (names, _email) in zip(people, groups, strict=True)]
    found = places.add_groups(pool, wished, quiet=quiet, by=by, at=at)
    new = [(place, *guest) for (place, is_new), guest in zip(found, guests, strict=True) if is_new]
    entered.keep(new, by=by)
    return found


def _known(name: str, email: str, by: Actor) -> Person:
    """Somebody who never chose is written to in the language and zone of who enters them."""
    return persons.make_known(name=name, email=email, **_like(by))


def _like(by: Actor) -> dict[str, str]:
    return {
        "language": by.person.language if by.person else settings.LANGUAGE_CODE,
        "time_zone": by.person.time_zone if by.person else "UTC",
    }


def party(place: Place) -> list[Place]:
    """Return the places of the group, with who has them, in the order in which they were taken. One query."""
    rows = Place.objects.select_related("participant__person", "entered").filter(party=place.party)
    return list(rows.order_by("id"))


def may_be_renamed(member: Place) -> bool:
    """Whether this member has the name here alone: companions, and guests; who has an account keeps theirs there."""
    person = member.participant.person
    return person.is_guest and (not person.email or person.pk == member.contact_id)


@transaction.atomic
def rename(party: Sequence[Place], names: Mapping[Any, str], *, by: Actor, at: datetime) -> None:
    """Set the names of people of the group, by their ids. Raises NameKept, NameNeeded, TooLong."""
    for place in party:
        if place.participant_id in names:
            if not may_be_renamed(place):
                raise NameKept(name=place.shown_name)
            name = names[place.participant_id]
            persons.change_profile(place.participant.person, name=name, by=by, at=at)
    entered.forget(party, by=by)
