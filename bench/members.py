"""A Discord server's members brought into its club, against a Discord on loopback: `python -m bench.members`."""

import argparse
import json
import sys
from importlib import import_module
from typing import Any

import django
from django.db import connection

from bench import stage, tables
from bench.people_import import Meter

HEAD = ["database", "members", "linked", "sync", "ms", "CPU ms", "statements", "calls of Discord"]
SIZES = (100, 1000)
# so many of each ten have linked Discord
LINKED = 6


def inside(number: int) -> list[list[object]]:
    """In the Lineup under measurement: the first sync, one with nothing to do, one after a tenth left."""
    django.setup()
    connection.ensure_connection()
    found, server = (import_module(f"tests.support.discord.{name}") for name in ("guilds", "server"))
    clock = import_module("lineup.core.foundation.clock")
    discord = found.Discord(lambda: int(clock.now().timestamp() * 1000))
    there = discord.add_guild(permissions=0, members=number - 1)
    # with the limits of Discord's own
    with server.serving(discord) as loopback:
        settings = import_module("django.conf").settings
        settings.DISCORD_ADDRESS, settings.DISCORD_BOT_TOKEN = loopback.address, server.TOKEN
        club, linked = _club(there)
        rows = [_synced("first", number, len(linked), club, loopback)]
        rows.append(_synced("nothing to do", number, len(linked), club, loopback))
        for one in linked[: len(linked) // 10]:
            del there.members[one]
        rows.append(_synced("a tenth left", number, len(linked), club, loopback))
    return rows


def _club(there: Any) -> tuple[Any, list[int]]:
    """A club of the guild, and the numbers of those who have linked Discord."""
    factories, links = import_module("tests.support.factories"), import_module("lineup.core.people.discord_links")
    guilds, clock = import_module("lineup.domains.guilds.guilds"), import_module("lineup.core.foundation.clock")
    persons, models = import_module("lineup.core.people.persons"), import_module("lineup.core.people.models")
    club = factories.club("Endurance")
    by, at = factories.actor(factories.club_owner(club)), clock.now()
    guilds.link(club, there.id, name="The guild", by=by, at=at)
    humans = sorted(set(there.members) - {there.bot_id})
    chosen = [one for place, one in enumerate(humans) if place % 10 < LINKED]
    for one in chosen:
        # without a password: to make one takes longer than the rest
        account = models.Account.objects.create(email=f"m{one}@example.org", role="member")
        who = persons.claim(account, at=at, name=f"Member {one}")
        links.link(account, links.Arrival(str(one), f"user{one}"), by=factories.actor(who), at=at)
    return club, chosen


def _synced(name: str, number: int, linked: int, club: Any, loopback: Any) -> list[object]:
    syncs, clock = import_module("lineup.domains.guilds.member_syncs"), import_module("lineup.core.foundation.clock")
    factories, members = import_module("tests.support.factories"), import_module("lineup.interfaces.discord.members")
    syncs.order(club, by=factories.actor(factories.club_owner(club)), at=clock.now())
    loopback.asked.clear()
    with Meter() as step:
        members.look_now(syncs.find(syncs.last_of(club).pk))
    done = syncs.last_of(club)
    if (done.state, done.is_whole, done.matched + done.new + done.left) != ("done", True, linked):
        raise SystemExit(f"{name}: {done.state} {done.problem}, {done.matched} + {done.new} - {done.left} of {linked}")
    return [
        number,
        linked,
        name,
        round(step.seconds * 1000),
        round(step.cpu * 1000),
        step.statements,
        len(loopback.asked),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, action="append")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument("--inside", type=int)
    chosen = parser.parse_args()
    if chosen.inside:
        print(json.dumps(inside(chosen.inside)))
        return
    rows: list[list[object]] = []
    for database in chosen.database or ["sqlite", "postgresql"]:
        for number in chosen.members or SIZES:
            with stage.prepared(database) as on:
                found = json.loads(on.script("bench.members", "--inside", str(number)).splitlines()[-1])
            rows += [[database, *row] for row in found]
    tables.show("A Discord server's members brought into its club", HEAD, rows)


if __name__ == "__main__":
    sys.exit(main())
