"""The page of an event: everything about it, for who may see it, and nothing that runs or loads from elsewhere."""

import json
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from lineup.core.participation import offerings
from lineup.core.participation.models import Offering, Pool
from lineup.core.people.models import Person
from lineup.domains.events import calendar, events, topics, venues
from lineup.domains.events.models import Event
from lineup.interfaces.web import moments, prose
from lineup.interfaces.web.events import showing, structured
from tests.support import factories

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7000|add:734 }}'


def page(client, event):
    answer = client.get(f"/events/{event.offering.slug}")
    assert answer.status_code == 200
    return answer.content.decode()


def told_to_machines(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])


@pytest.mark.req("B01", "B02", "A04")
def test_every_field_is_on_the_page(client, make_event, organiser, at):
    venue = venues.create(
        name="Town hall", address="1 Main street", city="Lyon", country="FR", latitude=45.7, longitude=4.8,
        website="https://hall.example", by=factories.actor(organiser), at=at,
    )  # fmt: skip
    event = make_event(
        description="Bring a **torch**.", venue=venue, stream_url="https://youtu.be/x",
        category=topics.category("sport"), tags=["Nuit"],
        capacity=5, starts_at=datetime(2031, 7, 1, 18, 0, tzinfo=UTC), time_zone="Asia/Tokyo",
        ends_at=None, map_latitude=1.5, map_longitude=2.5, map_zoom=9,
    )  # fmt: skip
    html = page(client, event)
    shown = [
        "Night hike", "<strong>torch</strong>", "Town hall", "1 Main street, Lyon, FR", 'href="https://hall.example"',
        'href="https://youtu.be/x"', "Sport and outdoors", "#Nuit", "5 places are left.", "Ada Organiser",
        "03:00 JST", "mlat=1.5&amp;mlon=2.5#map=9/1.5/2.5", "geo:1.5,2.5?z=9", "Take a place",
        f"/events/{event.offering.slug}/calendar.ics", f"/pools/{events.pool_of(event).pk}/join",
    ]  # fmt: skip
    assert [words for words in shown if words not in html] == []


@pytest.mark.req("P11")
def test_people_read_their_own_zone_and_that_of_the_place(theirs, make_event):
    html = page(theirs, make_event(starts_at=datetime(2031, 7, 1, 18, 0, tzinfo=UTC), time_zone="Asia/Tokyo"))
    assert ("20:00–23:00 CEST" in html, "03:00–06:00 JST" in html) == (True, True)


@pytest.mark.req("B06")
def test_machines_read_schema_org_and_opengraph(client, make_event, organiser, at, settings):
    settings.BASE_URL = "https://lineup.example"
    venue = venues.create(
        name="Hall", address="1 Road", city="Lyon", country="FR", latitude=45.7, longitude=4.8,
        by=factories.actor(organiser), at=at,
    )  # fmt: skip
    event = make_event(venue=venue, capacity=5, description="Bring a **torch**.")
    html = page(client, event)
    told = told_to_machines(html)
    expected = {
        "@type": "Event", "name": "Night hike", "url": "https://lineup.example/events/night-hike",
        "description": "Bring a torch.", "startDate": event.offering.starts_at.isoformat(),
        "endDate": event.offering.ends_at.isoformat(), "eventStatus": "https://schema.org/EventScheduled",
        "maximumAttendeeCapacity": 5, "remainingAttendeeCapacity": 5,
        "organizer": {"@type": "Person", "name": "Ada Organiser"},
    }  # fmt: skip
    assert {key: told[key] for key in expected} == expected
    assert told["location"][0]["geo"] == {"@type": "GeoCoordinates", "latitude": 45.7, "longitude": 4.8}
    assert '<meta property="og:title" content="Night hike">' in html
    assert '<meta property="og:url" content="https://lineup.example/events/night-hike">' in html
    assert '<meta property="og:description" content="Bring a torch.">' in html
    assert '<input id="share" value="https://lineup.example/events/night-hike" readonly>' in html


@pytest.mark.req("B06", "A05")
@pytest.mark.parametrize(("visibility", "told", "indexed"), [("public", True, True), ("unlisted", True, False)])
def test_search_engines_index_public_events_alone(client, make_event, visibility, told, indexed):
    html = page(client, make_event(visibility=visibility))
    assert (("application/ld+json" in html), ("noindex" not in html)) == (told, indexed)


