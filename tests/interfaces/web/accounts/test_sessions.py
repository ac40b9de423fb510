"""One's own sessions: listed with device and address, and really ended."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P01")]

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"


def signed_in(member, agent=FIREFOX, address="198.51.100.1"):
    client = Client(headers={"User-Agent": agent}, REMOTE_ADDR=address)
    client.post("/account/login", {"login": member.email, "password": factories.PASSWORD})
    return client


def shown(client):
    return client.get("/account/security").context["sessions"]


def test_each_session_is_listed_in_words_this_one_first():
    member = factories.member()
    here, _phone = signed_in(member), signed_in(member, IPHONE, "203.0.113.9")
    rows = [(row["device"], row["address"], row["is_this"]) for row in shown(here)]
    assert rows == [("Firefox on Linux", "198.51.100.1", True), ("Safari on iPhone", "203.0.113.9", False)]


def test_a_session_that_is_ended_is_signed_out():
    member = factories.member()
    here, phone = signed_in(member), signed_in(member, IPHONE)
    other = next(row["pk"] for row in shown(here) if not row["is_this"])
    here.post(f"/account/sessions/{other}/revocation")
    assert phone.get("/account").status_code == 302
    assert here.get("/account").status_code == 200
    assert len(shown(here)) == 1


def test_ending_this_one_signs_out_here():
    here = signed_in(factories.member())
    here.post(f"/account/sessions/{shown(here)[0]['pk']}/revocation")
    assert here.get("/account").status_code == 302


def test_all_others_end_at_once():
    member = factories.member()
    here, others = signed_in(member), [signed_in(member, IPHONE) for _ in range(3)]
    here.post("/account/sessions/revocation")
    assert [other.get("/account").status_code for other in others] == [302] * 3
    assert here.get("/account").status_code == 200


def test_nobody_ends_another_persons_session():
    here, stranger = signed_in(factories.member()), signed_in(factories.member())
    pk = shown(stranger)[0]["pk"]
    assert here.post(f"/account/sessions/{pk}/revocation").status_code == 404
    assert stranger.get("/account").status_code == 200


def test_a_new_password_ends_the_others_and_keeps_this_one():
    member = factories.member()
    here, phone = signed_in(member), signed_in(member, IPHONE)
    form = {"current": factories.PASSWORD, "password": "another few words"}
    assert here.post("/account/password", form).status_code == 302
    assert phone.get("/account").status_code == 302
    assert here.get("/account").status_code == 200
    assert [row["is_this"] for row in shown(here)] == [True]


def test_a_wrong_present_password_changes_nothing_and_guessing_it_is_limited():
    here = signed_in(factories.member())
    form = {"current": "wrong", "password": "another few words"}
    answers = [here.post("/account/password", form).status_code for _ in range(7)]
    assert answers == [422] * 5 + [429] * 2


@pytest.mark.req("P15")
def test_reading_pages_writes_nothing():
    here = signed_in(factories.member())
    here.get("/account/security")
    before = UserSession.objects.get().last_seen_at
    here.get("/account/security")
    assert UserSession.objects.get().last_seen_at == before
