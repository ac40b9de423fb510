import functools

import pytest
from django.db import connection, transaction

from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.participation import admission, invitations, offerings, places, pools, queue
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import State
from lineup.core.people import persons
from lineup.core.people.actors import HOUSE
from tests.core.participation import AT, START, kept, later, state_of, states
from tests.support import factories

pytestmark = pytest.mark.django_db


def an_offering(**fields):
    return factories.offering(starts_at=START, at=AT, **fields)


def a_pool(**settings):
    return factories.pool(an_offering(), **settings)


def refused(refusal, act, **facts):
    """The act is refused, and nothing changed."""
    before = kept()
    with pytest.raises(refusal) as raised:
        act()
    assert kept() == before
    assert str(raised.value)
    return raised.value


# --- in, waiting, or refused ----------------------------------------------------------------------


@pytest.mark.req("B03", "B04", "B05")
@pytest.mark.parametrize("waitlist", ["automatic", "offer"])
def test_who_comes_while_there_is_room_is_in_and_then_they_wait(waitlist):
    pool = a_pool(capacity=1, waitlist=waitlist)
    first, second = factories.place(pool, at=AT), factories.place(pool, at=later())
    assert (first.state, second.state) == (State.CONFIRMED, State.WAITLISTED)
    pool.refresh_from_db()
    assert pool.taken == 1


@pytest.mark.req("B05")
def test_a_full_pool_without_a_waitlist_refuses():
    pool = a_pool(capacity=1, waitlist="none")
    factories.place(pool, at=AT)
    refusal = refused(places.PoolFull, lambda: factories.place(pool, at=later()))
    assert (refusal.code, refusal.status) == ("pool_full", 409)


def test_a_pool_without_a_limit_takes_everybody():
    pool = a_pool(capacity=None, waitlist="none")
    assert {factories.place(pool, at=AT).state for _ in range(5)} == {State.CONFIRMED}
    pool.refresh_from_db()
    assert (pool.taken, pool.free) == (5, None)


def test_a_pool_of_nought_lets_nobody_in():
    assert factories.place(a_pool(capacity=0), at=AT).state == State.WAITLISTED


@pytest.mark.req("B03")
def test_joining_twice_gives_the_same_place_back():
    pool, person = a_pool(), factories.guest()
    place = factories.place(pool, person, at=AT)
    before = kept()
    assert factories.place(pool, person, at=later(), companions=["Somebody"]) == place
    assert kept() == before


@pytest.mark.req("P08")
def test_who_left_comes_back_at_the_end_of_the_queue_and_the_history_stays():
    pool = a_pool(capacity=1)
    left, other = factories.fill(pool, waiting=1, at=AT)
    places.withdraw(left, by=factories.actor(left.contact), at=later(1))
    back = factories.place(pool, left.contact, at=later(2))
    assert (state_of(left), state_of(other), back.state) == (State.WITHDRAWN, State.CONFIRMED, State.WAITLISTED)
    assert [change.action for change in left.changes.order_by("id")] == ["join", "withdraw"]


def test_an_approval_pool_asks_the_organiser_even_while_there_is_room():
    assert factories.place(a_pool(admission="approval"), at=AT).state == State.REQUESTED


def test_who_comes_later_never_passes_the_queue():
    pool = a_pool(capacity=3)
    factories.place(pool, at=AT, companions=["Two"])
    waiting = factories.place(pool, at=later(1), companions=["Two"])
    late = factories.place(pool, at=later(2))
    assert (waiting.state, late.state) == (State.WAITLISTED, State.WAITLISTED)
    pool.refresh_from_db()
    assert pool.free == 1


# --- groups -----------------------------------------------------------------------------------------


def test_a_group_is_let_in_whole_and_its_contact_answers_for_it():
    pool, person = a_pool(capacity=3), factories.guest()
    place = factories.place(pool, person, companions=["Ann", " Bob\n"], at=AT)
    party = list(Place.objects.filter(party=place.party).order_by("id"))
    assert [member.participant.display_name for member in party] == [person.name, "Ann", "Bob"]
    assert {(member.state, member.contact_id) for member in party} == {(State.CONFIRMED, person.pk)}
    assert party[0] == place


def test_a_group_that_does_not_fit_waits_whole():
    pool = a_pool(capacity=2)
    place = factories.place(pool, companions=["Ann", "Bob"], at=AT)
    assert {member.state for member in Place.objects.filter(party=place.party)} == {State.WAITLISTED}
    pool.refresh_from_db()
    assert pool.taken == 0