@pytest.mark.req("A05")
def test_what_is_private_tells_machines_nothing(theirs, make_event):
    for event in (make_event("Private", visibility="private"), make_event("Draft", published=False)):
        html = page(theirs, event)
        assert ("application/ld+json" in html, "og:title" in html, "noindex" in html) == (False, False, True)


@pytest.mark.req("A05", "P10")
@pytest.mark.parametrize("act", ["", "/calendar.ics", "/files/01a1fd9c-e811-765f-95bc-afb8e0dcd755"])
def test_what_one_may_not_see_is_not_there(client, make_event, act):
    for event in (make_event("Private", visibility="private"), make_event("Draft", published=False)):
        hidden = client.get(f"/events/{event.offering.slug}{act}")
        absent = client.get(f"/events/no-such-event{act}")
        assert (hidden.status_code, absent.status_code) == (404, 404)
        assert event.offering.title not in hidden.content.decode()


def test_hostile_text_is_only_text(client, make_event, organiser, at):
    venue = venues.create(
        name=HOSTILE[:150], address=HOSTILE[:150], city=HOSTILE[:100], country="FR",
        by=factories.actor(organiser), at=at,
    )  # fmt: skip
    hostile = f"{HOSTILE}\n\n[click](javascript:alert(1)) ![x](https://evil.example/x.png) <b onclick=x>b</b>"
    event = make_event(HOSTILE, description=hostile, venue=venue, tags=[HOSTILE[:40]])
    for path in (f"/events/{event.offering.slug}", "/", "/events?q=script"):
        html = client.get(path).content.decode()
        assert re.findall(r"<script>|<img src=x|javascript:alert\(1\)\"|src=.https://evil|<b onclick|7734", html) == []
    assert told_to_machines(page(client, event))["name"] == event.offering.title


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**a** *b*", "<p><strong>a</strong> <em>b</em></p>"),
        ("# Big", "<h3>Big</h3>"),
        ("a\nb", "<p>a<br>\nb</p>"),
        ("[x](https://x.example)", '<p><a href="https://x.example" rel="nofollow noopener ugc">x</a></p>'),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](data:text/html,x)", "<p>[x](data:text/html,x)</p>"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        (
            "![x](https://x.example/p.png)",
            '<p>!<a href="https://x.example/p.png" rel="nofollow noopener ugc">x</a></p>',
        ),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    ],
)
def test_markdown_is_shown_without_what_runs_or_loads(text, html):
    assert prose.shown(text).strip() == html


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=200))
def test_no_text_becomes_an_element_of_its_own(text):
    allowed = prose.TAGS | {f"/{tag}" for tag in prose.TAGS}
    found = re.findall(r"<(/?[a-zA-Z][a-zA-Z0-9]*)", str(prose.shown(text)))
    assert [tag for tag in found if tag not in allowed] == []


@settings(max_examples=200, deadline=None)
@given(title=st.text(max_size=80), description=st.text(max_size=120))
def test_no_text_ends_the_data_for_machines(title, description):
    offering = Offering(title=f"</script>{title}", slug="x", organiser=Person(name=description), state="published")
    event = Event(offering=offering, description=description)
    written = structured.script(event, Pool(capacity=None), url="https://x.example")
    assert ("<" in written, json.loads(written)["name"]) == (False, f"</script>{title}")


NIGHTS = [datetime(2026, 3, 29, 1), datetime(2026, 10, 25, 1), datetime(2026, 3, 8, 7), datetime(2026, 11, 1, 6),
          datetime(2026, 4, 4, 15), datetime(2026, 10, 3, 15)]  # fmt: skip
ZONES = ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]


@pytest.mark.req("P11", "B06")
@settings(max_examples=500, deadline=None)
@given(
    night=st.sampled_from(NIGHTS),
    minutes=st.integers(-2160, 2160),
    lasts=st.integers(1, 2880),
    zone=st.sampled_from(ZONES),
)
def test_page_calendar_and_machines_agree_over_changes_of_clocks(night, minutes, lasts, zone):
    start = (night + timedelta(minutes=minutes)).replace(tzinfo=UTC)
    end = start + timedelta(minutes=lasts)
    offering = Offering(
        title="x", slug="x", organiser=Person(name="x"), state="published", starts_at=start, ends_at=end
    )
    event = Event(offering=offering, time_zone=zone, updated_at=start)
    html = str(moments.element(start, until=end, zone=zone))
    (entry,) = icalendar.Calendar.from_ical(calendar.of_one(event, base_url="https://x.example")).walk("VEVENT")
    told = structured.of(event, Pool(), url="https://x.example")
    on_page = datetime.fromisoformat(re.search(r'datetime="([^"]+)"', html)[1])
    assert on_page == entry.decoded("dtstart") == datetime.fromisoformat(told["startDate"]) == start
    assert entry.decoded("dtend") == datetime.fromisoformat(told["endDate"]) == end
    assert f"{start.astimezone(ZoneInfo(zone)):%H:%M}" in html


