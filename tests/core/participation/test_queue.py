from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.core.foundation import inputs
from lineup.core.outbox.models import Message
from lineup.core.participation import lapsing, offerings, places, pools, queue, recount
from lineup.core.participation.models import Place, PlaceChange, Pool
from lineup.core.participation.transitions import State
from lineup.core.people.actors import HOUSE
from tests.core.participation import AFTER_THE_START, AT, START, kept, later, state_of, states
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("B04")]

C, W, O = State.CONFIRMED, State.WAITLISTED, State.OFFERED  # noqa: E741


def a_pool(**settings):
    return factories.pool(factories.offering(starts_at=START, at=AT), **settings)


def queue_of(pool, *sizes):
    """Groups of these sizes that joined one after the other, a minute apart."""
    return [
        factories.place(pool, companions=["x"] * (size - 1), at=later(minute)) for minute, size in enumerate(sizes, 1)
    ]


def leave(place, at=None):
    return places.withdraw(place, by=factories.actor(place.contact), at=at or later(60))


# --- the hand-over ---------------------------------------------------------------------------------


def test_a_freed_place_goes_to_the_next_in_line_in_the_same_transaction():
    first, second, third = queue_of(a_pool(capacity=1), 1, 1, 1)
    leave(first)
    assert states(first, second, third) == [State.WITHDRAWN, C, W]
    assert second.changes.order_by("-id")[0].channel == "queue"


def test_in_an_offer_pool_the_next_in_line_is_offered_it_for_a_time():
    first, second = queue_of(a_pool(capacity=1, waitlist="offer", offer_minutes=30), 1, 1)
    leave(first, at=later(60))
    second.refresh_from_db()
    assert (second.state, second.held_until) == (O, later(90))


def test_an_offer_lasts_at_most_until_the_start():
    first, second = queue_of(a_pool(capacity=1, waitlist="offer", offer_minutes=60), 1, 1)
    leave(first, at=START.replace(minute=0) - (later(10) - AT))
    second.refresh_from_db()
    assert second.held_until == START


@pytest.mark.parametrize("end", ["decline", "withdraw", "revoke", "lapse"])
def test_an_offer_that_ends_goes_to_the_next(end):
    pool = a_pool(capacity=1, waitlist="offer", offer_minutes=30)
    first, second, third = queue_of(pool, 1, 1, 1)
    leave(first)
    if end == "lapse":
        assert lapsing.lapse_due(at=later(89)) == 0
        assert lapsing.lapse_due(at=later(90)) == 1
        assert lapsing.lapse_due(at=later(90)) == 0
    else:
        getattr(places, end)(second, by=HOUSE, at=later(61))
    assert [state_of(second) in (C, O, W), state_of(third)] == [False, O]
    pool.refresh_from_db()
    assert pool.taken == 1


def test_an_offer_is_accepted_in_time_and_refused_afterwards():
    first, second = queue_of(a_pool(capacity=1, waitlist="offer", offer_minutes=30), 1, 1)
    leave(first)
    before = kept()
    with pytest.raises(places.OfferLapsed) as refusal:
        places.accept(second, by=HOUSE, at=later(90))
    assert (refusal.value.code, refusal.value.status, kept()) == ("offer_lapsed", 410, before)
    assert places.accept(second, by=HOUSE, at=later(89.9)).state == C
    second.refresh_from_db()
    assert second.held_until is None
    assert lapsing.lapse_due(at=later(999)) == 0


def test_nobody_hears_that_an_offer_lapsed_for_what_was_cancelled():
    pool = a_pool(capacity=1, waitlist="offer", offer_minutes=30)
    first, second = queue_of(pool, 1, 1)
    leave(first)
    offerings.cancel(pool.offering, by=factories.actor(pool.offering.organiser), at=later(61))
    assert lapsing.lapse_due(at=later(999)) == 0
    assert lapsing.is_due(later(999)) is False
    assert state_of(second) == O


