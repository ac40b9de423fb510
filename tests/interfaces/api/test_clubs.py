"""Clubs, their members, requests and invitations through the API, behind the wall between clubs."""

import pytest

from lineup.core.clubs import invitations
from lineup.core.clubs.models import ClubInvitation, Membership, Role
from tests.interfaces.api.conftest import picture, problem, upload
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P10")]


@pytest.fixture
def club(db):
    return factories.club("Atelier", is_public=False)


@pytest.fixture
def owner(club, as_person):
    return as_person(factories.club_owner(club))


def test_a_club_is_founded_found_and_changed(as_person, nobody):
    key = as_person(factories.member())
    made = key.post("/clubs", {"name": "Cercle d'été", "city": "Lille"})
    assert (made.status_code, made.json()["slug"], made.json()["role"]) == (201, "cercle-d-ete", "owner")
    assert [row["name"] for row in nobody.get("/clubs?q=cercle").json()["items"]] == ["Cercle d'été"]
    assert key.patch("/clubs/cercle-d-ete", {"is_public": False}).json()["is_public"] is False
    assert problem(nobody.get("/clubs/cercle-d-ete")) == (404, "not_found")
    assert problem(key.patch("/clubs/cercle-d-ete", {"name": ""})) == (422, "club_name_needed")
    assert key.post("/clubs/cercle-d-ete/discard").status_code == 200
    assert problem(key.get("/clubs/cercle-d-ete")) == (404, "not_found")
    assert [row["name"] for row in key.get("/clubs?bin=true").json()["items"]] == ["Cercle d'été"]
    assert nobody.get("/clubs?bin=true").json()["items"] == []
    assert key.post("/clubs/cercle-d-ete/restoration").status_code == 200