@pytest.mark.req("B06")
def test_the_calendar_file_is_a_download(client, make_event):
    event = make_event()
    answer = client.get(f"/events/{event.offering.slug}/calendar.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="night-hike.ics"'
    assert answer.content.startswith(b"BEGIN:VCALENDAR")


STANDINGS = [
    ({"capacity": None}, 0, "There is room for everybody"),
    ({"capacity": 2}, 1, "One place is left."),
    ({"capacity": 1}, 2, "Join the waitlist"),
    ({"capacity": 1, "waitlist": "none"}, 1, "This is full and has no waitlist."),
    ({"admission": "approval"}, 0, "Ask for a place"),
    ({"admission": "invitation"}, 0, "This is by invitation"),
    ({"opens_at": datetime(2090, 1, 1, tzinfo=UTC), "starts_at": datetime(2091, 1, 1, tzinfo=UTC)}, 0, "Sign-up opens"),
    ({"closes_at": datetime(2020, 1, 1, tzinfo=UTC)}, 0, "Sign-up is closed"),
]


@pytest.mark.req("B03", "B04")
@pytest.mark.parametrize(("settings_", "joined", "sentence"), STANDINGS)
def test_the_page_says_what_joining_leads_to(settings_, joined, sentence, client, make_event):
    event = make_event(**settings_)
    for _ in range(joined):
        factories.place(events.pool_of(event))
    assert sentence in page(client, event)


@pytest.mark.req("B04")
def test_who_waits_reads_their_position_and_the_reason(client, make_event):
    event = make_event(capacity=1)
    pool = events.pool_of(event)
    person = factories.member()
    for _ in range(2):
        factories.place(pool)
    place = factories.place(pool, person)
    client.force_login(person.account)
    html = page(client, event)
    assert "Number 2 in line." in html
    assert "Every place is taken." in html
    assert f"/places/{place.pk}" in html


@pytest.mark.req("A16")
def test_names_are_shown_to_who_may_know_them(client, theirs, make_event):
    event = make_event(shows_participants=True)
    coming = factories.member("Bea Comes")
    factories.place(events.pool_of(event), coming)
    assert "Bea Comes" not in page(client, event)
    assert "Bea Comes" in page(theirs, event)
    client.force_login(coming.account)
    assert "Bea Comes" in page(client, event)


@pytest.mark.req("A16")
def test_of_many_the_first_are_named_and_the_others_counted(theirs, make_event, monkeypatch):
    monkeypatch.setattr(showing, "MOST_NAMES", 2)
    event = make_event(capacity=None)
    for name in ("Zoé First", "Émile Second", "Anna Last"):
        factories.place(events.pool_of(event), factories.member(name))
    html = page(theirs, event)
    assert html.index("Émile Second") < html.index("Zoé First")
    assert "Anna Last" not in html
    assert "and one more" in html


def test_a_cancelled_event_says_so_and_lets_nobody_in(client, make_event, organiser, at):
    event = make_event()
    offerings.cancel(event.offering, by=factories.actor(organiser), at=at)
    html = page(client, event)
    assert "This event is cancelled" in html
    assert "/join" not in html
    assert told_to_machines(html)["eventStatus"] == "https://schema.org/EventCancelled"


def test_the_page_takes_the_same_queries_however_many_come(theirs, make_event):
    event = make_event(capacity=None)
    pool = events.pool_of(event)
    page(theirs, event)  # the first of a session notes the session
    counts, made = [], 0
    for number in (1, 3, 30):
        while made < number:
            factories.place(pool)
            made += 1
        with CaptureQueriesContext(connection) as queries:
            page(theirs, event)
        counts.append(len(queries))
    assert counts == counts[:1] * 3
    assert counts[0] <= 14


@pytest.mark.req("Q21")
def test_an_event_with_nothing_besides_itself_takes_three_queries(client, make_event, django_assert_num_queries):
    event = make_event()
    page(client, event)
    with django_assert_num_queries(3):
        page(client, event)
