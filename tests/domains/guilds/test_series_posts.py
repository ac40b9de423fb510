"""A series of races has its own category, and once it is over a channel that tells who came first."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.core.audit.models import Entry
from lineup.core.participation import offerings
from lineup.domains.guilds import asking, guilds, rounds
from lineup.domains.guilds.models import Guild
from lineup.domains.guilds.series_posts import SETTLES
from lineup.domains.racing import race_classes, races, results, series
from lineup.domains.racing.models import RaceResults, Series
from tests.architecture.authorisation import circuit
from tests.support import factories

pytestmark = pytest.mark.req("C04", "C07")
HOUR = timedelta(hours=1)


@pytest.fixture
def guild(club, by, at):
    return guilds.link(club, 4711, name="The guild", by=by, at=at)


@pytest.fixture
def make_race(make_event, by, at):
    """Make an event in so many days that is a race of an hour."""
    made = circuit.catalogue(1, by=factories.actor(factories.admin()), at=at)

    def make(title, days=1, **values):
        event = make_event(title, days=days, hours=1, **values)
        race = races.create(event, simulator=made["simulator"], layout=made["layout"], minutes=60, by=by, at=at)
        race_classes.add(race, made["car_class"], most_entries=9, by=by, at=at)
        return race

    return make


@pytest.fixture
def make_series(club, by, at):
    def make(name, *rounds_of_it, **values):
        made = series.create(club, name=name, points=[10, 6, 4], by=by, at=at, **values)
        series.set_rounds(made, rounds_of_it, by=by, at=at)
        return made

    return make


def publish(race, *names, by, at):
    made = RaceResults.objects.create(race=race, kind="race", source="acc", sha256="0" * 64, imported_at=at)
    for name in names:
        circuit.result_line(made, name)
    results.publish(made, by=by, at=at)


def found(guild, at):
    return asking.asked(guild, address="https://x", at=at)


def told(guild, at):
    return {one.name: (one.is_over, one.statistics) for one in found(guild, at).series}


def test_a_race_is_at_home_in_the_series_that_it_counts_for(guild, make_race, make_series, by, at):
    spa, monza = make_race("Spa"), make_race("Monza")
    simulator = spa.simulator.name
    assert [one.name for one in found(guild, at).series] == [simulator]
    winter = make_series("Winter Cup", spa, audience="members")
    make_series("Endurance", spa)
    assert {one.name: one.series for one in found(guild, at).events} == {
        "Spa": str(winter.pk),
        "Monza": f"simulator-{monza.simulator.slug}",
    }
    assert sorted(one.name for one in found(guild, at).series) == sorted(["Winter Cup", simulator])
    series.remove(winter, by=by, at=at)
    assert "Endurance" in [one.name for one in found(guild, at).series]


def test_a_series_of_another_club_is_nobodys_home(guild, make_race, at):
    spa = make_race("Spa")
    other = Series.objects.create(club=factories.club("Others"), name="Theirs", points=[1], created_at=at)
    other.rounds.create(race=spa, position=1)
    assert [one.name for one in found(guild, at).series] == [spa.simulator.name]


def test_a_series_is_over_with_its_last_race_and_says_who_came_first(guild, make_race, make_series, by, at):
    spa, monza, off = make_race("Spa", 1), make_race("Monza", 8), make_race("Off", 9)
    winter = make_series("*Winter*", spa, monza, off)
    offerings.cancel(off.event.offering, by=by, at=at)
    publish(spa, "Blue", "Red", "Green", "White", by=by, at=at)
    publish(monza, "Red", "Blue", by=by, at=at)
    end = at + timedelta(days=8) + HOUR
    assert told(guild, end - HOUR)["*Winter*"] == (False, None)
    is_over, words = told(guild, end)["*Winter*"]
    (race_class,) = map(str, race_classes.of(spa))
    assert (is_over, words.title, words.links[0][0]) == (
        True,
        "*Winter* is over",
        f"https://x/racing/series/{winter.pk}",
    )
    assert words.body.splitlines() == [
        "2 events",
        "0 places taken",
        "",
        f"**{race_class}**",
        "1. Blue · 16 points",
        "1. Red · 16 points",
        "3. Green · 4 points",
    ]


def test_without_results_only_how_much_it_held_is_said(guild, make_race, make_series, at):
    make_series("Winter", make_race("Spa"))
    words = told(guild, at + timedelta(days=2))["Winter"][1]
    assert (words.body, words.links) == ("1 event\n0 places taken", ())


@pytest.mark.parametrize("change", ["a draft", "a race ahead"])
def test_while_a_race_is_to_come_it_is_not_over(guild, make_race, make_series, at, change):
    spa, next_one = make_race("Spa"), make_race("Next", days=300)
    make_series("Winter", spa, next_one)
    if change == "a draft":
        offering = next_one.event.offering
        type(offering).objects.filter(pk=offering.pk).update(state="draft")
    assert told(guild, at + timedelta(days=2))["Winter"] == (False, None)


def test_some_weeks_after_its_end_it_stays_as_it_was_said(guild, make_race, make_series, at):
    Guild.objects.update(archive_days=14)
    guild.refresh_from_db()
    make_series("Winter", make_race("Spa"))
    settled = at + timedelta(days=1) + HOUR + timedelta(days=14) + SETTLES
    assert [told(guild, when)["Winter"][1] is None for when in (settled - HOUR, settled)] == [False, True]


def test_the_guild_looks_when_a_series_changes(make_race, make_series, by, at):
    winter = make_series("Winter", make_race("Spa"))
    series.change(winter, name="Summer", by=by, at=at)
    series.remove(winter, by=by, at=at)
    acts = set(Entry.objects.filter(action__startswith="series.").values_list("action", flat=True))
    assert acts - set(rounds.TOLD) == {"series.create"}


def test_ten_series_ask_no_more_questions_than_one(guild, make_race, make_series, by, at):
    def questions():
        with CaptureQueriesContext(connection) as asked_for:
            assert all(is_over for is_over, _words in told(guild, at + timedelta(days=3)).values())
        return len(asked_for)

    def grow(number):
        one, two = make_race(f"{number} a"), make_race(f"{number} b")
        make_series(f"Series {number}", one, two)
        publish(one, "Blue", "Red", by=by, at=at)

    grow(0)
    few = questions()
    for number in range(1, 10):
        grow(number)
    assert (questions(), few) == (few, 19)
