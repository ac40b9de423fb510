from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.participation import invitations
from lineup.core.participation.models import Invitation, Place
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("A09")]


def invite(email="ana@example.org", *, at=None, pool=None, **options):
    at = at or clock.now()
    pool = pool or factories.pool(admission="invitation")
    host = factories.actor(pool.offering.organiser)
    made = invitations.invite(pool.offering, email=email, pool=pool, by=host, at=at, **options)
    return made, f"/i/{invitations.mint_link(made)}"


def test_a_guest_reads_and_accepts_by_the_link_and_is_led_to_their_place(client):
    made, link = invite(message="Bring a jar")
    page = client.get(link).content.decode()
    assert "Bring a jar" in page
    assert Invitation.objects.get().accepted_at is None
    shown = client.post(f"{link}/acceptance", follow=True)
    assert shown.redirect_chain[0][0].startswith("/p/lnp_")
    assert "You have a place" in shown.content.decode()
    assert Place.objects.get().contact == made.person


def test_a_held_place_is_accepted_or_given_back(client):
    pool = factories.pool(capacity=2)
    _, first = invite("ana@example.org", pool=pool, hold_place=True)
    _, second = invite("bo@example.org", pool=pool, hold_place=True)
    assert "A place is held for you." in client.get(first).content.decode()
    client.post(f"{first}/acceptance")
    thanks = client.post(f"{second}/refusal")
    assert "You declined this invitation." in thanks.content.decode()
    assert sorted(Place.objects.values_list("state", flat=True)) == ["confirmed", "declined"]


def test_reading_changes_nothing_and_acts_want_a_post(client):
    _, link = invite(hold_place=True)
    answers = [client.get(f"{link}{act}").status_code for act in ("", "/acceptance", "/refusal")]
    assert answers == [200, 405, 405]
    assert Place.objects.get().state == "offered"


def test_a_link_is_used_once(client):
    _, link = invite()
    client.post(f"{link}/acceptance")
    again = client.post(f"{link}/acceptance")
    assert again.status_code == 410
    assert "This invitation was used, revoked, or is too old; ask for a new one." in again.content.decode()
    assert Place.objects.count() == 1


def test_unknown_old_and_revoked_links_are_named_so(client):
    _, old = invite(at=clock.now() - timedelta(days=15))
    made, revoked = invite("bo@example.org")
    invitations.revoke(made, by=factories.actor(made.offering.organiser), at=clock.now())
    assert [client.get(path).status_code for path in ("/i/lnp_x", old, revoked)] == [404, 410, 410]


def test_a_refusal_is_said_on_the_page_of_the_invitation(client):
    pool = factories.pool(capacity=1, waitlist="none")
    factories.place(pool)
    _, link = invite(pool=pool)
    answer = client.post(f"{link}/acceptance")
    assert answer.status_code == 409
    assert "This is full and has no waitlist." in answer.content.decode()
    assert Invitation.objects.get().accepted_at is None


def test_a_member_answers_signed_in(client):
    person = factories.member(email="ana@example.org")
    made, _ = invite("ana@example.org")
    client.force_login(person.account)
    assert client.get(f"/invitations/{made.pk}").status_code == 200
    answer = client.post(f"/invitations/{made.pk}/acceptance")
    assert answer.headers["Location"] == f"/places/{Place.objects.get().pk}"
    assert "You accepted this invitation." in client.get(f"/invitations/{made.pk}").content.decode()


@pytest.mark.req("P10")
def test_an_invitation_of_somebody_else_is_not_there(client):
    made, _ = invite()
    assert client.get(f"/invitations/{made.pk}").headers["Location"].startswith("/account/login")
    client.force_login(factories.member().account)
    answers = [client.get(f"/invitations/{made.pk}"), client.post(f"/invitations/{made.pk}/acceptance")]
    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_forwarded_link_says_whose_it_is(client):
    _, link = invite()
    client.force_login(factories.member("Bo").account)
    page = client.get(link).content.decode()
    assert "This invitation was sent to ana@example.org; you are signed in as Bo." in page
