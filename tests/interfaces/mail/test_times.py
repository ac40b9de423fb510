"""Times over the nights on which clocks change: page, mail and calendar file tell the same instant.

TEST_FULL=1 tries 500 cases.
"""

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineup.core.foundation import clock
from lineup.core.participation import places
from lineup.core.participation.models import Offering
from lineup.core.people.models import Person
from lineup.domains.events import calendar
from lineup.interfaces.mail import letters, notice_letters
from lineup.interfaces.web import moments
from tests.interfaces.mail.conftest import calendar_of, html_of, text_of
from tests.support import crowd, factories

BASE = "http://localhost"
NAMES = re.compile(r"\(([^)]+)\)")
ZONES = ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu", "UTC"]
# either side of the nights on which the clocks of these zones change, in UTC; the last of none
NIGHTS = [datetime(2031, 3, 30, 1), datetime(2031, 10, 26, 1), datetime(2031, 3, 9, 7), datetime(2031, 11, 2, 6),
          datetime(2031, 4, 5, 15), datetime(2031, 10, 4, 15), datetime(2031, 2, 1, 2)]  # fmt: skip


def letter_about(place):
    """The mail to whoever holds the place, read again from its bytes."""
    facts = {"place": str(place.pk), "change": place.changes.get().pk}
    payload = {"person": str(place.contact_id), "kind": "place.confirmed", "facts": facts, "to": ""}
    written = letters.compose(notice_letters.write(payload, clock.now()), key="mail:1", at=clock.now())
    return message_from_bytes(written.message().as_bytes(), policy=policy.default)


@pytest.mark.req("Q23", "P11")
@settings(
    max_examples=500 if crowd.FULL else 60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    night=st.sampled_from(NIGHTS),
    minutes=st.integers(-2160, 2160),
    lasts=st.integers(1, 2880),
    zone=st.sampled_from(ZONES),
    language=st.sampled_from(["en", "fr"]),
)
def test_page_mail_and_calendar_file_tell_the_same_instant(event, place, night, minutes, lasts, zone, language):
    start = (night + timedelta(minutes=minutes)).replace(tzinfo=UTC)
    end = start + timedelta(minutes=lasts)
    Offering.objects.filter(pk=event.pk).update(starts_at=start, ends_at=end)
    Person.objects.filter(pk=place.contact_id).update(time_zone=zone, language=language)
    letter = letter_about(place)
    [attached] = icalendar.Calendar.from_ical(calendar_of(letter).get_content()).walk("VEVENT")
    event.offering.refresh_from_db()
    [file] = icalendar.Calendar.from_ical(calendar.of_one(event, base_url=BASE)).walk("VEVENT")
    page = str(moments.element(start, until=end, zone=zone))
    on_page = datetime.fromisoformat(re.search(r'datetime="([^"]+)"', page)[1])
    assert on_page == attached.decoded("dtstart") == file.decoded("dtstart") == start
    assert attached.decoded("dtend") == file.decoded("dtend") == end
    assert str(attached["uid"]) == str(file["uid"])
    local, until = (one.astimezone(ZoneInfo(zone)) for one in (start, end))
    for told in (text_of(letter), html_of(letter)):
        [when] = re.findall(r"(?:When|Quand|Date)(?:: |</dt>\s*<dd[^>]*>)([^<\n]+)", told)
        assert re.findall(r"\d\d:\d\d", NAMES.sub("", when)) == [f"{one:%H:%M}" for one in (local, until)]
        # two in the morning comes twice; its name says which
        assert set(NAMES.findall(when)) == {moments.zone_name(one) for one in (local, until)}


@pytest.fixture
def place(pool):
    who = factories.guest("Ann", proved=True)
    return places.join(pool, who, by=factories.actor(who), at=clock.now())
