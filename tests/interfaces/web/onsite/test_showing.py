"""The programme as everybody reads it."""

import json
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.core.foundation import clock
from lineup.core.participation import pools
from lineup.core.participation.models import Offering
from lineup.domains.onsite import favourites, payments, sessions, speakers
from tests.support import factories


def text(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.req("D15")
def test_the_timetable_names_rooms_times_and_speakers_and_escapes_them(client, opening):
    page = text(client, "/events/forum/programme")
    assert "Opening &lt;b&gt;" in page
    assert "09:00–10:00 · Ada &amp; Co" in page
    assert '<th scope="col">Hall</th>' in page
    assert 'name="star"' not in page


@pytest.mark.req("D04", "D15")
def test_machines_read_a_session_as_a_part_of_its_event(client, event, opening, organiser, starts_at, settings):
    page, url = text(client, f"/events/forum/programme/{opening.pk}"), f"{settings.BASE_URL}/events/forum"
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
    assert told == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Opening <b>",
        "url": f"{url}/programme/{opening.pk}",
        "startDate": starts_at.isoformat(),
        "endDate": (starts_at + timedelta(hours=1)).isoformat(),
        "location": [{"@type": "Place", "name": "Hall"}],
        "performer": [{"@type": "Person", "name": "Ada & Co"}],
        "superEvent": {"@type": "Event", "name": "Forum", "url": url},
        "isAccessibleForFree": True,
    }
    Offering.objects.update(visibility="unlisted")
    assert "ld+json" not in text(client, f"/events/forum/programme/{opening.pk}")


@pytest.mark.req("D15")
def test_the_event_page_leads_to_its_programme_once_there_is_one(client, event, organiser):
    assert "/events/forum/programme" not in text(client, "/events/forum")
    sessions.create(event, title="Opening", by=factories.actor(organiser), at=clock.now())
    assert "/events/forum/programme" in text(client, "/events/forum")


@pytest.mark.req("D15")
def test_days_are_shown_one_at_a_time(client, opening, event, organiser, starts_at):
    by, later = factories.actor(organiser), starts_at + timedelta(days=1)
    sessions.create(event, title="Closing", starts_at=later, ends_at=later + timedelta(hours=1), by=by, at=clock.now())
    assert "Closing" not in text(client, "/events/forum/programme")
    page = text(client, f"/events/forum/programme?day={later.date().isoformat()}")
    assert ("Closing" in page, "Opening" in page) == (True, False)
    assert "Opening" in text(client, "/events/forum/programme?day=nonsense")


@pytest.mark.req("D15")
def test_a_member_stars_sessions_and_reads_their_own_programme(client, opening, event, organiser):
    fan = factories.member()
    client.force_login(fan.account)
    assert "Your programme is empty" in text(client, "/events/forum/programme?mine=1")
    back = client.post("/events/forum/programme/stars", {"star": opening.pk.hex, "next": "/events/forum/programme"})
    assert (back.url, favourites.of(fan, event)) == ("/events/forum/programme", {opening.pk})
    mine = text(client, "/events/forum/programme?mine=1")
    assert f'id=s0 href="programme/{opening.pk}">Opening' in mine
    end = sessions.ending(opening)
    assert f'<button name=unstar value={end} aria-labelledby="out s0"></button>' in mine
    assert '<span id="out" hidden>Take out of my programme:</span>' in mine
    assert b"SUMMARY:Opening" in client.get("/events/forum/programme.ics?mine=1").content
    booked = sessions.create(event, title="Booked", kind="atelier", by=factories.actor(organiser), at=clock.now(),
                             starts_at=opening.starts_at, ends_at=opening.ends_at)  # fmt: skip
    assert b"Booked" not in client.get("/events/forum/programme.ics?mine=1").content
    factories.place(booked.pool, fan)
    assert b"SUMMARY:Booked" in client.get("/events/forum/programme.ics?mine=1").content
    assert "Booked" in text(client, "/events/forum/programme?mine=1")
    client.post("/events/forum/programme/stars", {"unstar": end, "next": "https://evil.example/"})
    assert favourites.of(fan, event) == frozenset()


@pytest.mark.req("Q13")
def test_a_star_leads_back_to_our_own_pages_alone(client, opening):
    client.force_login(factories.member().account)
    sent = {"star": opening.pk.hex, "next": "//evil.example/"}
    assert client.post("/events/forum/programme/stars", sent).url == "/events/forum/programme"


@pytest.mark.req("D04", "D05")
def test_an_atelier_is_joined_from_its_page(client, event, organiser, starts_at):
    by = factories.actor(organiser)
    times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1)}
    made = sessions.create(event, title="Soldering", kind="atelier", capacity=3, by=by, at=clock.now(), **times)
    page = text(client, f"/events/forum/programme/{made.pk}")
    assert f'href="/pools/{made.pool_id}/join"' in page
    assert "No account needed" in page


@pytest.mark.req("D04", "D05")
def test_the_live_link_of_what_costs_something_is_told_to_whose_place_is_paid(client, event, organiser, starts_at):
    by, at, link = factories.actor(organiser), clock.now(), "https://youtu.be/live"
    times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1)}
    price = {"kind": "atelier", "price": Decimal(15), "currency": "EUR"}
    made = sessions.create(event, title="Soldering", youtube_live_url=link, by=by, at=at, **price, **times)
    page = f"/events/forum/programme/{made.pk}"
    fan, ada = factories.member(), factories.member("Ada", email="ada@example.org")
    place = factories.place(made.pool, fan)

    def watched(*people):
        return [link in text(sign_in(one), page) for one in people]

    def sign_in(person):
        client.logout()
        if person:
            client.force_login(person.account)
        return client

    assert watched(None, fan, ada, organiser) == [False, False, False, True]
    files = [client.get(f"/events/forum/programme.{kind}") for kind in ("json", "xml", "ics")]
    assert [link.encode() in file.content for file in files] == [False, False, False]
    payments.mark([place.pk], "paid", session=made, by=by, at=at)
    sessions.change(made, speakers=["Ada"], by=by, at=at)
    speakers.change(made.speakers.get(), name="Ada", about="", email="ada@example.org", by=by, at=at)
    assert watched(None, fan, ada) == [False, True, True]
    pools.change(made.pool, price=None, by=by, at=at)
    assert watched(None) == [True]
    assert link.encode() in client.get("/events/forum/programme.json").content


@pytest.mark.req("D15", "Q22")
def test_it_speaks_french(client, opening):
    page = client.get("/events/forum/programme", headers={"Accept-Language": "fr"}).content.decode()
    assert "Horaires du lieu (UTC)" in page


@pytest.mark.req("Q21", "D15")
def test_three_hundred_sessions_cost_the_queries_of_one_and_weigh_little(client, opening, event, organiser, starts_at):
    def asked():
        with CaptureQueriesContext(connection) as seen:
            page = client.get("/events/forum/programme")
        return len(seen), len(page.content)

    queries, _size = asked()
    by = factories.actor(organiser)
    for number in range(299):
        start = starts_at + timedelta(minutes=15 * (number % 30))
        times = {"starts_at": start, "ends_at": start + timedelta(minutes=15)}
        said = {"title": f"Session {number}", "speakers": [f"Speaker {number}"]}
        sessions.create(event, despite_clashes=True, by=by, at=clock.now(), **said, **times)
    again, size = asked()
    assert (again, size <= 100 * 1024) == (queries, True)
    client.force_login(factories.member().account)
    _queries, starred = asked()
    assert starred <= 100_000
