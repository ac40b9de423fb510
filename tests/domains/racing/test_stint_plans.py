"""Stint plans as they are kept: searched for by a worker, told otherwise, changed by hand, put into force."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from lineup.core.audit.models import Entry
from lineup.core.foundation.errors import Refusal
from lineup.core.outbox.models import Message
from lineup.core.people.models import Person
from lineup.domains.racing import (
    apart,
    entry_rights,
    plans_told,
    race_classes,
    race_entries,
    races,
    seats,
    signups,
    slots,
    stint_answers,
    stint_calendar,
    stint_plans,
    stint_problems,
    stint_searching,
    team_members,
    teams,
)
from lineup.domains.racing.models import EntrySeat, StintPlan
from lineup.domains.racing.stint_plans import Said
from lineup.domains.racing.stint_searching import Wanted
from lineup.domains.racing.stints import solving
from tests.support import factories, searching

pytestmark = [pytest.mark.req("A12")]
LAP_MS, HOUR = 138_000, timedelta(hours=1)


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    monkeypatch.setattr(apart, "plan", searching.plan)


@pytest.fixture
def race(make_race):
    return make_race(
        drivers_least=2,
        drivers_most=4,
        tank_litres=Decimal(80),
        litres_per_second=Decimal("2.5"),
        pit_seconds=Decimal(30),
    )


@pytest.fixture
def slot(race, by, at):
    return slots.add(race, starts_at=at + timedelta(days=30), by=by, at=at)


@pytest.fixture
def manager(db):
    return factories.member("Mona")


@pytest.fixture
def mona(manager):
    return factories.actor(manager)


@pytest.fixture
def entry(race, slot, manager, mona, make_row, make_car, simulator, by, at):
    car = make_car()
    gt3 = make_row("classes", simulator=simulator, name="GT3", cars=[car])
    race_class = race_classes.add(race, gt3, most_entries=2, by=by, at=at)
    team = teams.create(name="Blue Team", by=mona, at=at)
    return race_entries.propose(race, team, by=mona, at=at, race_class=race_class, slot=slot, car=car)


@pytest.fixture
def seat(race, entry, slot, mona, at):
    """Let somebody drive in the hours of the race that are given, and spot in all of them."""

    def make(*names, hours=((0, 7),), **said):
        rows = []
        for name in names:
            person = factories.member(name)
            drive = [(slot.starts_at + HOUR * a, slot.starts_at + HOUR * b) for a, b in hours]
            spot = [(slot.starts_at, slot.starts_at + HOUR * 7)]
            by = factories.actor(person)
            rows.append(signups.sign_up(race, person, by=by, at=at, drive=drive, spot=spot, slots=[slot], **said))
            team_members.admit(entry.participant.team, person, role="driver", by=mona, at=at)
        held = [(one.signup, one.role) for one in seats.of(entry)]
        seats.set_line_up(entry, [*held, *((row, EntrySeat.Role.DRIVER) for row in rows)], by=mona, at=at)
        return rows

    return make


def wanted(rows, **values):
    return Wanted(**{"litres_per_lap": Decimal("3.2"), "laps": {row.pk: LAP_MS for row in rows}, **values})


def searched(plan, at):
    stint_searching.search(Message(payload={"plan": str(plan.pk)}), at=at)
    return stint_plans.find(plan.entry, plan.version)


@pytest.fixture
def ready(entry, seat, mona, at):
    rows = seat("Ann", "Ben", "Cleo")
    return searched(stint_searching.propose(entry, wanted(rows), by=mona, at=at), at)


def drivers(plan):
    return [row.driver.person.name for row in plan.stints.select_related("driver__person").order_by("number")]


def test_a_proposal_is_work_for_a_worker_who_keeps_a_proved_plan_that_breaks_nothing(entry, seat, mona, at):
    rows = seat("Ann", "Ben", "Cleo")
    made = stint_searching.propose(entry, wanted(rows, turn_stints=2), by=mona, at=at)
    assert (made.status, made.version, made.stints.count()) == ("searching", 1, 0)
    assert [row.payload for row in Message.objects.filter(topic=stint_searching.TOPIC)] == [{"plan": str(made.pk)}]
    found = searched(made, at)
    judged = stint_plans.judged(found)
    assert (found.status, found.is_proved, found.is_current, judged.faults) == ("ready", True, False, ())
    assert judged.measures.spread == 1
    assert judged.stints[0].starts_at == found.green_flag_at == entry.slot.starts_at
    assert judged.stints[-1].ends_at == entry.slot.starts_at + 6 * HOUR
    assert all(one.spotter for one in judged.stints)
    # the message comes twice: what was found stays
    assert searched(made, at).stints.count() == len(judged.stints)


def test_what_the_race_and_the_drivers_say_is_asked(race, entry, seat, mona, by, at):
    rows = seat("Ann", hours=((0, 3), (4, 7)), stint_minutes_most=90, rest_minutes_least=60) + seat("Ben")
    weather = [{"minute": 0}, {"minute": 120, "is_night": True}, {"minute": 240}]
    race_changed = {"stint_minutes_most": 65, "fair_share_percent": 25, "stops_least": 3, "tyre_laps": 40}
    for name, value in race_changed.items():
        setattr(race, name, value)
    race.save()
    races.set_weather(race, weather, by=by, at=at)
    entry.race = race
    asked = stint_problems.of(stint_searching.propose(entry, wanted(rows, stint_laps=20), by=mona, at=at))
    ann = asked.driver(str(rows[0].pk))
    start = entry.slot.starts_at
    assert [(one.starts_at - start, one.ends_at - start) for one in ann.drives] == [
        (0 * HOUR, 3 * HOUR),
        (4 * HOUR, 6 * HOUR),
    ]
    assert (ann.turn_minutes, ann.rest_minutes, ann.lap_ms, ann.name) == (90, 60, LAP_MS, "Ann")
    assert [(one.starts_at - start, one.ends_at - start) for one in asked.race.nights] == [(2 * HOUR, 4 * HOUR)]
    rules = asked.rules
    assert (rules.stint_minutes, rules.fair_share_percent, rules.least_stops) == (65, 25, 3)
    assert (rules.least_drivers, rules.most_drivers) == (2, 4)
    stops = asked.race.stops
    assert (stops.tank_litres, stops.litres_per_lap, stops.lane_ms, stops.tyre_laps) == (80.0, 3.2, 30_000, 40)
    assert asked.race.stint_laps == 20


def test_stints_in_the_dark_are_shared_where_it_is_asked_for(race, entry, seat, mona, by, at):
    races.set_weather(race, [{"minute": 120, "air_celsius": 9, "is_night": True}], by=by, at=at)
    rows = seat("Ann", "Ben", "Cleo")
    plan = searched(stint_searching.propose(entry, wanted(rows, turn_stints=2, shares_nights=True), by=mona, at=at), at)
    dark = Counter(plan.stints.filter(is_dark=True).values_list("driver", flat=True))
    assert (plan.status, max(dark.values()) - min(dark[row.pk] for row in rows) <= 1) == ("ready", True)
    later = stint_searching.again(plan, later_minutes=5, by=mona, at=at)
    assert stint_problems.of(later).order == stint_problems.NIGHTS_SHARED


def test_what_the_race_leaves_open_of_a_stop_is_the_track_s_and_the_car_s(race, entry, by, at):
    plan = StintPlan(entry=entry, litres_per_lap=Decimal("3.2"))
    race.layout.pit_seconds, entry.car.tyre_seconds = Decimal("23.5"), Decimal(12)
    entry.race = races.change(race, pit_seconds=None, tyre_seconds=None, by=by, at=at)
    of_them = stint_problems.stops(plan)
    entry.race = races.change(race, pit_seconds=0, tyre_seconds=0, by=by, at=at)
    nothing = stint_problems.stops(plan)
    assert (of_them.lane_ms, of_them.tyres_ms, nothing.lane_ms, nothing.tyres_ms) == (23_500, 12_000, 0, 0)


def test_hours_that_nobody_can_drive_are_named_and_nothing_is_planned(entry, seat, mona, at):
    rows = seat("Ann", "Ben", hours=((0, 2), (4, 7)))
    found = searched(stint_searching.propose(entry, wanted(rows), by=mona, at=at), at)
    assert (found.status, found.stints.count()) == ("impossible", 0)
    why = stint_answers.read(found.why)
    assert {rule.kind for rule in why.rules} == {"availability"}
    assert stint_answers.stored(why) == found.why


def test_the_best_so_far_is_there_to_read_while_the_search_goes_on(entry, seat, mona, at, monkeypatch):
    made = stint_searching.propose(entry, wanted(seat("Ann", "Ben")), by=mona, at=at)
    seen = []

    def watched(asked, limits, watch):
        def look(progress):
            is_wanted, row = watch(progress), stint_plans.find(entry, made.version)
            judged = stint_plans.judged(row)
            seen.append((row.status, bool(judged.stints), judged.faults, refused(stint_plans.use, row, by=mona, at=at)))
            return is_wanted

        return solving.solve(asked, limits, look)

    monkeypatch.setattr(apart, "plan", watched)
    found = searched(made, at)
    assert set(seen) == {("searching", True, (), "plan_not_ready")}
    assert (found.status, sorted({row.number for row in found.stints.all()})[-1]) == ("ready", found.stints.count())


def test_a_search_that_is_over_or_breaks_off_leaves_nothing_behind(entry, seat, mona, at, monkeypatch):
    made = stint_searching.propose(entry, wanted(seat("Ann", "Ben")), by=mona, at=at)
    heard = []

    def dies(asked, limits, watch):
        solving.solve(asked, limits, lambda progress: heard.append(progress) or watch(progress))
        raise apart.SolverDied

    monkeypatch.setattr(apart, "plan", dies)
    found = searched(made, at)
    assert (found.status, found.stints.count(), heard != []) == ("failed", 0, True)
    assert stint_searching.Watch(found, set())(heard[0]) is False
    assert found.stints.count() == 0


def test_a_search_that_breaks_off_says_so(entry, seat, mona, at, monkeypatch):
    made = stint_searching.propose(entry, wanted(seat("Ann", "Ben")), by=mona, at=at)

    def dies(*_asked):
        raise apart.SolverDied

    monkeypatch.setattr(apart, "plan", dies)
    found = searched(made, at)
    assert (found.status, type(stint_answers.refusal(found.why))) == ("failed", apart.SolverDied)


def refused(act, *given, **named):
    """The code with which it is refused; None where it isn't."""
    try:
        with transaction.atomic():
            act(*given, **named)
    except Refusal as refusal:
        return refusal.code
    return None


