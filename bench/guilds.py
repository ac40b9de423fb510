"""Guilds built, and a hundred of them kept, against a Discord on loopback: `python -m bench.guilds`."""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from resource import getpagesize
from typing import Any

import django
from django.db import connection

from bench import stage, tables
from bench.people_import import Meter

BUILT = ["database", "events", "first message s", "all messages s", "done s", "calls to change", "least", "CPU s"]
KEPT = [
    "database",
    "guilds",
    "members each",
    "step",
    "s",
    "CPU ms a guild",
    "calls a guild",
    "calls a minute",
    "MB more",
]
EVENTS, GUILDS, MEMBERS = (1, 50), 100, 1000
# within a day of the race, when its voice channels are there
AHEAD, LONG = timedelta(hours=20), timedelta(hours=4)
MINUTES_A_DAY = 24 * 60
PATIENCE_S = 600.0


class Asked(list[tuple[str, str, int]]):
    """What came to Discord, and when, in seconds of a clock that only goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.times: list[float] = []

    def append(self, one: tuple[str, str, int]) -> None:
        self.times.append(time.monotonic())
        super().append(one)

    def clear(self) -> None:
        self.times.clear()
        super().clear()

    def when(self, method: str, ending: str) -> list[float]:
        """The moments of the calls that were heeded, of this method on such a path."""
        return [
            at
            for at, (how, path, status) in zip(self.times, self, strict=True)
            if how == method and path.endswith(ending) and status < 300
        ]

    def changes(self) -> int:
        return sum(how != "GET" and status < 300 for how, _path, status in self)


class Town:
    """The clubs under measurement and a Discord with their guilds, whose limits are Discord's own."""

    def __init__(self) -> None:
        self.factories = import_module("tests.support.factories")
        self.guilds = import_module("lineup.domains.guilds.guilds")
        self.building = import_module("lineup.interfaces.discord.building")
        self.budget = import_module("lineup.interfaces.discord.shared_budget").SharedBudget()
        self.brakes = import_module("lineup.interfaces.discord.brakes").Brakes()
        self.discord = import_module("tests.support.discord.guilds").Discord(lambda: int(_now().timestamp() * 1000))
        self.asked = Asked()

    def club(self, *, events: int, members: int) -> Any:
        """Found a club with a guild of so many and with events that all begin at the same time; return it."""
        invited = int(import_module("lineup.domains.guilds.shape.permissions").INVITED)
        there = self.discord.add_guild(permissions=invited, members=members)
        club, at = self.factories.club(), _now()
        by = self.factories.actor(self.factories.club_owner(club))
        making, publishing = (
            import_module("lineup.domains.events.events"),
            import_module("lineup.core.participation.offerings"),
        )
        times = {"starts_at": at + AHEAD, "ends_at": at + AHEAD + LONG}
        for number in range(events):
            event = making.create(title=f"Race {number + 1}", club=club, by=by, at=at, **times)
            publishing.publish(event.offering, by=by, at=at)
        self.guilds.link(club, there.id, name="The guild", by=by, at=at)
        return club

    def build(self, club: Any) -> None:
        """Have the guild looked at until nothing is left to do, as workers would."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            report = self.building.build_now(self.guilds.of(club), brakes=self.brakes, budget=self.budget)
            if report.done:
                return
            if report.stopped not in ("", "later"):
                raise SystemExit(f"stopped: {report.stopped}")
            time.sleep(report.later_seconds)
        raise SystemExit("The guild was not done in time.")


def _now() -> datetime:
    return import_module("lineup.core.foundation.clock").now()  # type: ignore[no-any-return]


def inside(events: int, guilds: int, members: int) -> list[list[object]]:
    """In the Lineup under measurement: a guild built for so many events, or so many guilds kept as they are."""
    django.setup()
    connection.ensure_connection()
    server, settings = import_module("tests.support.discord.server"), import_module("django.conf").settings
    town = Town()
    with server.serving(town.discord, asked=town.asked) as loopback:
        settings.DISCORD_ADDRESS, settings.DISCORD_BOT_TOKEN = loopback.address, server.TOKEN
        return [_built(town, events)] if events else list(_kept(town, guilds, members))


def _built(town: Town, events: int) -> list[object]:
    club = town.club(events=events, members=3)
    (there,) = town.discord.guilds.values()
    roles = len(there.roles)
    began = time.monotonic()
    with Meter() as step:
        town.build(club)
    said = town.asked.when("POST", "/messages")
    # each thing made once, and each card pinned
    pinned = sum(bool(one["pinned"]) for one in there.messages.values())
    least = len(there.channels) + len(there.roles) - roles + len(there.messages) + pinned
    if len(said) < events:
        raise SystemExit(f"{len(said)} messages for {events} events")
    return [events, said[0] - began, said[-1] - began, step.seconds, town.asked.changes(), least, step.cpu]


def _kept(town: Town, number: int, members: int) -> Any:
    clubs = [town.club(events=1, members=members) for _ in range(number)]
    every = town.guilds.of(clubs[0]).update_minutes
    yield [number, members, *_step(town, "built", clubs, town.build, 0)]
    yield [number, members, *_step(town, f"looked at, each {every} minutes", clubs, town.build, every)]
    yield [number, members, *_step(town, f"looked at again, each {every} minutes", clubs, town.build, every)]
    yield [number, members, *_step(town, "members listed, once a day", clubs, _listed, MINUTES_A_DAY)]


def _listed(club: Any) -> None:
    syncs, members = (
        import_module("lineup.domains.guilds.member_syncs"),
        import_module("lineup.interfaces.discord.members"),
    )
    factories = import_module("tests.support.factories")
    syncs.order(club, by=factories.actor(factories.club_owner(club)), at=_now())
    members.look_now(syncs.find(syncs.last_of(club).pk))
    done = syncs.last_of(club)
    if (done.state, done.is_whole) != ("done", True):
        raise SystemExit(f"listed: {done.state} {done.problem}")


def _step(town: Town, name: str, clubs: Sequence[Any], act: Any, minutes: int) -> list[object]:
    """Do it for each club; `minutes`: how often it is done, 0 for once."""
    town.asked.clear()
    before = _megabytes()
    with Meter() as step:
        for club in clubs:
            act(club)
    calls = len(town.asked)
    rate: object = calls / minutes if minutes else "–"
    figures = [step.seconds, step.cpu / len(clubs) * 1000, calls / len(clubs), rate, _megabytes() - before]
    return [name, *figures]


def _megabytes() -> float:
    """What this process holds; Discord's guilds, as the loopback keeps them, are in it before as after."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * getpagesize() / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--guilds", type=int, default=GUILDS)
    parser.add_argument("--members", type=int, default=MEMBERS)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument("--inside", help="events, guilds and members, as JSON")
    chosen = parser.parse_args()
    if chosen.inside:
        print(json.dumps(inside(*json.loads(chosen.inside))))
        return
    built: list[list[object]] = []
    kept: list[list[object]] = []
    for database in chosen.database or ["sqlite", "postgresql"]:
        for rows, wanted in (
            *((built, [events, 0, 0]) for events in EVENTS),
            (kept, [0, chosen.guilds, chosen.members]),
        ):
            with stage.prepared(database) as on:
                found = json.loads(on.script("bench.guilds", "--inside", json.dumps(wanted)).splitlines()[-1])
            rows += [[database, *row] for row in found]
    tables.show("A guild built for events that begin together", BUILT, built)
    tables.show("Guilds kept as they should be", KEPT, kept)


if __name__ == "__main__":
    sys.exit(main())
