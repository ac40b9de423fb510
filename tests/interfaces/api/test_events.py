"""Events and venues through the API, from draft to the bin, seen by whom they are for."""

from datetime import timedelta

import pytest

from lineup.core.clubs.models import Role
from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.core.participation.models import Offering
from tests.interfaces.api.conftest import problem
from tests.support import factories

pytestmark = pytest.mark.django_db

HALL = {"name": "Salle des fêtes", "address": "1 place A", "city": "Lille", "country": "fr"}


def soon(days=30):
    return (clock.now() + timedelta(days=days)).isoformat()


def evening(**more):
    return {"title": "École du soir", "starts_at": soon(), "tags": ["Bois", "Débutants"], "capacity": 2, **more}


@pytest.mark.req("B01")
def test_an_event_goes_from_draft_to_finished(as_person, nobody):
    key = as_person(factories.member("Ada"))
    made = key.post("/events", evening(description="Bring gloves.", time_zone="Europe/Paris"))
    assert made.status_code == 201
    event = made.json()
    assert (event["slug"], event["state"], event["organiser"]["name"]) == ("ecole-du-soir", "draft", "Ada")
    assert ([tag["slug"] for tag in event["tags"]], event["pools"][0]["capacity"]) == (["bois", "debutants"], 2)
    path = f"/events/{event['slug']}"
    assert problem(nobody.get(path)) == (404, "not_found")
    assert key.post(f"{path}/publication").json()["state"] == "published"
    assert nobody.get(path).json()["may_manage"] is False
    assert problem(key.post(f"{path}/publication")) == (409, "wrong_offering_state")
    changed = key.patch(path, {"title": "Evening school", "capacity": None, "remind_minutes": 120}).json()
    assert (changed["title"], changed["pools"][0]["capacity"]) == ("Evening school", None)
    assert (event["remind_minutes"], changed["remind_minutes"]) == (1440, 120)
    assert problem(key.post(f"{path}/completion")) == (409, "not_begun")
    assert problem(key.post(f"{path}/completion", {"although_ahead": False})) == (409, "not_begun")
    assert key.post(f"{path}/completion", {"although_ahead": True}).json()["state"] == "finished"


@pytest.mark.req("B01")
def test_cancelling_tells_everybody_and_a_copy_starts_anew(as_person):
    organiser = factories.member()
    key = as_person(organiser)
    slug = key.post("/events", evening()).json()["slug"]
    key.post(f"/events/{slug}/publication")
    assert problem(key.post(f"/events/{slug}/discard")) == (409, "wrong_offering_state")
    assert key.post(f"/events/{slug}/cancellation", {"reason": "Ill"}).json()["state"] == "cancelled"
    assert Message.objects.filter(topic="fan-out").count() == 1
    copied = key.post(f"/events/{slug}/copy")
    assert (copied.status_code, copied.json()["state"]) == (201, "draft")
    assert key.post(f"/events/{slug}/discard").json()["binned_at"]
    assert problem(key.get(f"/events/{slug}")) == (404, "not_found")
    assert [row["slug"] for row in key.get("/managed-events?bin=true").json()["items"]] == [slug]
    assert key.post(f"/events/{slug}/restoration").json()["binned_at"] is None


@pytest.mark.req("B01")
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"ends_at": "2026-01-01T00:00:00Z"}, "ends_before_it_starts"),
        ({"visibility": "club_only"}, "needs_club"),
        ({"title": ""}, "title_needed"),
        ({"capacity": 2_147_483_647}, "out_of_range"),
        ({"map_latitude": 3}, "half_a_position"),
        ({"stream_url": "javascript:alert(1)"}, "not_a_web_address"),
        ({"category": "none-such"}, "unknown_category"),
        ({"venue": "01939f3a-0000-7000-8000-000000000000"}, "foreign_venue"),
        ({"president": "01939f3a-0000-7000-8000-000000000000"}, "unknown_president"),
        ({"source": "official"}, "source_not_yours"),
        ({"slug": "Not Fit"}, "slug_unfit"),
    ],
)
def test_values_that_cannot_be_change_nothing(as_person, change, code):
    key = as_person(factories.member())
    before = key.post("/events", evening()).json()
    assert problem(key.patch(f"/events/{before['slug']}", change)) == (422, code)
    assert key.get(f"/events/{before['slug']}").json() == before


