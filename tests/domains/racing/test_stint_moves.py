"""Where a car is seen to change hands, the plan that holds follows: one version more, once, and no other way."""

from collections import Counter
from datetime import timedelta

import pytest

from lineup.core.audit.models import Entry
from lineup.core.outbox.models import Message
from lineup.core.people.models import Person
from lineup.domains.guilds import alerts, guilds
from lineup.domains.guilds.models import StintAlert, Thing
from lineup.domains.racing import entry_rights, leaderboards, plans_told, stint_moves, stint_plans, telemetry_keys
from lineup.domains.racing.models import CarStanding, DriverChange, StintPlan
from lineup.domains.racing.telemetry import Car
from tests.support import factories, stints
from tests.support.at_once import at_once
from tests.support.telemetry import hear

pytestmark = pytest.mark.req("C12")
MINUTE = timedelta(minutes=1)
RELAY = (("Ann", -60), ("Ben", 20), ("Ben", 50), ("Ann", 80))


@pytest.fixture
def club(by, at):
    return factories.club("Endurance", owner=by.person, at=at)


@pytest.fixture
def entry(club, by, at):
    return stints.entry(club, {"Ann": 7, "Ben": 8}, starts_at=at, by=by, at=at)


@pytest.fixture
def plan(entry, by, at):
    return stints.in_force(entry, RELAY, by=by, at=at)


@pytest.fixture
def tell(entry, plan, by, at):
    """Tell of the car so many minutes after the start; what comes back are the cars whose plan moved."""
    key = telemetry_keys.make(entry.race, by=by, at=at - 90 * MINUTE)[0]

    def told(minutes, **values):
        return hear(key, at + minutes * MINUTE, Car(entry.number, 1, 9, **values)).moved

    told(0, driver="Ann")
    return told


def planned(entry, at):
    plan = stint_plans.newest(entry)
    return [round((one.starts_at - at) / MINUTE) for one in plan.stints.order_by("number")]


def test_a_change_of_driver_moves_the_plan_once_and_its_history_says_so(entry, plan, tell, at):
    told = Message.objects.filter(topic="notice").count()
    assert tell(26, driver="Ben") == (entry.number,)
    assert (tell(27, driver="Ben"), planned(entry, at)) == ((), [-60, 26, 56, 86])
    moved = stint_plans.newest(entry)
    assert (moved.version, moved.is_current, moved.moved_from, moved.based_on) == (2, True, plan, plan)
    assert [one.is_done for one in moved.stints.order_by("number")] == [True, True, False, False]
    (act,) = Entry.objects.filter(action="stint_plan.move")
    assert (act.actor_id, act.metadata) == (None, {"version": 2})
    # nobody is told anew: what they were told says when they drive now
    assert Message.objects.filter(topic="notice").count() == told
    words = plans_told.about({"plan": str(plan.pk)}, Person.objects.get(name="Ben"))
    assert "2:26" in words.sentence


@pytest.mark.django_db(transaction=True)
def test_of_twenty_messages_at_once_the_newest_stands_and_the_plan_moves_once(entry, tell, at):
    key = telemetry_keys.find(entry.race)

    def message(number):
        instant, values = at + 26 * MINUTE + number * timedelta(seconds=1), {"driver": "Ben", "position": 1 + number}
        return lambda: hear(key, instant, Car(entry.number, laps_done=9, **values), at=at + 27 * MINUTE)

    # each of ten comes twice
    heard = at_once(*(message(number % 10) for number in range(20)))
    outcomes, newest = Counter(one.outcome for one in heard), at + 26 * MINUTE + timedelta(seconds=9)
    assert (outcomes["had_already"], outcomes["heard"] + outcomes["older"], outcomes["heard"] > 0) == (10, 10, True)
    (standing,) = CarStanding.objects.all()
    assert (standing.told_at, standing.position, leaderboards.feed(entry.race).told_at) == (newest, 10, newest)
    assert [one.moved for one in heard if one.moved] == [(entry.number,)]
    assert (DriverChange.objects.count(), stint_plans.newest(entry).version, planned(entry, at)[1]) == (2, 2, 26)


