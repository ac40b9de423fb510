"""What one wants to hear, through the API."""

import pytest

from lineup.core.notices import channels, matters, opt_out, preferences
from tests.interfaces.api.conftest import problem
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P03", "P06", "P12")]


@pytest.fixture
def ann():
    return factories.member("Ann")


def channels_of(answer, matter):
    [line] = [line for line in answer.json()["matters"] if line["matter"] == matter]
    return {cell["channel"]: cell["heard"] for cell in line["channels"]}


def test_everything_that_can_be_chosen_is_shown(as_person, ann):
    shown = as_person(ann).get("/notice-choices").json()
    assert [line["matter"] for line in shown["matters"]] == [matter.slug for matter in matters.installed()]
    assert (shown["quiet_from"], shown["quiet_until"], shown["pace"], shown["muted"]) == (None, None, "daily", [])


def test_one_channel_of_one_matter_is_switched_off(as_person, ann):
    body = {"choices": [{"matter": "reminders", "channel": "mail", "heard": False}]}
    answer = as_person(ann).patch("/notice-choices", body)
    assert channels_of(answer, "reminders") == dict.fromkeys(channels.slugs(), True) | {"mail": False}


def test_what_is_necessary_is_refused_with_the_reason(as_person, ann):
    body = {"choices": [{"matter": "offers", "channel": "mail", "heard": False}], "pace": "at_once"}
    answer = as_person(ann).patch("/notice-choices", body)
    assert problem(answer) == (422, "notice_necessary")
    assert "the next in line" in answer.json()["detail"]
    assert preferences.rhythm_of(ann).pace == "daily"


def test_quiet_hours_are_set_and_what_is_left_out_stays(as_person, ann):
    caller = as_person(ann)
    caller.patch("/notice-choices", {"pace": "at_once"})
    shown = caller.patch("/notice-choices", {"quiet_from": "22:00", "quiet_until": "07:00"}).json()
    assert (shown["quiet_from"], shown["quiet_until"], shown["pace"]) == ("22:00:00", "07:00:00", "at_once")
    assert problem(caller.patch("/notice-choices", {"quiet_until": None})) == (422, "quiet_hours_incomplete")


def test_a_club_is_muted_and_unmuted(as_person, ann):
    club, caller = factories.club("Blue"), as_person(ann)
    assert [one["name"] for one in caller.post(f"/clubs/{club.slug}/mute").json()["muted"]] == ["Blue"]
    assert caller.delete(f"/clubs/{club.slug}/mute").json()["muted"] == []


def test_a_guest_stops_and_chooses_by_the_secret_of_the_link(nobody):
    guest = factories.guest()
    token = opt_out.mint(guest, matters.of("reminders"))
    assert nobody.post("/notice-link", {"token": token}).json()["heard"] is True
    assert nobody.post("/notice-link/stop", {"token": token}).json()["heard"] is False
    wish = {"matter": "messages", "channel": "mail", "heard": False}
    shown = nobody.post("/notice-link/choices", {"token": token, "choices": [wish]})
    assert channels_of(shown, "messages")["mail"] is False
    necessary = opt_out.mint(guest, matters.of("changes"))
    assert problem(nobody.post("/notice-link/stop", {"token": necessary})) == (422, "notice_necessary")
    assert problem(nobody.post("/notice-link", {"token": "x"})) == (404, "link_unknown")


def test_somebody_with_an_account_does_not_choose_by_a_link(nobody, ann):
    token = opt_out.mint(ann, matters.of("reminders"))
    assert problem(nobody.post("/notice-link/choices", {"token": token, "choices": []})) == (404, "not_found")
