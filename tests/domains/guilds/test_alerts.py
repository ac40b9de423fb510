"""What a team's thread is told of stints: noted before it is said, moved with the plan, missed where it is late."""

from datetime import timedelta

import pytest

from lineup.core.participation import offerings
from lineup.domains.guilds import alerts, asking, guilds, rounds
from lineup.domains.guilds.models import StintAlert, Thing
from lineup.domains.guilds.shape.desired import desired
from lineup.domains.racing import stint_plans
from tests.support import stints

pytestmark = pytest.mark.req("C06")
MINUTE, LEAD = timedelta(minutes=1), 15
RELAY = (("Ann", -60), ("Ben", 20), ("Ben", 50), ("Ann", 80))


@pytest.fixture
def guild(club, by, at):
    return guilds.link(club, 4711, name="The guild", by=by, at=at - timedelta(hours=2))


@pytest.fixture
def entry(club, guild, by, at):
    return stints.entry(club, {"Ann": 7, "Ben": 0}, starts_at=at, by=by, at=at)


@pytest.fixture
def plan(entry, by, at):
    return stints.in_force(entry, RELAY, by=by, at=at)


def noted(guild, at, minutes):
    alerts.note(guild, at=at + minutes * MINUTE)
    rows = StintAlert.objects.order_by("number", "sort")
    return [(row.number, row.sort, row.state) for row in rows]


def said(guild, at, minutes):
    """The thread's messages, as they would be: title, lines, whom it calls, whether it is too late."""
    now = at + minutes * MINUTE
    asked = asking.asked(guild, address="https://x", at=now)
    found = [one for one in desired(asked, at=now).things if one.words and "/msg:stint" in one.key]
    return [(one.words.title, one.words.body.splitlines(), one.words.calls, one.is_late) for one in found]


def stand(guild):
    """What was noted is said: as the look at the guild writes it down."""
    for row in StintAlert.objects.filter(state="due"):
        key = f"event:{row.entry.race_id}/team:{row.entry.participant_id}/msg:stint:{row.number}"
        tail = "" if row.sort == "alert" else ":changed"
        Thing.objects.get_or_create(guild=guild, key=key + tail, defaults={"kind": "message", "state": "there"})


def test_only_who_takes_the_car_over_is_told_and_each_once(guild, plan, at):
    assert noted(guild, at, 4) == []
    assert noted(guild, at, 5) == [(2, "alert", "due")]
    begins = int((at + 20 * MINUTE).timestamp())
    (found,) = said(guild, at, 5)
    assert found == (
        "Stint 2: Ben takes over",
        [f"<t:{begins}:F> (<t:{begins}:R>)", "Ann hands over.", "30 min · 24 laps · 60 l of fuel"],
        (),
        False,
    )
    stand(guild)
    assert noted(guild, at, 6) == [(2, "alert", "sent")]
    assert noted(guild, at, 66) == [(2, "alert", "sent"), (4, "alert", "due")]
    assert said(guild, at, 66)[1][2] == (7,)


def test_what_nobody_heard_moves_with_the_plan_and_is_missed_once_the_stint_began(guild, entry, plan, by, at):
    noted(guild, at, 5)
    stints.in_force(entry, (("Ann", -60), ("Ben", 45)), by=by, at=at)
    assert noted(guild, at, 6) == []
    assert noted(guild, at, 31) == [(2, "alert", "due")]
    assert [late for *_more, late in said(guild, at, 45)] == [True]
    assert noted(guild, at, 45) == [(2, "alert", "missed")]
    assert [row.get_why_display() for row in alerts.missed(guild)] == [
        "Discord did not take it before the stint began."
    ]
    assert said(guild, at, 45) == []


def test_a_stint_that_began_while_nobody_looked_is_kept_as_missed(guild, plan, at):
    assert noted(guild, at, 21) == [(2, "alert", "missed")]
    assert [row.why for row in alerts.missed(guild)] == ["past"]
    assert noted(guild, at, 22) == [(2, "alert", "missed")]


