"""A place for a participant that need not be a person: a team takes part, and somebody is told for it."""

from datetime import datetime

from django.db import transaction

from lineup.core.foundation import ids
from lineup.core.participation import admission, capacity, changes, room
from lineup.core.participation.models import Place, Pool
from lineup.core.participation.transitions import LIVE, NEW, Action, State
from lineup.core.people.actors import Actor
from lineup.core.people.models import Participant, Person


def held_by(pool: Pool, participant: Participant) -> Place | None:
    """Return the participant's live place in this pool, or None."""
    return Place.objects.filter(pool=pool, participant=participant, state__in=sorted(LIVE)).first()


@transaction.atomic
def enter(pool: Pool, participant: Participant, *, contact: Person, by: Actor, at: datetime) -> Place:
    """Confirm the participant, past admission and queue; the kind tells who takes part, in its own words.

    Who has a live place gets that one back, unchanged. Raises PoolFull, Cancelled, Over.
    """
    pool = capacity.lock(pool.pk)
    held = held_by(pool, participant)
    if held:
        return held
    admission.check_on(pool.offering)
    room.take(pool, 1)
    place = Place(pool=pool, participant=participant, contact=contact, state=NEW, queued_at=at, party=ids.new())
    changes.record([place], Action.JOIN, to=State.CONFIRMED, by=by, at=at, quiet=True)
    return place
