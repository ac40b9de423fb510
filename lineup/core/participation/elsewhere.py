"""Places as they stood in another system, written down here: told to nobody, past admission and count."""

from datetime import datetime

from django.db import transaction

from lineup.core.foundation import ids
from lineup.core.participation import capacity, changes
from lineup.core.participation.models import Place, Pool
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
