"""How soon the bot answers, at its door and over the gateway, among the demo's clubs: `python -m bench.commands`."""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import django
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bench import load, stage, tables
from tests.support.discord import gateway as gateways
from tests.support.discord import server
from tests.support.discord.gateway import Gateway
from tests.support.discord.guilds import EPOCH_MS, Discord
from tests.support.discord.server import Loopback

HEAD = ["database", "way", "asked", "answers", "p50 ms", "p95 ms"]
GUILD, USER = 4711, 99
DOOR = "/api/discord/webhooks/interactions"
KEY = Ed25519PrivateKey.generate()
NAMES = ("events", "teams", "schedule", "availability", "club", "info", "ping", "help")
# how many ask at once
CROWD = 8
PATIENCE_S = 30.0


def seed() -> None:
    """In the Lineup under measurement: the demo's racing club has our guild, and one of its drivers is linked."""
    django.setup()
    models, guilds = import_module("lineup.domains.guilds.models"), import_module("lineup.domains.guilds.guilds")
    clubs, people = import_module("lineup.core.clubs.models"), import_module("lineup.core.people.models")
    links, factories = import_module("lineup.core.people.discord_links"), import_module("tests.support.factories")
    clock, racing = import_module("lineup.core.foundation.clock"), import_module("lineup.domains.racing.models")
    entries = racing.RaceEntry.objects.filter(race__event__offering__starts_at__gt=clock.now())
    club = clubs.Club.objects.get(pk=entries.values_list("race__event__offering__club", flat=True)[0])
    models.Guild.objects.filter(club=club).update(discord_id=None, linked_at=None)
    by, at = factories.actor(factories.club_owner(club)), clock.now()
    guilds.link(club, GUILD, name="The guild", by=by, at=at)
    who = people.Person.objects.filter(memberships__club=club, account__isnull=False).order_by("pk").first()
    links.link(who.account, links.Arrival(str(USER), "driver"), by=factories.actor(who), at=at)


def asked(name: str, number: int) -> dict[str, Any]:
    """Return a command as Discord tells it; the number makes it one of its own."""
    ids = {"id": str(number), "application_id": "900", "token": f"t{number}", "guild_id": str(GUILD)}
    member = {"member": {"user": {"id": str(USER)}}}
    return {**ids, **member, "type": 2, "locale": "en-GB", "data": {"name": name, "type": 1}}


def at_the_door(on: stage.Stage, times: int) -> Iterator[list[object]]:
    """Each command by itself, then all by many at once, over HTTP and signed."""
    with stage.serving(on):
        _posted(on, [*NAMES], clients=1)
        for name in NAMES:
            yield ["door", f"/{name}", *_posted(on, [name] * times, clients=1)]
        yield ["door", f"all, {CROWD} at once", *_posted(on, [*NAMES] * times, clients=CROWD)]


def _posted(on: stage.Stage, names: list[str], *, clients: int) -> list[object]:
    requests = [_signed(json.dumps(asked(name, time.perf_counter_ns())).encode()) for name in names]
    result = load.run(on.port, requests, clients=clients)
    if set(result.statuses) != {200}:
        raise SystemExit(f"not answered: {result.statuses}")
    return [len(requests), result.percentile(0.5), result.percentile(0.95)]


def _signed(body: bytes) -> bytes:
    timestamp = str(int(time.time()))
    signature = KEY.sign(timestamp.encode() + body).hex()
    headers = {"X-Signature-Timestamp": timestamp, "X-Signature-Ed25519": signature, "Content-Type": "application/json"}
    return load.request("POST", DOOR, headers=headers, body=body)


class Arrivals(list[tuple[str, str, Any]]):
    """What was said to Discord, and when each answer arrived, by its path."""

    def __init__(self) -> None:
        super().__init__()
        self.times: dict[str, float] = {}

    def append(self, said: tuple[str, str, Any]) -> None:
        self.times[said[1]] = time.perf_counter()
        super().append(said)


def over_the_gateway(on: stage.Stage, times: int, told: Gateway, rest: Loopback) -> Iterator[list[object]]:
    """The same, told to the process of the gateway, answered by HTTP."""
    arrivals = Arrivals()
    rest.said = arrivals
    with _listening(on):
        _until(lambda: bool(arrivals))
        _told(told, arrivals, [*NAMES], clients=1)
        for name in NAMES:
            yield ["gateway", f"/{name}", *_told(told, arrivals, [name] * times, clients=1)]
        yield ["gateway", f"all, {CROWD} at once", *_told(told, arrivals, [*NAMES] * times, clients=CROWD)]


def _told(told: Gateway, arrivals: Arrivals, names: list[str], *, clients: int) -> list[object]:
    result = load.Result({}, [], 0)
    for start in range(0, len(names), clients):
        begun = {}
        for name in names[start : start + clients]:
            number = time.perf_counter_ns()
            begun[f"/interactions/{number}/t{number}/callback"] = time.perf_counter()
            told.tell("INTERACTION_CREATE", asked(name, number))
        _until(lambda begun=begun: begun.keys() <= arrivals.times.keys())
        result.seconds += [arrivals.times[path] - at for path, at in begun.items()]
    return [len(names), result.percentile(0.5), result.percentile(0.95)]


@contextlib.contextmanager
def _listening(on: stage.Stage) -> Iterator[None]:
    command = [sys.executable, "manage.py", "gateway"]
    process = subprocess.Popen(command, cwd=stage.ROOT, env=on.environment, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def _until(true: Callable[[], bool]) -> None:
    deadline = time.perf_counter() + PATIENCE_S
    while not true():
        if time.perf_counter() > deadline:
            raise SystemExit("no answer")
        time.sleep(0.001)


def measured(database: str, times: int) -> Iterator[list[object]]:
    """Yield the rows of one database."""
    with (
        stage.prepared(database) as on,
        server.serving(Discord(lambda: EPOCH_MS + 1000)) as rest,
        gateways.listening(Gateway(guilds=(GUILD,))) as told,
    ):
        rest.gateway = told.address
        public = KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
        on.environment |= {"LINEUP_DISCORD_BOT_TOKEN": server.TOKEN, "LINEUP_DISCORD_PUBLIC_KEY": public}
        on.environment |= {"LINEUP_DISCORD_ADDRESS": rest.address, "LINEUP_DISCORD_GATEWAY": told.address}
        on.manage("demo")
        on.script("bench.commands", "--seed")
        for rows in (at_the_door(on, times), over_the_gateway(on, times, told, rest)):
            yield from ([database, *row] for row in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument("--seed", action="store_true")
    chosen = parser.parse_args()
    if chosen.seed:
        seed()
        return
    rows = [row for one in chosen.database or ["sqlite", "postgresql"] for row in measured(one, chosen.times)]
    tables.show(f"What the bot is asked (load {os.getloadavg()[0]:.1f})", HEAD, rows)


if __name__ == "__main__":
    sys.exit(main())
