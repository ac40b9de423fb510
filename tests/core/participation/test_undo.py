import pytest

from lineup.core.participation import bulk, places, pools, queue, recount, undo
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import State
from lineup.core.people.actors import HOUSE
from tests.core.participation import AFTER_THE_START, AT, START, kept, later, state_of, states
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P08", "Q29")]

C, W, O, R = State.CONFIRMED, State.WAITLISTED, State.OFFERED, State.REQUESTED  # noqa: E741
BY = factories.actor(channel="web")


def a_pool(**settings):
    return factories.pool(factories.offering(starts_at=START, at=AT), **settings)


def group_in(pool, size, at=AT):
    return factories.place(pool, companions=["x"] * (size - 1), at=at)


def members(place):
    return list(Place.objects.filter(party=place.party).order_by("id"))


def member_states(place):
    return [member.state for member in members(place)]


def taken_back(place, at=None):
    return undo.undo(place, by=BY, at=at or later(61))


def too_late(place, at=None):
    before = kept()
    with pytest.raises(undo.TooLateToUndo) as refusal:
        taken_back(place, at)
    assert (refusal.value.code, kept()) == ("too_late_to_undo", before)


# --- groups go back together ------------------------------------------------------------------------


def test_an_approval_of_a_group_is_taken_back_for_the_whole_group():
    pool = a_pool(capacity=5, admission="approval")
    group = group_in(pool, 3)
    places.approve(group, by=BY, at=later(60))
    assert taken_back(members(group)[1]).state == R
    assert member_states(group) == [R, R, R]
    pool.refresh_from_db()
    assert pool.taken == 0


def test_a_rejection_of_a_group_is_taken_back_for_the_whole_group():
    group = group_in(a_pool(admission="approval"), 2)
    places.reject(group, by=BY, at=later(60))
    taken_back(group)
    assert member_states(group) == [R, R]


def test_a_promotion_of_a_group_is_taken_back_and_it_waits_where_it_waited():
    pool = a_pool(capacity=2)
    first = group_in(pool, 2)
    group, other = group_in(pool, 2, later(1)), group_in(pool, 1, later(2))
    places.withdraw_party(first, by=BY, at=AFTER_THE_START)
    places.promote(group, by=BY, at=AFTER_THE_START)
    taken_back(group, AFTER_THE_START)
    assert [place.party for place in queue.waiting(pool)] == [group.party, group.party, other.party]
    pool.refresh_from_db()
    assert pool.taken == 0


def test_who_left_the_group_before_the_act_stays_out():
    pool = a_pool(capacity=5, admission="approval")
    group = group_in(pool, 3)
    gone = members(group)[2]
    places.withdraw(gone, by=BY, at=later(10))
    places.approve(group, by=BY, at=later(60))
    taken_back(group)
    assert member_states(group) == [R, R, State.WITHDRAWN]


def test_a_revocation_is_taken_back_for_the_one_it_was_for():
    group = group_in(a_pool(capacity=3), 3)
    for member in members(group)[:2]:
        places.revoke(member, by=BY, at=later(60))
    taken_back(group)
    assert member_states(group) == [C, State.REVOKED, C]


# --- what happened meanwhile ----------------------------------------------------------------------------


def test_a_place_given_away_meanwhile_is_waited_for_in_the_old_order():
    pool = a_pool(capacity=1)
    first, second, third = (factories.place(pool, at=later(minute)) for minute in (1, 2, 3))
    places.revoke(first, by=BY, at=later(60))
    assert states(first, second) == [State.REVOKED, C]
    taken_back(first)
    assert states(first, second, third) == [W, C, W]
    assert next(iter(queue.waiting(pool))) == first


def test_what_an_undone_act_frees_goes_to_the_queue():
    pool = a_pool(capacity=1, admission="approval")
    first, second = factories.place(pool, at=AT), factories.place(pool, at=later(1))
    places.approve(first, by=BY, at=later(59))
    places.approve(second, by=BY, at=later(60))
    assert states(first, second) == [C, W]
    taken_back(first)
    assert states(first, second) == [R, C]


def test_who_leaves_the_queue_by_an_undo_lets_others_move():
    pool = a_pool(capacity=2, admission="approval")
    one, group, single = group_in(pool, 1), group_in(pool, 2, later(1)), group_in(pool, 1, later(2))
    for place in (one, group, single):
        places.approve(place, by=BY, at=later(60))
    assert states(one, group, single) == [C, W, W]
    taken_back(group)
    assert states(one, group, single) == [C, R, C]


def test_who_came_again_meanwhile_keeps_the_new_place():
    pool = a_pool(capacity=2)
    place = factories.place(pool, at=AT)
    places.revoke(place, by=BY, at=later(60))
    again = factories.place(pool, place.contact, at=later(60.5))
    too_late(place)
    assert state_of(again) == C
    asked = factories.place(a_pool(admission="approval"), at=AT)
    places.reject(asked, by=BY, at=later(60))
    factories.place(asked.pool, asked.contact, at=later(60.5))
    too_late(asked)


