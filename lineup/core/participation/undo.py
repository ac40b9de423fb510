"""An organiser's act on places, taken back within minutes."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import capacity, changes, kinds, queue
from lineup.core.participation.models import Answer, Fee, Place, PlaceChange, Pool
from lineup.core.participation.transitions import LIVE, OCCUPYING, UNDOABLE, Action, State, targets
from lineup.core.people.actors import QUEUE, Actor

WITHIN = timedelta(minutes=10)


class TooLateToUndo(Refusal):
    code = "too_late_to_undo"
    sentence = _("This can be undone for ten minutes, and only while nothing else happened to the place.")


@transaction.atomic
def undo(place: Place, *, by: Actor, at: datetime) -> Place:
    """Put the place back where it stood before the organiser's last act on it, with the group of that act.

    What was given to somebody else in the meantime is waited for, in the old order; what this frees
    goes to the queue. Raises TooLateToUndo, WrongState.
    """
    pool = capacity.lock(place.pool_id)
    moved = _moved_together(pool, place, at)
    to = _before(pool, moved, at)
    freed = sum(member.state in OCCUPYING and to not in OCCUPYING for member in moved)
    _stand_with_the_group(pool, moved, to, at)
    changes.record(moved, Action.UNDO, to=to, by=by, at=at)
    if freed:
        capacity.shift(pool, -freed)
    # also without a freed place: who leaves the queue may have blocked it
    queue.fill(pool, at=at)
    place.refresh_from_db(fields=["state", "held_until"])
    return place


@transaction.atomic
def take_back_entry(place: Place, *, reason: str, quiet: bool = False, by: Actor, at: datetime) -> None:
    """End the places of a group that an organiser entered, if nothing happened to them since; for undoing an import.

    Who heard of it is told, unless `quiet`; what this frees goes to the queue. Raises TooLateToUndo.
    """
    pool = capacity.lock(place.pool_id)
    rows = Place.objects.select_related("contact", "entered").filter(party=place.party, state__in=LIVE)
    party = list(rows.order_by("id"))
    for member in party:
        member.pool = pool
    if not party or _went_on(party):
        raise TooLateToUndo
    freed = sum(member.state in OCCUPYING for member in party)
    changes.record(party, Action.UNDO, to=State.REVOKED, reason=reason, quiet=quiet, by=by, at=at)
    if freed:
        capacity.shift(pool, -freed)
    queue.fill(pool, at=at)


def _went_on(party: list[Place]) -> bool:
    """Whether anybody acted since: on a place, its answers or its fee, as its guest, or as its kind knows."""
    ids = [member.pk for member in party]
    everybody = Place.objects.filter(party=party[0].party).count()
    steps = PlaceChange.objects.filter(place__in=ids).values_list("actor", flat=True)
    if len(steps) != everybody or len(ids) != everybody:
        return True
    contact = party[0].contact_id
    if contact not in steps and not any(hasattr(member, "entered") for member in party):
        return True
    settled = Fee.objects.filter(place__in=ids).exclude(state=Fee.State.DUE)
    answered = Answer.objects.filter(place__in=ids)
    return settled.exists() or answered.exists() or kinds.of(party[0].pool.offering).is_touched(ids)


def _moved_together(pool: Pool, place: Place, at: datetime) -> list[Place]:
    """The place and those of its group that the same act moved. Raises TooLateToUndo."""
    newest = PlaceChange.objects.filter(place=OuterRef("pk")).order_by("-id")
    party = Place.objects.select_related("contact").filter(party=place.party)
    members = list(party.annotate(last=Subquery(newest.values("pk")[:1])).order_by("id"))
    last = PlaceChange.objects.in_bulk([member.last for member in members])
    act = next(last[member.last] for member in members if member.pk == place.pk)
    # what the queue did follows from its rules: it would do it again
    by_the_queue = act.channel == QUEUE.channel and act.actor_id is None
    if act.action not in UNDOABLE or not act.from_state or at - act.at > WITHIN or by_the_queue:
        raise TooLateToUndo
    key = _key(act)
    moved: list[Place] = [member for member in members if member.pk == place.pk or _key(last[member.last]) == key]
    if act.action == Action.REVOKE:
        moved = [member for member in moved if member.pk == place.pk]
    for member in moved:
        member.pool, member.before = pool, act.from_state  # type: ignore[attr-defined]
    return moved


def _key(change: PlaceChange) -> tuple[object, ...]:
    return change.action, change.from_state, change.to_state, change.at, change.actor_id


def _before(pool: Pool, moved: list[Place], at: datetime) -> State:
    """Where they go back to, with their places taken again where they held some."""
    allowed = targets(Action.UNDO, moved[0].state)
    back = State(moved[0].before)  # type: ignore[attr-defined]
    if moved[0].state not in LIVE and _came_again(pool, moved):
        raise TooLateToUndo
    takes = back in OCCUPYING and moved[0].state not in OCCUPYING
    if takes and not capacity.shift(pool, len(moved)):
        back = State.WAITLISTED
    if back not in allowed:
        raise TooLateToUndo
    return back


def _came_again(pool: Pool, moved: list[Place]) -> bool:
    people = [member.participant_id for member in moved]
    return Place.objects.filter(pool=pool, participant__in=people, state__in=LIVE).exists()


def _stand_with_the_group(pool: Pool, moved: list[Place], to: State, at: datetime) -> None:
    """Take on the rest of the group's end of offer and preference; apart from it where it went on."""
    chosen = [member.pk for member in moved]
    rest = list(Place.objects.filter(party=moved[0].party, state__in=LIVE - {State.CONFIRMED}).exclude(pk__in=chosen))
    together = next((member for member in rest if member.state == to), None)
    held_until = together.held_until if together else queue.offer_ends(pool, at=at)
    party = ids.new() if rest and not together and to != State.CONFIRMED else moved[0].party
    for member in moved:
        member.held_until = held_until if to == State.OFFERED else None
        member.priority = together.priority if together else member.priority
        member.party = party
    Place.objects.bulk_update(moved, ["party", "priority"])
