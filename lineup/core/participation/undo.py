"""An organiser's act on places, taken back within minutes."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

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
def take_back_entries(
    entries: Sequence[Place], *, reason: str, quiet: bool = False, by: Actor, at: datetime
) -> set[UUID]:
    """End the places of groups that an organiser entered in one pool, those to which nothing happened since.

    `entries`: one place of each group. Return the groups (`party`) that are left. Who heard of it is told, unless
    `quiet`; what this frees goes to the queue. The number of statements does not grow with that of the groups.
    """
    pool = capacity.lock(entries[0].pool_id)
    rows = Place.objects.select_related("contact", "entered").filter(party__in={place.party for place in entries})
    everybody = list(rows.order_by("id"))
    for member in everybody:
        member.pool = pool
    left = _went_on(everybody)
    leaving = [member for member in everybody if member.party not in left]
    if not leaving:
        return left
    freed = sum(member.state in OCCUPYING for member in leaving)
    changes.record(leaving, Action.UNDO, to=State.REVOKED, reason=reason, quiet=quiet, by=by, at=at)
    if freed:
        capacity.shift(pool, -freed)
    queue.fill(pool, at=at)
    return left


def _went_on(everybody: Sequence[Place]) -> set[UUID]:
    """The groups in which anybody acted since: on a place, its answers or fee, as its guest, or as its kind knows."""
    party_of = {member.pk: member.party for member in everybody}
    went_on = {member.party for member in everybody if member.state not in LIVE}
    steps = list(PlaceChange.objects.filter(place__in=party_of).values_list("place", "actor"))
    often = Counter(place for place, _actor in steps)
    went_on |= {party for place, party in party_of.items() if often[place] != 1}
    went_on |= _acted_for_themselves(everybody, {(party_of[place], actor) for place, actor in steps})
    settled = Fee.objects.filter(place__in=party_of).exclude(state=Fee.State.DUE).values_list("place", flat=True)
    answered = Answer.objects.filter(place__in=party_of).values_list("place", flat=True)
    went_on |= {party_of[place] for place in (*settled, *answered)}
    return went_on | _touched(everybody)


def _acted_for_themselves(everybody: Sequence[Place], actors: set[tuple[UUID, UUID | None]]) -> set[UUID]:
    """The groups that are no longer as entered; who entered themselves never was."""
    as_entered = {member.party for member in everybody if hasattr(member, "entered")}
    own = {member.party for member in everybody if (member.party, member.contact_id) in actors}
    return {member.party for member in everybody} - as_entered - own


def _touched(everybody: Sequence[Place]) -> set[UUID]:
    kind = kinds.of(everybody[0].pool.offering)
    if not kind.is_touched([member.pk for member in everybody]):
        return set()
    return {member.party for member in everybody if kind.is_touched([member.pk])}


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
