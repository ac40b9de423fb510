"""What a timing tool tells: the newest of each car stands, whatever order messages come in, and tables don't grow."""

import itertools
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lineup.core.audit.models import Entry
from lineup.core.foundation.errors import Refusal
from lineup.core.foundation.sealing import unseal
from lineup.domains.racing import entry_rights, leaderboards, telemetry, telemetry_keys
from lineup.domains.racing.models import CarStanding, DriverChange, HeardMessage, TelemetryKey
from lineup.domains.racing.telemetry import Car
from tests.architecture.authorisation import circuit
from tests.support import factories, stints
from tests.support.telemetry import hear

pytestmark = pytest.mark.req("C12")
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
def entry(by, at):
    club = factories.club("Endurance", owner=by.person, at=at)
    return stints.entry(club, {"Ann": 0, "Ben": 0}, starts_at=at, by=by, at=at)


@pytest.fixture
def key(entry, by, at):
    return telemetry_keys.make(entry.race, by=by, at=at)[0]


def car(number, position=1, **values):
    return Car(number, position, values.pop("laps_done", 7), **values)


def board(race):
    return [(row.entry.number, row.position, row.laps_done, row.driver_id) for row in leaderboards.of(race)]


def test_a_key_is_made_once_changed_and_taken_back_and_the_record_says_so(entry, by, at):
    race = entry.race
    key, secret = telemetry_keys.make(race, by=by, at=at)
    with pytest.raises(telemetry_keys.HasATelemetryKey):
        telemetry_keys.make(race, by=by, at=at)
    assert (secret in key.sealed, unseal(key.sealed), telemetry_keys.find_signing(str(key.pk))) == (False, secret, key)
    other = telemetry_keys.rotate(key, by=by, at=at)
    assert (other != secret, telemetry_keys.secret_of(TelemetryKey.objects.get())) == (True, other)
    telemetry_keys.revoke(key, by=by, at=at)
    assert telemetry_keys.of(race) is None
    told = Entry.objects.filter(action__contains="telemetry").order_by("pk").values_list("action", flat=True)
    assert [action.split(".")[1].split("_")[0] for action in told] == ["make", "rotate", "revoke"]


def test_the_newest_of_each_car_stands_and_what_is_not_ours_is_named(entry, key, at):
    number, seat = entry.number, entry.seats.get(signup__person__name="Ann")
    first = hear(key, at, car(number, driver="ANN"), car("99"))
    assert (first.outcome, first.unknown_numbers, first.unknown_drivers) == ("heard", ("99",), ())
    later = hear(key, at + 5 * SECOND, car(number, 3, laps_done=8, driver="Zoe"))
    assert (later.unknown_drivers, board(entry.race)) == ((number,), [(number, 3, 8, None)])
    for name in (str(seat.pk), str(seat.signup_id)):
        at += MINUTE
        hear(key, at, car(number, driver=name))
        assert board(entry.race) == [(number, 1, 7, seat.signup_id)]
    assert DriverChange.objects.count() == 1
    hear(key, at + MINUTE)
    assert board(entry.race) == []


def test_what_came_before_or_is_older_changes_nothing_and_says_so(entry, key, at):
    number = entry.number
    hear(key, at, car(number), name="a")
    again = hear(key, at + SECOND, car(number, 2), name="a")
    older = hear(key, at - SECOND, car(number, 2), at=at, name="b")
    same = hear(key, at, car(number, 2), name="c")
    assert [one.outcome for one in (again, older, same)] == ["had_already", "older", "older"]
    assert (board(entry.race), older.told_at) == ([(number, 1, 7, None)], at)


@pytest.mark.parametrize(
    ("minutes", "cars", "code", "field"),
    [
        (6, ("1",), "telemetry_ahead_of_time", "instant"),
        (0, ("1", "2", "1"), "telemetry_car_twice", "cars.2.number"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(entry, key, at, minutes, cars, code, field):
    with pytest.raises(Refusal) as refused:
        hear(key, at + minutes * MINUTE, *map(car, cars), at=at)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert (CarStanding.objects.count(), HeardMessage.objects.count()) == (0, 0)


def test_killed_in_the_middle_nothing_was_heard(entry, key, at, monkeypatch):
    def killed(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(telemetry, "_note", killed)
        with pytest.raises(KeyboardInterrupt):
            hear(key, at, car(entry.number, driver="Ann"))
    assert (CarStanding.objects.count(), HeardMessage.objects.count(), leaderboards.feed(entry.race)) == (0, 0, None)
    assert hear(key, at, car(entry.number, driver="Ann")).outcome == "heard"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(5)))
def test_in_whatever_order_messages_come_the_same_stands(entry, key, at, order):
    number, names = entry.number, itertools.count()
    told = [car(number, 1 + n, laps_done=n, driver=("Ann", "Ben")[n % 2]) for n in range(5)]
    base = at + next(SPANS) * MINUTE
    for n in order:
        hear(key, base + n * SECOND, told[n], at=base, name=f"{base}{next(names)}")
    ann = entry.seats.get(signup__person__name="Ann").signup_id
    assert board(entry.race) == [(number, 5, 4, ann)]


# each example tells of a later minute than the one before
SPANS = itertools.count(1)


def test_a_day_of_messages_leaves_a_row_for_each_car_and_what_a_signature_needs(entry, key, at):
    for n in range(200):
        hear(key, at + n * 5 * SECOND, car(entry.number, driver="Ann"), car("77"))
    # ten minutes past the tolerance of five, at one each five seconds
    assert (CarStanding.objects.count(), DriverChange.objects.count()) == (1, 1)
    assert HeardMessage.objects.count() == 61
    assert telemetry.forget(before=at + timedelta(days=1)) == 61


def test_as_many_questions_for_many_cars_as_for_few(entry, key, by, at):
    numbers = [entry.number]
    race_class = entry.race_class

    def asked(instant):
        with CaptureQueriesContext(connection) as queries:
            hear(key, instant, *(car(number, n + 1) for n, number in enumerate(numbers)))
        return len(queries)

    hear(key, at, car(numbers[0]))
    few = asked(at + SECOND)
    others = (circuit.entry(entry.race, race_class, f"Team {n}", by=by, at=at) for n in range(6))
    numbers += [other.number for other in others]
    assert asked(at + 2 * SECOND) == few


def test_drivers_are_shown_to_those_who_see_the_line_up(entry, key, by, at):
    hear(key, at, car(entry.number, driver="Ann"))
    (row,) = leaderboards.of(entry.race)
    ann, team = row.driver.person, entry.participant.team
    seen = [leaderboards.sees_driver(entry.race, who, at=at)(row) for who in (None, factories.member("Zoe"), ann)]
    assert (team.shows_members, seen) == (False, [False, False, True])
    assert leaderboards.sees_driver(entry.race, by.person, at=at)(row)
    assert entry_rights.sees_line_up(entry, ann, at=at)


def test_silence_is_told_from_two_minutes_on(entry, key, at):
    assert leaderboards.is_live(leaderboards.feed(entry.race), at=at) is False
    hear(key, at, car(entry.number))
    feed = leaderboards.feed(entry.race)
    assert [leaderboards.silent_minutes(feed, at=at + n * MINUTE) for n in (1, 2, 5)] == [0, 2, 5]
    assert [leaderboards.is_live(feed, at=at + n * 60 * MINUTE) for n in (1, 13)] == [True, False]
