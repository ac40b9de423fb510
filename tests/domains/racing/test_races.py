"""An event may be a race: where, how long, by which rules, in which classes and slots."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db.models import Q

from lineup.core.audit.models import Entry
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.participation import offerings, purging
from lineup.core.participation.models import Pool
from lineup.domains.racing import race_classes, race_entries, races, signups, slots
from lineup.domains.racing.models import Race, RaceClass
from tests.support import factories

pytestmark = pytest.mark.req("A13")


def test_a_race_keeps_what_is_said_of_it_and_opens_a_pool_for_drivers(event, make_race):
    race = make_race(minutes=360, drivers_most=4, fair_share_percent=25, pit_seconds="31.5", tyre_laps=30)
    kept = races.find(event)
    assert kept == race
    assert (kept.minutes, kept.laps, kept.drivers_most, kept.pit_seconds) == (360, None, 4, Decimal("31.50"))
    assert (kept.pool.role, kept.pool.capacity, kept.pool.party_limit) == ("driver", None, 1)


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"minutes": None}, "race_length_needed", "minutes"),
        ({"laps": 10}, "race_length_needed", "minutes"),
        ({"minutes": 0}, "out_of_range", "minutes"),
        ({"drivers_least": 5, "drivers_most": 4}, "wrong_way_round", "drivers_least"),
        ({"skill_least": 5000, "skill_most": 1000}, "wrong_way_round", "skill_least"),
        ({"fair_share_percent": 101}, "out_of_range", "fair_share_percent"),
        ({"discipline": "snow"}, "unknown_choice", "discipline"),
        ({"requirement": "x" * 501}, "too_long", "requirement"),
    ],
)
def test_what_is_no_race_is_refused(values, code, field, make_race):
    with pytest.raises(Refusal) as refused:
        make_race(**values)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert (Race.objects.count(), Pool.objects.filter(role="driver").count()) == (0, 0)


def test_an_event_is_one_race_on_a_track_of_its_simulator(event, make_race, make_row, make_layout, by, at):
    other = make_row("simulators", slug="acc", name="ACC")
    race = make_race()
    with pytest.raises(races.ForeignLayout):
        races.change(race, layout=make_layout("monza", of=other), by=by, at=at)
    race.refresh_from_db()
    with pytest.raises(races.IsARaceAlready):
        races.create(event, simulator=race.simulator, layout=race.layout, minutes=60, by=by, at=at)
    gold = make_row("licences", simulator=other, name="Gold", rank=3)
    with pytest.raises(races.ForeignLicenceAsked):
        races.change(race, licence_least=gold, by=by, at=at)


def test_sessions_and_forecast_are_set_as_a_whole_in_order(make_race, by, at):
    race = make_race()
    parts = [{"kind": "qualifying", "minutes": 20}, {"kind": "race", "laps": 40}]
    races.set_sessions(race, parts, by=by, at=at)
    races.set_sessions(race, parts[1:], by=by, at=at)
    assert [(one.kind, one.minutes, one.laps) for one in race.sessions.all()] == [("race", None, 40)]
    points = [{"minute": 60, "air_celsius": 14, "rain_percent": 40}, {"minute": 0, "air_celsius": 18}]
    races.set_weather(race, points, by=by, at=at)
    assert [(one.minute, one.air_celsius, one.rain_percent) for one in race.weather.order_by("minute")] == [
        (0, 18, 0),
        (60, 14, 40),
    ]


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ([{"minute": 0}, {"minute": 0}], "forecast_twice"),
        ([{"minute": 0, "rain_percent": 101}], "out_of_range"),
        ([{"minute": 0, "air_celsius": -60}], "out_of_range"),
        ([{"minute": minute} for minute in range(races.MOST_POINTS + 1)], "too_many_parts"),
    ],
)
def test_what_is_no_forecast_changes_nothing(points, code, make_race, by, at):
    race = make_race()
    races.set_weather(race, [{"minute": 5}], by=by, at=at)
    with pytest.raises(Refusal) as refused:
        races.set_weather(race, points, by=by, at=at)
    assert refused.value.code == code
    assert race.weather.get().minute == 5


def test_a_class_brings_a_pool_of_its_entries_and_takes_it_along(make_race, make_row, make_car, by, at):
    race = make_race()
    car, other = make_car("m4"), make_car("m6")
    gt3 = make_row("classes", simulator=race.simulator, name="GT3", cars=[car])
    assert [*race_classes.cars(race)] == [car, other]
    row = race_classes.add(race, gt3, most_entries=20, by=by, at=at)
    assert (row.pool.role, row.pool.capacity, row.pool.admission) == ("entrant", 20, "invitation")
    assert [*race_classes.cars(race)] == [car]
    with pytest.raises(race_classes.RacesAlready):
        race_classes.add(race, gt3, by=by, at=at)
    assert race_classes.change(row, most_entries=30, by=by, at=at).pool.capacity == 30
    race_classes.remove(row, by=by, at=at)
    assert (RaceClass.objects.count(), Pool.objects.filter(role="entrant").count()) == (0, 0)


def test_a_slot_lasts_as_long_as_the_race_unless_it_says_otherwise(make_race, by, at):
    race = make_race(minutes=360)
    first = slots.add(race, starts_at=at, by=by, at=at)
    assert first.ends_at == at + timedelta(hours=6)
    with pytest.raises(slots.SlotTaken):
        slots.add(race, starts_at=at, by=by, at=at)
    with pytest.raises(slots.SlotEndsBeforeItStarts):
        slots.add(race, starts_at=at, ends_at=at, by=by, at=at)
    races.change(race, minutes=None, laps=100, by=by, at=at)
    with pytest.raises(slots.SlotTimesNeeded):
        slots.add(race, starts_at=at + timedelta(days=1), by=by, at=at)
    slots.remove(first, by=by, at=at)
    with pytest.raises(Missing):
        slots.find(race, first.pk)


def test_a_slot_is_changed_and_keeps_its_times_once_somebody_entered(make_race, make_row, driver, by, at):
    race = make_race(minutes=360, is_team_race=False)
    gt3 = race_classes.add(race, make_row("classes", simulator=race.simulator, name="GT3"), by=by, at=at)
    slot, other = (slots.add(race, starts_at=at + timedelta(days=one), by=by, at=at) for one in (1, 2))
    own = signups.sign_up(race, driver, slots=[slot], by=factories.actor(driver), at=at)
    slots.change(slot, starts_at=at + timedelta(days=3), ends_at=None, opens_at=at, by=by, at=at)
    assert (slot.ends_at - slot.starts_at, slot.opens_at, [*own.slots.all()]) == (timedelta(hours=6), at, [slot])
    with pytest.raises(slots.SlotTaken):
        slots.change(slot, starts_at=other.starts_at, by=by, at=at)
    slot.refresh_from_db()
    race_entries.enter(race, race_class=gt3, slot=slot, by=factories.actor(driver), at=at)
    assert slots.change(slot, external_id="77", by=by, at=at).external_id == "77"
    with pytest.raises(slots.SlotHasEntries):
        slots.change(slot, ends_at=slot.ends_at + timedelta(hours=1), by=by, at=at)


def test_whether_drivers_share_a_car_stays_once_somebody_entered(make_race, make_row, driver, by, at):
    race = make_race(is_team_race=False)
    gt3 = race_classes.add(race, make_row("classes", simulator=race.simulator, name="GT3"), by=by, at=at)
    own = signups.sign_up(race, driver, by=factories.actor(driver), at=at)
    race_entries.enter(race, race_class=gt3, by=factories.actor(driver), at=at)
    with pytest.raises(races.EnteredAsItIs):
        races.change(race, is_team_race=True, by=by, at=at)
    assert races.change(race, is_team_race=False, minutes=60, by=by, at=at).minutes == 60
    signups.withdraw(signups.find(race, own.pk), by=by, at=at)
    assert races.change(race, is_team_race=True, by=by, at=at).is_team_race


def test_a_race_put_on_an_event_by_mistake_is_taken_off_and_another_put_on(event, make_race, make_row, by, at):
    race = make_race()
    gt3 = make_row("classes", simulator=race.simulator, name="GT3")
    race_classes.add(race, gt3, most_entries=5, by=by, at=at)
    slots.add(race, starts_at=at, by=by, at=at)
    races.set_weather(race, [{"minute": 0}], by=by, at=at)
    others = Pool.objects.exclude(Q(race__isnull=False) | Q(race_class__isnull=False)).count()
    races.remove(race, by=by, at=at)
    assert (races.of(event), Race.objects.count(), RaceClass.objects.count()) == (None, 0, 0)
    assert Pool.objects.count() == others
    assert Entry.objects.filter(action="race.remove").count() == 1
    again = races.create(event, simulator=race.simulator, layout=race.layout, minutes=60, by=by, at=at)
    assert races.of(event) == again


def test_a_race_that_somebody_signed_up_to_stays_also_once_they_withdrew(make_race, driver, by, at):
    race = make_race()
    own = signups.note_interest(race, driver, by=factories.actor(driver), at=at)
    with pytest.raises(races.RaceInUse):
        races.remove(race, by=by, at=at)
    signups.sign_up(race, driver, by=factories.actor(driver), at=at)
    signups.withdraw(signups.find(race, own.pk), by=by, at=at)
    with pytest.raises(races.RaceInUse):
        races.remove(race, by=by, at=at)
    assert Race.objects.get() == race


@pytest.mark.req("P08")
def test_an_event_that_is_purged_takes_its_race_along(event, make_race, make_row, by, at):
    race = make_race()
    gt3 = make_row("classes", simulator=race.simulator, name="GT3")
    race_classes.add(race, gt3, by=by, at=at)
    slots.add(race, starts_at=at, by=by, at=at)
    offerings.cancel(event.offering, by=by, at=at)
    offerings.discard(event.offering, by=by, at=at)
    assert purging.purge(event.offering, before=at + timedelta(days=1), by=by, at=at)
    assert (Race.objects.count(), RaceClass.objects.count(), Pool.objects.count()) == (0, 0, 0)