def test_nothing_is_handed_over_once_it_has_begun():
    first, second = queue_of(a_pool(capacity=1), 1, 1)
    leave(first, at=START)
    assert state_of(second) == W
    assert queue.standing(second, at=START).code == "over"
    # the organiser still can
    assert places.promote(second, by=HOUSE, at=AFTER_THE_START).state == C


def test_a_start_moved_back_into_the_future_opens_the_queue_again():
    pool = a_pool(capacity=1)
    first, second = queue_of(pool, 1, 1)
    leave(first, at=START)
    by = factories.actor(pool.offering.organiser)
    offerings.change(pool.offering, starts_at=START + (START - AT), ends_at=None, by=by, at=AFTER_THE_START)
    assert state_of(second) == C


@pytest.mark.parametrize("act", [offerings.cancel, partial(offerings.finish, although_ahead=True)])
def test_nothing_is_handed_over_in_what_is_off(act):
    pool = a_pool(capacity=1)
    first, second = queue_of(pool, 1, 1)
    act(pool.offering, by=factories.actor(pool.offering.organiser), at=later(50))
    leave(first)
    assert state_of(second) == W


def test_who_asked_before_all_who_wait_and_fits_is_in_as_soon_as_they_are_approved():
    pool = a_pool(capacity=2, admission="approval")
    single, group, late = queue_of(pool, 1, 3, 1)
    by = factories.actor(pool.offering.organiser)
    # more than there is room for: whoever asked later waits behind it
    assert places.approve(group, by=by, at=later(60)).state == W
    assert places.approve(late, by=by, at=later(61)).state == W
    assert places.approve(single, by=by, at=later(62)).state == C
    pool.refresh_from_db()
    assert (pool.taken, list(recount.faults())) == (1, [])


# --- groups and order ---------------------------------------------------------------------------------


def test_a_group_that_does_not_fit_blocks_who_stands_behind_it():
    pool = a_pool(capacity=2)
    first, second, group, single = queue_of(pool, 1, 1, 2, 1)
    leave(first)
    assert states(group, single) == [W, W]
    leave(second)
    assert [place.state for place in Place.objects.filter(party=group.party)] == [C, C]
    assert state_of(single) == W


@pytest.mark.parametrize("how", ["withdraw", "revoke", "shrink"])
def test_when_the_group_that_blocks_leaves_the_others_move(how):
    pool = a_pool(capacity=2)
    _pair, group, single = queue_of(pool, 1, 2, 1)
    assert states(group, single) == [W, W]
    if how == "withdraw":
        places.withdraw_party(group, by=HOUSE, at=later(60))
        assert states(group, single) == [State.WITHDRAWN, C]
    elif how == "revoke":
        for member in Place.objects.filter(party=group.party):
            places.revoke(member, by=HOUSE, at=later(60))
        assert states(group, single) == [State.REVOKED, C]
    else:
        places.withdraw(Place.objects.filter(party=group.party).last(), by=HOUSE, at=later(60))
        assert states(group, single) == [C, W]


def test_a_group_is_offered_accepts_and_lapses_whole():
    pool = a_pool(capacity=2, waitlist="offer", offer_minutes=30)
    pair, second, third = queue_of(pool, 2, 2, 2)
    places.withdraw_party(pair, by=HOUSE, at=later(60))
    assert {place.state for place in Place.objects.filter(party=second.party)} == {O}
    assert lapsing.lapse_due(at=later(90)) == 1
    assert {place.state for place in Place.objects.filter(party=second.party)} == {State.LAPSED}
    places.accept(third, by=HOUSE, at=later(91))
    assert {place.state for place in Place.objects.filter(party=third.party)} == {C}
    assert list(recount.faults()) == []


def test_who_leaves_a_confirmed_group_leaves_alone():
    pool = a_pool(capacity=3)
    (group,) = queue_of(pool, 3)
    leave(group)
    assert sorted(place.state for place in Place.objects.filter(party=group.party)) == [C, C, State.WITHDRAWN]