def test_one_of_a_group_that_went_on_meanwhile_waits_alone():
    pool = a_pool(capacity=2, waitlist="offer")
    first, group = group_in(pool, 2), group_in(pool, 3, later(1))
    removed = members(group)[2]
    places.revoke(removed, by=BY, at=later(60))
    places.withdraw_party(first, by=BY, at=later(60.5))
    assert member_states(group) == [O, O, State.REVOKED]
    taken_back(removed)
    removed.refresh_from_db()
    assert (removed.state, removed.party == group.party) == (W, False)
    assert list(recount.faults()) == []


def test_one_of_a_group_comes_back_to_its_offer_with_the_same_end():
    pool = a_pool(capacity=2, waitlist="offer", offer_minutes=600)
    first, group = group_in(pool, 2), group_in(pool, 2, later(1))
    places.withdraw_party(first, by=BY, at=later(50))
    places.revoke(group, by=BY, at=later(60))
    taken_back(group)
    assert {(member.state, member.held_until) for member in members(group)} == {(O, later(650))}


def test_one_of_a_group_comes_back_to_its_place_in_the_line():
    pool = a_pool(capacity=0)
    other, group = group_in(pool, 1), group_in(pool, 2, later(1))
    places.revoke(group, by=BY, at=later(60))
    queue.move_up(members(group)[1], by=BY, at=later(60.5))
    taken_back(group)
    assert [place.party for place in queue.waiting(pool)] == [group.party, group.party, other.party]


# --- what can't be undone ----------------------------------------------------------------------------------


def test_an_act_can_be_undone_for_ten_minutes():
    place = factories.place(a_pool(), at=AT)
    places.revoke(place, by=BY, at=AT)
    too_late(place, later(10.01))
    assert taken_back(place, later(10)).state == C


def test_an_act_is_undone_once():
    place = factories.place(a_pool(), at=AT)
    places.revoke(place, by=BY, at=later(60))
    taken_back(place)
    too_late(place)


def test_what_the_queue_or_the_person_did_is_not_undone():
    pool = a_pool(capacity=1, waitlist="offer")
    first, second = factories.fill(pool, waiting=1, at=AT)
    too_late(first)
    places.withdraw(first, by=BY, at=later(60))
    too_late(first)
    assert state_of(second) == O
    too_late(second)
    places.accept(second, by=BY, at=later(60))
    too_late(second)


# --- many at once ----------------------------------------------------------------------------------------------


def bulk_act(chosen, verb, at=None, **extra):
    offering = chosen[0].pool.offering
    return bulk.act(
        chosen, verb, offering=offering, by=factories.actor(offering.organiser), at=at or later(60), **extra
    )


def test_many_are_moved_and_taken_back_each_refusal_beside_its_place():
    pool = a_pool(capacity=3, admission="approval", waitlist="none")
    group, single, late = group_in(pool, 2), group_in(pool, 1), group_in(pool, 1)
    chosen = [*members(group), single, late]
    outcome = bulk_act(chosen, "approve")
    assert outcome.done == [*members(group), single]
    assert [(place, refusal.code) for place, refusal in outcome.refused] == [(late, "pool_full")]
    outcome = bulk_act(chosen, "undo", at=later(61))
    assert outcome.done == [*members(group), single]
    assert [(place, refusal.code) for place, refusal in outcome.refused] == [(late, "too_late_to_undo")]
    assert [place.state for place in outcome.done] == [R, R, R]


def test_a_member_that_had_left_is_not_counted_as_moved_with_its_group():
    pool = a_pool(capacity=3, admission="approval")
    group = group_in(pool, 2)
    gone = members(group)[1]
    places.withdraw(gone, by=BY, at=later(1))
    outcome = bulk_act(members(group), "approve")
    assert outcome.done == [group]
    assert [(place, refusal.code) for place, refusal in outcome.refused] == [(gone, "wrong_state")]


def test_a_group_revoked_by_a_tick_on_each_comes_back_the_same_way():
    pool = a_pool(capacity=2)
    group = group_in(pool, 2)
    bulk_act(members(group), "revoke", reason="Too many")
    assert member_states(group) == [State.REVOKED, State.REVOKED]
    outcome = bulk_act(members(group), "undo", at=later(61))
    assert (len(outcome.done), member_states(group)) == (2, [C, C])
    pool.refresh_from_db()
    assert pool.taken == 2


def test_at_most_two_hundred_are_moved_at_once(monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 2)
    pool = a_pool(capacity=0)
    line = factories.fill(pool, waiting=3, at=AT)
    pools.change(pool, waitlist="none", by=HOUSE, at=AT)
    assert len(bulk_act(line, "revoke").done) == 2
