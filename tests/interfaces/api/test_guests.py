"""The organiser's guest list, and guests without an account, through the API."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.core.participation import offerings, places
from lineup.core.participation.models import JoinRequest, Offering, Place, Pool
from lineup.core.people.models import Person
from lineup.domains.events import events
from tests.interfaces.api.conftest import caller, problem
from tests.support import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def pool(db):
    return factories.pool(factories.offering(organiser=factories.member("Organiser")), capacity=2)


@pytest.fixture
def organiser(pool):
    return caller(pool.offering.organiser)


@pytest.mark.req("B03")
def test_the_list_shows_searches_sorts_and_narrows(organiser, pool):
    ada = factories.place(pool, factories.guest("Ada Éclair", email="ada@example.org"))
    factories.fill(pool, waiting=2)
    path = f"/pools/{pool.pk}/places"
    everybody = organiser.get(path).json()["items"]
    assert [row["state"] for row in everybody] == ["waitlisted", "waitlisted", "confirmed", "confirmed"]
    for search in ("eclair", "ada@ex", "ÉCLAIR"):
        assert [row["id"] for row in organiser.get(f"{path}?q={search}").json()["items"]] == [str(ada.pk)]
    queue = organiser.get(f"{path}?state=waitlisted&state=offered&order=queue").json()["items"]
    assert [row["id"] for row in queue] == [row["id"] for row in reversed(everybody[:2])]
    assert everybody[3]["email"] == "ada@example.org"


@pytest.mark.req("P10", "A16")
def test_the_list_is_for_organisers_alone(pool, as_person, nobody):
    place = factories.place(pool, factories.member())
    path = f"/pools/{pool.pk}/places"
    assert problem(nobody.get(path)) == (401, "not_signed_in")
    stranger = as_person(factories.member())
    assert problem(stranger.get(path)) == (403, "not_manager")
    for act in ("approval", "rejection", "promotion", "offer", "revocation", "undo", "preference", "attendance"):
        assert problem(stranger.post(f"/places/{place.pk}/{act}")) == (404, "not_found")
    assert problem(stranger.get(f"/places/{place.pk}/history")) == (404, "not_found")
    acts = {"act": "revoke", "places": [str(place.pk)]}
    assert problem(stranger.post(f"/pools/{pool.pk}/acts", acts)) == (403, "not_manager")
    place.refresh_from_db()
    assert place.state == "confirmed"


@pytest.mark.req("B04")
def test_each_act_of_an_organiser_moves_the_place_and_is_kept(organiser, pool):
    _first, _second, third, fourth = factories.fill(pool, waiting=2)
    Pool.objects.update(capacity=4)

    def done(place, act, **body):
        return organiser.post(f"/places/{place.pk}/{act}", body or None).json().get("state")

    assert done(fourth, "preference") in ("waitlisted", "confirmed")
    third.refresh_from_db()
    if third.state == "waitlisted":
        assert done(third, "offer") == "offered"
    assert done(third, "revocation", reason="Full") == "revoked"
    history = organiser.get(f"/places/{third.pk}/history").json()["items"]
    assert (history[0]["action"], history[0]["reason"], history[0]["channel"]) == ("revoke", "Full", "api")
    assert history[0]["actor"]["name"] == "Organiser"
    assert done(third, "undo") in ("confirmed", "offered", "waitlisted")


@pytest.mark.req("B04")
def test_requests_are_approved_or_rejected(organiser, pool):
    Pool.objects.update(admission="approval")
    pool.refresh_from_db()
    first, second = factories.place(pool), factories.place(pool)
    assert organiser.post(f"/places/{first.pk}/approval").json()["state"] == "confirmed"
    assert organiser.post(f"/places/{second.pk}/rejection", {"reason": "No"}).json()["state"] == "rejected"
    assert problem(organiser.post(f"/places/{second.pk}/promotion")) == (409, "wrong_state")


@pytest.mark.req("B05")
def test_somebody_is_added_by_hand_while_there_is_room(organiser, pool):
    path, grace = f"/pools/{pool.pk}/additions", {"name": "Grace", "email": "grace@example.org"}
    assert organiser.post(path, grace).json()["state"] == "confirmed"
    organiser.post(path, {"name": "Alan", "email": "alan@example.org"})
    assert problem(organiser.post(path, {"name": "Ada", "email": "ada@example.org"})) == (409, "pool_full")
    assert problem(organiser.post(path, {"name": "Ada", "email": "not an address"})) == (422, "invalid")
    assert Pool.objects.get().taken == 2


@pytest.mark.req("B04")
def test_somebody_is_offered_a_place_by_hand(organiser, pool):
    grace = {"name": "Grace", "email": "grace@example.org", "offer": True}
    place = organiser.post(f"/pools/{pool.pk}/additions", grace).json()
    assert (place["state"], place["held_until"] is None) == ("offered", False)


def test_somebody_is_checked_in_and_a_slip_taken_back(organiser, pool):
    place = factories.place(pool)
    first = organiser.post(f"/places/{place.pk}/attendance")
    again = organiser.post(f"/places/{place.pk}/attendance")
    assert (first.status_code, first.json()) == (201, again.json())
    listed = organiser.get(f"/pools/{pool.pk}/places").json()["items"][0]
    assert listed["attended_at"] == first.json()["attended_at"]
    assert organiser.delete(f"/places/{place.pk}/attendance").json()["attended_at"] is None


def test_a_letter_is_told_to_those_it_is_for(organiser, pool):
    factories.fill(pool, waiting=1)
    letter = {"subject": "Gloves", "text": "Bring some.", "states": ["confirmed"]}
    path = f"/events/{pool.offering.slug}/letters"
    for _twice in range(2):
        answer = organiser.post(path, letter, Idempotency_Key="k")
        assert (answer.status_code, answer.json()["people"]) == (202, 2)
    assert Message.objects.filter(topic="fan-out").count() == 1
    assert problem(organiser.post(path, {**letter, "subject": " "})) == (422, "subject_needed")


def test_a_letter_is_told_to_the_places_named_and_to_none_of_another_event(organiser, pool):
    first, _second = factories.fill(pool)
    elsewhere = factories.place(factories.pool())
    letter = {"subject": "Gloves", "text": "Bring some.", "places": [str(first.pk), str(elsewhere.pk)]}
    answer = organiser.post(f"/events/{pool.offering.slug}/letters", letter)
    assert (answer.status_code, answer.json()["people"]) == (202, 1)
    (told,) = Message.objects.filter(topic="notice", key__startswith="letter:")
    assert told.payload["person"] == str(first.contact_id)


def test_the_figures_are_counted_for_who_manages_it(pool, as_person):
    event_of = events.create(title="Open", by=factories.actor(pool.offering.organiser), at=clock.now())
    key = as_person(pool.offering.organiser)
    shown = key.get(f"/events/{event_of.offering.slug}/figures").json()
    assert (shown["people_to_tell"], shown["kept"], shown["by_state"]["confirmed"]) == (0, {"part": 0, "whole": 0}, 0)
    stranger = as_person(factories.member())
    assert problem(stranger.get(f"/events/{event_of.offering.slug}/figures")) == (404, "not_found")


# --- without an account -------------------------------------------------------------------------


@pytest.mark.req("B03")
def test_joining_by_address_says_the_same_of_every_address(nobody, pool):
    factories.member(email="known@example.org")
    factories.place(pool, factories.guest(email="inside@example.org"))
    answers = {
        nobody.post("/join-requests", {"pool": str(pool.pk), "name": "A", "email": address}).content
        for address in ("known@example.org", "inside@example.org", "new@example.org")
    }
    assert answers == {b'{"sent":true}'}
    assert (JoinRequest.objects.count(), Person.objects.filter(email="new@example.org").count()) == (3, 0)


@pytest.mark.req("B03", "B04")
def test_a_guest_confirms_looks_and_leaves_by_the_link(nobody, pool):
    _asked, secret = factories.join_request(pool, name="Ada", companions=["Grace"])
    link = {"token": secret}
    assert problem(nobody.post("/guest-place", link)) == (404, "not_found")
    first = nobody.post("/join-requests/confirmation", link)
    assert (first.status_code, first.json()["state"]) == (200, "confirmed")
    assert [member["name"] for member in first.json()["group"]] == ["Ada", "Grace"]
    assert nobody.post("/join-requests/confirmation", link).json()["id"] == first.json()["id"]
    assert nobody.post("/guest-place", link).json() == first.json()
    gone = nobody.post("/guest-place/withdrawal", {**link, "whole_group": True})
    assert gone.json()["state"] == "withdrawn"
    assert Pool.objects.get().taken == 0


@pytest.mark.req("B04")
def test_a_guest_answers_an_offer_by_the_link(nobody, organiser, pool):
    Pool.objects.update(capacity=1, waitlist="offer")
    held, waiting = factories.place(pool), factories.place(pool)
    organiser.post(f"/places/{held.pk}/revocation")
    answer = nobody.post("/guest-place/acceptance", {"token": factories.place_link(waiting)})
    assert answer.json()["state"] == "confirmed"
    assert problem(nobody.post("/guest-place/refusal", {"token": factories.place_link(waiting)})) == (
        409,
        "wrong_state",
    )


@pytest.mark.req("B03")
@pytest.mark.parametrize("path", ["/guest-place", "/guest-place/withdrawal", "/join-requests/confirmation"])
def test_a_wrong_link_opens_nothing(nobody, path):
    assert problem(nobody.post(path, {"token": "lnp_wrong"})) == (404, "link_unknown")
    assert problem(nobody.post(path, {"token": ""})) == (422, "invalid")


@pytest.mark.req("B03", "A05")
def test_a_wish_that_cannot_be_is_refused_with_its_reason(nobody, pool):
    wish = {"pool": str(pool.pk), "name": "Ada", "email": "ada@example.org"}
    hidden = factories.pool(factories.offering(visibility="private"))
    assert problem(nobody.post("/join-requests", {**wish, "pool": str(hidden.pk)})) == (404, "not_found")
    assert problem(nobody.post("/join-requests", {**wish, "email": "ada"})) == (422, "invalid")
    assert problem(nobody.post("/join-requests", {**wish, "name": " "})) == (422, "name_needed")
    assert problem(nobody.post("/join-requests", {**wish, "companions": ["x"] * 9})) == (422, "party_too_large")
    assert (JoinRequest.objects.count(), Place.objects.count()) == (0, 0)


@pytest.fixture
def invited(db):
    """The place of a guest at an event that nobody else sees, by its link."""
    by, at = factories.actor(factories.member("Organiser")), clock.now()
    event = events.create(title="Hidden", visibility="private", starts_at=at + timedelta(days=3), by=by, at=at)
    offerings.publish(event.offering, by=by, at=at)
    place = places.offer_to(events.pool_of(event), factories.guest("Gil", email="gil@example.org"), by=by, at=at)
    return {"token": factories.place_link(place)}


@pytest.mark.req("B06")
def test_a_guest_takes_the_calendar_file_of_what_nobody_else_sees(nobody, invited):
    answer = nobody.post("/guest-place/calendar", invited)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert b"SUMMARY:Hidden" in answer.content


@pytest.mark.req("B06")
def test_there_is_no_calendar_file_of_what_has_no_time_nor_by_a_wrong_link(nobody, invited):
    Offering.objects.update(starts_at=None, ends_at=None)
    assert problem(nobody.post("/guest-place/calendar", invited)) == (404, "not_found")
    assert problem(nobody.post("/guest-place/calendar", {"token": "lnp_wrong"})) == (404, "link_unknown")