@pytest.mark.req("A05", "P10")
def test_each_finds_what_is_for_them(as_person, nobody):
    club = factories.club()
    member = factories.club_member(club)
    manager = as_person(factories.club_member(club, role=Role.EVENT_MANAGER))
    for visibility in ("public", "unlisted", "club_only", "private"):
        made = manager.post(
            "/events", evening(title=visibility.replace("_", " "), club=club.slug, visibility=visibility)
        )
        manager.post(f"/events/{made.json()['slug']}/publication")

    def found(key):
        return [row["slug"] for row in key.get("/events").json()["items"]]

    def opened(key):
        slugs = ("public", "unlisted", "club-only", "private")
        return [slug for slug in slugs if key.get(f"/events/{slug}").status_code == 200]

    stranger, insider = as_person(factories.member()), as_person(member)
    assert (found(nobody), opened(nobody)) == (["public"], ["public", "unlisted"])
    assert (found(stranger), opened(stranger)) == (["public"], ["public", "unlisted"])
    assert (found(insider), opened(insider)) == (["public", "club-only"], ["public", "unlisted", "club-only"])
    assert problem(stranger.patch("/events/club-only", {"title": "Mine"})) == (404, "not_found")
    assert problem(insider.patch("/events/club-only", {"title": "Mine"})) == (403, "not_manager")
    assert problem(stranger.post("/events", evening(club=club.slug))) == (403, "not_allowed_in_club")
    assert set(Offering.objects.values_list("title", flat=True)) == {"public", "unlisted", "club only", "private"}


@pytest.mark.req("B01")
def test_events_are_found_by_words_without_accents_and_by_what_they_are(as_person, nobody):
    key = as_person(factories.member())
    for title in ("École du soir", "Regatta"):
        slug = key.post("/events", evening(title=title)).json()["slug"]
        key.post(f"/events/{slug}/publication")
    assert [row["title"] for row in nobody.get("/events?q=ecole").json()["items"]] == ["École du soir"]
    assert len(nobody.get("/events?tag=bois").json()["items"]) == 2
    assert nobody.get("/events?when=past").json()["items"] == []


@pytest.mark.req("P06")
def test_the_cursor_walks_there_and_back(as_person, nobody):
    organiser = factories.member()
    key = as_person(organiser)
    for day in range(5):
        slug = key.post("/events", evening(title=f"Day {day}", starts_at=soon(10 + day))).json()["slug"]
        key.post(f"/events/{slug}/publication")
    walked, cursor, last = [], "", None
    while cursor is not None:
        last = nobody.get(f"/events?size=2&cursor={cursor}").json()
        walked += [row["title"] for row in last["items"]]
        cursor = last["next"]
    assert walked == [f"Day {day}" for day in range(5)]
    back = nobody.get(f"/events?size=2&cursor={last['previous']}").json()
    assert [row["title"] for row in back["items"]] == ["Day 2", "Day 3"]


@pytest.mark.req("B01", "P10")
def test_a_venue_is_kept_and_used_by_its_own(as_person):
    key, stranger = as_person(factories.member()), as_person(factories.member())
    venue = key.post("/venues", HALL).json()
    assert (venue["country"], venue["club"]) == ("FR", None)
    path = f"/venues/{venue['id']}"
    event = key.post("/events", evening(venue=venue["id"])).json()
    assert event["venue"]["name"] == "Salle des fêtes"
    assert problem(stranger.post("/events", evening(venue=venue["id"]))) == (422, "foreign_venue")
    for method, to in (("GET", path), ("PATCH", path), ("POST", f"{path}/discard")):
        body = {"name": "Mine"} if method == "PATCH" else None
        assert problem(stranger(method, to, body)) == (404, "not_found")
    assert key.patch(path, {"name": "Grande salle"}).json()["name"] == "Grande salle"
    assert problem(key.patch(path, {"country": "FRA"})) == (422, "invalid")
    assert problem(key.patch(path, {"latitude": 3})) == (422, "half_a_position")
    assert key.post(f"{path}/discard").status_code == 200
    assert key.get("/venues").json()["items"] == []
    assert [row["name"] for row in key.get("/venues?bin=true").json()["items"]] == ["Grande salle"]
    assert key.post(f"{path}/restoration").status_code == 200


@pytest.mark.req("B01", "A16")
def test_who_comes_is_shown_to_whom_it_may(as_person, nobody):
    organiser, guest = factories.member(), factories.member("Grace")
    key = as_person(organiser)
    event = key.post("/events", evening()).json()
    key.post(f"/events/{event['slug']}/publication")
    as_person(guest).post(f"/pools/{event['pools'][0]['id']}/places")
    path = f"/events/{event['slug']}/attendees"

    def names(caller):
        return [row["name"] for row in caller.get(path).json()["items"]]

    assert (names(key), names(as_person(guest)), names(nobody)) == (["Grace"], [], [])
    key.patch(f"/events/{event['slug']}", {"shows_participants": True})
    assert (names(as_person(guest)), names(as_person(factories.member())), names(nobody)) == (["Grace"], [], [])
    assert "@" not in as_person(guest).get(path).content.decode()


@pytest.mark.req("B01")
def test_an_event_is_a_calendar_file_too(as_person, nobody):
    key = as_person(factories.member())
    slug = key.post("/events", evening()).json()["slug"]
    key.post(f"/events/{slug}/publication")
    answer = nobody.get(f"/events/{slug}/calendar")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "SUMMARY:École du soir" in answer.content.decode()
