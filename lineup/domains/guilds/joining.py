"""A place taken and given up where its card stands: the same acts as on the page, for events of the guild's club."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from lineup.core.foundation.errors import Missing
from lineup.core.participation import offerings, places
from lineup.core.participation.models import Place, Pool
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.guilds.models import Guild
from lineup.domains.racing import signups
from lineup.domains.racing.models import Race
from lineup.domains.racing.roles import DRIVER


def find_pool(guild: Guild, pk: Any, person: Person) -> Pool:
    """Return the pool of an event of the guild's club that the person may see. Raises Missing."""
    try:
        pool = Pool.objects.select_related("offering__club").get(pk=pk, offering__club=guild.club_id)
    except (Pool.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    offerings.find_visible(person, pk=pool.offering_id)
    return pool


def sign_up(pool: Pool, person: Person, *, by: Actor, at: datetime) -> Place:
    """Return the person's place, theirs already or taken now; in a race they sign up as a driver.

    Raises what `places.join` and `signups.sign_up` raise, of what only the page can ask.
    """
    held = places.held_by(pool, person)
    if held is not None:
        return held
    if pool.role != DRIVER:
        return places.join(pool, person, by=by, at=at)
    race = Race.objects.select_related("event__offering", "pool__offering").get(pool=pool)
    return signups.sign_up(race, person, by=by, at=at).place or places.join(pool, person, by=by, at=at)


@transaction.atomic
def give_up(pool: Pool, person: Person, *, by: Actor, at: datetime) -> bool:
    """Give the person's place up; whether there was one. Raises what `places.withdraw` raises."""
    held = places.held_by(pool, person)
    if held is None:
        return False
    places.withdraw(held, by=by, at=at)
    return True
