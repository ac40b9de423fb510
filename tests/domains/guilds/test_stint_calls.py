"""Who is told of their stint by their own ways: whom no thread calls, once, and again where it moved."""

from datetime import timedelta

import pytest

from lineup.core.notices.models import Notice
from lineup.core.outbox.models import Message
from lineup.domains.guilds import alerts, guilds, stint_calls
from lineup.domains.guilds.models import Guild, StintAlert
from tests.support import factories, stints
from tests.support.outbox import drain

pytestmark = pytest.mark.req("C06")
MINUTE = timedelta(minutes=1)
RELAY = (("Ann", -60), ("Ben", 20), ("Ann", 80))


@pytest.fixture
def entry(club, by, at):
    return stints.entry(club, {"Ann": 7, "Ben": 0}, starts_at=at, by=by, at=at)


@pytest.fixture
def plan(entry, by, at):
    return stints.in_force(entry, RELAY, by=by, at=at)


def linked(club, by, at):
    return guilds.link(club, 4711, name="The guild", by=by, at=at - timedelta(hours=2))


def called(at, minutes):
    """Who is told by then, and of what: names and titles."""
    now = at + minutes * MINUTE
    stint_calls.call_due(at=now)
    drain(at=now)
    rows = Notice.objects.filter(kind=stint_calls.TOLD).order_by("created_at", "person__name")
    return [(row.person.name, row.title.partition(":")[0]) for row in rows]


def test_without_a_guild_each_driver_is_told_a_quarter_of_an_hour_before_and_once(plan, at):
    assert called(at, 4) == []
    assert called(at, 5) == [("Ben", "You take over")]
    assert called(at, 6) == called(at, 15) == [("Ben", "You take over")]
    assert called(at, 65) == [("Ben", "You take over"), ("Ann", "You take over")]


def test_the_words_say_when_on_the_drivers_clock_for_how_long_and_where_the_plan_is(plan, entry, at):
    called(at, 5)
    row = Notice.objects.get(kind=stint_calls.TOLD)
    assert (row.sentence, row.reason) == (
        "Stint 2 of #1 Blue: 60 min · 24 laps · 60 l of fuel.",
        "You hear this because you are part of #1 Blue at 24 h of Spa.",
    )
    assert row.path == f"/events/{entry.race.event.offering.slug}/race/entries/{entry.pk}/plan"


def test_who_the_thread_calls_is_not_told_twice_and_who_linked_no_discord_is_told(club, plan, by, at):
    guild = linked(club, by, at)
    alerts.note(guild, at=at + 5 * MINUTE)
    StintAlert.objects.update(state="sent")
    assert called(at, 5) == [("Ben", "You take over")]
    alerts.note(guild, at=at + 65 * MINUTE)
    StintAlert.objects.update(state="sent")
    assert called(at, 66) == [("Ben", "You take over")]


@pytest.mark.parametrize("stopped", ["", "unanswered"])
def test_where_nobody_looks_at_the_guild_at_all_the_driver_is_told_two_minutes_later(club, plan, by, at, stopped):
    linked(club, by, at)
    Guild.objects.update(stopped=stopped, rests_until=at + timedelta(hours=6) if stopped else None)
    assert [called(at, minutes) for minutes in (65, 66)] == [[], []]
    assert called(at, 67) == [("Ann", "You take over")]


def test_while_somebody_looks_at_the_guild_what_is_due_is_left_to_them(club, plan, by, at):
    linked(club, by, at)
    Guild.objects.update(rests_until=at + timedelta(hours=6))
    assert (called(at, 5), StintAlert.objects.count()) == ([], 0)


def test_where_discord_takes_nothing_the_driver_is_told_two_minutes_later(club, plan, by, at):
    guild = linked(club, by, at)
    alerts.note(guild, at=at + 65 * MINUTE)
    assert called(at, 66) == []
    assert called(at, 67) == [("Ann", "You take over")]


@pytest.mark.parametrize("off", ["is_on", "threads"])
def test_where_no_thread_is_kept_all_are_told(club, plan, by, at, off):
    linked(club, by, at)
    Guild.objects.update(**{off: False})
    assert called(at, 5) == [("Ben", "You take over")]
    assert called(at, 65)[-1] == ("Ann", "You take over")


def test_a_club_that_switched_calls_off_has_none(club, plan, by, at):
    linked(club, by, at)
    Guild.objects.update(alerts=False)
    assert called(at, 5) == called(at, 65) == []


def test_who_was_told_hears_once_that_it_moved_or_is_anothers(entry, plan, by, at):
    called(at, 5)
    stints.in_force(entry, (("Ann", -60), ("Ben", 40)), by=by, at=at)
    assert called(at, 6) == [("Ben", "You take over"), ("Ben", "Changed")]
    assert called(at, 7) == called(at, 6)
    assert StintAlert.objects.filter(state="due").count() == 0


def test_both_are_told_where_another_drives(entry, plan, by, at):
    called(at, 5)
    stints.in_force(entry, (("Ben", -60), ("Ann", 22)), by=by, at=at)
    called(at, 6)
    rows = Notice.objects.filter(kind=stint_calls.TOLD, title__startswith="Changed").order_by("person__name")
    assert [(row.person.name, row.sentence.partition(":")[0]) for row in rows] == [
        ("Ann", "Stint 2 of #1 Blue"),
        ("Ben", "What was said of it before does not hold."),
    ]


def test_it_breaks_quiet_hours_and_is_not_told_once_the_stint_began(plan, at):
    stint_calls.call_due(at=at + 5 * MINUTE)
    [kind], facts = stint_calls.KINDS, {"alert": str(StintAlert.objects.get().pk)}
    assert kind.cannot_wait(facts, factories.member(), at)
    assert [kind.is_over(facts, at + minutes * MINUTE) for minutes in (19, 20)] == [False, True]


def test_the_clock_asks_only_while_a_stint_is_near(plan, at):
    assert [stint_calls.is_due(at + minutes * MINUTE) for minutes in (-110, 19, 80)] == [True, True, False]


def test_a_race_without_a_club_has_its_calls(entry, plan, at):
    offering = entry.race.event.offering
    offering.club = None
    offering.organiser = factories.member("Olga")
    offering.save()
    assert called(at, 5) == [("Ben", "You take over")]


@pytest.mark.parametrize("minutes", [(0, 5, 5, 6, 19), (19, 66, 66), (21, 40, 79, 85)])
def test_however_often_the_clock_looks_each_stint_that_it_sees_coming_is_told_once(plan, at, minutes):
    for minute in minutes:
        stint_calls.call_due(at=at + minute * MINUTE)
    told = Message.objects.filter(topic="notice", payload__kind=stint_calls.TOLD).count()
    assert told == sum(any(begins - 15 <= minute < begins for minute in minutes) for begins in (20, 80))
