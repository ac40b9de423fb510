"""Q13 at the desk: what is entered by hand looks the same whether or not the address is known, until its guest acts."""

import re

import orjson
import pytest
from django.db import transaction
from django.test import Client

from lineup.core.audit.models import Entry
from lineup.core.foundation import clock
from lineup.core.participation import (
    answering,
    entering,
    offerings,
    place_links,
    places,
    questions,
)
from lineup.core.participation.models import EnteredGuest, Place
from lineup.core.people import persons
from lineup.core.people.actors import HOUSE, Actor
from lineup.core.webhooks.models import Delivery, Endpoint
from lineup.domains.events import attendees, events
from lineup.interfaces.webhooks import payloads
from tests.interfaces.api.conftest import caller
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("Q13", "A16", "B03")]

CANARY = "Zqsecret"
TYPED = {"known": "Jo@Example.org", "unknown": "Al@Example.org"}
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}")


@pytest.fixture
def organiser():
    return factories.member("Olga", time_zone="UTC")


@pytest.fixture
def pool(organiser):
    event = events.create(
        title="Gala",
        capacity=5,
        shows_participants=True,
        starts_at=clock.now().replace(year=2099),
        by=factories.actor(organiser),
        at=clock.now(),
    )
    offerings.publish(event.offering, by=factories.actor(organiser), at=clock.now())
    return events.pool_of(event)


@pytest.fixture
def known():
    """Somebody with an account, a picture, a name and a language of their own."""
    person = factories.member(CANARY, email="jo@example.org", language="fr")
    by = factories.actor(person)
    return persons.change_profile(person, avatar="avatars/zqsecret.webp", bio=CANARY, by=by, at=clock.now())


def by_form(organiser, pool, email, how="confirm"):
    browser = Client()
    browser.force_login(organiser.account)
    sent = {"name": "Robin", "email": email, "how": how}
    return browser.post(f"/events/{pool.offering.slug}/desk/guests/new", sent, follow=True)


def by_offer(organiser, pool, email):
    return by_form(organiser, pool, email, how="offer")


def by_api(organiser, pool, email):
    return caller(organiser).post(f"/pools/{pool.pk}/additions", {"name": "Robin", "email": email})


def by_invitation(organiser, pool, email):
    sent = {"name": "Robin", "email": email, "pool": str(pool.pk), "hold_place": True}
    return caller(organiser).post(f"/events/{pool.offering.slug}/invitations", sent)


WAYS = [by_form, by_offer, by_api, by_invitation]


def pages(pool, place):
    desk = f"/events/{pool.offering.slug}/desk"
    yield from (desk, f"{desk}?q=robin", f"{desk}?sort=name", f"{desk}?q={CANARY}", f"{desk}/guests.csv")
    yield from (f"{desk}/guests/{place.pk}", f"{desk}/check-in", f"{desk}/check-in?q={CANARY}", f"{desk}/invitations")
    yield from (f"{desk}/fees", f"{desk}/fees.csv", f"{desk}/waitlist", f"/events/{pool.offering.slug}")
    yield from (f"/api/pools/{pool.pk}/places", f"/api/pools/{pool.pk}/places?q={CANARY}")
    yield from (f"/api/places/{place.pk}/history", f"/api/pools/{pool.pk}/answers", f"/api/pools/{pool.pk}/fees")
    yield from (f"/api/places/{place.pk}/answers", f"/api/events/{pool.offering.slug}/attendees")
    yield from (f"/api/events/{pool.offering.slug}/invitations", "/api/audit")


def read(person, pool, place):
    """What an organiser reads of the place, by page, without ids, instants and the address that was typed."""
    browser = Client()
    browser.force_login(person.account)
    return {UUID.sub("id", path): cleaned(browser.get(path)) for path in pages(pool, place)}


def cleaned(answer):
    body = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
    for typed in TYPED.values():
        body = body.replace(typed, "address")
    # tokens against forgery, ids and instants are new each time
    body = re.sub(r'\b[A-Za-z0-9]{64}\b|"id":\d+', "new", UUID.sub("id", body))
    return answer.status_code, re.sub(r"\d{4}-\d\d-\d\d[T ][\d:.]+(Z|\+00:00)?|\d\d:\d\d|just now", "then", body)


@pytest.mark.parametrize("way", WAYS)
def test_nothing_at_the_desk_tells_whether_an_address_is_known(organiser, pool, known, way):
    seen = {which: _seen(organiser, pool, way, email) for which, email in TYPED.items()}
    assert sorted(seen["known"]) == sorted(seen["unknown"])
    for path in seen["known"]:
        assert seen["known"][path] == seen["unknown"][path], path
    told = "".join(body for path, (_status, body) in seen["known"].items() if CANARY not in path)
    assert (CANARY.casefold() in told.casefold(), "Robin" in told) == (False, True)


def _seen(organiser, pool, way, email):
    """What the act answers and every page shows then; afterwards it has never been."""
    with transaction.atomic():
        answer = cleaned(way(organiser, pool, email))
        seen = {"the act": answer, **read(organiser, pool, Place.objects.get(pool=pool))}
        transaction.set_rollback(True)
    return seen


