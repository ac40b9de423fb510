"""Calendar files: right over changes of clocks, one UID for life, and no text that breaks out."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineup.core.participation import offerings
from lineup.core.participation.models import Offering
from lineup.domains.events import calendar, events
from lineup.domains.events.models import Event, Venue
from tests.support import factories

BASE = "https://lineup.example"
ZONES = ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu", "UTC"]
# either side of the nights on which clocks change
NIGHTS = [datetime(2026, 3, 29, 1), datetime(2026, 10, 25, 1), datetime(2026, 3, 8, 7), datetime(2026, 11, 1, 6),
          datetime(2026, 4, 4, 15), datetime(2026, 10, 3, 15), datetime(2026, 2, 15, 2)]  # fmt: skip


def unsaved(**values):
    offering = Offering(
        title=values.pop("title", "Party"), slug="party", state=values.pop("state", "published"),
        starts_at=values.pop("starts_at", datetime(2026, 12, 24, 18, tzinfo=UTC)), ends_at=values.pop("ends_at", None),
    )  # fmt: skip
    return Event(offering=offering, updated_at=datetime(2026, 11, 1, tzinfo=UTC), **values)


def entries(file: bytes):
    return icalendar.Calendar.from_ical(file).walk("VEVENT")


@pytest.mark.req("B06", "P11")
@settings(max_examples=500, deadline=None)
@given(
    night=st.sampled_from(NIGHTS),
    minutes=st.integers(-36 * 60, 36 * 60),
    lasts=st.integers(1, 60 * 48),
    zone=st.sampled_from(ZONES),
)
def test_an_instant_is_the_same_on_every_clock_over_a_change_of_clocks(night, minutes, lasts, zone):
    start = (night + timedelta(minutes=minutes)).replace(tzinfo=UTC)
    end = start + timedelta(minutes=lasts)
    local = ZoneInfo(zone)
    event = unsaved(starts_at=start.astimezone(local), ends_at=end.astimezone(local), time_zone=zone)
    (entry,) = entries(calendar.of_one(event, base_url=BASE))
    assert (entry.decoded("dtstart"), entry.decoded("dtend")) == (start, end)
    assert entry.decoded("dtstart").astimezone(local).replace(tzinfo=None) == start.astimezone(local).replace(
        tzinfo=None
    )
    assert entry["dtstart"].to_ical() == start.strftime("%Y%m%dT%H%M%SZ").encode()


@pytest.mark.req("B06")
def test_one_uid_through_publication_move_and_cancellation(make_event, organiser, at):
    event = make_event()
    by = factories.actor(organiser)
    files = [calendar.of_one(event, base_url=BASE)]
    events.change(event, starts_at=event.offering.starts_at + timedelta(hours=2), by=by, at=at)
    files.append(calendar.of_one(event, base_url=BASE))
    offerings.cancel(event.offering, by=by, at=at)
    files.append(calendar.of_one(event, base_url=BASE))
    read = [icalendar.Calendar.from_ical(file) for file in files]
    found = [file.walk("VEVENT")[0] for file in read]
    assert [str(entry["uid"]) for entry in found] == [f"{event.pk}@lineup.example"] * 3
    assert [int(entry["sequence"]) for entry in found] == [0, 1, 2]
    assert [str(entry["status"]) for entry in found] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [str(file["method"]) for file in read] == ["PUBLISH", "PUBLISH", "CANCEL"]


@pytest.mark.req("B06")
@settings(max_examples=200, deadline=None)
@given(title=st.text(max_size=200), description=st.text(max_size=300))
def test_no_text_breaks_out_of_its_line(title, description):
    hostile = f"{title}\r\nATTENDEE:mailto:evil@example.org\n{title}"
    (entry,) = entries(calendar.of_one(unsaved(title=hostile, description=f"\r\n{description}"), base_url=BASE))
    assert "attendee" not in entry
    assert {"uid", "dtstart", "summary", "sequence", "status", "url"} <= {key.lower() for key in entry}


@pytest.mark.req("B06", "B02")
def test_place_stream_and_position_are_told():
    hall = Venue(name="Hall; 2nd, floor", address="1 Road", city="Lyon", country="FR", latitude=45.7, longitude=4.8)
    event = unsaved(venue=hall, stream_url="https://youtu.be/x", description="Bring bread.")
    (entry,) = entries(calendar.of_one(event, base_url=BASE))
    assert str(entry["location"]) == "Hall; 2nd, floor, 1 Road, Lyon, FR"
    assert entry["geo"].to_ical() == "45.7;4.8"
    assert str(entry["description"]) == "Bring bread.\n\nhttps://youtu.be/x"
    assert str(entry["url"]) == "https://lineup.example/events/party"


@pytest.mark.req("B06")
def test_an_events_own_position_goes_before_its_venues():
    hall = Venue(latitude=45.7, longitude=4.8)
    assert calendar.position_of(unsaved(venue=hall, map_latitude=1.0, map_longitude=2.0)) == (1.0, 2.0)
    assert calendar.position_of(unsaved(venue=hall)) == (45.7, 4.8)
    assert calendar.position_of(unsaved()) is None


@pytest.mark.req("B06")
def test_a_feed_holds_many_and_says_where_one_only_waits():
    first, second, undated = unsaved(), unsaved(state="cancelled"), unsaved(starts_at=None)
    file = calendar.of_many([first, second, undated], name="Mine\r\nX:1", base_url=BASE, tentative={first.pk})
    assert [str(entry["status"]) for entry in entries(file)] == ["TENTATIVE", "CANCELLED"]
    assert b"METHOD:PUBLISH" in file
    assert b"\r\nX:1" not in file
