"""Finding events in the pages: the list, its filters, the month."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lineup.core.participation import offerings
from lineup.domains.events import events, listing, topics, venues
from lineup.interfaces.web import calendars
from lineup.interfaces.web.events import filters
from tests.support import factories

CARD = re.compile(r'<h\d class="h3"><a href="/events/([^"]+)"')


def found(client, path):
    return CARD.findall(client.get(path).content.decode())


@pytest.mark.req("B01", "P13")
@pytest.mark.parametrize("path", ["/", "/events"])
def test_what_comes_next_is_listed_in_order(client, make_event, at, path):
    make_event("Later", starts_at=at + timedelta(days=9))
    make_event("Sooner", starts_at=at + timedelta(days=1))
    make_event("Running", starts_at=at - timedelta(hours=1))
    make_event("Hidden", visibility="unlisted")
    make_event("Draft", published=False)
    assert found(client, path) == ["running", "sooner", "later"]


@pytest.mark.req("P13", "P11")
def test_ecole_finds_ecole(client, make_event):
    make_event("L'École d'été")
    make_event("Winter games")
    assert found(client, "/events?q=ecole") == ["l-ecole-d-ete"]
    assert found(client, "/?q=ÉCOLE+ete") == ["l-ecole-d-ete"]


@pytest.mark.req("P13")
def test_each_filter_narrows_the_page(client, make_event, organiser, at):
    club = factories.club(owner=organiser)
    hall = venues.create(
        name="Hall", address="1 Road", city="Orléans", country="FR", by=factories.actor(organiser), at=at
    )
    make_event("A", venue=hall, category=topics.category("food"), tags=["Pain"], starts_at=at + timedelta(days=2))
    make_event("B", stream_url="https://youtu.be/x", club=club, starts_at=at + timedelta(days=20))
    pages = {
        "?category=food": ["a"], "?tag=pain": ["a"], "?place=in+Orléans": ["a"], "?place=online": ["b"],
        f"?club={club.slug}": ["b"], "?when=week": ["a"], "?when=month": ["a", "b"], "?q=nothing": [],
        "?category=none": [], "?when=never": ["a", "b"], "?q=%00": ["a", "b"],
    }  # fmt: skip
    assert {query: found(client, f"/events{query}") for query in pages} == pages


@pytest.mark.parametrize(
    ("now", "first", "last"),
    [
        ("2026-11-18 10:00", "2026-11-21 00:00", "2026-11-23 00:00"),
        ("2026-11-21 10:00", "2026-11-21 00:00", "2026-11-23 00:00"),
        ("2026-11-22 23:00", "2026-11-21 00:00", "2026-11-23 00:00"),
        ("2026-11-23 00:00", "2026-11-28 00:00", "2026-11-30 00:00"),
    ],
)
def test_a_weekend_is_saturday_and_sunday(now, first, last):
    chosen = dict.fromkeys(filters.NARROWING, "") | {"when": "weekend"}
    wanted = filters.wanted(chosen, at=datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert (wanted.after, wanted.before) == tuple(
        datetime.fromisoformat(day).replace(tzinfo=UTC) for day in (first, last)
    )


@pytest.mark.req("A05", "P10")
def test_a_members_event_is_found_by_members_alone(client, at, db):
    club = factories.club()
    from_club = factories.club_member(club)
    owner = factories.club_owner(club)
    event = events.create(
        title="Canary 7731", club=club, visibility="club_only", starts_at=at + timedelta(days=1),
        by=factories.actor(owner), at=at,
    )  # fmt: skip
    factories.published(event.offering, by=factories.actor(owner), at=at)
    paths = ["/", "/events?q=canary", f"/events/month/{event.offering.starts_at:%Y-%m}", f"/events?club={club.slug}"]
    assert [path for path in paths if "Canary" in client.get(path).content.decode()] == []
    client.force_login(from_club.account)
    assert [path for path in paths if "Canary" in client.get(path).content.decode()] == paths


def test_past_events_are_a_click_away(client, make_event, organiser, at):
    event = make_event("Over", starts_at=at - timedelta(days=2))
    offerings.finish(event.offering, by=factories.actor(organiser), at=at)
    assert (found(client, "/events"), found(client, "/events?past=1")) == ([], ["over"])


def test_an_empty_list_says_what_to_do(client, theirs, db):
    assert "Nothing planned yet" in client.get("/").content.decode()
    assert "Plan the first event" in theirs.get("/").content.decode()
    assert "fewer filters" in client.get("/events?q=xyz").content.decode()


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize("path", ["/events", "/events/month/{:%Y-%m}"])
def test_lists_take_the_same_queries_for_1_3_and_30(path, signed_in, client, organiser, make_event, at):
    if signed_in:
        client.force_login(organiser.account)
        client.get("/events")  # the first of a session notes the session
    counts, made = [], 0
    for rows in (1, 3, 30):
        while made < rows:
            make_event(f"E {made}", starts_at=at + timedelta(minutes=made + 5), tags=["One"])
            made += 1
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path.format(at + timedelta(hours=1))).status_code == 200
        counts.append(len(queries))
    assert counts == counts[:1] * 3
    assert counts[0] <= 14


def test_pages_of_a_list_follow_each_other(client, make_event, at):
    for number in range(30):
        make_event(f"E {number}", starts_at=at + timedelta(days=1 + number))
    first = client.get("/events").content.decode()
    following = re.search(r'rel="next" href="(\?[^"]+)"', first)[1].replace("&amp;", "&")
    second = client.get(f"/events{following}").content.decode()
    assert len(CARD.findall(first)) == 24
    assert CARD.findall(first) + CARD.findall(second) == [f"e-{number}" for number in range(30)]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/events?cursor=broken", 422),
        ("/events?cursor=" + "A" * 3000, 422),
        ("/events/month/2026-13", 404),
        ("/events/month/0001-01", 404),
        ("/events/month/2026-1", 404),
        ("/events/month/nonsense", 404),
        ("/events/month/2000-01", 200),
        ("/events/month/2100-12", 200),
        ("/events/month", 302),
        ("/events?q=" + "x" * 5000, 200),
        ("/events?category=%F0%9F%8F%81&tag=%22%3E%3Cscript%3E&place=in+&club='", 200),
    ],
)
def test_hostile_addresses_get_a_plain_answer(client, db, path, status):
    assert client.get(path).status_code == status


@pytest.mark.req("P11")
def test_the_month_is_that_of_the_viewers_zone(client, theirs, make_event):
    make_event("Silvester", starts_at=datetime(2030, 12, 31, 23, 30, tzinfo=UTC))  # 00:30 in Paris
    assert "23:30 Silvester" in client.get("/events/month/2030-12").content.decode()
    assert "00:30 Silvester" in theirs.get("/events/month/2031-01").content.decode()
    assert "Silvester" not in theirs.get("/events/month/2030-12").content.decode()


# what is the 1st here is still the 31st there; in 2027 the clocks of Europe change on the last day of October
EDGES = [
    ("Pacific/Kiritimati", "2026-12-31T10:30:00Z", "2027-01", "00:30"),
    ("Pacific/Kiritimati", "2026-12-31T09:30:00Z", "2026-12", "23:30"),
    ("Pacific/Pago_Pago", "2027-01-01T10:30:00Z", "2026-12", "23:30"),
    ("Pacific/Pago_Pago", "2027-01-01T11:30:00Z", "2027-01", "00:30"),
    ("Europe/Paris", "2027-10-31T00:30:00Z", "2027-10", "02:30"),
    ("Europe/Paris", "2027-10-31T01:30:00Z", "2027-10", "02:30"),
    ("Europe/Paris", "2027-10-31T22:59:00Z", "2027-10", "23:59"),
    ("Europe/Paris", "2027-10-31T23:00:00Z", "2027-11", "00:00"),
    ("Europe/Paris", "2027-09-30T22:00:00Z", "2027-10", "00:00"),
    ("Europe/Paris", "2027-03-28T01:00:00Z", "2027-03", "03:00"),
    ("America/New_York", "2027-03-01T04:59:00Z", "2027-02", "23:59"),
    ("America/New_York", "2027-11-01T04:00:00Z", "2027-11", "00:00"),
    ("Australia/Lord_Howe", "2027-03-31T12:59:00Z", "2027-03", "23:59"),
    ("Australia/Lord_Howe", "2027-03-31T13:00:00Z", "2027-04", "00:00"),
]


@pytest.mark.req("P11", "Q23")
@pytest.mark.parametrize("house", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize(("zone", "instant", "month", "clock"), EDGES)
def test_a_stranger_finds_an_event_in_its_own_month_alone(
    client, make_event, settings, house, zone, instant, month, clock
):
    settings.VISITOR_TIME_ZONE = house
    make_event("Edge", starts_at=datetime.fromisoformat(instant), time_zone=zone)
    assert months_with("Edge", client, month) == [month]
    assert f"{clock} Edge" in client.get(f"/events/month/{month}").content.decode()


@pytest.mark.req("P11", "Q23")
@pytest.mark.parametrize(("zone", "instant", "month", "clock"), EDGES)
def test_a_viewer_finds_an_event_in_the_month_of_their_own_zone_alone(client, make_event, zone, instant, month, clock):
    make_event("Edge", starts_at=datetime.fromisoformat(instant), time_zone="Asia/Tokyo")
    client.force_login(factories.member(time_zone=zone).account)
    assert months_with("Edge", client, month) == [month]
    assert f"{clock} Edge" in client.get(f"/events/month/{month}").content.decode()


def months_with(title, client, month):
    """Of this month, the one before and the one after, those that show the event."""
    day = date.fromisoformat(f"{month}-01")
    around = [calendars.previous_month(day), day, calendars.next_month(day)]
    return [f"{one:%Y-%m}" for one in around if title in client.get(f"/events/month/{one:%Y-%m}").content.decode()]


def test_a_full_month_says_that_there_is_more(client, make_event, at, monkeypatch):
    monkeypatch.setattr("lineup.interfaces.web.events.discovering.MOST_IN_A_MONTH", 2)
    for number in range(3):
        make_event(f"E{number}", starts_at=datetime(2030, 5, 10 + number, tzinfo=UTC))
    assert "Only the first 2 events are shown" in client.get("/events/month/2030-05").content.decode()
    assert "Only the first" not in client.get("/events/month/2030-06").content.decode()


def test_a_cancelled_event_says_so_in_the_month(client, make_event, organiser, at):
    event = make_event("Ball")
    offerings.cancel(event.offering, by=factories.actor(organiser), at=at)
    page = client.get(f"/events/month/{event.offering.starts_at:%Y-%m}").content.decode()
    assert "Cancelled: Ball" in page
    assert list(listing.upcoming(None, at=at)) == []


def test_what_is_searched_for_is_escaped(client, db):
    page = Client().get("/events", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page
