"""The platform's own rooms, through the API."""

import pytest
from django.test import Client

from lineup.core.audit.models import Entry
from lineup.core.clubs.models import Club
from lineup.core.flags.models import Switch
from lineup.core.foundation import clock
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from lineup.core.people.models import Proof
from tests.interfaces.api.conftest import problem
from tests.support import factories

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def admin(as_person):
    return as_person(factories.admin("Noor"))


@pytest.mark.req("P15")
def test_the_overview_counts_and_names_what_asks_for_attention(admin):
    body = admin.get("/platform/overview").json()
    assert (body["accounts"], body["admins"], body["offerings"]["published"]) == (1, 1, 0)
    assert body["concerns"] == ["no_worker", "one_admin"]


@pytest.mark.req("P02", "P07")
def test_people_are_found_without_their_address_and_looked_at_on_the_record(admin):
    ada = factories.member("Ada", email="ada@example.org")
    listed = admin.get("/platform/people?q=ada@example.org").json()["items"]
    assert [(one["name"], one["standing"]) for one in listed] == [("Ada", "owner")]
    assert "email" not in listed[0]
    assert not Entry.objects.filter(action="person.look").exists()
    assert admin.get(f"/platform/people/{ada.pk}").json()["email"] == "ada@example.org"
    assert Entry.objects.get(action="person.look").channel == "api"


@pytest.mark.req("P02")
def test_accounts_are_closed_opened_signed_out_given_roles_and_links(admin):
    ada = factories.member("Ada", email="ada@example.org")
    path = f"/platform/people/{ada.pk}"
    assert problem(admin.post(f"{path}/closing", {})) == (422, "invalid")
    assert admin.post(f"{path}/closing", {"reason": "Spam"}).json()["standing"] == "closed"
    assert admin.get(path).json()["closed_because"] == "Spam"
    assert admin.post(f"{path}/opening").json()["standing"] == "owner"
    assert admin.post(f"{path}/role", {"role": "member"}).json()["standing"] == "member"
    browser = Client()
    ada.account.refresh_from_db()
    browser.force_login(ada.account)
    assert admin.post(f"{path}/sign-out").status_code == 204
    assert browser.get("/account").status_code == 302
    assert admin.post(f"{path}/link").status_code == 202
    assert Proof.objects.get().email == "ada@example.org"


@pytest.mark.req("P01")
def test_a_lost_second_factor_is_taken_away_in_a_day_and_left_again(admin, as_person):
    ada = factories.member("Ada")
    path = f"/platform/people/{ada.pk}"
    assert problem(admin.post(f"{path}/second-factor-reset")) == (409, "no_factor_to_reset")
    factories.passkey(ada)
    ends_at = admin.post(f"{path}/second-factor-reset").json()["ends_at"]
    shown = admin.get(path).json()
    assert (shown["is_protected"], shown["second_factor_ends_at"]) == (True, ends_at)
    own = as_person(ada)
    assert own.get("/me/ways-in").json()["second_factor_ends_at"] == ends_at
    assert own.delete("/me/second-factor-reset").json()["second_factor_ends_at"] is None
    admin.post(f"{path}/second-factor-reset")
    assert admin.delete(f"{path}/second-factor-reset").status_code == 204
    assert admin.get(path).json()["second_factor_ends_at"] is None


@pytest.mark.req("P10")
def test_any_club_is_found_binned_restored_and_given_away(admin):
    club, heir = factories.club("Hidden", is_public=False), factories.member("Zoe")
    assert [one["slug"] for one in admin.get("/platform/clubs?q=hid").json()["items"]] == [club.slug]
    path = f"/platform/clubs/{club.slug}"
    assert admin.post(f"{path}/discard").json()["binned_at"]
    assert admin.post(f"{path}/restoration").json()["binned_at"] is None
    shown = admin.post(f"{path}/ownership", {"to": str(heir.pk)}).json()
    assert (shown["owner"]["name"], shown["owner_gone"], shown["members"]) == ("Zoe", False, 2)
    assert problem(admin.post(f"{path}/ownership", {"to": str(factories.guest().pk)})) == (409, "no_account")
    assert Club.objects.get().binned_at is None


@pytest.mark.req("P16")
def test_features_are_listed_switched_and_set_back(admin):
    club = factories.club("Blue")
    path = "/platform/flags/month-view"
    assert admin.post(f"{path}/switch", {"share": 40}).json()["share"] == 40
    assert admin.post(f"{path}/switch", {"share": 0, "club": club.slug}).json()["clubs"][0]["share"] == 0
    assert [flag["share"] for flag in admin.get("/platform/flags").json()["items"] if flag["clubs"]] == [40]
    assert admin.post(f"{path}/reset", {"club": club.slug}).json()["clubs"] == []
    assert admin.post(f"{path}/reset", {}).json()["share"] is None
    assert problem(admin.post(f"{path}/switch", {"share": 101}))[0] == 422
    assert problem(admin.post("/platform/flags/nothing/switch", {"share": 1})) == (404, "not_found")
    assert not Switch.objects.exists()


@pytest.mark.req("P12", "P15")
def test_all_parked_work_of_a_topic_is_tried_again(admin):
    at = clock.now()
    for number in range(3):
        messages.enqueue("mail", key=str(number), at=at)
    Message.objects.update(dead_at=at)
    assert admin.post("/platform/dead-letters/replay", {"topic": "mail"}).json() == {"count": 3}
    assert admin.get("/platform/dead-letters").json()["items"] == []
