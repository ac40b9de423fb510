from datetime import timedelta

import pytest

from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.participation import admission, invitations, lapsing, offerings, places
from lineup.core.participation.models import Invitation
from lineup.core.participation.transitions import State
from lineup.core.people.actors import Actor
from tests.core.participation import AT, START, kept, later, state_of
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("A09")]


def an_offering(**fields):
    return factories.offering(starts_at=START, at=AT, **fields)


def organiser(offering):
    return factories.actor(offering.organiser)


def invite(offering, email="ann@example.org", at=AT, **more):
    return invitations.invite(offering, email=email, by=organiser(offering), at=at, **more)


def answer(verb, invitation, at=None):
    invitation = Invitation.objects.select_related("offering", "pool__offering", "person", "place").get(
        pk=invitation.pk
    )
    return verb(invitation, by=Actor(invitation.person, channel="link"), at=at or later())


@pytest.mark.req("Q14")
def test_the_link_is_kept_by_its_digest_and_a_new_one_replaces_it():
    invitation = invite(an_offering())
    first, second = invitations.mint_link(invitation), invitations.mint_link(invitation)
    assert invitations.find(second, at=AT) == invitation
    with pytest.raises(Missing):
        invitations.find(first, at=AT)
    invitation.refresh_from_db()
    assert second not in str(invitation.__dict__)


def test_who_is_invited_into_a_pool_takes_a_place_and_has_proved_the_address():
    pool = factories.pool(an_offering(visibility="private"), admission="invitation", capacity=1)
    invitation = invite(pool.offering, pool=pool)
    place = answer(invitations.accept, invitation)
    assert place.state == State.CONFIRMED
    assert place.contact.email_verified_at == later()
    with pytest.raises(invitations.InvitationOver):
        answer(invitations.accept, invitation)


def test_who_is_invited_to_look_gets_no_place():
    assert answer(invitations.accept, invite(an_offering())) is None


def test_a_full_pool_lets_the_invited_wait():
    pool = factories.pool(an_offering(), capacity=0)
    assert answer(invitations.accept, invite(pool.offering, pool=pool)).state == State.WAITLISTED


def test_a_refused_answer_leaves_the_invitation_open():
    pool = factories.pool(an_offering(), capacity=0, waitlist="none")
    invitation = invite(pool.offering, pool=pool)
    with pytest.raises(places.PoolFull):
        answer(invitations.accept, invitation)
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_a_held_place_waits_for_the_answer():
    pool = factories.pool(an_offering(), capacity=1)
    invitation = invite(pool.offering, pool=pool, hold_place=True)
    waiting = factories.place(pool, at=AT)
    assert (invitation.place.state, waiting.state) == (State.OFFERED, State.WAITLISTED)
    assert answer(invitations.accept, invitation) == invitation.place
    assert state_of(invitation.place) == State.CONFIRMED


@pytest.mark.parametrize("end", ["decline", "revoke", "time"])
def test_a_held_place_that_is_not_taken_goes_to_the_next(end):
    pool = factories.pool(an_offering(), capacity=1)
    invitation = invite(pool.offering, pool=pool, hold_place=True, expires_at=later(60))
    waiting = factories.place(pool, at=AT)
    if end == "time":
        assert lapsing.lapse_due(at=later(60)) == 1
        with pytest.raises(invitations.InvitationOver):
            answer(invitations.accept, invitation, at=later(60))
    else:
        answer(getattr(invitations, end), invitation)
    assert state_of(waiting) == State.CONFIRMED


def test_an_address_is_invited_once_at_a_time_in_any_spelling():
    offering = an_offering()
    first = invite(offering, "ann@example.org")
    before = kept()
    with pytest.raises(invitations.InvitedAlready) as refusal:
        invite(offering, " Ann@EXAMPLE.org")
    assert (refusal.value.code, kept()) == ("invited_already", before)
    answer(invitations.revoke, first)
    assert invite(offering, "ann@example.org").pk != first.pk


def test_an_invitation_that_ran_out_does_not_block_the_next():
    offering = an_offering()
    invite(offering)
    assert invite(offering, at=AT + invitations.LASTS).revoked_at is None


@pytest.mark.parametrize(
    ("email", "more", "code"),
    [
        ("nonsense", {}, "address_needed"),
        ("ann@example.org", {"message": "x" * 1001}, "too_long"),
        ("ann@example.org", {"message": "\x00"}, "unstorable_text"),
        ("ann@example.org", {"name": "x" * 121}, "too_long"),
        ("ann@example.org", {"expires_at": AT}, "expires_in_the_past"),
    ],
)
def test_an_invitation_that_can_not_be_is_refused(email, more, code):
    offering = an_offering()
    with pytest.raises(Invalid) as refusal:
        invite(offering, email, **more)
    assert (refusal.value.code, Invitation.objects.count()) == (code, 0)


