"""Faults to be planted into the ledger, one at a time: each is one function that goes wrong as it well might."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F

from lineup.core.participation import (
    admission,
    capacity,
    changes,
    lapsing,
    offerings,
    places,
    pools,
    queue,
    told,
    undo,
)
from lineup.core.participation.models import Place, PlaceChange
from lineup.core.participation.transitions import Action, State
from tests.core.participation.ledger import rules
from tests.core.participation.ledger.machine import Ledger
from tests.core.participation.ledger.post import Post

Plant = Callable[[pytest.MonkeyPatch], None]

IN_THE_DATABASE = IN_A_REFUSAL = Ledger.act
IN_THE_POST = Post.deliver


@dataclass(frozen=True)
class Fault:
    """How it is planted, and by which rules it must be noticed (one of them): another would be a false alarm."""

    plant: Plant
    noticed_by: frozenset[str]
    # met after seconds only: looked for with TEST_FULL=1
    seldom: bool = False


FAULTS: dict[str, Fault] = {}


def found_by(*looks: Callable[..., None], seldom: bool = False) -> Callable[[Plant], Plant]:
    """Keep the function as a fault that one of these must notice."""

    def keep(plant: Plant) -> Plant:
        FAULTS[plant.__name__] = Fault(plant, frozenset(look.__name__ for look in looks), seldom)
        return plant

    return keep


@contextmanager
def instead(room: Any, name: str, other: Any) -> Iterator[None]:
    """For as long as the block lasts, the room's function is another."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, name, other)
        yield


def within(patch: pytest.MonkeyPatch, room: Any, name: str, inner: Any, inner_name: str, other: Any) -> None:
    """While `room.name` runs, and only then, `inner.inner_name` is another."""
    right = getattr(room, name)

    def wrong(*args: Any, **more: Any) -> Any:
        with instead(inner, inner_name, other):
            return right(*args, **more)

    patch.setattr(room, name, wrong)


def nothing(*_what: Any, **_how: Any) -> None:
    """In place of what should be done or found."""


def always(*_what: Any, **_how: Any) -> bool:
    return True


def never(*_what: Any, **_how: Any) -> bool:
    return False


def no_hand_over(pool: Any, *, at: Any) -> list[Place]:
    return []


shift = capacity.shift


def never_frees(pool: Any, by: int) -> bool:
    return shift(pool, by) if by > 0 else True


# --- counting -----------------------------------------------------------------------------------


@found_by(rules.taken_is_what_is_held)
def a_place_given_up_is_not_freed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(capacity, "shift", never_frees)


@found_by(rules.taken_is_what_is_held, seldom=True)
def undo_frees_nothing(patch: pytest.MonkeyPatch) -> None:
    within(patch, undo, "undo", capacity, "shift", never_frees)


@found_by(rules.taken_is_what_is_held)
def who_joins_is_counted_twice(patch: pytest.MonkeyPatch) -> None:
    claim = capacity.claim_past_nobody
    patch.setattr(capacity, "claim_past_nobody", lambda pool, number: claim(pool, number) and claim(pool, number))