def test_what_makes_no_sense_is_refused_and_changes_nothing(entry, seat, mona, at):
    assert refused(stint_searching.propose, entry, wanted([]), by=mona, at=at) == "no_drivers"
    rows = seat("Ann", "Ben")
    propose = lambda **said: refused(stint_searching.propose, entry, wanted(rows, **said), by=mona, at=at)  # noqa: E731
    assert propose(laps={rows[0].pk: LAP_MS}) == "lap_time_needed"
    assert propose(laps={row.pk: 100 for row in rows}) == "not_a_lap_time"
    assert propose(litres_per_lap=Decimal(0)) == "bad_figure"
    assert propose(litres_per_lap=Decimal(90)) == "tank_too_small"
    assert propose(turn_stints=0) == "out_of_range"
    stranger = factories.actor(factories.member("Sly"))
    assert refused(stint_searching.propose, entry, wanted(rows), by=stranger, at=at) == "not_your_entry"
    assert (StintPlan.objects.count(), Message.objects.filter(topic=stint_searching.TOPIC).count()) == (0, 0)


def test_who_cannot_drive_at_all_is_named(entry, seat, mona, at):
    rows = seat("Ann", "Ben") + seat("Zed", hours=())
    assert refused(stint_searching.propose, entry, wanted(rows), by=mona, at=at) == "no_hours"


