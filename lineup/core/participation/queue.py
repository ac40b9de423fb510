"""The waitlist: who is next, where one stands and why, and the hand-over of what became free."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lineup.core.audit import entries
from lineup.core.foundation.planned import Given, Planned
from lineup.core.outbox import messages
from lineup.core.participation import capacity, changes, kinds, qualified
from lineup.core.participation.models import Offering, Place, Pool
from lineup.core.participation.transitions import Action, State, WrongState
from lineup.core.people.actors import QUEUE, Actor

# by party before id: who came together stands together, also in a tie
ORDER = ("-priority", "queued_at", "party", "id")

# keeps one hand-over within 50 ms of write lock; the rest follows as work of its own
MOST_AT_ONCE = 200


def waiting(pool: Pool) -> "QuerySet[Place]":
    """Return the places that wait in this pool, the next first."""
    return Place.objects.filter(pool=pool, state=State.WAITLISTED).order_by(*ORDER)


_WAITING = Planned(
    lambda: (
        Place.objects.filter(pool=Given("pool", Place.pool.field), state=State.WAITLISTED)
        .values("pool")
        .annotate(waiting=Count("pk"))
        .values_list("waiting", flat=True)
    )
)


def length(pool: Pool) -> int:
    """Return how many places wait in this pool. One query."""
    return _WAITING.first(pool=pool.pk) or 0


def fill(pool: Pool, *, at: datetime) -> list[Place]:
    """Hand free places to those who wait, in order, groups whole; return the places that moved.

    Call inside the transaction that made room, with the pool locked. Stops at the first group that
    does not fit: nobody behind it passes; who lacks what the pool asks for is passed over. After MOST_AT_ONCE places
    the outbox continues.
    """
    if pool.waitlist == Pool.Waitlist.NONE or pool.free == 0 or not hands_over(pool, at=at):
        return []
    # one more than fits shows whether the last group is whole
    most = min(MOST_AT_ONCE, pool.free or MOST_AT_ONCE)
    able = qualified.who_qualify(waiting(pool), pool, at)
    heads = list(able.select_related("contact")[: most + 1])
    moving = _that_fit(heads, most)
    if not moving or not capacity.shift(pool, len(moving)):
        return []
    action = Action.OFFER if pool.waitlist == Pool.Waitlist.OFFER else Action.PROMOTE
    held_until = offer_ends(pool, at=at) if action is Action.OFFER else None
    for place in moving:
        place.pool, place.held_until = pool, held_until
    rows = changes.record(moving, action, to=_target(action), by=QUEUE, at=at)
    if len(heads) > MOST_AT_ONCE and pool.free != 0:
        messages.enqueue("fill-pool", key=f"fill:{rows[-1].pk}", payload={"pool": str(pool.pk)}, at=at)
    return moving


def _target(action: Action) -> State:
    return State.OFFERED if action is Action.OFFER else State.CONFIRMED


def _that_fit(heads: list[Place], most: int) -> list[Place]:
    """The longest run of whole groups from the front, at most so many places."""
    moving: list[Place] = []
    for _party, members in groupby(heads, key=lambda place: place.party):
        group = list(members)
        if len(moving) + len(group) > most:
            break
        moving += group
    return moving


def move_up(place: Place, *, by: Actor, at: datetime) -> Place:
    """Put a waiting group first in line, before everybody who waits now. Raises WrongState."""
    return _prefer(place, _above_all, by=by, at=at)


def move_back(place: Place, *, by: Actor, at: datetime) -> Place:
    """Let a group that was moved up wait where its time of joining puts it. Raises WrongState."""
    return _prefer(place, _with_all, by=by, at=at)


def _above_all(pool: Pool, place: Place) -> int:
    highest = waiting(pool).exclude(party=place.party).order_by().aggregate(top=Max("priority"))["top"]
    return (highest or 0) + 1


def _with_all(_pool: Pool, _place: Place) -> int:
    return 0


@transaction.atomic
def _prefer(place: Place, choose: Callable[[Pool, Place], int], *, by: Actor, at: datetime) -> Place:
    pool = capacity.lock(place.pool_id)
    priority = choose(pool, place)
    if not Place.objects.filter(party=place.party, state=State.WAITLISTED).update(priority=priority):
        raise WrongState(state=place.state)
    place.priority = priority
    entries.record(
        by=by,
        at=at,
        action="place.prefer",
        on=place,
        club_id=pool.offering.club_id,
        metadata={"priority": priority},
    )
    # who stood at the head may have been the group that blocked the others
    fill(pool, at=at)
    place.refresh_from_db(fields=["state", "held_until"])
    return place


def hands_over(pool: Pool, *, at: datetime) -> bool:
    """Whether freed places still go to the queue: the offering is on, and as its kind has it, it has not begun."""
    offering = pool.offering
    if offering.state != Offering.State.PUBLISHED or offering.binned_at is not None:
        return False
    until = kinds.of(offering).hands_over_until(pool)
    return until is None or at < until


def offer_ends(pool: Pool, *, at: datetime) -> datetime:
    """Return until when an offer made now holds: the pool's minutes, at most until the start."""
    ends = at + timedelta(minutes=pool.offer_minutes)
    starts = pool.offering.starts_at
    return min(ends, starts) if starts and starts > at else ends


