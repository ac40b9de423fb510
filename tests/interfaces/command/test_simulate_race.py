import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from lineup.core.foundation import clock
from lineup.domains.racing import entry_rights, leaderboards, slots, telemetry_keys
from lineup.domains.racing.models import CarStanding, DriverChange, RaceEntry, StintPlan
from tests.support import factories, stints

pytestmark = pytest.mark.req("C12")


def simulated(*said: str) -> str:
    printed = io.StringIO()
    call_command("simulate_race", *said, stdout=printed)
    return printed.getvalue()


def running(at):
    owner = factories.member("Olga")
    by = factories.actor(owner)
    begun = at - timedelta(hours=3)
    club = factories.club("Endurance", owner=owner, at=begun)
    entry = stints.entry(club, {"Ann": 0, "Ben": 0}, starts_at=begun, by=by, at=begun - timedelta(days=1))
    slot = slots.add(entry.race, starts_at=begun, by=by, at=begun - timedelta(days=1))
    RaceEntry.objects.filter(pk=entry.pk).update(slot=slot)
    entry = entry_rights.of(entry.race).get()
    stints.in_force(entry, [("Ann", 0), ("Ben", 60), ("Ann", 120), ("Ben", 180)], by=by, at=begun)
    return entry


@pytest.mark.django_db(transaction=True)
def test_a_race_that_runs_is_told_over_http_and_its_leaderboard_shows_it(live_server, client, settings):
    settings.DEMO = True
    entry = running(clock.now())
    # an hour and a half of the race, in which the service may answer as slowly as it likes
    said = simulated("--minutes", "0.0225", "--faster", "4000", "--address", live_server.url)
    key = telemetry_keys.find(entry.race)
    standing = leaderboards.of(entry.race).get()
    assert f"heard: {entry.number} leads in lap {standing.laps_done + 1}" in said.splitlines()[-1]
    assert (standing.position, standing.gap_ms, standing.laps_done) == (1, 0, 38)
    assert standing.best_lap_ms <= standing.last_lap_ms
    assert [row.driver.person.name for row in DriverChange.objects.order_by("at")] == ["Ann", "Ben"]
    assert standing.entry.name in client.get(said.split()[6].removeprefix(live_server.url)).content.decode()
    again = simulated(entry.race.event.offering.slug, "--minutes", "0.001", "--address", live_server.url)
    assert ("heard" in again, telemetry_keys.find(entry.race).pk) == (True, key.pk)
    assert StintPlan.objects.filter(entry=entry, is_current=True).count() == 1


@pytest.mark.django_db
def test_no_race_nothing_to_tell_and_nobody_who_listens(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="follow: none runs now"):
        simulated()
    slug = running(clock.now()).race.event.offering.slug
    with pytest.raises(CommandError, match=f"follow: {slug}"):
        simulated()
    with pytest.raises(CommandError, match="No race"):
        simulated("another")
    with pytest.raises(CommandError, match="is it running"):
        simulated(slug, "--address", "http://127.0.0.1:9")
    assert not CarStanding.objects.exists()
