"""Series of a club: who makes and sees them, which races may count, and the standings out of published results."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.core.clubs import memberships
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.participation import offerings
from lineup.domains.events import events
from lineup.domains.racing import race_classes, races, results, series, series_standings
from lineup.domains.racing.models import Race, Series
from tests.support import factories, result_files

pytestmark = [pytest.mark.req("A18")]
POINTS = [10, 6, 4]


@pytest.fixture
def club(organiser):
    return factories.club("Night Shift", owner=organiser)


@pytest.fixture
def gt3(make_row, make_car, simulator):
    return make_row("classes", simulator=simulator, name="GT3", cars=[make_car()])


@pytest.fixture
def layout(make_layout):
    return make_layout()


@pytest.fixture
def make(club, gt3, layout, simulator, by, at):
    """Make a race of the club, published, with one class."""

    def make(title, visibility="public", **times):
        event = events.create(title=title, club=club, visibility=visibility, starts_at=at, by=by, at=at)
        factories.published(event.offering, by=by, at=at)
        race = races.create(event, simulator=simulator, layout=layout, minutes=60, by=by, at=at)
        race_classes.add(race, gt3, most_entries=20, by=by, at=at)
        return race

    return make


@pytest.fixture
def found(club, by, at):
    return series.create(club, name="Winter", points=POINTS, by=by, at=at)


def run(race, order, by, at, number=1, publish=True):
    """Publish results in which these teams came in this order; one with an exclamation mark gave up."""
    rows = [
        {
            "team_id": -1 - place,
            "display_name": name.rstrip("!"),
            "finish_position": place,
            "laps_complete": 20 - place,
            "reason_out": "Disconnected" if name.endswith("!") else "Running",
            "livery": {"car_number": str(place + 1)},
            "driver_results": [{"cust_id": 100 + place, "display_name": f"Drives {name}"}],
        }
        for place, name in enumerate(order)
    ]
    said = {"session_results": [{"simsession_type": 6, "simsession_number": number, "results": rows}]}
    made = results.import_file(race, result_files.written(said), kind="race", number=number, by=by, at=at)
    return results.publish(made, by=by, at=at) if publish else made


def refusal(act):
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def table(found):
    ((_name, rows),) = series_standings.of(found).classes
    return [(row.stood.place, row.name, row.stood.points) for row in rows]


def test_standings_follow_from_published_results(found, make, by, at):
    one, two, three = make("One"), make("Two"), make("Three")
    series.set_rounds(found, [one, two, three], by=by, at=at)
    run(one, ["Blue", "Red", "Green"], by, at)
    run(two, ["Red", "Blue", "Green!"], by, at)
    draft = run(three, ["Green", "Red"], by, at, publish=False)
    assert table(found) == [(1, "Blue", 16), (1, "Red", 16), (3, "Green", 4)]
    results.publish(draft, by=by, at=at)
    assert table(found) == [(1, "Red", 22), (2, "Blue", 16), (3, "Green", 14)]
    series.change(found, counted=1, retired_score=True, by=by, at=at)
    assert table(found) == [(1, "Red", 10), (2, "Blue", 10), (3, "Green", 10)]


def test_two_races_of_an_evening_both_count(found, make, by, at):
    race = make("Sprints")
    series.set_rounds(found, [race], by=by, at=at)
    run(race, ["Blue", "Red"], by, at, number=1)
    run(race, ["Blue", "Red"], by, at, number=2)
    assert table(found) == [(1, "Blue", 20), (2, "Red", 12)]
    assert [held.results.number for held in series_standings.of(found).held] == [1, 2]


def test_a_race_shown_to_fewer_people_counts_no_more(found, make, club, by, at):
    race, hidden = make("One"), make("Two", visibility="club_only")
    series.set_rounds(found, [race], by=by, at=at)
    run(race, ["Blue"], by, at)
    assert refusal(lambda: series.set_rounds(found, [race, hidden], by=by, at=at)) == "round_of_another_club"
    offerings.change(race.event.offering, visibility="club_only", by=by, at=at)
    assert (series.rounds(found), series_standings.of(found).classes) == ([], [])
    series.change(found, audience="members", by=by, at=at)
    series.set_rounds(found, [race, hidden], by=by, at=at)
    assert table(found) == [(1, "Blue", 10)]


def test_races_of_others_are_no_rounds(found, make_race, by, at):
    assert refusal(lambda: series.set_rounds(found, [make_race()], by=by, at=at)) == "round_of_another_club"


def test_who_manages_the_clubs_events_makes_series(club, found, by, at):
    member = factories.member("Mo")
    memberships.admit(club, member, role="member", by=by, at=at)
    as_member = factories.actor(member)
    assert refusal(lambda: series.create(club, name="X", points=POINTS, by=as_member, at=at)) == "not_allowed_in_club"
    assert refusal(lambda: series.change(found, name="X", by=as_member, at=at)) == "not_allowed_in_club"
    assert refusal(lambda: series.remove(found, by=as_member, at=at)) == "not_allowed_in_club"
    assert refusal(lambda: series.find_managed(member, found.pk)) == "not_allowed_in_club"
    series.change(found, audience="members", by=by, at=at)
    assert series.find_visible(member, found.pk) == found
    with pytest.raises(Missing):
        series.find_visible(None, found.pk)
    series.remove(found, by=by, at=at)
    assert Series.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": " "}, "series_name_needed"),
        ({"points": []}, "series_points_wrong"),
        ({"points": [1, 2]}, "series_points_wrong"),
        ({"points": [1001]}, "series_points_wrong"),
        ({"points": [1] * 61}, "series_points_wrong"),
        ({"counted": 0}, "out_of_range"),
        ({"audience": "friends"}, "unknown_choice"),
    ],
)
def test_what_makes_no_series_is_refused(found, by, at, values, code):
    assert refusal(lambda: series.change(found, by=by, at=at, **values)) == code


def test_standings_ask_as_much_of_many_races_as_of_one(found, make, by, at):
    counts = []
    made: list[Race] = []
    for number in range(3):
        made.append(make(f"Race {number}"))
        run(made[-1], ["Blue", "Red"], by, at)
        series.set_rounds(found, made, by=by, at=at)
        with CaptureQueriesContext(connection) as asked:
            series_standings.of(found)
        counts.append(len(asked))
    assert counts[0] == counts[2]