def test_one_search_runs_at_a_time_until_it_is_given_up(entry, seat, mona, at):
    rows = seat("Ann", "Ben")
    stint_searching.propose(entry, wanted(rows), by=mona, at=at)
    assert refused(stint_searching.propose, entry, wanted(rows), by=mona, at=at) == "plan_searched_already"
    later = at + stint_searching.GIVEN_UP
    assert stint_searching.propose(entry, wanted(rows), by=mona, at=later).version == 2


def test_a_stint_changed_by_hand_makes_a_version_with_what_it_breaks_told(ready, mona, at):
    ann = next(row.signup for row in ready.drivers.select_related("signup__person") if row.signup.person.name == "Ann")
    rows = [Said(one.number, ann.pk, is_locked=one.number == 2) for one in ready.stints.all()]
    made = stint_plans.edit(ready, rows, by=mona, at=at)
    found = stint_plans.find(ready.entry, made.version)
    assert (found.version, found.is_by_hand, found.status, set(drivers(found))) == (2, True, "ready", {"Ann"})
    assert {one.code for one in stint_plans.judged(found).faults} >= {"in_a_row"}
    assert set(drivers(stint_plans.find(ready.entry, 1))) == {"Ann", "Ben", "Cleo"}
    # and what is locked holds in the next search
    again = searched(stint_searching.again(found, by=mona, at=at), at)
    assert (drivers(again)[1], stint_plans.judged(again).faults) == ("Ann", ())
    assert set(drivers(again)) == {"Ann", "Ben", "Cleo"}