@found_by(rules.taken_is_what_is_held)
def a_group_is_counted_as_one(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(capacity, "shift", lambda pool, by: shift(pool, min(by, 1)))


@found_by(IN_THE_DATABASE)
def the_capacity_is_not_looked_at(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(capacity, "COUNT", capacity.COUNT.replace("taken + %s <= capacity", "%s IS NOT NULL"))


@found_by(rules.taken_is_what_is_held, seldom=True)
def giving_up_twice_frees_two(patch: pytest.MonkeyPatch) -> None:
    already = places._already

    def wrong(place: Place, wanted: State, refusal: Any) -> Place:
        found = already(place, wanted, refusal)
        if wanted == State.WITHDRAWN:
            shift(place.pool, -1)
        return found

    patch.setattr(places, "_already", wrong)


@found_by(IN_THE_DATABASE)
def who_holds_a_place_joins_again(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(places, "held_by", nothing)


# --- the queue ----------------------------------------------------------------------------------


@found_by(rules.nobody_waits_for_what_is_free, seldom=True)
def the_queue_is_forgotten_after_a_revocation(patch: pytest.MonkeyPatch) -> None:
    within(patch, places, "revoke", queue, "fill", no_hand_over)


@found_by(rules.nobody_waits_for_what_is_free)
def the_queue_is_forgotten_when_the_capacity_grows(patch: pytest.MonkeyPatch) -> None:
    within(patch, pools, "change", queue, "fill", no_hand_over)


@found_by(rules.nobody_waits_for_what_is_free, seldom=True)
def the_queue_is_forgotten_when_the_start_is_put_off(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(offerings, "_let_queues_move", nothing)


@found_by(rules.nobody_waits_for_what_is_free, seldom=True)
def the_queue_is_forgotten_when_an_offer_lapses(patch: pytest.MonkeyPatch) -> None:
    within(patch, places, "lapse", queue, "fill", no_hand_over)


@found_by(rules.nobody_waits_for_what_is_free, seldom=True)
def the_queue_is_forgotten_when_who_blocked_it_leaves(patch: pytest.MonkeyPatch) -> None:
    leave = places._leave

    def wrong(place: Place, pool: Any, party: list[Place], *how: Any, **more: Any) -> Place:
        if all(member.state == State.WAITLISTED for member in party):
            with instead(queue, "fill", no_hand_over):
                return leave(place, pool, party, *how, **more)
        return leave(place, pool, party, *how, **more)

    patch.setattr(places, "_leave", wrong)


@found_by(rules.the_queue_hands_over_in_order, rules.nobody_waits_for_what_is_free, seldom=True)
def the_last_in_line_comes_first(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(queue, "ORDER", ("-priority", "-queued_at", "party", "id"))


@found_by(rules.the_queue_hands_over_in_order, rules.nobody_waits_for_what_is_free)
def the_second_in_line_is_served(patch: pytest.MonkeyPatch) -> None:
    that_fit = queue._that_fit

    def wrong(heads: list[Place], most: int) -> list[Place]:
        every = list(queue.waiting(heads[0].pool).select_related("contact")) if heads else []
        return that_fit([place for place in every if place.party != heads[0].party], most) or that_fit(heads, most)

    patch.setattr(queue, "_that_fit", wrong)


@found_by(rules.the_queue_hands_over_in_order, rules.nobody_waits_for_what_is_free, seldom=True)
def who_was_moved_up_is_not_preferred(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(queue, "ORDER", ("queued_at", "party", "id"))


@found_by(rules.the_queue_hands_over_in_order, rules.groups_move_as_one, seldom=True)
def a_smaller_group_passes_a_larger_one(patch: pytest.MonkeyPatch) -> None:
    def wrong(heads: list[Place], most: int) -> list[Place]:
        moving: list[Place] = []
        every = list(queue.waiting(heads[0].pool).select_related("contact")) if heads else []
        for head in every:
            group = [place for place in every if place.party == head.party]
            if head not in moving and len(moving) + len(group) <= most:
                moving += group
        return moving

    patch.setattr(queue, "_that_fit", wrong)


@found_by(rules.nobody_passes_who_waits, seldom=True)
def who_comes_now_passes_who_waits(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(capacity, "CLAIM", capacity.COUNT + capacity.IS_ON)


@found_by(rules.nobody_waits_in_vain, rules.nobody_waits_for_what_is_free)
def everybody_is_sent_to_the_queue_first(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(capacity, "claim_past_nobody", never)


@found_by(rules.who_joined_when_stays)
def undo_puts_people_at_the_end_of_the_queue(patch: pytest.MonkeyPatch) -> None:
    right = undo.undo

    def wrong(place: Place, **how: Any) -> Place:
        done = right(place, **how)
        Place.objects.filter(party=place.party).update(queued_at=how["at"])
        return done

    patch.setattr(undo, "undo", wrong)


# --- groups -------------------------------------------------------------------------------------


@found_by(rules.groups_move_as_one, rules.groups_wait_and_answer_as_one, rules.each_change_is_told_once, seldom=True)
def the_queue_splits_a_group(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(queue, "_that_fit", lambda heads, most: heads[:most])


@found_by(rules.groups_move_as_one, rules.groups_wait_and_answer_as_one, rules.each_change_is_told_once)
def an_act_moves_one_of_a_group(patch: pytest.MonkeyPatch) -> None:
    members = places._members

    def wrong(place: Place, action: Action, *, alone: bool = False) -> Any:
        return members(place, action, alone=True)

    patch.setattr(places, "_members", wrong)


@found_by(rules.who_leaves_alone_leaves_alone)
def who_leaves_takes_the_group_along(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(places, "withdraw", places.withdraw_party)


@found_by(rules.groups_wait_and_answer_as_one, seldom=True)
def one_of_a_group_is_moved_up_alone(patch: pytest.MonkeyPatch) -> None:
    right = queue.move_up

    def wrong(place: Place, **how: Any) -> Place:
        before = list(Place.objects.filter(party=place.party).exclude(pk=place.pk))
        done = right(place, **how)
        Place.objects.bulk_update(before, ["priority"]) if before else None
        return done

    patch.setattr(queue, "move_up", wrong)


# --- offers, and what is off ----------------------------------------------------------------------


@found_by(rules.no_offer_outlives_its_end)
def offers_lapse_five_minutes_late(patch: pytest.MonkeyPatch) -> None:
    over = lapsing._over
    patch.setattr(lapsing, "_over", lambda at: over(at - timedelta(minutes=5)))


@found_by(rules.offers_are_answered_in_time, seldom=True)
def an_offer_is_accepted_after_its_end(patch: pytest.MonkeyPatch) -> None:
    right = places.accept

    def wrong(place: Place, *, by: Any, at: Any) -> Place:
        ends = place.held_until
        return right(place, by=by, at=min(at, ends - timedelta(seconds=1)) if ends else at)

    patch.setattr(places, "accept", wrong)


@found_by(rules.offers_end_when_they_should, seldom=True)
def an_offer_outlasts_the_start(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(queue, "offer_ends", lambda pool, *, at: at + timedelta(minutes=pool.offer_minutes))


@found_by(rules.offers_end_when_they_should)
def what_is_accepted_keeps_its_end(patch: pytest.MonkeyPatch) -> None:
    def wrong(moved: Sequence[Place], to: State) -> None:
        rows = Place.objects.filter(pk__in=[place.pk for place in moved])
        rows.update(state=to, held_until=moved[0].held_until or F("held_until"))

    patch.setattr(changes, "_update", wrong)


@found_by(rules.the_queue_rests_once_it_has_begun, seldom=True)
def the_queue_moves_in_what_has_begun(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(queue, "hands_over", always)


@found_by(rules.nobody_is_let_in_where_it_is_off, seldom=True)
def people_are_let_into_what_is_off(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(admission, "check_on", nothing)


# --- history and telling ------------------------------------------------------------------------


@found_by(rules.every_state_has_its_change)
def undo_leaves_no_trace(patch: pytest.MonkeyPatch) -> None:
    record = changes.record

    def wrong(moved: Sequence[Place], action: Action, *, to: State, **how: Any) -> list[PlaceChange]:
        if action is not Action.UNDO:
            return record(moved, action, to=to, **how)
        changes._store(moved, to)
        return []

    patch.setattr(changes, "record", wrong)


@found_by(rules.groups_wait_and_answer_as_one, IN_A_REFUSAL, seldom=True)
def a_refusal_comes_after_the_change(patch: pytest.MonkeyPatch) -> None:
    right = queue._prefer.__wrapped__  # type: ignore[attr-defined]

    def wrong(place: Place, choose: Any, *, by: Any, at: Any) -> Place:
        Place.objects.filter(pk=place.pk).update(priority=7)
        return right(place, choose, by=by, at=at)

    patch.setattr(queue, "_prefer", wrong)


@found_by(rules.each_change_is_told_once)
def each_of_a_group_is_told(patch: pytest.MonkeyPatch) -> None:
    tell = changes._tell

    def wrong(moved: Sequence[Place], rows: Sequence[PlaceChange], **how: Any) -> None:
        for place, row in zip(moved, rows, strict=True):
            tell([place], [row], **how)

    patch.setattr(changes, "_tell", wrong)


@found_by(rules.each_change_is_told_once)
def who_is_moved_by_the_queue_is_not_told(patch: pytest.MonkeyPatch) -> None:
    within(patch, queue, "fill", changes, "_tell", nothing)


@found_by(rules.each_change_is_told_once)
def a_slip_is_told_at_once(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(changes, "GRACE_SECONDS", 0)


@found_by(IN_THE_POST)
def a_slip_taken_back_in_time_is_told(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(told, "_is_news", always)