@pytest.mark.parametrize("place", ["succeed", "put_into_force", "record"])
def test_killed_while_the_plan_moves_nothing_was_heard_and_told_again_it_moves(
    entry, plan, tell, at, monkeypatch, place
):
    def killed(*_args, **_values):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(stint_plans, place, killed)
        with pytest.raises(KeyboardInterrupt):
            tell(26, driver="Ben")
    assert (DriverChange.objects.count(), StintPlan.objects.get(is_current=True)) == (1, plan)
    assert (tell(26, driver="Ben"), planned(entry, at)[1]) == ((entry.number,), 26)


def test_the_stop_at_which_somebody_took_over_is_when_their_stint_begins(entry, tell, at):
    tell(23, driver="Ann", is_in_pit=True)
    tell(24.5, driver="Ben", is_in_pit=True)
    assert planned(entry, at)[1] == 23


def test_a_tool_that_knows_no_drivers_moves_it_by_stops_near_a_hand_over(club, entry, plan, by, at):
    key = telemetry_keys.make(entry.race, by=by, at=at)[0]

    def told(minutes, *, pit):
        return hear(key, at + minutes * MINUTE, Car(entry.number, 1, 9, is_in_pit=pit)).moved

    moves = [told(1, pit=False), told(22, pit=True), told(23, pit=True), told(24, pit=False), told(52, pit=True)]
    assert [bool(one) for one in moves] == [False, True, False, False, False]
    assert planned(entry, at) == [-60, 22, 52, 82]


def test_held_by_hand_it_stays_and_let_go_it_moves_again(entry, plan, tell, by, at):
    stint_plans.hold(entry, is_held=True, by=by, at=at)
    stint_plans.hold(entry, is_held=True, by=by, at=at)
    assert (tell(26, driver="Ben"), planned(entry, at)[1]) == ((), 20)
    stint_plans.hold(entry, is_held=False, by=by, at=at)
    tell(27, driver="Ann")
    assert tell(28, driver="Ben") == (entry.number,)
    held = Entry.objects.filter(action="stint_plan.hold").order_by("pk")
    assert [act.metadata for act in held] == [{"is_held": True}, {"is_held": False}]
    with pytest.raises(entry_rights.NotYourEntry):
        stint_plans.hold(entry, is_held=True, by=factories.actor(factories.member("Zoe")), at=at)


def test_a_tool_gone_mad_makes_no_end_of_versions(entry, tell, at, monkeypatch):
    monkeypatch.setattr(stint_moves, "MOST", 2)
    for minute in (22, 24, 26, 28):
        tell(minute, driver="Ben")
        tell(minute + 1, driver="Ann")
    assert StintPlan.objects.count() == 3


def test_alerts_follow_and_each_is_said_once_while_the_stint_moves_back_and_forth(club, entry, plan, tell, by, at):
    guilds.link(club, 4711, name="The guild", by=by, at=at - 120 * MINUTE)
    guild = guilds.change(club, by=by, at=at, alert_minutes=60)

    def noted(minutes):
        """What is noted by then, once all of it is said."""
        alerts.note(guild, at=at + minutes * MINUTE)
        for row in StintAlert.objects.filter(state="due"):
            key = f"event:{row.entry.race_id}/team:{row.entry.participant_id}/msg:stint:{row.number}"
            tail = "" if row.sort == "alert" else ":changed"
            Thing.objects.get_or_create(guild=guild, key=key + tail, defaults={"kind": "message", "state": "there"})
        alerts.settle(guild)
        return [(row.number, row.sort, row.state) for row in StintAlert.objects.order_by("number", "sort")]

    first = (2, "alert", "sent")
    assert noted(5) == [first]
    tell(12, driver="Ben")
    assert noted(13) == [first, (4, "alert", "sent")]
    # off the wheel and on again: the last stint moves from 72 to 79, which is worth one more word
    tell(14, driver="Ann")
    tell(19, driver="Ben")
    both = [first, (4, "alert", "sent"), (4, "correction", "sent")]
    assert (planned(entry, at)[3], noted(20)) == (79, both)
    tell(21, driver="Ann")
    tell(22, driver="Ben")
    assert (planned(entry, at)[3], noted(23)) == (82, both)
    assert [noted(minute) for minute in (30, 75, 83)] == [both] * 3
