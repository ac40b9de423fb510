"""Invitations to take part, by address or to an account, through the API."""

from datetime import datetime

import pytest

from lineup.core.participation import invitations
from lineup.core.participation.models import Invitation, Place, Pool
from tests.interfaces.api.conftest import problem
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("A09")]


@pytest.fixture
def pool(db):
    hidden = factories.offering(organiser=factories.member("Organiser"), visibility="private")
    return factories.pool(hidden, capacity=1, admission="invitation")


@pytest.fixture
def organiser(pool, as_person):
    return as_person(pool.offering.organiser)


def invite(organiser, pool, email, **more):
    sent = {"email": email, "pool": str(pool.pk), **more}
    return organiser.post(f"/events/{pool.offering.slug}/invitations", sent)


def test_the_invited_sees_joins_and_the_invitation_is_used_up(organiser, pool, as_person):
    person = factories.member(email="ada@example.org")
    key = as_person(person)
    assert problem(key.get(f"/pools/{pool.pk}")) == (404, "not_found")
    sent = invite(organiser, pool, "Ada@Example.org", hold_place=True)
    assert (sent.status_code, sent.json()["answer"], sent.json()["answered_at"]) == (201, "open", None)
    assert Pool.objects.get().taken == 1
    mine = key.get("/invitations").json()["items"]
    assert [row["id"] for row in mine] == [sent.json()["id"]]
    assert key.get(f"/pools/{pool.pk}").status_code == 200
    accepted = key.post(f"/invitations/{mine[0]['id']}/acceptance").json()
    assert (accepted["answer"], Place.objects.get().state) == ("accepted", "confirmed")
    assert datetime.fromisoformat(accepted["answered_at"]) == Invitation.objects.get().accepted_at
    assert problem(key.post(f"/invitations/{mine[0]['id']}/acceptance")) == (410, "invitation_over")


def test_a_declined_or_revoked_invitation_frees_what_it_held(organiser, pool, as_person):
    key = as_person(factories.member(email="ada@example.org"))
    first = invite(organiser, pool, "ada@example.org", hold_place=True).json()
    assert problem(invite(organiser, pool, "ada@example.org")) == (409, "invited_already")
    assert problem(invite(organiser, pool, "eve@example.org", hold_place=True)) == (409, "pool_full")
    declined = key.post(f"/invitations/{first['id']}/refusal").json()
    assert (declined["answer"], declined["answered_at"] is None) == ("declined", False)
    second = invite(organiser, pool, "eve@example.org", hold_place=True).json()
    assert problem(key.post(f"/invitations/{second['id']}/revocation")) == (404, "not_found")
    revoked = organiser.post(f"/invitations/{second['id']}/revocation").json()
    assert (revoked["answer"], revoked["answered_at"]) == ("revoked", None)
    assert Pool.objects.get().taken == 0


def test_a_guest_answers_by_the_link(organiser, pool, nobody):
    invite(organiser, pool, "guest@example.org", hold_place=True)
    link = {"token": invitations.mint_link(Invitation.objects.get())}
    assert nobody.post("/invitation-links", link).json()["offering"]["title"] == pool.offering.title
    assert nobody.post("/invitation-links/acceptance", link).json()["answer"] == "accepted"
    assert problem(nobody.post("/invitation-links/refusal", link)) == (410, "invitation_over")
    assert problem(nobody.post("/invitation-links", {"token": "lnp_no"})) == (404, "invitation_unknown")


@pytest.mark.req("P10")
def test_invitations_of_others_do_not_exist(organiser, pool, as_person):
    sent = invite(organiser, pool, "ada@example.org").json()
    stranger = as_person(factories.member())
    assert problem(stranger.get(f"/events/{pool.offering.slug}/invitations")) == (404, "not_found")
    assert problem(stranger.get(f"/invitations/{sent['id']}")) == (404, "not_found")
    for act in ("acceptance", "refusal", "revocation"):
        assert problem(stranger.post(f"/invitations/{sent['id']}/{act}")) == (404, "not_found")
    foreign = factories.pool()
    assert problem(invite(organiser, foreign, "x@example.org")) == (403, "not_manager")
    body = {"email": "x@example.org", "pool": str(foreign.pk)}
    assert problem(organiser.post(f"/events/{pool.offering.slug}/invitations", body)) == (404, "not_found")
    assert Invitation.objects.count() == 1