def test_a_group_larger_than_the_pool_allows_is_refused_with_the_number():
    pool = a_pool(capacity=9, party_limit=2)
    refusal = refused(admission.PartyTooLarge, lambda: factories.place(pool, companions=["Ann", "Bob"], at=AT))
    assert "2" in str(refusal)
    assert (refusal.code, refusal.field) == ("party_too_large", "companions")


@pytest.mark.parametrize(
    ("name", "code"),
    [(" ", "name_needed"), ("x" * 121, "too_long"), ("a\x00", "unstorable_text"), ("\ud800", "unstorable_text")],
)
def test_a_companion_with_an_impossible_name_is_refused(name, code):
    pool = a_pool()
    refusal = refused(Invalid, lambda: factories.place(pool, companions=[name], at=AT))
    assert (refusal.code, refusal.field, refusal.status) == (code, "companions", 422)


# --- when, and whom -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "code"), [("draft", "not_published"), ("cancelled", "cancelled"), ("finished", "over")]
)
def test_nobody_joins_what_is_not_on(state, code):
    pool = factories.pool(an_offering(state=state))
    assert refused(Refusal, lambda: factories.place(pool, at=AT)).code == code


def test_nobody_joins_what_is_in_the_bin_or_over():
    pool = a_pool()
    by = factories.actor(pool.offering.organiser)
    assert refused(admission.Over, lambda: factories.place(pool, at=pool.offering.ends_at)).code == "over"
    offerings.cancel(pool.offering, by=by, at=AT)
    offerings.discard(pool.offering, by=by, at=AT)
    pool.offering.state = "published"
    assert refused(admission.NotPublished, lambda: factories.place(pool, at=AT)).code == "not_published"


def test_sign_up_opens_and_closes_on_time():
    pool = a_pool(opens_at=later(10), closes_at=later(20))
    assert refused(admission.NotOpenYet, lambda: factories.place(pool, at=later(9.99))).code == "not_open_yet"
    assert factories.place(pool, at=later(10)).state == State.CONFIRMED
    assert refused(admission.Closed, lambda: factories.place(pool, at=later(20))).code == "closed"


def test_what_was_cancelled_a_moment_ago_takes_nobody_who_still_saw_it_open():
    pool = a_pool()
    seen = type(pool).objects.select_related("offering").get(pk=pool.pk)
    offerings.cancel(pool.offering, by=factories.actor(pool.offering.organiser), at=AT)
    assert seen.offering.state == "published"
    assert refused(admission.Cancelled, lambda: factories.place(seen, at=later())).code == "cancelled"


@pytest.mark.req("A05")
@pytest.mark.parametrize("visibility", ["invite_only", "private"])
def test_only_the_invited_join_what_is_by_invitation(visibility):
    offering = an_offering(visibility=visibility)
    pool, person = factories.pool(offering), factories.guest()
    refusal = refused(admission.InvitationNeeded, lambda: factories.place(pool, person, at=AT))
    assert (refusal.code, refusal.status) == ("invitation_needed", 403)
    invitations.invite(offering, email=person.email, by=factories.actor(offering.organiser), at=AT)
    assert factories.place(pool, person, at=later()).state == State.CONFIRMED


@pytest.mark.req("A05")
def test_only_members_and_the_invited_join_what_is_for_the_club():
    club = factories.club()
    pool = factories.pool(an_offering(club=club, visibility="club_only"), capacity=5)
    stranger, member = factories.member(), factories.club_member(club)
    refusal = refused(admission.MembersOnly, lambda: factories.place(pool, stranger, at=AT))
    assert (refusal.code, refusal.status) == ("members_only", 403)
    assert factories.place(pool, member, at=AT).state == State.CONFIRMED
    invitations.invite(pool.offering, email=stranger.email, by=factories.actor(factories.club_owner(club)), at=AT)
    assert factories.place(pool, stranger, at=later()).state == State.CONFIRMED


@pytest.mark.parametrize("visibility", ["public", "unlisted"])
def test_anybody_joins_what_is_open(visibility):
    assert factories.place(factories.pool(an_offering(visibility=visibility)), at=AT).state == State.CONFIRMED


# --- inside a larger transaction --------------------------------------------------------------------


def test_a_refusal_can_be_survived_inside_a_larger_transaction():
    pool = a_pool(capacity=1, waitlist="none")
    factories.place(pool, at=AT)
    with transaction.atomic():
        with pytest.raises(places.PoolFull):
            factories.place(pool, at=later())
        assert factories.guest().pk
    assert connection.needs_rollback is False


