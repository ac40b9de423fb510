"""Each thing in a bin says until when it is kept; each bin is read page by page, however much lies there."""

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from lineup.core.foundation import clock
from lineup.domains.courses import courses
from lineup.domains.courses.models import Module
from lineup.domains.events import events
from lineup.domains.onsite import announcements, rooms, sessions
from lineup.domains.racing import teams
from lineup.interfaces.web.binned import PAGE, binned
from tests.support import factories

pytestmark = pytest.mark.req("P08")

AT = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def ten_days_later(clock_at, settings):
    settings.BIN_DAYS = 30
    clock_at(datetime(2026, 11, 11, 12, tzinfo=UTC))


def in_bin(**more):
    return SimpleNamespace(binned_at=AT, **more)


@pytest.mark.parametrize("row", [in_bin(), in_bin(stays=False)])
def test_what_goes_by_itself_says_on_which_day(row):
    told = binned(row)
    assert told.startswith('<time datetime="2026-11-01T12:00:00Z"')
    assert " · kept until <time " in told
    assert 'datetime="2026-12-01T12:00:00Z"' in told


def test_what_something_counts_on_and_what_never_goes_name_no_day():
    assert binned(in_bin(stays=True)).endswith("</time> · kept as long as something counts on it")
    assert binned(in_bin(), goes=False).endswith("</time> · kept until it is restored")


# --- page by page -----------------------------------------------------------------------------------


def rooms_gone(by, name, at):
    event = events.create(title="Forum", starts_at=at, time_zone="UTC", by=by, at=at)
    for number in range(PAGE + 1):
        made = rooms.create(event, name=name(number), by=by, at=at)
        rooms.discard(made, by=by, at=at + timedelta(seconds=number))
    return reverse("onsite:rooms", args=[event.offering.slug])


def sessions_gone(by, name, at):
    event = events.create(title="Forum", starts_at=at, time_zone="UTC", by=by, at=at)
    for number in range(PAGE + 1):
        made = sessions.create(event, title=name(number), by=by, at=at)
        sessions.discard(made, by=by, at=at + timedelta(seconds=number))
    return reverse("onsite:timetable", args=[event.offering.slug])


def announcements_gone(by, name, at):
    event = events.create(title="Forum", starts_at=at, time_zone="UTC", by=by, at=at)
    for number in range(PAGE + 1):
        made = announcements.make(event, title=name(number), description="So", target="all", by=by, at=at)
        announcements.discard(made, by=by, at=at + timedelta(seconds=number))
    return reverse("onsite:announcements-desk", args=[event.offering.slug])


def files_gone(by, name, at):
    event = events.create(title="Forum", starts_at=at, time_zone="UTC", by=by, at=at)
    for number in range(PAGE + 1):
        gone_at = at + timedelta(seconds=number)
        event.files.create(name=name(number), size=1, uploaded_by=by.human, created_at=at, binned_at=gone_at)
    return reverse("events:files", args=[event.offering.slug])


def teams_gone(by, name, at):
    for number in range(PAGE + 1):
        made = teams.create(name=name(number), by=by, at=at)
        teams.discard(made, by=by, at=at + timedelta(seconds=number))
    return reverse("racing:teams")


def modules_gone(by, name, at):
    course = courses.create(title="Course", subject=courses.subject("craft"), by=by, at=at)
    for number in range(PAGE + 1):
        gone_at = at + timedelta(seconds=number)
        Module.objects.create(course=course, title=name(number), position=number, created_at=at, binned_at=gone_at)
    return reverse("courses:outline", args=[course.offering.slug])


@pytest.mark.django_db
@pytest.mark.parametrize("gone", [rooms_gone, sessions_gone, announcements_gone, files_gone, teams_gone, modules_gone])
def test_a_bin_is_read_page_by_page_what_was_put_there_last_comes_first(client, gone):
    who, names = factories.member(), [f"Gone nr {number:02}." for number in range(PAGE + 1)]
    path = gone(factories.actor(who), names.__getitem__, clock.now())
    client.force_login(who.account)

    page = client.get(path).content.decode()
    older = re.search(r'href="(\?(?:bin|modules)=[^"]+)"', page)[1]

    assert named(page) == names[:0:-1]
    assert named(client.get(path + older).content.decode()) == names[:1]
    assert client.get(path + "?bin=x&modules=x").status_code == 422


def named(page):
    """The names in the bin, each once, in their order."""
    return list(dict.fromkeys(re.findall(r"Gone nr \d\d\.", page)))
