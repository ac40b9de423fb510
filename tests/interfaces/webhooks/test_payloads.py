import json
from datetime import timedelta

import pytest

from lineup.core.clubs import memberships
from lineup.core.clubs.models import Role
from lineup.core.foundation import clock
from lineup.core.participation import places
from lineup.core.people.actors import Actor
from lineup.core.webhooks import endpoints, hearing
from lineup.core.webhooks.models import Delivery
from lineup.domains.events import attendance, events
from lineup.interfaces.webhooks import payloads, shapes
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P17")]


@pytest.fixture
def event(listening):
    club = listening.club
    by = Actor(factories.club_owner(club))
    venue = {"name": "Hall", "address": "1 Main Street", "city": "Lyon", "country": "FR"}
    made = events.create(
        title="Fête",
        club=club,
        starts_at=clock.now() + timedelta(days=3),
        time_zone="Europe/Paris",
        capacity=3,
        new_venue=venue,
        by=by,
        at=clock.now(),
    )
    return factories.published(made.offering, by=by, at=clock.now()).event


def bodies():
    hearing.catch_up(at=clock.now())
    rows = Delivery.objects.select_related("endpoint__club", "change", "entry").order_by("happened_at")
    return [json.loads(payloads.body(row)) for row in rows]


def joined(event, person):
    return places.join(events.pool_of(event), person, by=Actor(person), at=clock.now())


def test_a_place_is_told_with_ids_and_public_facts_and_nobodys_name(event, settings):
    ana = factories.guest("Ana", email="ana@example.org")
    place = joined(event, ana)
    [body] = bodies()
    pool = events.pool_of(event)
    assert body["type"] == "place.confirmed"
    assert body["data"]["place"]["id"] == str(place.pk)
    assert body["data"]["place"]["state"] == body["data"]["change"]["to_state"] == "confirmed"
    assert body["data"]["change"]["action"] == "join"
    assert body["data"]["person"] == {"id": str(ana.pk), "name": None, "email": None}
    told = body["data"]["event"]
    assert (told["title"], told["time_zone"], told["venue"]["city"]) == ("Fête", "Europe/Paris", "Lyon")
    assert told["url"] == f"{settings.BASE_URL}/events/{event.offering.slug}"
    assert told["pools"] == [{"id": str(pool.pk), "role": "attendee", "name": "", "capacity": 3, "taken": 1}]
    assert body["data"]["club"]["slug"] == event.offering.club.slug
    assert "Ana" not in json.dumps(body)
    assert "ana@" not in json.dumps(body)


def test_names_and_addresses_are_told_where_the_webhook_was_told_to(listening, event):
    by = factories.actor(factories.club_owner(listening.club))
    endpoints.change(listening, tells_people=True, by=by, at=clock.now())
    ana = factories.guest("Ana", email="ana@example.org")
    joined(event, ana)
    [body] = bodies()
    assert body["data"]["person"] == {"id": str(ana.pk), "name": "Ana", "email": "ana@example.org"}


def test_a_companion_has_no_address(listening, event):
    by = factories.actor(factories.club_owner(listening.club))
    endpoints.change(listening, tells_people=True, by=by, at=clock.now())
    ana = factories.guest()
    places.join(events.pool_of(event), ana, companions=["Bo"], by=Actor(ana), at=clock.now())
    people = [body["data"]["person"] for body in bodies()]
    assert {person["name"]: person["email"] for person in people} == {ana.name: ana.email, "Bo": None}


def test_a_check_in_is_told_without_a_step_of_the_ledger(event):
    place = joined(event, factories.guest())
    attendance.check_in(place, by=Actor(factories.club_owner(event.offering.club)), at=clock.now())
    body = bodies()[-1]
    assert (body["type"], body["data"]["change"]) == ("place.checked_in", None)
    assert body["data"]["place"]["id"] == str(place.pk)


def test_a_changed_event_says_what_changed(event):
    events.change(event, title="Grande fête", by=Actor(factories.club_owner(event.offering.club)), at=clock.now())
    body = bodies()[-1]
    assert body["type"] == "event.changed"
    assert (body["data"]["changed"], body["data"]["event"]["title"]) == (["title"], "Grande fête")


def test_memberships_and_requests_are_told(listening):
    club = listening.club
    who = factories.member()
    request = memberships.ask(club, by=Actor(who), at=clock.now())
    memberships.approve(request, by=Actor(factories.club_owner(club)), at=clock.now())
    asked, began = bodies()
    assert (asked["type"], asked["data"]["request"]["id"]) == ("membership.requested", str(request.pk))
    assert began["data"]["membership"]["role"] == Role.MEMBER
    assert began["data"]["person"] == {"id": str(who.pk), "name": None, "email": None}


def test_every_body_has_the_documented_shape(event):
    place = joined(event, factories.guest())
    attendance.check_in(place, by=Actor(factories.club_owner(event.offering.club)), at=clock.now())
    memberships.ask(event.offering.club, by=Actor(factories.member()), at=clock.now())
    told = bodies()
    assert len(told) == 3
    for body in told:
        assert json.loads(shapes.Told.model_validate(body).model_dump_json()).keys() == {"type", "timestamp", "data"}
