"""A race that runs, told by a timing tool that makes it up: over HTTP, signed, as a real one would."""

import http.client
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import QuerySet

from lineup.core.foundation import clock, ids
from lineup.core.people.actors import HOUSE
from lineup.core.webhooks import signing
from lineup.domains.racing import entry_states, leaderboards, stint_problems, telemetry_keys
from lineup.domains.racing.models import EntrySeat, Race, RaceEntry, StintPlan, TelemetryKey
from lineup.interfaces.command import race_driven
from lineup.interfaces.command.race_driven import Driven, Starter

EVERY = timedelta(seconds=5)
# however fast the race goes: fewer than a key may tell in a minute
LEAST_PAUSE_SECONDS = 0.6
USUAL_LAP_MS, SLOWEST_MS = 139_000, 2_500
TURN = timedelta(hours=1)
PATIENCE_SECONDS = 30
MOST_NAMED = 20


class NotHeard(Exception):
    """The service did not answer, or did not believe; says what came back."""


@dataclass(frozen=True)
class Run:
    """A race that runs at this instant: from the green flag to its end, with every car in it."""

    race: Race
    begins_at: datetime
    ends_at: datetime
    cars: Sequence[Driven]


@dataclass(frozen=True)
class Tool:
    """A timing tool with a key; `address` is that of the service, without a path."""

    address: str
    key: TelemetryKey
    secret: str

    def tell(self, cars: Sequence[dict[str, Any]], *, instant: datetime) -> dict[str, Any]:
        """Tell where the cars are and return the answer. Raises NotHeard."""
        body = json.dumps({"version": 1, "instant": instant.isoformat(), "cars": cars}).encode()
        message_id, timestamp = f"msg_{ids.new()}", int(clock.now().timestamp())
        signature = signing.signatures([self.secret], message_id=message_id, timestamp=timestamp, body=body)
        names = {"id": message_id, "timestamp": str(timestamp), "signature": signature}
        headers = {"Content-Type": "application/json"} | {f"webhook-{name}": value for name, value in names.items()}
        status, said = self._posted(body, headers)
        if status != 200:
            raise NotHeard(f"{status}: {said.get('detail') or said.get('title') or 'not heard'}")
        return said

    def _posted(self, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
        parts = urlsplit(self.address)
        sort = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        line = sort(parts.netloc, timeout=PATIENCE_SECONDS)
        try:
            line.request("POST", f"/api/telemetry/{self.key.pk}", body, headers)
            answer = line.getresponse()
            return answer.status, json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError) as fault:
            raise NotHeard(f"No answer from {self.address} ({type(fault).__name__}): is it running?") from None
        finally:
            line.close()


def tool_of(race: Race, *, address: str, at: datetime) -> Tool:
    """Return a timing tool with the key of the race, which is made where there is none."""
    key = telemetry_keys.of(race)
    if key is not None:
        return Tool(address, key, telemetry_keys.secret_of(key))
    return Tool(address, *telemetry_keys.make(race, by=HOUSE, at=at))


def running(*, at: datetime, slug: str = "", seed: int = 0) -> Run | None:
    """Return the race that began last of those that run now, or the one of this event; None where there is none."""
    rows = _under_way(at)
    if slug:
        rows = rows.filter(race__event__offering__slug=slug)
    newest = rows.order_by("-slot__starts_at", "race").select_related("slot", "race__event__offering__club").first()
    if newest is None or newest.slot is None:
        return None
    entries = list(rows.filter(slot=newest.slot).order_by("number"))
    plans = StintPlan.objects.filter(entry__in=entries, is_current=True).select_related("moved_from", "entry")
    # as people planned it, so that it is the same race after telemetry moved a plan
    planned = {plan.entry_id: plan.moved_from or plan for plan in plans}
    begins_at = min((plan.green_flag_at for plan in planned.values()), default=newest.slot.starts_at)
    ends_at = begins_at + timedelta(minutes=newest.race.minutes or 0) if newest.race.minutes else newest.slot.ends_at
    span = (begins_at, ends_at)
    cars = [_driven(entry, planned.get(entry.pk), span, seed) for entry in entries]
    return Run(newest.race, *span, cars)


def slugs(*, at: datetime) -> list[str]:
    """Return the slugs of the events whose races run now, in order, MOST_NAMED at most."""
    found = _under_way(at).order_by("race__event__offering__slug").values_list("race__event__offering__slug", flat=True)
    return list(found.distinct()[:MOST_NAMED])


def _under_way(at: datetime) -> "QuerySet[RaceEntry]":
    rows = RaceEntry.objects.filter(status=entry_states.EntryStatus.CONFIRMED, slot__starts_at__lte=at)
    return rows.filter(slot__ends_at__gt=at, race__event__offering__binned_at=None).exclude(number="")


def _driven(entry: RaceEntry, plan: StintPlan | None, span: tuple[datetime, datetime], seed: int) -> Driven:
    chance = random.Random(f"{seed} {entry.number}")
    begins_at, ends_at = span
    turns = [(one.starts_at, one.driver) for one in stint_problems.drawn(plan)] if plan else []
    pace = USUAL_LAP_MS + chance.randrange(SLOWEST_MS)
    starter = Starter(entry.number, pace, turns or list(_in_turn(entry, begins_at, ends_at)))
    return race_driven.drive(starter, begins_at=begins_at, ends_at=ends_at, chance=chance)


def _in_turn(entry: RaceEntry, begins_at: datetime, ends_at: datetime) -> Iterator[tuple[datetime, str]]:
    """One driver after the other, where nothing is planned."""
    rows = EntrySeat.objects.filter(entry=entry, role=EntrySeat.Role.DRIVER).order_by("pk")
    drivers: list[UUID | str] = list(rows.values_list("signup", flat=True)) or [""]
    for number in range(max(1, -(-(ends_at - begins_at) // TURN))):
        yield begins_at + number * TURN, str(drivers[number % len(drivers)])


def tell(run: Run, tool: Tool, *, minutes: float, faster: float, say: Callable[[str], object]) -> None:
    """Tell of the race for so many minutes of ours, or until it ends; in `say` a line for each message.

    `faster` than once: from the last word, or else the green flag, so many times as fast until it is where the clock
    is. The last word is that of the last instant, however slow the service answers. Raises NotHeard.
    """
    started, since, most = time.monotonic(), _since(run, faster), minutes * 60
    pause, spent = max(LEAST_PAUSE_SECONDS, EVERY.total_seconds() / faster), 0.0
    while True:
        at = min(since + timedelta(seconds=spent * faster), clock.now(), run.ends_at)
        cars = race_driven.order(run.cars, at=at)
        say(_line(at, cars, tool.tell(cars, instant=at)))
        if at >= run.ends_at or spent >= most:
            break
        time.sleep(max(0, min(pause, started + most - time.monotonic())))
        spent = min(time.monotonic() - started, most)


def _since(run: Run, faster: float) -> datetime:
    if faster <= 1:
        return clock.now()
    feed = leaderboards.feed(run.race)
    told_at = feed.told_at + EVERY if feed and feed.told_at else run.begins_at
    return max(run.begins_at, told_at)


def _line(at: datetime, cars: Sequence[dict[str, Any]], answer: dict[str, Any]) -> str:
    moved = f"; plans moved of {', '.join(answer['moved'])}" if answer["moved"] else ""
    first = cars[0]
    return f"{at:%H:%M:%S} UTC  {answer['outcome']}: {first['number']} leads in lap {first['laps_done'] + 1}{moved}"
