"""A club's life on its pages."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from lineup.core.clubs import memberships
from lineup.core.clubs.models import Club, Role
from lineup.core.foundation import clock
from lineup.core.people.models import Account
from tests.support import factories
from tests.support.factories import actor

pytestmark = [pytest.mark.django_db, pytest.mark.req("A01")]

FORM = {
    "name": "École de voile",
    "description": "We sail.",
    "website": "example.org",
    "city": "Brest",
    "country": "fr",
    "language": "fr",
    "time_zone": "Europe/Paris",
    "hue": "petrol",
    "is_public": "on",
    "join_policy": "approval",
}


@pytest.fixture
def ada(client):
    member = factories.member("Ada")
    client.force_login(member.account)
    return member


def test_a_club_is_founded_and_shown(client, ada):
    response = client.post("/clubs/new", FORM, follow=True)
    club = Club.objects.get()
    assert response.redirect_chain == [("/clubs/ecole-de-voile", 302)]
    saved = (club.name, club.website, club.country, club.hue, factories.club_owner(club))
    assert saved == ("École de voile", "https://example.org", "FR", "petrol", ada)


def test_wrong_input_stays_in_the_form(client, ada):
    wrong = {**FORM, "name": "", "country": "France", "website": "not a site", "hue": "pink"}
    response = client.post("/clubs/new", wrong)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"name", "country", "website", "hue"}
    assert "We sail." in response.content.decode()
    assert not Club.objects.exists()


def test_an_account_that_may_not_found_is_told(client):
    client.force_login(factories.member(role=Account.Role.MEMBER).account)
    response = client.post("/clubs/new", FORM)
    assert response.status_code == 422
    assert "ask a platform admin" in response.content.decode()


def test_a_logo_is_drawn_anew_and_shown_to_who_sees_the_club(client, ada, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    out = BytesIO()
    Image.new("RGB", (700, 300), "blue").save(out, "PNG")
    logo = SimpleUploadedFile("logo.png", out.getvalue(), "image/png")
    client.post("/clubs/new", {**FORM, "is_public": "", "picture": logo})
    path = f"/files/{Club.objects.get().logo.name}"
    shown = client.get(path)
    assert (shown.status_code, shown.getvalue()[8:12]) == (200, b"WEBP")
    assert Client().get(path).status_code == 404


def test_settings_are_changed(client, ada):
    club = factories.club(owner=ada)
    assert client.post(f"/clubs/{club.slug}/edit", {**FORM, "join_policy": "invitation"}).status_code == 302
    club.refresh_from_db()
    assert (club.join_policy, club.city) == ("invitation", "Brest")


def test_asking_and_being_let_in(client, ada):
    club = factories.club()
    client.post(f"/clubs/{club.slug}/requests", {"message": "I sail too"})
    asked = club.requests.get()
    owner = Client()
    owner.force_login(factories.club_owner(club).account)
    assert "I sail too" in owner.get(f"/clubs/{club.slug}/requests").content.decode()
    owner.post(f"/clubs/{club.slug}/requests/{asked.pk}/approval")
    assert ada.memberships.get().club == club
    again = owner.post(f"/clubs/{club.slug}/requests/{asked.pk}/rejection", follow=True)
    assert "answered already" in again.content.decode()


def test_asking_can_be_taken_back_by_who_asked_only(client, ada):
    club = factories.club()
    asked = memberships.ask(club, by=actor(factories.member()), at=clock.now())
    assert client.post(f"/clubs/{club.slug}/requests/{asked.pk}/withdrawal").status_code == 404
    client.post(f"/clubs/{club.slug}/requests")
    own = club.requests.get(person=ada)
    client.post(f"/clubs/{club.slug}/requests/{own.pk}/withdrawal")
    own.refresh_from_db()
    assert own.decision == "withdrawn"


def test_a_role_is_given_and_owner_is_not_one_to_give(client, ada):
    club = factories.club(owner=ada)
    member = factories.club_member(club).memberships.get()
    client.post(f"/clubs/{club.slug}/members/{member.pk}/role", {"role": "event_manager"})
    member.refresh_from_db()
    assert member.role == Role.EVENT_MANAGER
    refused = client.post(f"/clubs/{club.slug}/members/{member.pk}/role", {"role": "owner"}, follow=True)
    assert "exactly one owner" in refused.content.decode()
    client.post(f"/clubs/{club.slug}/members/{member.pk}/role", {"role": "emperor"})
    member.refresh_from_db()
    assert member.role == Role.EVENT_MANAGER


def test_a_membership_is_ended_after_asking(client, ada):
    club = factories.club(owner=ada)
    member = factories.club_member(club).memberships.get()
    path = f"/clubs/{club.slug}/members/{member.pk}/end"
    assert client.get(path).status_code == 200
    member.refresh_from_db()
    assert member.left_at is None
    client.post(path)
    member.refresh_from_db()
    assert member.left_at


def test_one_leaves_but_an_owner_stays(client, ada):
    club = factories.club()
    factories.club_member(club, ada)
    client.post(f"/clubs/{club.slug}/leaving")
    assert ada.memberships.get().left_at
    own = factories.club(owner=ada)
    refused = client.post(f"/clubs/{own.slug}/leaving", follow=True)
    assert "hand the club over first" in refused.content.decode()


def test_handing_over_wants_the_name_typed_and_leaves_one_owner(client, ada):
    club = factories.club("Blue Club", owner=ada)
    heir = factories.club_member(club)
    form = {"member": str(heir.pk), "typed": "Blue"}
    assert client.post(f"/clubs/{club.slug}/ownership", form).status_code == 422
    assert factories.club_owner(club) == ada
    client.post(f"/clubs/{club.slug}/ownership", {**form, "typed": "blue club"})
    assert factories.club_owner(club) == heir
    assert club.memberships.filter(role=Role.OWNER, left_at=None).count() == 1


def test_a_club_is_handed_to_no_stranger(client, ada):
    club = factories.club("Blue Club", owner=ada)
    factories.club_member(club)
    form = {"member": str(factories.member().pk), "typed": "Blue Club"}
    assert client.post(f"/clubs/{club.slug}/ownership", form).status_code == 422


@pytest.mark.req("P08")
def test_the_bin_names_what_follows_and_undo_takes_the_club_out(client, ada):
    club = factories.club("Blue Club", owner=ada)
    factories.club_member(club)
    asked = client.get(f"/clubs/{club.slug}/discard").content.decode()
    assert "2 members lose the club" in asked
    after = client.post(f"/clubs/{club.slug}/discard", follow=True).content.decode()
    assert f'action="/clubs/{club.slug}/restoration"' in after
    assert client.post(f"/clubs/{club.slug}/restoration", follow=True).status_code == 200
    club.refresh_from_db()
    assert club.binned_at is None


@pytest.mark.req("P13")
def test_members_are_found_without_accents(client, ada):
    club = factories.club(owner=ada)
    factories.club_member(club, factories.member("Zoé Lefèvre"))
    page = client.get(f"/clubs/{club.slug}/members?q=lefevre").context["page"]
    assert [row.person.name for row in page.items] == ["Zoé Lefèvre"]


@pytest.mark.parametrize("path", ["", "/blue-club", "/blue-club/members", "/blue-club/requests"])
def test_lists_ask_as_often_for_three_as_for_one(client, ada, path):
    club = factories.club("Blue Club", owner=ada)
    client.get(f"/clubs{path}")
    one = _queries(client, path)
    for _ in range(3):
        factories.club()
        factories.club_member(club)
        memberships.ask(club, by=actor(factories.member()), at=clock.now())
    assert _queries(client, path) == one


def _queries(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/clubs{path}").status_code == 200
    return len(queries)


def test_the_public_calendar_needs_no_account(client):
    club = factories.club()
    response = client.get(f"/clubs/{club.slug}/calendar.ics")
    assert response.status_code == 200
    assert response.content.startswith(b"BEGIN:VCALENDAR")