# --- capacity ---------------------------------------------------------------------------------------------


def test_capacity_raised_goes_to_the_queue_at_once():
    pool = a_pool(capacity=1)
    line = queue_of(pool, 1, 1, 2, 1)
    pools.change(pool, capacity=4, by=HOUSE, at=later(60))
    assert states(*line) == [C, C, C, W]
    pools.change(pool, capacity=None, by=HOUSE, at=later(61))
    assert states(*line) == [C, C, C, C]


def test_a_waitlist_that_is_switched_on_moves_who_waits():
    pool = a_pool(capacity=1)
    line = queue_of(pool, 1, 1)
    pools.change(pool, waitlist="none", by=HOUSE, at=later(60))
    leave(line[0])
    assert state_of(line[1]) == W
    pools.change(pool, waitlist="offer", by=HOUSE, at=later(61))
    assert state_of(line[1]) == O


@pytest.mark.req("B05")
@pytest.mark.parametrize(
    ("taken", "sentence"),
    [
        (1, "1 place is taken; choose at least that many, or revoke it first."),
        (3, "3 places are taken; choose at least that many, or revoke places first."),
    ],
)
def test_a_capacity_below_what_is_taken_is_refused_with_the_number(taken, sentence):
    pool = a_pool(capacity=5)
    queue_of(pool, *[1] * taken)
    before = kept()
    with pytest.raises(pools.CapacityBelowTaken) as refusal:
        pools.change(pool, capacity=taken - 1, by=HOUSE, at=AT)
    assert (str(refusal.value), refusal.value.field, kept()) == (sentence, "capacity", before)
    assert pools.change(pool, capacity=taken, by=HOUSE, at=AT).capacity == taken


@pytest.mark.parametrize(
    ("setting", "value", "code"),
    [
        ("capacity", -1, "out_of_range"),
        ("capacity", 2**31, "out_of_range"),
        ("party_limit", 0, "out_of_range"),
        ("party_limit", 51, "out_of_range"),
        ("offer_minutes", 0, "out_of_range"),
        ("offer_minutes", 10**9, "out_of_range"),
        ("name", "x" * 121, "too_long"),
        ("admission", "everybody", "unknown_choice"),
        ("waitlist", "", "unknown_choice"),
    ],
)
def test_a_setting_that_can_not_be_is_refused(setting, value, code):
    pool = a_pool()
    before = kept()
    with pytest.raises(inputs.Invalid) as refusal:
        pools.change(pool, **{setting: value}, by=HOUSE, at=AT)
    assert (refusal.value.code, refusal.value.field, kept()) == (code, setting, before)
    with pytest.raises(inputs.Invalid):
        pools.make(pool.offering, role="other", **{setting: value})


def test_sign_up_must_close_after_it_opens():
    pool = a_pool(opens_at=later(5))
    with pytest.raises(pools.ClosesBeforeItOpens):
        pools.change(pool, closes_at=later(5), by=HOUSE, at=AT)


@pytest.mark.req("B05")
def test_the_database_itself_refuses_more_places_than_there_are():
    pool = a_pool(capacity=1)
    with pytest.raises(Exception, match="never_more_taken_than_capacity"):
        Pool.objects.filter(pk=pool.pk).update(taken=2)


# --- a very long queue ----------------------------------------------------------------------------------


def long_queue(monkeypatch, *, size, most=4, group=1):
    monkeypatch.setattr(queue, "MOST_AT_ONCE", most)
    pool = a_pool(capacity=0)
    queue_of(pool, *[group] * size)
    return pool


def go_on(pool, at):
    """Deliver the continuations as the outbox would; how many there were."""
    count = 0
    while message := Message.objects.filter(topic="fill-pool", done_at=None).first():
        lapsing.go_on_filling(message, at=at)
        Message.objects.filter(pk=message.pk).update(done_at=at)
        count += 1
    return count


