"""What one agrees to, and news of a club, by the API."""

import pytest

from lineup.core.consents import consents
from lineup.core.foundation import clock
from tests.interfaces.api.conftest import problem
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P09", "P06")]


@pytest.fixture
def ann():
    return factories.member("Ann")


def test_a_purpose_is_shown_with_its_text_agreed_to_and_taken_back(as_person, ann):
    caller = as_person(ann)
    shown = {row["purpose"]: row for row in caller.get("/me/consents").json()["items"]}["club-news"]
    assert (shown["holds"], shown["said"], shown["version"]) == (False, None, 1)
    assert "may write to you" in shown["text"]
    given = caller("PUT", "/me/consents/club-news", {"version": shown["version"]}).json()
    assert (given["holds"], given["said"], given["said_version"]) == (True, "given", 1)
    taken = caller.delete("/me/consents/club-news").json()
    assert (taken["holds"], taken["said"]) == (False, "withdrawn")
    history = caller.get("/me/consents/history").json()["items"]
    assert [(row["said"], row["channel"]) for row in history] == [("withdrawn", "api"), ("given", "api")]


def test_another_version_than_todays_is_refused(as_person, ann):
    assert problem(as_person(ann)("PUT", "/me/consents/club-news", {"version": 7})) == (409, "consent_text_changed")


def test_a_purpose_that_there_is_not_is_not_found(as_person, ann):
    caller = as_person(ann)
    assert problem(caller("PUT", "/me/consents/astrology", {"version": 1})) == (404, "not_found")
    assert problem(caller.delete("/me/consents/astrology")) == (404, "not_found")


def test_what_needs_consent_is_not_switched_on_without(as_person, ann):
    body = {"choices": [{"matter": "club-news", "channel": "mail", "heard": True}]}
    assert problem(as_person(ann).patch("/notice-choices", body)) == (422, "consent_needed")


def test_news_say_how_many_read_them(as_person, ann):
    club = factories.club("Blue", owner=ann)
    reader = factories.club_member(club)
    consents.give(reader, "club-news", version=1, by=factories.actor(reader), at=clock.now())
    answer = as_person(ann).post("/clubs/blue/news", {"subject": "Winter", "text": "We open."}, Idempotency_Key="a")
    assert (answer.status_code, answer.json()["people"]) == (202, 1)
    assert problem(as_person(reader).post("/clubs/blue/news", {"subject": "a", "text": "b"})) == (
        403,
        "not_allowed_in_club",
    )