def test_who_is_not_in_the_plan_cannot_be_given_a_stint(ready, mona, at):
    other = factories.member()
    assert refused(stint_plans.edit, ready, [Said(1, other.pk)], by=mona, at=at) == "not_a_driver"
    assert StintPlan.objects.count() == 1


def test_a_plan_from_now_keeps_what_has_begun_and_asks_no_more_of_who_dropped_out(ready, mona, at):
    now = ready.green_flag_at + 2 * HOUR
    begun = [
        name for name, row in zip(drivers(ready), ready.stints.order_by("number"), strict=True) if row.starts_at <= now
    ]
    out = ready.stints.order_by("number")[0].driver
    found = searched(stint_searching.again(ready, without=out.pk, planned_from=now, by=mona, at=at), at)
    assert found.status == "ready"
    assert drivers(found)[: len(begun)] == begun
    assert out.person.name not in drivers(found)[len(begun) :]
    assert [row.is_done for row in found.stints.order_by("number")].count(True) == len(begun)
    assert stint_plans.judged(found).faults == ()


def test_a_race_that_starts_later_moves_every_stint(ready, mona, at):
    found = searched(stint_searching.again(ready, later_minutes=30, by=mona, at=at), at)
    assert found.green_flag_at == ready.green_flag_at + HOUR / 2
    assert found.stints.order_by("number")[0].starts_at == found.green_flag_at
    late = {"later_minutes": 30, "planned_from": ready.green_flag_at + HOUR}
    assert refused(stint_searching.again, ready, by=mona, at=at, **late) == "race_under_way"
    assert refused(stint_searching.again, ready, later_minutes=1441, by=mona, at=at) == "out_of_range"
    assert refused(stint_searching.again, ready, without=ready.pk, by=mona, at=at) == "not_a_driver"


def test_who_left_the_line_up_is_named(ready, mona, at):
    assert stint_plans.judged(ready).gone == ()
    held = [(one.signup, one.role) for one in seats.of(ready.entry) if one.signup.person.name != "Ben"]
    seats.set_line_up(ready.entry, held, by=mona, at=at)
    found = stint_plans.judged(ready)
    assert found.gone == ("Ben",)
    assert stint_answers.faults(found, "UTC") == ["Ben isn't in the line-up any more: plan without them."]
    now = stint_searching.again(ready, without=ready.drivers.get(signup__person__name="Ben").signup_id, by=mona, at=at)
    assert stint_plans.judged(searched(now, at)).gone == ()