def test_other_guests_read_the_name_that_was_entered(organiser, pool, known):
    entering.enter(pool, name="Robin", email=TYPED["known"], by=factories.actor(organiser), at=clock.now())
    fellow = factories.member("Fellow")
    factories.place(pool, fellow)
    event = events.find_visible(fellow, pk=pool.offering_id)
    assert [place.shown_name for place in attendees.shown_to(fellow, event, pool)] == ["Fellow", "Robin"]


def test_webhooks_tell_what_was_entered(organiser, pool, known):
    by, at = factories.actor(organiser), clock.now()
    place = entering.enter(pool, name="Robin", email=TYPED["known"], by=by, at=at)
    assert told_of(place, tells_people=True) == (None, "Robin", TYPED["known"])
    assert told_of(place, tells_people=False) == (None, None, None)
    places.withdraw(place, by=Actor(known), at=at)
    assert told_of(place, tells_people=True) == (str(known.pk), CANARY, "jo@example.org")


def told_of(place, *, tells_people):
    delivery = Delivery(endpoint=Endpoint(tells_people=tells_people))
    person = payloads.OF_RESOURCES["place"](delivery, Entry(resource_id=str(place.pk))).person
    return person.id, person.name, person.email


# --- until they act -------------------------------------------------------------------------------


def accept(place, by):
    places.accept(place, by=by, at=clock.now())


def decline(place, by):
    places.decline(place, by=by, at=clock.now())


def withdraw(place, by):
    places.withdraw(place, by=by, at=clock.now())


def join(place, by):
    places.join(place.pool, by.person, by=by, at=clock.now())


def rename(place, by):
    party = list(Place.objects.select_related("participant__person", "entered").filter(pk=place.pk))
    # who has an account keeps the name there, and nobody else came along
    entering.rename(party, {}, by=by, at=clock.now())


def answer(place, by):
    question = questions.add(place.pool, kind="yes_no", text="Vegetarian?", by=HOUSE, at=clock.now())
    place.pool.refresh_from_db()
    answering.change(place, [{question.pk: True}], by=by, at=clock.now())


@pytest.mark.parametrize("act", [accept, decline, withdraw, join, rename, answer])
def test_who_acts_is_seen_as_they_are(organiser, pool, known, act):
    by = factories.actor(organiser)
    place = entering.enter(pool, name="Robin", email=TYPED["known"], offer=True, by=by, at=clock.now())
    assert shown(place) == ("Robin", TYPED["known"])
    act(Place.objects.get(pk=place.pk), Actor(known, channel="link"))
    assert shown(place) == (CANARY, "jo@example.org")
    assert not EnteredGuest.objects.exists()


def shown(place):
    found = Place.objects.select_related("participant", "contact", "entered").get(pk=place.pk)
    return found.shown_name, found.shown_email


@pytest.mark.parametrize("act", [places.revoke, places.lapse])
def test_what_others_do_with_the_place_tells_nothing_of_its_guest(organiser, pool, known, act):
    by, at = factories.actor(organiser), clock.now()
    place = entering.enter(pool, name="Robin", email=TYPED["known"], offer=True, held_until=at, by=by, at=at)
    act(place, **({"by": by} if act is places.revoke else {}), at=at)
    assert shown(place) == ("Robin", TYPED["known"])


def test_who_holds_a_place_already_keeps_it_under_their_own_name(organiser, pool, known):
    held = factories.place(pool, known)
    place = entering.enter(pool, name="Robin", email=TYPED["known"], by=factories.actor(organiser), at=clock.now())
    assert (place.pk, shown(place)[0]) == (held.pk, CANARY)


def test_organisers_who_enter_themselves_go_by_their_own_name(organiser, pool):
    place = entering.enter(pool, name="Me", email=organiser.email, by=factories.actor(organiser), at=clock.now())
    assert shown(place)[0] == "Olga"


def test_a_guest_renames_themselves_by_the_link_in_one_act(client, organiser, pool, known):
    place = entering.enter(pool, name="Robin", email="new@example.org", by=factories.actor(organiser), at=clock.now())
    link = f"/p/{place_links.mint(place, at=clock.now())}"
    client.post(f"{link}/names", {str(place.pk): "Robyn"})
    assert shown(place)[0] == "Robyn"


def test_what_was_entered_is_tidied_and_refused_like_any_name_and_address(organiser, pool):
    by = factories.actor(organiser)
    place = entering.enter(pool, name="  Robin   Hood ", email=" R@example.org ", by=by, at=clock.now())
    assert shown(place) == ("Robin Hood", "R@example.org")
    for wrong in ({"name": " "}, {"email": "nobody"}):
        with pytest.raises(persons.Invalid):
            entering.enter(pool, **{"name": "A", "email": "a@example.org", **wrong}, by=by, at=clock.now())
    assert Place.objects.count() == 1
    assert orjson.loads(caller(organiser).get(f"/pools/{pool.pk}/places").content)["items"][0]["contact"] is None