@dataclass(frozen=True)
class Standing:
    """Where somebody who waits stands: `position` counts from 1; `code` and `sentence` say why."""

    position: int
    code: str
    sentence: object


REASONS = {
    "over": _("It has begun, or is off: freed places are no longer handed on."),
    "full": _("Every place is taken. When one frees, the next in line gets it."),
    "full_offer": _("Every place is taken. When one frees, the next in line is offered it for a time."),
    "group_ahead": _("A group ahead of you needs more places than are free; groups stay together."),
    "not_qualified": _("You do not hold the qualification that this asks for; until you do, others get what frees."),
    "full_no_queue": _("Every place is taken; the organiser decides who follows."),
}


def standing(place: Place, *, at: datetime) -> Standing:
    """Return the position of a waiting place, and the reason why it still waits."""
    pool = place.pool
    before = ahead(place)
    group = Place.objects.filter(party=place.party, state=State.WAITLISTED).count()
    code = _why(pool, ahead=before, group=group, lacks=_lacks(place, at), at=at)
    sentence = REASONS.get(code) or ngettext_lazy(
        "One place is free, but your group of %(group)s needs more; groups stay together.",
        "%(free)s places are free, but your group of %(group)s needs more; groups stay together.",
        pool.free or 0,
    ) % {"free": pool.free, "group": group}
    return Standing(position=before + 1, code=code, sentence=sentence)


def ahead(place: Place) -> int:
    """Return how many places wait before this one's group, or would if it came to wait now. One query."""
    earlier = Q(priority__gt=place.priority) | Q(priority=place.priority) & (
        Q(queued_at__lt=place.queued_at) | Q(queued_at=place.queued_at, party__lt=place.party)
    )
    rows = Place.objects.filter(earlier, pool=place.pool_id, state=State.WAITLISTED)
    return rows.exclude(party=place.party).count()


def _lacks(place: Place, at: datetime) -> bool:
    """Whether the group lacks what the pool asks for; without a query where it asks nothing."""
    if place.pool.qualification_id is None:
        return False
    return not qualified.who_qualify(Place.objects.filter(pk=place.pk), place.pool, at).exists()


def _why(pool: Pool, *, ahead: int, group: int, lacks: bool, at: datetime) -> str:
    if not hands_over(pool, at=at):
        return "over"
    if pool.waitlist == Pool.Waitlist.NONE:
        return "full_no_queue"
    if lacks:
        return "not_qualified"
    if not pool.free:
        return "full_offer" if pool.waitlist == Pool.Waitlist.OFFER else "full"
    return "group_ahead" if ahead else "group_larger"
