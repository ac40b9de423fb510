"""The order of a race that runs stands in its channel: the first and the club's own, at the rate of its cards."""

from datetime import timedelta

import pytest

from lineup.domains.guilds import asking, guilds, rounds
from lineup.domains.racing import leaderboards, race_classes, telemetry_keys
from lineup.domains.racing.models import Team
from lineup.domains.racing.telemetry import Car
from tests.architecture.authorisation import circuit
from tests.support import factories, stints
from tests.support.telemetry import hear

pytestmark = pytest.mark.req("C12")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def guild(club, by, at):
    return guilds.link(club, 4711, name="The guild", by=by, at=at)


@pytest.fixture
def race(club, by, at):
    return stints.entry(club, {"Ann": 0}, starts_at=at, by=by, at=at).race


@pytest.fixture
def key(race, by, at):
    return telemetry_keys.make(race, by=by, at=at)[0]


def posts(guild, at, **choices):
    (event,) = asking.asked(guilds.fill(guild, **choices), address="https://x", at=at).events
    return [one for one in event.posts if one.id == "leaderboard"]


def test_the_first_are_said_with_their_laps_and_gaps_and_the_last_order_stays(guild, race, key, by, at):
    (race_class,) = race_classes.of(race)
    circuit.entry(race, race_class, "*Red*", by=by, at=at)
    assert posts(guild, at) == []
    blue, red = Car("1", 1, 12, driver="Ann"), Car("2", 2, 11, gap_ms=61_500, is_in_pit=True)
    hear(key, at + MINUTE, blue, red)
    (post,) = posts(guild, at + MINUTE)
    when = int((at + MINUTE).timestamp())
    assert post.words.body.splitlines() == [
        f"As it was <t:{when}:F> (<t:{when}:R>)",
        "",
        "**1** #1 Blue · 12 laps",
        "**2** #2 \\*Red\\* · 11 laps · +1:01.500 · in the pits",
    ]
    assert (post.words.title, post.is_pinned, post.is_late) == ("Leaderboard", True, False)
    assert post.words.links[0][0] == f"https://x/events/{race.event.offering.slug}/race/leaderboard"
    # told no more, it says what it said, where it was said
    (after,) = posts(guild, at + timedelta(days=2))
    assert (after.words, after.is_late) == (post.words, True)
    assert posts(guild, at + MINUTE, language="fr")[0].words.title == "Classement en direct"


def test_behind_the_first_the_clubs_own_are_said_and_nobody_elses(guild, race, key, by, at, monkeypatch):
    monkeypatch.setattr(leaderboards, "FIRST", 3)
    (race_class,) = race_classes.of(race)
    stranger = factories.member("Olga")
    for number in range(2, 7):
        made = circuit.entry(race, race_class, f"Team {number}", by=by, at=at)
        Team.objects.filter(pk=made.participant_id).update(club=None, owner=stranger)
    hear(key, at + MINUTE, Car("1", 6, 5), *(Car(str(number), number - 1, 6) for number in range(2, 7)))
    (post,) = posts(guild, at + MINUTE)
    assert [line.split()[:2] for line in post.words.body.splitlines()[2:]] == [
        ["**1**", "#2"],
        ["**2**", "#3"],
        ["**3**", "#4"],
        ["**6**", "#1"],
    ]


def test_the_first_word_is_shown_at_once_and_what_follows_at_the_clubs_rate(guild, race, key, at):
    def looked(moment):
        rounds.end(guild, began_at=moment, is_done=True, stopped="", rest_seconds=0, at=moment)
        return rounds.is_due(moment)

    assert not looked(at)
    begun = at + timedelta(seconds=1)
    hear(key, begun, Car("1", 1, 1, driver="Ann"))
    assert (rounds.is_due(begun), looked(begun)) == (True, False)
    for second in range(5, 60, 5):
        hear(key, begun + timedelta(seconds=second), Car("1", 1, 1, driver="Ann"))
    assert not rounds.is_due(begun + 29 * MINUTE)
    assert rounds.is_due(begun + 30 * MINUTE)