def test_one_plan_stands_and_its_drivers_are_told_once(ready, mona, at):
    stint_plans.use(ready, by=mona, at=at)
    stint_plans.use(ready, by=mona, at=at)
    told = Message.objects.filter(topic="notice", key__startswith=plans_told.HOLDS)
    assert {row.payload["facts"]["plan"] for row in told} == {str(ready.pk)}
    assert told.count() == 3
    ann = Person.objects.get(name="Ann")
    words = plans_told.about({"plan": str(ready.pk)}, ann)
    assert ("Blue Team" in words.title, "you drive" in words.sentence) == (True, True)
    other = stint_plans.edit(ready, [], by=mona, at=at)
    stint_plans.use(stint_plans.find(ready.entry, other.version), by=mona, at=at)
    assert list(StintPlan.objects.filter(is_current=True).values_list("version", flat=True)) == [2]
    assert plans_told.about({"plan": str(ready.pk)}, ann) is None
    assert stint_plans.newest(ready.entry).version == 2
    acts = Entry.objects.filter(action__startswith="stint_plan.").order_by("id").values_list("action", flat=True)
    assert list(acts) == ["stint_plan.propose", "stint_plan.use", "stint_plan.edit", "stint_plan.use"]


def test_two_plans_never_stand_at_once(ready, mona, at):
    stint_plans.use(ready, by=mona, at=at)
    other = stint_plans.edit(ready, [], by=mona, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        StintPlan.objects.filter(pk=other.pk).update(is_current=True)


def test_plans_are_for_those_in_the_entry_and_who_looks_after_it(entry, ready, manager, organiser, at):
    ann = ready.stints.order_by("number")[0].driver.person
    readers = [stint_plans.may_read(entry, one, at=at) for one in (manager, organiser, ann, factories.member(), None)]
    assert readers == [True, True, True, False, False]
    assert [entry_rights.may_change(entry, one, at=at) for one in (manager, organiser, ann)] == [True, True, False]


def test_somebody_has_their_stints_in_their_calendar(ready, mona, at):
    ann = ready.stints.order_by("number")[0].driver.person
    assert stint_calendar.of(ready.entry, ann, base_url="https://x.example").count(b"BEGIN:VEVENT") == 0
    stint_plans.use(ready, by=mona, at=at)
    file = stint_calendar.of(ready.entry, ann, base_url="https://x.example").decode()
    own = [
        one for one in stint_plans.judged(ready).stints if str(ann.race_signups.get().pk) in (one.driver, one.spotter)
    ]
    assert file.count("BEGIN:VEVENT") == len(own)
    assert f"UID:{ready.entry_id}-1@x.example" in file.replace("\r\n ", "")


def test_the_strategy_is_kept_beside_the_plan_and_goes_on(ready, mona, at):
    stint_plans.note(ready, "  Save fuel at night.  ", by=mona, at=at)
    assert stint_plans.edit(ready, [], by=mona, at=at).note == "Save fuel at night."
    assert refused(stint_plans.note, ready, "x" * 4001, by=mona, at=at) == "too_long"


def test_a_strategy_that_changed_stands_in_the_record_and_one_that_did_not_does_not(ready, mona, at):
    for text in ("Save fuel.", " Save fuel. ", ""):
        stint_plans.note(ready, text, by=mona, at=at)
    acts = Entry.objects.filter(action="stint_plan.note").order_by("id")
    assert [(act.actor_id, act.metadata) for act in acts] == [(mona.human.pk, {"version": 1})] * 2


@pytest.mark.parametrize(("laps", "lap_ms", "minutes"), [(None, [LAP_MS], 360), (100, [120_000, 132_000], 210)])
def test_a_race_over_laps_is_as_long_as_they_take(race, laps, lap_ms, minutes):
    race.laps, race.minutes = laps, None if laps else 360
    assert stint_problems.minutes_of(race, lap_ms) == minutes


def test_asked_again_it_is_the_same_plan(ready, mona, at):
    found = searched(stint_searching.again(ready, by=mona, at=at), at)
    assert [replace(one, done=False) for one in stint_plans.judged(found).stints] == list(
        stint_plans.judged(ready).stints
    )
