"""Races are recommended by what is known of a driver, with reasons, and none in which they may not drive."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.domains.events import events
from lineup.domains.racing import laps, race_classes, races, ratings, recommending, signups, slots
from tests.support import factories

pytestmark = [pytest.mark.req("A19")]
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def make(simulator, make_layout, by, at):
    """Make a published race so many days ahead; at Spa unless told otherwise."""
    spa = make_layout()

    def made(title, days=7, *, layout=spa, club=None, **asked):
        event = events.create(title=title, club=club, starts_at=at + days * DAY, by=by, at=at)
        factories.published(event.offering, by=by, at=at)
        return races.create(event, simulator=simulator, layout=layout, minutes=60, by=by, at=at, **asked)

    return made


def found(driver, at):
    return [(one.race.event.offering.title, one.reasons, one.points) for one in recommending.for_driver(driver, at=at)]


def test_who_has_no_profile_is_recommended_nothing(make, driver, at):
    make("Anything")
    assert found(driver, at) == []


def test_reasons_are_told_and_the_best_comes_first(make, make_car, make_row, make_layout, simulator, profile, by, at):
    driver, car, layout = profile.person, make_car(), make_layout("monza")
    laps.note(profile, layout=layout, car=car, milliseconds=100_000, by=factories.actor(driver), at=at)
    club = factories.club("Endurance", owner=by.person, at=at)
    factories.club_member(club, driver)
    make("Sooner", 3)
    known = make("Known", 10, layout=layout, club=club)
    race_classes.add(known, make_row("classes", simulator=simulator, name="GT3", cars=[car]), by=by, at=at)
    asks = make("Asks", 20, skill_least=1500)
    assert [title for title, _, _ in found(driver, at)] == ["Known", "Sooner"]
    ratings.note(profile, skill=1500, safety=Decimal(3), by=factories.actor(driver), at=at)
    assert found(driver, at) == [("Known", ("car", "club", "track"), 7), ("Asks", ("meets",), 1), ("Sooner", (), 0)]
    signups.sign_up(asks, driver, by=factories.actor(driver), at=at)
    assert [title for title, _, _ in found(driver, at)] == ["Known", "Sooner"]


def test_hours_of_former_races_count_by_weekday_in_the_driver_s_zone(make, profile, by, at):
    driver, me = profile.person, factories.actor(profile.person)
    former = make("Former", 1)
    slots.add(former, starts_at=at + DAY, by=by, at=at)
    signups.sign_up(former, driver, by=me, at=at, drive=[(at + DAY, at + DAY + HOUR)])
    make("A week later", 8)
    make("A day later", 9)
    assert found(driver, at) == [("A week later", ("hours",), 1), ("A day later", (), 0)]


def test_a_hundred_races_ask_as_much_as_three(make, profile, at):
    counts = []
    for number in range(12):
        make(f"Race {number}", 5 + number)
        if number in (2, 11):
            with CaptureQueriesContext(connection) as asked:
                assert len(recommending.for_driver(profile.person, at=at)) == number + 1
            counts.append(len(asked))
    assert counts[0] == counts[1]
