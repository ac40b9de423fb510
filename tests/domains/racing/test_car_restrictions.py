"""Cars are held back in a race, which stint plans reckon with; drivers are told what they lack of what it needs."""

from decimal import Decimal

import pytest

from lineup.core.foundation.errors import Refusal
from lineup.domains.events import copying
from lineup.domains.racing import car_restrictions, ownerships, race_classes, races
from lineup.domains.racing.models import CarRestriction, Ownership

pytestmark = pytest.mark.req("A13")


@pytest.fixture
def race(make_race, make_car, make_row, simulator, by, at):
    found = make_race()
    cars = [make_car("m4", package="m4-gt3"), make_car("rossa", package="rossa-gt3")]
    gt3 = make_row("classes", simulator=simulator, name="GT3", cars=cars)
    race_classes.add(found, gt3, by=by, at=at)
    return races.find(found.event)


@pytest.fixture
def cars(race):
    return list(race_classes.cars(race))


def code_of(act) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def test_a_car_is_held_back_once_in_a_race_and_set_free(race, cars, by, at):
    car_restrictions.put(race, cars[0], fuel_percent=90, weight_kg=-10, by=by, at=at)
    car_restrictions.put(race, cars[0], fuel_percent=75, tyre_sets=6, by=by, at=at)
    row = car_restrictions.of(race).get()
    assert [getattr(row, name) for name in car_restrictions.FIELDS] == [75, None, None, 6]
    assert car_restrictions.tank(race, cars[0], Decimal(100)) == 75
    assert car_restrictions.tank(race, cars[1], Decimal(100)) == 100
    assert car_restrictions.tank(race, None, Decimal(100)) == 100
    car_restrictions.lift(car_restrictions.find(race, cars[0].pk), by=by, at=at)
    assert CarRestriction.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, "car_restriction_needed"),
        ({"fuel_percent": 0}, "out_of_range"),
        ({"fuel_percent": 101}, "out_of_range"),
        ({"weight_kg": 501}, "out_of_range"),
        ({"power_percent": -51}, "out_of_range"),
    ],
)
def test_what_holds_nothing_back_or_too_much_is_refused(race, cars, by, at, values, code):
    assert code_of(lambda: car_restrictions.put(race, cars[0], by=by, at=at, **values)) == code
    assert CarRestriction.objects.count() == 0


def test_a_car_that_does_not_race_is_no_matter(race, make_car, by, at):
    other = make_car("alpine")
    assert code_of(lambda: car_restrictions.put(race, other, fuel_percent=50, by=by, at=at)) == "not_a_race_car"


def test_a_copied_race_holds_the_same_cars_back(race, cars, by, at):
    car_restrictions.put(race, cars[1], power_percent=-5, by=by, at=at)
    made = copying.duplicate(race.event, by=by, at=race.event.offering.starts_at)
    assert [(row.car, row.power_percent) for row in car_restrictions.of(races.find(made))] == [(cars[1], -5)]


def test_drivers_who_say_what_they_own_hear_what_they_lack(race, cars, profile, by, at):
    me, track = profile.person, race.layout.sim_track
    assert not ownerships.lacking(race, me)
    type(track).objects.filter(pk=track.pk).update(package="spa")
    race.layout.sim_track.refresh_from_db()
    ownerships.put(profile, cars=[cars[0].pk], tracks=[], by=by, at=at)
    assert ownerships.lacking(race, me) == ownerships.Lacking(track=track, every_car=False)
    ownerships.put(profile, cars=[], tracks=[track.pk], by=by, at=at)
    assert ownerships.lacking(race, me) == ownerships.Lacking(track=None, every_car=True)
    ownerships.put(profile, cars=[one.pk for one in cars], tracks=[track.pk], by=by, at=at)
    assert not ownerships.lacking(race, me)
    assert list(ownerships.cars_of(profile)) == cars


def test_what_is_not_sold_there_is_owned_by_nobody(race, profile, make_car, by, at):
    free = make_car("free")
    assert code_of(lambda: ownerships.put(profile, cars=[free.pk], tracks=[], by=by, at=at)) == "not_for_sale"
    assert Ownership.objects.count() == 0
