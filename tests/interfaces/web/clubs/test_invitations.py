"""Invited into a club: by link, signed in, signed out, as somebody else."""

import pytest
from django.core import mail
from django.test import Client

from lineup.core.clubs import invitations
from lineup.core.clubs.models import ClubInvitation
from lineup.core.foundation import clock
from tests.support import factories, outbox
from tests.support.factories import actor

pytestmark = [pytest.mark.django_db, pytest.mark.req("A01", "A09")]


@pytest.fixture
def owner(client):
    member = factories.member("Ada")
    client.force_login(member.account)
    return member


def signed_in(person):
    client = Client()
    client.force_login(person.account)
    return client


def invited(email="zoe@example.org", **fields):
    club = factories.club("Blue Club")
    by = actor(factories.club_owner(club))
    invitation = invitations.invite(club, email=email, by=by, at=clock.now(), **fields)
    return invitation, f"/ci/{invitations.mint_link(invitation)}"


def test_many_are_invited_at_once_and_get_a_mail(client, owner):
    club = factories.club(owner=owner)
    text = "Zoe <zoe@example.org>, bob@example.org; eve@example.org\nlou@example.org"
    client.post(f"/clubs/{club.slug}/invitations", {"emails": text, "role": "member", "message": "Come!"})
    outbox.drain()
    wanted = ["bob@example.org", "eve@example.org", "lou@example.org", "zoe@example.org"]
    assert sorted(club.invitations.values_list("email", flat=True)) == wanted
    assert sorted(message.to[0] for message in mail.outbox) == wanted


def test_who_could_not_be_invited_is_named_and_the_others_are_invited(client, owner):
    club = factories.club(owner=owner)
    form = {"emails": f"zoe@example.org {owner.email} nonsense", "role": "member"}
    response = client.post(f"/clubs/{club.slug}/invitations", form)
    errors = response.context["form"].errors["emails"]
    assert response.status_code == 422
    assert [error.partition(":")[0] for error in errors] == [owner.email, "nonsense"]
    assert club.invitations.get().email == "zoe@example.org"


def test_nobody_is_invited_as_owner(client, owner):
    club = factories.club(owner=owner)
    response = client.post(f"/clubs/{club.slug}/invitations", {"emails": "zoe@example.org", "role": "owner"})
    assert response.status_code == 422
    assert not club.invitations.exists()


def test_a_revoked_invitation_opens_nothing(client, owner):
    club = factories.club(owner=owner)
    invitation = invitations.invite(club, email="zoe@example.org", by=actor(owner), at=clock.now())
    link = f"/ci/{invitations.mint_link(invitation)}"
    client.post(f"/clubs/{club.slug}/invitations/{invitation.pk}/revocation")
    assert Client().get(link).status_code == 410


def test_looking_does_not_use_the_link_up_and_accepting_does():
    invitation, link = invited()
    zoe = factories.member(email="zoe@example.org")
    client = signed_in(zoe)
    assert [client.get(link).status_code for _ in range(2)] == [200, 200]
    assert client.post(f"{link}/acceptance").headers["Location"] == "/clubs/blue-club"
    assert zoe.memberships.get().club == invitation.club
    assert client.post(f"{link}/acceptance").status_code == 410


def test_signed_out_the_page_leads_to_an_account_and_back_without_the_secret():
    invitation, link = invited()
    body = Client().get(link).content.decode()
    back = f"/club-invitations/{invitation.pk}"
    assert f"/account/login?next={back}" in body
    assert f"/account/signup?email=zoe%40example.org&amp;next={back}" in body
    assert Client().post(f"{link}/acceptance").status_code == 302
    assert ClubInvitation.objects.get().accepted_at is None


def test_somebody_else_is_told_whose_it_is_and_cannot_accept():
    _invitation, link = invited()
    client = signed_in(factories.member("Eve"))
    assert "zoe@example.org" in client.get(link).content.decode()
    assert client.post(f"{link}/acceptance").status_code == 403


def test_signed_in_as_the_invited_one_no_link_is_needed():
    invitation, _link = invited()
    zoe = factories.member(email="zoe@example.org")
    path = f"/club-invitations/{invitation.pk}"
    assert signed_in(zoe).get(path).status_code == 200
    assert signed_in(factories.member()).get(path).status_code == 404
    assert signed_in(factories.member()).post(f"{path}/acceptance").status_code == 404
    signed_in(zoe).post(f"{path}/acceptance")
    assert zoe.memberships.exists()


def test_turning_it_down_needs_no_account():
    invitation, link = invited()
    assert Client().post(f"{link}/refusal").status_code == 302
    invitation.refresh_from_db()
    assert invitation.declined_at
    assert Client().get(link).status_code == 410


def test_an_old_link_is_over(monkeypatch):
    _invitation, link = invited()
    late = clock.now() + invitations.LASTS
    monkeypatch.setattr(clock, "now", lambda: late)
    assert Client().get(link).status_code == 410


def test_a_made_up_link_is_not_found():
    assert Client().get("/ci/lnp_nonsense").status_code == 404