def test_nobody_is_invited_to_what_is_off_or_into_a_pool_of_another():
    cancelled = an_offering(state="cancelled")
    with pytest.raises(admission.Cancelled):
        invite(cancelled)
    with pytest.raises(Missing):
        invite(an_offering(), pool=factories.pool())


# --- who sees what (A05) ------------------------------------------------------------------------------


def sees(person, offering):
    """(may open its page, finds it in lists)"""
    return (
        offerings.visible_to(person).filter(pk=offering.pk).exists(),
        offerings.listed_for(person).filter(pk=offering.pk).exists(),
    )


@pytest.mark.req("A05")
@pytest.mark.parametrize(
    ("visibility", "nobody", "stranger", "member", "invited", "manager"),
    [
        ("public", (True, True), (True, True), (True, True), (True, True), (True, True)),
        ("unlisted", (True, False), (True, False), (True, False), (True, False), (True, False)),
        ("club_only", (False, False), (False, False), (True, True), (True, False), (True, True)),
        ("invite_only", (False, False), (False, False), (True, True), (True, False), (True, True)),
        ("private", (False, False), (False, False), (False, False), (True, False), (True, False)),
    ],
)
def test_each_visibility_shows_to_whom_it_says(visibility, nobody, stranger, member, invited, manager):
    club = factories.club()
    offering = an_offering(club=club, visibility=visibility)
    guest = factories.guest()
    invitations.invite(offering, email=guest.email, by=factories.actor(factories.club_owner(club)), at=AT)
    assert [
        sees(None, offering),
        sees(factories.member(), offering),
        sees(factories.club_member(club), offering),
        sees(guest, offering),
        sees(factories.club_member(club, role="event_manager"), offering),
    ] == [nobody, stranger, member, invited, manager]


@pytest.mark.req("A05")
def test_a_draft_and_a_binned_one_are_seen_by_nobody_but_their_managers():
    draft, binned = an_offering(state="draft"), an_offering(state="draft")
    offerings.discard(binned, by=organiser(binned), at=AT)
    assert sees(factories.member(), draft) == (False, False)
    assert sees(draft.organiser, draft) == (True, False)
    assert sees(binned.organiser, binned) == (False, False)


def test_what_is_published_is_cancelled_before_it_goes_into_the_bin():
    offering = an_offering()
    with pytest.raises(offerings.WrongOfferingState):
        offerings.discard(offering, by=organiser(offering), at=AT)
    # also for somebody who saw it before it was published
    offering.state = "draft"
    with pytest.raises(offerings.WrongOfferingState):
        offerings.discard(offering, by=organiser(offering), at=AT)
    offering.refresh_from_db()
    assert offering.binned_at is None


# --- guests (B03) ------------------------------------------------------------------------------------


@pytest.mark.req("B03", "Q13")
def test_asking_holds_nothing_and_confirming_takes_the_place_once():
    from_nobody = factories.join_request(factories.pool(an_offering(), capacity=1), at=AT)[0]
    assert from_nobody.pool.places.count() == 0
    place = confirm(from_nobody)
    assert (place.state, place.contact.email_verified_at) == (State.CONFIRMED, later())
    before = kept()
    assert confirm(from_nobody) == place
    assert kept() == before


@pytest.mark.req("B03")
def test_two_wishes_of_one_address_become_one_place():
    pool = factories.pool(an_offering(), capacity=5)
    asked = [factories.join_request(pool, email=email, at=AT)[0] for email in ("Ann@x.org", "ann@X.org")]
    assert len({confirm(request).pk for request in asked}) == 1
    assert pool.places.count() == 1


def confirm(request):
    from_link = type(request).objects.get(pk=request.pk)
    return factories.join_requests.confirm(from_link, by=Actor(), at=later())


@pytest.mark.req("B03")
@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": " "}, "name_needed"),
        ({"name": "x" * 121}, "too_long"),
        ({"email": "nonsense"}, "address_needed"),
        ({"companions": ["x"] * 5}, "party_too_large"),
        ({"companions": ["\x00"]}, "unstorable_text"),
    ],
)
def test_a_wish_that_can_not_be_is_refused(fields, code):
    pool = factories.pool(an_offering())
    before = kept()
    with pytest.raises(Refusal) as refusal:
        factories.join_request(pool, at=AT, **fields)
    assert (refusal.value.code, kept()) == (code, before)


def test_a_hostile_language_and_zone_fall_back_to_what_the_house_knows():
    pool = factories.pool(an_offering())
    request, _ = factories.join_request(pool, at=AT, language="x" * 99, time_zone="../etc")
    assert (request.language, request.time_zone) == ("en", "UTC")
    assert request.expires_at - AT == timedelta(hours=48)
