"""Places as they stood in another system, written down here: told to nobody, past admission and count."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from lineup.core.foundation import ids, money
from lineup.core.participation import capacity, changes, fees
from lineup.core.participation.models import Fee, Place, Pool
from lineup.core.participation.transitions import NEW, Action, State
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person


@transaction.atomic
def requested(pool: Pool, person: Person, *, by: Actor, at: datetime) -> Place:
    """Return a place that waits for the organiser's word: who waited elsewhere is not let in by moving."""
    pool = capacity.lock(pool.pk)
    place = Place(pool=pool, participant_id=person.pk, contact=person, state=NEW, queued_at=at, party=ids.new())
    changes.record([place], Action.REQUEST, to=State.REQUESTED, by=by, at=at, quiet=True)
    return place


@transaction.atomic
def withdrawn(pool: Pool, person: Person, *, by: Actor, at: datetime) -> Place:
    """Return a place that was given up; it never counted here."""
    place = requested(pool, person, by=by, at=at)
    changes.record([place], Action.WITHDRAW, to=State.WITHDRAWN, by=by, at=at, quiet=True)
    return place


@transaction.atomic
def paid(place: Place, amount: Decimal, currency: str, *, by: Actor, at: datetime) -> None:
    """Note what was paid for the place elsewhere, whatever it costs here. Raises NotAnAmount, UnknownCurrency."""
    values = {"amount": money.check(amount, currency, field="amount"), "currency": money.check_currency(currency)}
    Fee.objects.update_or_create(place=place, defaults=values, create_defaults={**values, "created_at": at})
    fees.mark([place.pk], "pay", offering=place.pool.offering, quiet=True, by=by, at=at)
