"""An organiser's act on places, taken back within minutes."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.core.participation import capacity, changes, queue
from lineup.core.participation.models import Place, PlaceChange, Pool
from lineup.core.participation.transitions import OCCUPYING, UNDOABLE, Action, State, targets
from lineup.core.people.actors import Actor

WITHIN = timedelta(minutes=10)


class TooLateToUndo(Refusal):
    code = "too_late_to_undo"
    sentence = _("This can be undone for ten minutes, and only while nothing else happened to the place.")


@transaction.atomic
def undo(place: Place, *, by: Actor, at: datetime) -> Place:
    """Put the place back where it stood before the organiser's last act on it.

    A place that was given to somebody else in the meantime is waited for, in the old order.
    Raises TooLateToUndo, WrongState.
    """
    pool = capacity.lock(place.pool_id)
    current = Place.objects.select_related("contact").get(pk=place.pk)
    current.pool = pool
    to = _before(pool, current, at)
    freed = current.state in OCCUPYING and to not in OCCUPYING
    current.held_until = queue.offer_ends(pool, at=at) if to == State.OFFERED else None
    changes.record([current], Action.UNDO, to=to, by=by, at=at)
    if freed:
        capacity.shift(pool, -1)
    place.state, place.held_until = current.state, current.held_until
    return place


def _before(pool: Pool, place: Place, at: datetime) -> State:
    last = PlaceChange.objects.filter(place=place).order_by("-id")[0]
    if last.action not in UNDOABLE or not last.from_state or at - last.at > WITHIN:
        raise TooLateToUndo
    allowed = targets(Action.UNDO, place.state)
    back = State(last.from_state)
    takes = back in OCCUPYING and place.state not in OCCUPYING
    if takes and not capacity.shift(pool, 1):
        back = State.WAITLISTED
    if back not in allowed:
        raise TooLateToUndo
    return back