@pytest.mark.req("A01", "P06")
def test_a_club_gets_a_colour_and_a_logo_and_loses_it(club, owner, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    path = f"/clubs/{club.slug}"
    assert owner.patch(path, {"hue": "moss"}).json()["hue"] == "moss"
    admin, member = (factories.club_member(club, role=role) for role in (Role.ADMIN, Role.MEMBER))
    shown = upload(admin, f"{path}/logo", picture())
    assert (shown.status_code, shown.json()["logo"][:13]) == (200, "/files/logos/")
    assert problem(upload(admin, f"{path}/logo", b"<svg/>")) == (422, "picture_wrong")
    assert problem(upload(member, f"{path}/logo", picture())) == (403, "not_allowed_in_club")
    assert owner.delete(f"{path}/logo").json()["logo"] is None


def test_nothing_of_a_club_is_there_for_others(club, owner, as_person):
    stranger = as_person(factories.member())
    person = factories.club_member(club)
    asked = [
        ("GET", ""),
        ("PATCH", ""),
        ("GET", "/members"),
        ("PATCH", f"/members/{person.pk}"),
        ("DELETE", f"/members/{person.pk}"),
        ("GET", "/requests"),
        ("POST", "/requests"),
        ("GET", "/invitations"),
        ("POST", "/invitations"),
        ("POST", "/discard"),
        ("POST", "/hand-over"),
    ]
    bodies = {
        "PATCH": {"name": "Mine"},
        f"PATCH/members/{person.pk}": {"role": "admin"},
        "POST/invitations": {"email": "me@example.org", "role": "admin"},
        "POST/hand-over": {"to": str(person.pk)},
    }
    for method, path in asked:
        body = bodies.get(f"{method}{path}")
        assert problem(stranger(method, f"/clubs/{club.slug}{path}", body)) == (404, "not_found"), path
    club.refresh_from_db()
    assert (club.name, club.binned_at) == ("Atelier", None)
    assert Membership.objects.filter(club=club, left_at=None).count() == 2
    assert stranger.get("/audit").json()["items"] == []
    assert owner.get(f"/audit?club={club.slug}").json()["items"][0]["action"] == "membership.admit"


def test_a_member_may_look_and_not_manage(club, as_person):
    member = as_person(factories.club_member(club))
    assert len(member.get(f"/clubs/{club.slug}/members").json()["items"]) == 2
    for method, path in (("GET", "/requests"), ("GET", "/invitations"), ("POST", "/discard"), ("PATCH", "")):
        body = {"name": "Mine"} if method == "PATCH" else None
        assert problem(member(method, f"/clubs/{club.slug}{path}", body)) == (403, "not_allowed_in_club")


def test_who_asks_is_let_in_turned_down_or_thinks_again(as_person):
    club = factories.club()
    owner = as_person(factories.club_owner(club))
    for act, decision in (("approval", "approved"), ("rejection", "rejected"), ("withdrawal", "withdrawn")):
        key = as_person(factories.member())
        request = key.post(f"/clubs/{club.slug}/requests", {"message": "Please"}).json()
        assert [row["id"] for row in owner.get(f"/clubs/{club.slug}/requests").json()["items"]] == [request["id"]]
        decider, other = (key, owner) if act == "withdrawal" else (owner, key)
        assert problem(other.post(f"/club-requests/{request['id']}/{act}")) == (404, "not_found")
        assert decider.post(f"/club-requests/{request['id']}/{act}").json()["decision"] == decision
        assert problem(decider.post(f"/club-requests/{request['id']}/{act}")) == (409, "already_decided")
        assert key.get("/club-requests?decision=all").json()["items"][0]["decision"] == decision


def test_roles_change_members_leave_and_the_club_is_handed_over(club, owner, as_person):
    person = factories.club_member(club)
    path = f"/clubs/{club.slug}/members/{person.pk}"
    assert owner.patch(path, {"role": "admin"}).json()["role"] == "admin"
    assert problem(owner.patch(path, {"role": "owner"})) == (422, "invalid")
    boss = f"/clubs/{club.slug}/members/{factories.club_owner(club).pk}"
    assert problem(as_person(person).patch(boss, {"role": "member"})) == (409, "owner_stays")
    stranger = {"to": str(factories.member().pk)}
    assert problem(owner.post(f"/clubs/{club.slug}/hand-over", stranger)) == (409, "not_member")
    assert owner.post(f"/clubs/{club.slug}/hand-over", {"to": str(person.pk)}).json()["role"] == "admin"
    assert problem(as_person(person).delete(path)) == (409, "owner_stays")
    assert owner.delete(boss).json()["left_at"]


@pytest.mark.req("A09")
def test_an_invitation_is_sent_looked_at_accepted_and_used_up(club, owner, as_person, nobody):
    path = f"/clubs/{club.slug}/invitations"
    sent = owner.post(path, {"email": "new@example.org", "role": "instructor"})
    assert sent.status_code == 201
    assert problem(owner.post(path, {"email": "NEW@example.org"})) == (409, "invited_already")
    link = {"token": invitations.mint_link(ClubInvitation.objects.get())}
    assert nobody.post("/club-invitation-links", link).json()["club"]["name"] == "Atelier"
    assert problem(nobody.post("/club-invitation-links/acceptance", link)) == (401, "not_signed_in")
    assert problem(as_person(factories.member()).post("/club-invitation-links/acceptance", link))[0] == 403
    key = as_person(factories.member(email="new@example.org"))
    assert key.post("/club-invitation-links/acceptance", link).json()["role"] == Role.INSTRUCTOR
    assert problem(key.post("/club-invitation-links/acceptance", link)) == (410, "invitation_over")


@pytest.mark.req("A09")
def test_the_invited_finds_it_in_the_account(club, owner, as_person):
    sent = owner.post(f"/clubs/{club.slug}/invitations", {"email": "new@example.org"}).json()
    key, other = as_person(factories.member(email="new@example.org")), as_person(factories.member())
    assert [row["id"] for row in key.get("/club-invitations").json()["items"]] == [sent["id"]]
    assert other.get("/club-invitations").json()["items"] == []
    assert problem(other.post(f"/club-invitations/{sent['id']}/acceptance")) == (404, "not_found")
    assert key.post(f"/club-invitations/{sent['id']}/acceptance").json()["role"] == Role.MEMBER
    assert problem(key.post(f"/club-invitations/{sent['id']}/refusal")) == (410, "invitation_over")


@pytest.mark.req("A09")
def test_an_invitation_is_declined_or_revoked(club, owner, as_person, nobody):
    path = f"/clubs/{club.slug}/invitations"
    first = owner.post(path, {"email": "a@example.org"}).json()
    assert problem(as_person(factories.member()).post(f"/club-invitations/{first['id']}/revocation"))[0] == 404
    assert owner.post(f"/club-invitations/{first['id']}/revocation").status_code == 200
    owner.post(path, {"email": "b@example.org"})
    link = {"token": invitations.mint_link(ClubInvitation.objects.get(email="b@example.org"))}
    assert nobody.post("/club-invitation-links/refusal", link).json() == {"declined": True}
    assert owner.get(path).json()["items"] == []
    assert problem(nobody.post("/club-invitation-links", {"token": "lnp_no"})) == (404, "invitation_unknown")