def test_a_place_taken_by_another_request_at_the_same_moment_is_found(monkeypatch):
    """Two requests of one person, both of which saw no place yet."""
    pool, person = a_pool(capacity=5), factories.guest()
    first = factories.place(pool, person, at=AT)
    seen = [None]
    real = places.held_by
    monkeypatch.setattr(places, "held_by", lambda *both: seen.pop() if seen else real(*both))
    before = kept()
    assert factories.place(pool, person, at=AT) == first
    assert kept() == before


# --- the organiser's own ways --------------------------------------------------------------------------


OFF = {"cancelled": offerings.cancel, "finished": functools.partial(offerings.finish, although_ahead=True)}


@pytest.mark.parametrize("state", OFF)
def test_the_organiser_lets_nobody_into_what_is_off(state):
    pool = a_pool(capacity=2, admission="approval", waitlist="offer")
    by = factories.actor(pool.offering.organiser)
    asked, waits = factories.place(pool, at=AT), factories.place(pool, at=AT)
    pools.change(pool, capacity=1, by=by, at=AT)
    held = places.offer_to(pool, factories.guest(), by=by, at=AT)
    places.approve(waits, by=by, at=AT)
    assert states(asked, waits, held) == [State.REQUESTED, State.WAITLISTED, State.OFFERED]
    OFF[state](pool.offering, by=by, at=later())
    for act in (
        lambda: places.approve(asked, by=by, at=later(2)),
        lambda: places.promote(waits, by=by, at=later(2)),
        lambda: places.offer(waits, by=by, at=later(2)),
        lambda: places.accept(held, by=by, at=later(2)),
        lambda: places.offer_to(pool, factories.guest(), by=by, at=later(2)),
        lambda: places.add(pool, factories.guest(), by=by, at=later(2)),
    ):
        assert refused((admission.Cancelled, admission.Over), act).status == 409
    # who wants to leave still may, and nobody moves up
    assert places.withdraw(held, by=by, at=later(2)).state == State.WITHDRAWN
    assert state_of(waits) == State.WAITLISTED


def test_places_needed_and_free_are_named_when_they_do_not_suffice():
    pool = a_pool(capacity=3)
    factories.place(pool, companions=["Two"], at=AT)
    group = factories.place(pool, companions=["Two"], at=AT)
    refusal = refused(places.PoolFull, lambda: places.promote(group, by=HOUSE, at=AT))
    assert str(refusal) == "Places needed: 2, places free: 1. Raise the capacity or free some first."


@pytest.mark.parametrize(("reason", "code"), [("x" * 301, "too_long"), ("a\x00b", "unstorable_text")])
def test_a_reason_that_no_column_holds_is_refused(reason, code):
    place = factories.place(a_pool(), at=AT)
    for act in (places.withdraw, places.revoke):
        refusal = refused(Invalid, functools.partial(act, place, by=HOUSE, at=AT, reason=reason))
        assert (refusal.code, refusal.field) == (code, "reason")


def test_a_hostile_reason_is_kept_as_it_is():
    place = factories.place(a_pool(), at=AT)
    hostile = "'; DROP TABLE participation_place; -- <script>alert(1)</script> %s %(x)s {{ 7*7 }} \u202e"
    places.revoke(place, by=HOUSE, at=AT, reason=hostile)
    assert place.changes.order_by("-id")[0].reason == hostile


@pytest.mark.parametrize(
    ("name", "email", "code"),
    [
        ("", "a@example.org", "name_needed"),
        ("x" * 121, "a@example.org", "too_long"),
        ("Ann\x00", "a@example.org", "unstorable_text"),
        ("Ann", "nonsense", "address_needed"),
        ("Ann", "a@" + "x" * 250 + ".org", "address_needed"),
        ("Ann", "a@" + "\ufdfa" * 50 + ".org", "address_needed"),
        ("Ann", "a\x00@example.org", "address_needed"),
        ("Ann", "a@example.org\nBcc: b@example.org", "address_needed"),
    ],
)
def test_a_person_whom_no_column_holds_is_refused(name, email, code):
    with pytest.raises(Invalid) as refusal:
        persons.make_known(name=name, email=email)
    assert refusal.value.code == code


def test_queue_order_is_the_order_of_joining_even_within_one_instant():
    pool = a_pool(capacity=0)
    group = [factories.place(pool, companions=["a", "b"], at=AT) for _ in range(8)]
    parties = [place.party for place in queue.waiting(pool)]
    assert parties == [place.party for place in group for _ in range(3)]