def test_what_was_told_and_moved_is_corrected_once_and_both_drivers_are_called(guild, entry, plan, by, at):
    noted(guild, at, 5)
    stand(guild)
    stints.in_force(entry, (("Ben", -60), ("Ann", 23)), by=by, at=at)
    assert noted(guild, at, 6) == [(2, "alert", "sent"), (2, "correction", "due")]
    assert [(title, calls) for title, _lines, calls, _late in said(guild, at, 6)] == [
        ("Stint 2: Ben takes over", ()),
        ("Changed: Stint 2: Ann takes over", (7,)),
    ]
    stand(guild)
    # a second move is written into the correction, which calls nobody again
    stints.in_force(entry, (("Ann", -60), ("Ben", 70)), by=by, at=at)
    assert noted(guild, at, 7) == [(2, "alert", "sent"), (2, "correction", "sent")]
    begins = int((at + 70 * MINUTE).timestamp())
    (title, lines, _calls, late) = said(guild, at, 7)[1]
    assert (title, lines[0], late) == ("Changed: Stint 2: Ben takes over", f"<t:{begins}:F> (<t:{begins}:R>)", True)
    # and one driver alone: nobody takes over any more
    stints.in_force(entry, (("Ann", -60), ("Ann", 70)), by=by, at=at)
    noted(guild, at, 8)
    assert said(guild, at, 8)[1][0] == "Changed: nobody takes over at stint 2"


def test_who_wants_no_alerts_is_told_nothing_and_without_threads_nothing_at_discord(guild, club, plan, by, at):
    found = guilds.change(club, by=by, at=at, alerts=False)
    assert (noted(found, at, 6), alerts.coming(found, at=at), alerts.wakes_at(found, at=at)) == ([], [], None)
    found = guilds.change(club, by=by, at=at, alerts=True, threads=False)
    assert (alerts.coming(found, at=at), alerts.wakes_at(found, at=at)) == ([], None)
    assert (noted(found, at, 6), said(found, at, 6)) == ([(2, "alert", "due")], [])


def test_the_guild_is_looked_at_when_a_plan_comes_into_force_and_when_somebody_is_to_be_told(guild, entry, by, at):
    def looked(now):
        rounds.end(guild, began_at=now, is_done=True, stopped="", rest_seconds=0, at=now)

    looked(at)
    assert not rounds.is_due(at + MINUTE)
    stints.in_force(entry, (("Ann", 0), ("Ben", 20)), by=by, at=at + MINUTE)
    assert rounds.is_due(at + MINUTE)
    looked(at + 2 * MINUTE)
    # the stint is 19 minutes away: told in four
    assert [rounds.is_due(at + minutes * MINUTE) for minutes in (5.9, 6)] == [False, True]
    guild.alert_minutes = 5
    looked(at + 2 * MINUTE)
    # nothing for fourteen minutes, and yet the guild is looked at every five on such a day
    assert [rounds.is_due(at + minutes * MINUTE) for minutes in (6.9, 7)] == [False, True]


def test_the_next_alerts_are_listed_with_their_time_in_the_guilds_language(guild, club, plan, by, at):
    found = guilds.change(club, language="fr", by=by, at=at)
    listed = alerts.coming(found, at=at)
    assert [(one.due_at, one.entry, one.words.title) for one in listed] == [
        (at + 5 * MINUTE, "#1 Blue", "Relais 2 : Ben prend le volant"),
        (at + 65 * MINUTE, "#1 Blue", "Relais 4 : Ann prend le volant"),
    ]


def test_the_plan_that_holds_stands_in_the_thread_as_one_message(guild, entry, plan, by, at):
    def message():
        asked = asking.asked(guild, address="https://x", at=at)
        (found,) = [one for one in desired(asked, at=at).things if one.key.endswith("/msg:strategy")]
        return found

    first = message()
    begins, ends = (int((at + minutes * MINUTE).timestamp()) for minutes in (20, 50))
    assert first.words.title == "Stint plan of #1 Blue, version 1"
    assert (
        first.words.body.splitlines()[1]
        == f"` 2` <t:{begins}:t>–<t:{ends}:t> **Ben** · 30 min · 24 laps · 60 l of fuel"
    )
    assert first.words.links[0][0].endswith(f"/race/entries/{entry.pk}/plan")
    stints.in_force(entry, [("Ann", one * 30) for one in range(90)], note="*Fuel* saves us.", by=by, at=at)
    second = message()
    assert (second.key, second.parent) == (first.key, first.parent)
    assert second.words.body.endswith("and later\n\n*Fuel* saves us.")
    assert second.words.fitting.body == second.words.body
    stint_plans.use(stint_plans.find(entry, 1), by=by, at=at)
    assert message() == first


def test_races_that_the_guild_must_not_know_of_or_that_are_off_call_nobody(guild, entry, plan, by, at):
    offerings.cancel(entry.race.event.offering, by=by, at=at)
    assert noted(guild, at, 6) == []
