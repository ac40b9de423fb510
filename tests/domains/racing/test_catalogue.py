"""The catalogue is loaded from packaged files, and kept by platform admins."""

from decimal import Decimal

import pytest

from lineup.core.foundation.errors import Missing, Refusal
from lineup.domains.racing.catalogue import loading, looking, rows, sorts
from lineup.domains.racing.models import Car, CarClass, Layout, SimCar, Simulator, Track

pytestmark = pytest.mark.req("A13")


@pytest.mark.once
def test_the_packaged_catalogue_is_whole_and_a_second_load_adds_nothing(keeper, at):
    added = loading.load(by=keeper, at=at).added
    assert added == sum(sort.rows().count() for sort in sorts.SORTS)
    assert loading.load(by=keeper, at=at).added == 0
    assert [(one.slug, one.cars_count > 0, one.tracks_count > 0) for one in looking.simulators()] == [
        ("acc", True, True),
        ("lmu", True, True),
        ("iracing", True, True),
    ]
    assert [one.name for one in looking.licences(looking.find("iracing"))][:2] == ["Rookie", "Class D"]
    assert Layout.objects.filter(sim_track__track__slug="spa", length_m=7004).count() == 4
    assert not CarClass.objects.filter(cars=None).exists()
    assert not Car.objects.filter(editions=None).exists()
    assert not Track.objects.filter(editions=None).exists()


@pytest.mark.once
def test_a_load_leaves_what_somebody_changed_and_brings_back_what_is_missing(keeper, at):
    loading.load(by=keeper, at=at)
    spa = Track.objects.get(slug="spa")
    rows.change(spa, name="Francorchamps", is_active=False, by=keeper, at=at)
    gone = Layout.objects.filter(sim_track__track__slug="zolder").first()
    gone.delete()
    assert loading.load(by=keeper, at=at).added == 1
    spa.refresh_from_db()
    assert (spa.name, spa.is_active) == ("Francorchamps", False)


def test_a_row_keeps_what_is_said_of_it(make_car, make_layout):
    car = make_car(tank_litres=104, tyre_seconds="22.5", is_wet=True)
    layout = make_layout(pit_seconds="31.25", kind="road")
    kept = rows.find(sorts.find("sim-cars"), car.pk)
    assert (kept.tank_litres, kept.tyre_seconds, kept.litres_per_second, kept.is_wet) == (
        104,
        Decimal("22.5"),
        None,
        True,
    )
    assert (str(layout), layout.pit_seconds, layout.sim_track.track.country) == (
        "Spa · Endurance",
        Decimal("31.2"),
        "BE",
    )


@pytest.mark.parametrize(
    ("sort", "values", "code", "field"),
    [
        ("simulators", {"slug": "x", "name": " "}, "catalogue_field_needed", "name"),
        ("simulators", {"slug": "A b", "name": "X"}, "not_a_web_name", "slug"),
        ("simulators", {"slug": "iracing", "name": "X"}, "catalogue_taken", "name"),
        ("simulators", {"slug": "x", "name": "X", "maker": "Y"}, "not_its_field", "maker"),
        ("cars", {"slug": "x", "maker": "Y", "name": "X", "category": "x" * 41}, "too_long", "category"),
        ("cars", {"slug": "x", "maker": "Y", "name": "X", "category": "GT3", "year": 1492}, "out_of_range", "year"),
        ("tracks", {"slug": "x", "name": "X", "country": "F1"}, "unknown_country", "country"),
        ("tracks", {"slug": "x", "name": "X", "country": "FR", "time_zone": "Mars"}, "unknown_time_zone", "time_zone"),
        ("licences", {"name": "X", "rank": 1}, "catalogue_field_needed", "simulator"),
    ],
)
def test_what_is_no_row_is_refused(sort, values, code, field, simulator, make_row):
    with pytest.raises(Refusal) as refused:
        make_row(sort, **values)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert Simulator.objects.count() == 1


def test_a_class_has_cars_of_its_own_simulator(simulator, make_row, make_car, keeper, at):
    other = make_row("simulators", slug="acc", name="ACC")
    own, foreign = make_car("m4"), make_car("m6", of=other)
    made = make_row("classes", simulator=simulator, name="GT3", cars=[own])
    with pytest.raises(rows.OtherSimulator):
        rows.change(made, cars=[own, foreign], by=keeper, at=at)
    assert [str(car) for car in looking.cars(simulator, car_class=made)] == ["BMW M4"]


def test_what_is_switched_off_is_not_chosen_any_more(simulator, make_car, make_layout, keeper, at):
    car, layout = make_car(), make_layout()
    rows.change(car, is_active=False, by=keeper, at=at)
    rows.change(layout, is_active=False, by=keeper, at=at)
    assert ([*looking.cars(simulator)], [*looking.layouts(simulator)]) == ([], [])
    rows.change(simulator, is_active=False, by=keeper, at=at)
    with pytest.raises(Missing):
        looking.find("iracing")
    assert SimCar.objects.count() == 1


def test_cars_are_found_by_each_word(simulator, make_car):
    make_car("m4")
    make_car("m6")
    assert [str(car) for car in looking.cars(simulator, q="bmw m6")] == ["BMW M6"]
    assert [*looking.cars(simulator, q="bmw audi")] == []
