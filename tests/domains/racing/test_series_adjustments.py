"""Points that organisers give or take off in a series: who may, to whom, what is refused, what standings make of it."""

import pytest

from lineup.core.audit.models import Entry
from lineup.core.clubs import memberships
from lineup.core.foundation.errors import Missing, Refusal
from lineup.domains.events import events
from lineup.domains.racing import profiles, race_classes, races, results, series, series_adjustments, series_standings
from lineup.domains.racing.models import PointsAdjustment
from tests.support import factories, result_files

pytestmark = [pytest.mark.req("A18")]


@pytest.fixture
def club(organiser):
    return factories.club("Night Shift", owner=organiser)


@pytest.fixture
def race(club, make_row, make_car, make_layout, simulator, by, at):
    event = events.create(title="One", club=club, visibility="public", starts_at=at, by=by, at=at)
    factories.published(event.offering, by=by, at=at)
    found = races.create(event, simulator=simulator, layout=make_layout(), minutes=60, by=by, at=at)
    gt3 = make_row("classes", simulator=simulator, name="GT3", cars=[make_car()])
    race_classes.add(found, gt3, most_entries=20, by=by, at=at)
    return found


@pytest.fixture
def found(club, race, by, at):
    """A series in which Blue has 10 points, Red 6 and a driver alone, known by a profile that nobody claimed, 4."""
    made = series.create(club, name="Winter", points=[10, 6, 4], by=by, at=at)
    series.set_rounds(made, [race], by=by, at=at)
    teams = [
        {"team_id": -1 - place, "display_name": name, "finish_position": place, "laps_complete": 20 - place,
         "reason_out": "Running", "livery": {"car_number": str(place + 1)},
         "driver_results": [{"cust_id": 100 + place, "display_name": f"Drives {name}"}]}
        for place, name in enumerate(["Blue", "Red", "Green"])
    ]  # fmt: skip
    said = {"session_results": [{"simsession_type": 6, "simsession_number": 1, "results": teams}]}
    read = results.import_file(race, result_files.written(said), kind="race", number=1, by=by, at=at)
    results.publish(read, by=by, at=at)
    return made


@pytest.fixture
def give(found, by, at):
    def act(competitor, points, reason="Contact in the first corner.", class_name="GT3", by=by):
        return series_adjustments.give(
            found, competitor, class_name=class_name, points=points, reason=reason, by=by, at=at
        )

    return act


def refusal(act, *given, **named):
    with pytest.raises(Refusal) as refused:
        act(*given, **named)
    return refused.value.code


def table(found):
    ((_name, rows),) = series_standings.of(found).classes
    return [(row.stood.place, row.name, row.stood.points, [one.reason for one in row.adjustments]) for row in rows]


def test_points_taken_off_change_the_place_and_stand_there_with_their_reason(found, give, by, at):
    give("blue", -5)
    made = give("green", 3, "Helped the marshals.")
    assert table(found) == [
        (1, "Green", 7, ["Helped the marshals."]),
        (2, "Red", 6, []),
        (3, "Blue", 5, ["Contact in the first corner."]),
    ]
    series_adjustments.take_back(made, by=by, at=at)
    assert [row[1] for row in table(found)] == ["Red", "Blue", "Green"]
    acts = Entry.objects.filter(action__in=["series.adjust", "series.take_back"]).order_by("id")
    assert [(one.action, one.metadata["points"], one.metadata["competitor"]) for one in acts] == [
        ("series.adjust", -5, "blue"),
        ("series.adjust", 3, "green"),
        ("series.take_back", 3, "green"),
    ]


def test_points_of_a_driver_stay_theirs_when_the_profile_is_claimed(found, simulator, at):
    person = factories.member("Ann")
    own = profiles.add(person, simulator, platform_id="9", name="Ann", by=factories.actor(person), at=at)
    made = PointsAdjustment(series=found, class_name="GT3", profile=own, points=-1, reason="Contact.", created_at=at)
    assert series_standings.whose(made) == person.pk
    own.person = None
    assert series_standings.whose(made) == own.pk


def test_what_makes_no_sense_is_refused_by_its_field(found, give, club, by, at):
    assert refusal(give, "blue", 0) == "adjustment_of_nothing"
    assert refusal(give, "blue", -1001) == "out_of_range"
    assert refusal(give, "blue", -1, "  ") == "adjustment_reason_needed"
    assert refusal(give, "blue", -1, "x" * 301) == "too_long"
    assert refusal(give, "nobody", -1) == "not_in_standings"
    assert refusal(give, "blue", -1, class_name="LMP2") == "not_in_standings"
    member = factories.member("Mo")
    memberships.admit(club, member, role="member", by=by, at=at)
    assert refusal(give, "blue", -1, by=factories.actor(member)) == "not_allowed_in_club"
    made = give("blue", -1)
    assert refusal(series_adjustments.take_back, made, by=factories.actor(member), at=at) == "not_allowed_in_club"
    assert PointsAdjustment.objects.get() == made


def test_one_of_another_series_is_not_found(found, give, club, by, at):
    made, other = give("blue", -1), series.create(club, name="Summer", points=[1], by=by, at=at)
    assert series_adjustments.find(found, made.pk) == made
    with pytest.raises(Missing):
        series_adjustments.find(other, made.pk)


def test_a_series_has_only_so_many(found, give, monkeypatch):
    monkeypatch.setattr(series_adjustments, "MOST", 1)
    give("blue", -1)
    assert refusal(give, "blue", -1) == "too_many_adjustments"
