from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.participation import places
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("B04")]


@pytest.fixture
def person(client):
    person = factories.member("Ana")
    client.force_login(person.account)
    return person


def take(person, title, *, capacity=2, days=30):
    before = clock.now() - timedelta(days=60)
    offering = factories.offering(title, starts_at=clock.now() + timedelta(days=days), at=before)
    return factories.place(factories.pool(offering, capacity=capacity), person, at=before)


def titles(client, tab):
    page = client.get(f"/places?show={tab}").context["page"]
    return [place.pool.offering.title for place in page.items]


def test_places_stand_under_upcoming_waiting_or_past(client, person):
    take(person, "Later", days=20)
    take(person, "Sooner", days=10)
    take(person, "Full", capacity=0)
    take(person, "Over", days=-3)
    given_up = take(person, "Given up")
    places.withdraw(given_up, by=factories.actor(person), at=clock.now())
    assert titles(client, "upcoming") == ["Sooner", "Later"]
    assert titles(client, "waiting") == ["Full"]
    assert titles(client, "past") == ["Given up", "Over"]
    assert [tab["count"] for tab in client.get("/places").context["tabs"]] == [2, 1, 2]


def test_the_list_takes_the_same_queries_for_one_and_for_many(client, person, django_assert_num_queries):
    take(person, "One")
    client.get("/places")
    with django_assert_num_queries(QUERIES):
        client.get("/places")
    for number in range(15):
        take(person, f"Event {number}", days=number + 1)
    with django_assert_num_queries(QUERIES):
        client.get("/places")


QUERIES = 6


def test_a_place_of_somebody_else_is_not_there(client, person):
    other = factories.place()
    paths = ["", "/withdrawal", "/names", "/calendar.ics"]
    assert [client.get(f"/places/{other.pk}{path}").status_code for path in paths] == [404] * 4
    assert [
        client.post(f"/places/{other.pk}/{act}").status_code for act in ("acceptance", "refusal", "withdrawal")
    ] == [404] * 3
    other.refresh_from_db()
    assert other.state == "confirmed"


def test_a_member_gives_a_place_up_and_sees_the_history(client, person):
    place = take(person, "Hike")
    assert (
        "The place is free for somebody else at once." in client.get(f"/places/{place.pk}/withdrawal").content.decode()
    )
    page = client.post(f"/places/{place.pk}/withdrawal", {"who": str(place.pk)}, follow=True)
    assert [str(step.sentence) for step in page.context["history"]] == [
        "Gave the place up",
        "Signed up and got a place",
    ]


def test_who_is_not_signed_in_is_asked_to(client):
    place = factories.place()
    answers = [client.get(path).headers["Location"] for path in ("/places", f"/places/{place.pk}")]
    assert answers == ["/account/login?next=/places", f"/account/login?next=/places/{place.pk}"]


def test_a_cursor_that_is_not_ours_is_refused(client, person):
    assert client.get("/places?cursor=zzz").status_code == 422