@pytest.mark.parametrize("capacity", [3, 4, 5, 9, 10, 11, None])
def test_a_long_hand_over_goes_on_in_the_outbox(monkeypatch, capacity):
    pool = long_queue(monkeypatch, size=10)
    pools.change(pool, capacity=capacity, by=HOUSE, at=later(60))
    assert Place.objects.filter(pool=pool, state=C).count() == min(4, capacity or 4)
    go_on(pool, later(61))
    expected = min(10, capacity or 10)
    assert Place.objects.filter(pool=pool, state=C).count() == expected
    promoted = PlaceChange.objects.filter(action="promote").order_by("id").values_list("place", flat=True)
    assert list(promoted) == list(Place.objects.order_by("queued_at").values_list("pk", flat=True)[:expected])
    assert list(recount.faults()) == []


def test_a_long_hand_over_splits_no_group(monkeypatch):
    pool = long_queue(monkeypatch, size=5, group=3)
    pools.change(pool, capacity=100, by=HOUSE, at=later(60))
    assert Place.objects.filter(pool=pool, state=C).count() == 3
    go_on(pool, later(61))
    assert Place.objects.filter(pool=pool, state=C).count() == 15


def test_a_hand_over_that_is_done_leaves_no_work_behind(monkeypatch):
    pool = long_queue(monkeypatch, size=10)
    pools.change(pool, capacity=4, by=HOUSE, at=later(60))
    assert go_on(pool, later(61)) == 0


def test_a_hand_over_of_one_place_reads_as_little_from_a_long_queue_as_from_a_short_one():
    pool = a_pool(capacity=1)
    line = queue_of(pool, *[1] * 30)
    with CaptureQueriesContext(connection) as queries:
        leave(line[0])
    assert [query["sql"].endswith("LIMIT 2") for query in queries if '"priority" DESC' in query["sql"]] == [True]
    assert len(queries) <= 16


# --- where one stands -------------------------------------------------------------------------------------


def test_each_who_waits_sees_a_position_and_a_reason():
    pool = a_pool(capacity=3)
    _pair, group, single = queue_of(pool, 2, 3, 1)
    assert queue.standing(group, at=later(9)).position == 1
    assert queue.standing(group, at=later(9)).code == "group_larger"
    assert str(queue.standing(group, at=later(9)).sentence) == (
        "One place is free, but your group of 3 needs more; groups stay together."
    )
    assert (queue.standing(single, at=later(9)).position, queue.standing(single, at=later(9)).code) == (
        4,
        "group_ahead",
    )


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"waitlist": "automatic"}, "full"),
        ({"waitlist": "offer"}, "full_offer"),
        ({"waitlist": "none"}, "full_no_queue"),
    ],
)
def test_the_reason_follows_the_pool(changed, code):
    pool = a_pool(capacity=1)
    _first, _second, third = queue_of(pool, 1, 1, 1)
    pools.change(pool, by=HOUSE, at=AT, **changed)
    third = Place.objects.select_related("pool__offering").get(pk=third.pk)
    assert (queue.standing(third, at=AT).position, queue.standing(third, at=AT).code) == (2, code)


def test_every_member_of_a_group_stands_where_the_group_stands():
    pool = a_pool(capacity=0)
    _first, group = queue_of(pool, 1, 3)
    members = Place.objects.filter(party=group.party)
    assert [queue.standing(member, at=AT).position for member in members] == [2, 2, 2]


def test_a_group_moved_up_goes_first_and_back_again():
    pool = a_pool(capacity=1)
    first, second, third, fourth = queue_of(pool, 1, 1, 1, 1)
    queue.move_up(third, by=HOUSE, at=AT)
    queue.move_up(fourth, by=HOUSE, at=AT)
    assert list(queue.waiting(pool)) == [fourth, third, second]
    queue.move_back(fourth, by=HOUSE, at=AT)
    assert list(queue.waiting(pool)) == [third, second, fourth]
    leave(first)
    assert states(second, third, fourth) == [W, C, W]
