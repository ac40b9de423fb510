"""One's sessions and one's address, by the API."""

import pytest
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.people import discord_links
from lineup.core.people.models import Account, AddressChange
from tests.interfaces.api.conftest import problem
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P01", "P06")]

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
JSON = "application/json"


@pytest.fixture
def ada():
    return factories.member("Ada", email="ada@example.org")


def signed_in(person, address="198.51.100.1"):
    client = Client(headers={"User-Agent": FIREFOX}, REMOTE_ADDR=address)
    client.post("/account/login", {"login": person.email, "password": factories.PASSWORD})
    return client


def listed(client):
    return client.get("/api/sessions").json()["items"]


def test_sessions_are_listed_and_one_is_ended(ada):
    here, there = signed_in(ada), signed_in(ada, "203.0.113.9")
    shown = listed(here)
    assert sorted((row["device"], row["address"]) for row in shown) == [
        ("Firefox on Linux", "198.51.100.1"),
        ("Firefox on Linux", "203.0.113.9"),
    ]
    other = next(row["id"] for row in shown if row["address"] == "203.0.113.9")
    assert here.post(f"/api/sessions/{other}/revocation").json() == {"number": 1}
    assert there.get("/api/me").status_code == 401
    assert len(listed(here)) == 1


def test_the_one_that_asks_may_end_itself(ada):
    here = signed_in(ada)
    assert here.post(f"/api/sessions/{listed(here)[0]['id']}/revocation").status_code == 200
    assert here.get("/api/me").status_code == 401


def test_all_others_end(ada):
    here, _there = signed_in(ada), signed_in(ada)
    assert here.post("/api/sessions/revocation").json() == {"number": 1}
    assert here.get("/api/me").status_code == 200


@pytest.mark.parametrize("pk", [0, 10**18, "x"])
def test_a_strangers_session_or_none_is_not_to_be_found(ada, pk):
    here, stranger = signed_in(ada), signed_in(factories.member())
    other = listed(stranger)[0]["id"]
    assert here.post(f"/api/sessions/{other}/revocation").status_code == 404
    assert here.post(f"/api/sessions/{pk}/revocation").status_code == 404


def test_another_address_is_asked_for_once_it_is_clear_who_asks(ada):
    here, body = signed_in(ada), {"email": "ada@new.example"}
    refused = here.post("/api/me/address-change", body, content_type=JSON)
    assert (refused.status_code, refused.json()["code"]) == (403, "again_needed")
    here.post("/account/again", {"password": factories.PASSWORD})
    asked = here.post("/api/me/address-change", body, content_type=JSON)
    assert (asked.status_code, asked.json()["email"]) == (202, "ada@new.example")
    assert here.get("/api/me/address-change").json()["email"] == "ada@new.example"
    assert here.delete("/api/me/address-change").json() == {"email": "ada@example.org"}
    assert here.get("/api/me/address-change").status_code == 404
    assert Account.objects.get(pk=ada.account.pk).email == "ada@example.org"


def test_a_token_asks_for_no_other_address(ada, as_person):
    asked = as_person(ada).post("/me/address-change", {"email": "a@b.org"})
    assert problem(asked) == (403, "session_needed")
    assert AddressChange.objects.count() == 0


def test_how_one_signs_in_is_shown_without_a_secret(ada, as_person):
    factories.passkey(ada, "Phone")
    shown = as_person(ada, scope="read").get("/me/ways-in").json()
    assert [key["name"] for key in shown.pop("passkeys")] == ["Phone"]
    assert shown == {
        "has_password": True,
        "is_protected": True,
        "has_authenticator_app": False,
        "recovery_codes_left": 10,
        "second_factor_ends_at": None,
        "discord": None,
    }


def test_discord_is_unlinked_once_it_is_clear_who_asks(ada):
    arrival = discord_links.Arrival("80351110224678912", "ada_drives")
    discord_links.link(ada.account, arrival, by=factories.actor(ada), at=clock.now())
    here = signed_in(ada)
    assert here.delete("/api/me/discord").json()["code"] == "again_needed"
    here.post("/account/again", {"password": factories.PASSWORD})
    assert here.delete("/api/me/discord").json()["discord"] is None


def test_the_latest_sign_ins_are_listed_to_oneself_alone(ada, as_person):
    signed_in(ada)
    signed_in(ada, "203.0.113.9")
    shown = as_person(ada).get("/me/sign-ins").json()["items"]
    assert [(row["device"], row["address"]) for row in shown] == [
        ("Firefox on Linux", "203.0.113.9"),
        ("Firefox on Linux", "198.51.100.1"),
    ]
    assert as_person(factories.member()).get("/me/sign-ins").json()["items"] == []


def test_the_sign_ins_of_nobody_are_refused(nobody):
    assert problem(nobody.get("/me/sign-ins")) == (401, "not_signed_in")
