"""Places of a guest who turns out to be somebody with an account."""

from datetime import datetime

from django.utils.translation import gettext as _

from lineup.core.participation import places
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import LIVE, State
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person

# of two live places in one pool the earlier in this order stays
BETTER = (State.CONFIRMED, State.OFFERED, State.WAITLISTED, State.REQUESTED)


def take_over(guest: Person, into: Person, *, by: Actor, at: datetime) -> None:
    """Make the guest's places the other person's, in the caller's transaction.

    One person holds one live place in a pool: where both do, the better stays, and the other is given up,
    so that what it held goes to the next in line.
    """
    for place in (
        Place.objects.filter(participant=guest.pk, state__in=LIVE).select_related("pool").order_by("pool", "id")
    ):
        other = places.held_by(place.pool, into)
        if other is not None:
            places.withdraw(_lesser(place, other), by=by, at=at, reason=_("Signed up twice, under two addresses."))
    Place.objects.filter(participant=guest.pk).update(participant=into.pk)


def _lesser(one: Place, other: Place) -> Place:
    return max(one, other, key=lambda place: (BETTER.index(State(place.state)), -place.priority, place.queued_at))
