"""A race told live, the database and a Discord on loopback: one message of its order, edited whatever fails."""

from datetime import timedelta
from itertools import count

import pytest

from lineup.core.foundation import clock
from lineup.domains.guilds import guilds
from lineup.domains.racing import telemetry_keys
from lineup.domains.racing.models import TelemetryFeed
from lineup.domains.racing.telemetry import Car
from tests.interfaces.discord.conftest import build
from tests.support import factories, stints
from tests.support.discord import server
from tests.support.telemetry import hear

pytestmark = [pytest.mark.django_db, pytest.mark.req("C12", "C10")]


@pytest.fixture
def club(there):
    made, at = factories.club("Endurance"), clock.now()
    guilds.link(made, there.id, name="The guild", by=factories.actor(factories.club_owner(made)), at=at)
    return made


@pytest.fixture
def tell(club):
    """Tell that the only car did a lap more, a second after it did the one before; return how many these are."""
    at, by, laps = clock.now() - timedelta(minutes=1), factories.actor(factories.club_owner(club)), count(1)
    race = stints.entry(club, {"Ann": 0}, starts_at=at, by=by, at=at).race
    key = telemetry_keys.make(race, by=by, at=at)[0]

    def told():
        number = next(laps)
        hear(key, at + timedelta(seconds=number), Car("1", 1, number), at=clock.now())
        return number

    return told


def boards(there):
    """The messages of the order, by id: whether it is pinned, and how many laps it tells."""
    found = {pk: one for pk, one in there.messages.items() if one["embeds"][0]["title"] == "Leaderboard"}
    return {pk: (one["pinned"], one["embeds"][0]["description"].split(" · ")[1]) for pk, one in found.items()}


def test_the_order_is_one_pinned_message_that_is_edited_whatever_discord_answers(club, tell, loopback, there):
    build(club)
    assert boards(there) == {}
    tell()
    assert build(club).done
    ((number, told),) = boards(there).items()
    assert told == (True, "1 lap")
    before = loopback.count
    assert build(club).calls == 0
    looks = loopback.count - before
    for fault in (None, server.TOO_MANY, 500, server.DROPPED, server.LOST):
        laps = [tell() for _ in range(3)][-1]
        loopback.faults = {loopback.count + looks + 1: fault} if fault else {}
        loopback.asked.clear()
        assert build(club).done or build(club).done
        edits = {path.rpartition("/")[2] for method, path, _status in loopback.asked if method != "GET"}
        assert (edits, boards(there)) == ({str(number)}, {number: (True, f"{laps} laps")}), fault


def test_after_the_race_its_last_order_stays_and_nothing_is_said_anew(club, tell, loopback, there):
    def heard(hours):
        TelemetryFeed.objects.update(heard_at=clock.now() - timedelta(hours=hours))
        return build(club).done

    tell()
    assert (heard(13), boards(there)) == (True, {})
    assert (heard(0), list(boards(there).values())) == (True, [(True, "1 lap")])
    loopback.asked.clear()
    assert (heard(13), list(boards(there).values())) == (True, [(True, "1 lap")])
    assert {method for method, _path, _status in loopback.asked} == {"GET"}
