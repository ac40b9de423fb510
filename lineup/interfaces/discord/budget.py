"""How many calls Discord takes, learned from what it says. Time is handed in: seconds of a clock that only goes on."""

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from lineup.domains.guilds.shape.things import Lane

# Discord allows 50 in any second. So many saved up, and so many that come in: the four left over are for calls that
# leave up to a tenth of a second after they were granted, and so arrive closer together
SAVED, PER_SECOND = 8, 38
# what is kept back from what is not urgent
RESERVED = {Lane.FIRST: 0, Lane.ACCESS: 1, Lane.MAKE: 2, Lane.CHANGE: 4, Lane.LOOKS: 6, Lane.CLEAR: 6}
# new names and topics of one channel; told in no header
RENAMES, RENAMES_SECONDS = 2, 600
# Discord shuts out an address after 10,000 refused requests in ten minutes
REFUSALS, REFUSALS_SECONDS, MINUTE = 2_000, 600, 60
# a route that gave no answer so often in a row rests, twice as long each time
FAULTS, FIRST_SECONDS, LONGEST_SECONDS = 3, 30.0, 600.0
# Discord's own, from this status on
OWN_FAULT = 500
NUMBER = re.compile(r"/\d+")


@dataclass
class Bucket:
    """What is left of a route's share, and when it is filled again."""

    remaining: int = 1
    resets_at: float = 0.0


@dataclass
class Fault:
    """How often in a row a route gave no answer, and until when it is left alone for that."""

    times: int = 0
    until: float = 0.0


@dataclass
class Budget:
    """The shares of one bot: of all calls, of each route, of renames; how often it was refused, and what is broken.

    `refused` by minute.
    """

    buckets: dict[str, Bucket] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    tokens: float = SAVED
    counted_at: float = 0.0
    closed_until: float = 0.0
    renamed: dict[str, deque[float]] = field(default_factory=dict)
    refused: dict[int, int] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)

    def take(self, method: str, path: str, *, lane: Lane, at: float, renames: bool = False) -> float:
        """Count a call that is made now and return 0, or count nothing and return how many seconds it is to wait."""
        pause = self.wait(method, path, lane=lane, at=at, renames=renames)
        if not pause:
            self._spend(method, path, at=at, renames=renames)
        return pause

    def wait(self, method: str, path: str, *, lane: Lane, at: float, renames: bool = False) -> float:
        """Return how many seconds this call is to wait; 0: it may be made now."""
        self._fill(at)
        waits = [self.closed_until - at, self._wait_for_all(lane), self._wait_for_refusals(at)]
        waits.append(self.faults.get(_route(method, path), Fault()).until - at)
        bucket = self.buckets.get(self._bucket(method, path))
        if bucket and bucket.remaining < 1:
            waits.append(bucket.resets_at - at)
        if renames:
            waits.append(self._wait_for_name(path, at))
        return max(0.0, *waits)

    def _spend(self, method: str, path: str, *, at: float, renames: bool) -> None:
        self.tokens -= 1
        bucket = self.buckets.get(self._bucket(method, path))
        if bucket:
            if at >= bucket.resets_at:
                bucket.remaining = max(bucket.remaining, 1)
            bucket.remaining -= 1
        if renames:
            self.renamed.setdefault(path, deque(maxlen=RENAMES)).append(at)

    def heed(self, method: str, path: str, *, status: int, headers: Mapping[str, str], at: float) -> float:
        """Learn from an answer; return how long Discord wants to be left alone with this call.

        `headers` by lower-case name.
        """
        if status < OWN_FAULT:
            self.faults.pop(_route(method, path), None)
        name = headers.get("x-ratelimit-bucket")
        if name:
            self.names[_route(method, path)] = name
        after = _seconds(headers.get("x-ratelimit-reset-after"))
        if "x-ratelimit-remaining" in headers:
            remaining = int(_seconds(headers["x-ratelimit-remaining"]))
            self.buckets[self._bucket(method, path)] = Bucket(remaining, at + after)
        shared = headers.get("x-ratelimit-scope") == "shared"
        if status in (401, 403) or (status == 429 and not shared):
            self.refused[int(at // MINUTE)] = self.refused.get(int(at // MINUTE), 0) + 1
        if status != 429:
            return 0.0
        pause = max(_seconds(headers.get("retry-after")), 0.05)
        if headers.get("x-ratelimit-global") or headers.get("x-ratelimit-scope") == "global":
            self.closed_until = max(self.closed_until, at + pause)
        else:
            self.buckets[self._bucket(method, path)] = Bucket(0, at + pause)
        return pause

    def broke(self, method: str, path: str, *, at: float) -> None:
        """Count that the route gave no answer, whichever guild it was asked for; from the third time on it rests."""
        fault = self.faults.setdefault(_route(method, path), Fault())
        fault.times += 1
        if fault.times >= FAULTS:
            fault.until = at + min(FIRST_SECONDS * 2 ** min(fault.times - FAULTS, 20), LONGEST_SECONDS)

    def told(self) -> dict[str, int]:
        """Return what is left of a second's calls, and how many were refused in ten minutes, as last counted."""
        return {"left": max(0, int(self.tokens)), "refused": sum(self.refused.values())}

    def _fill(self, at: float) -> None:
        self.tokens = min(SAVED, self.tokens + max(0.0, at - self.counted_at) * PER_SECOND)
        self.counted_at = max(self.counted_at, at)

    def _wait_for_all(self, lane: Lane) -> float:
        return (1 + RESERVED[lane] - self.tokens) / PER_SECOND

    def _wait_for_refusals(self, at: float) -> float:
        self.refused = {one: times for one, times in self.refused.items() if _forgotten_at(one) > at}
        return _forgotten_at(min(self.refused)) - at if sum(self.refused.values()) >= REFUSALS else 0.0

    def _wait_for_name(self, path: str, at: float) -> float:
        times = self.renamed.get(path, deque())
        return times[0] + RENAMES_SECONDS - at if len(times) == RENAMES else 0.0

    def _bucket(self, method: str, path: str) -> str:
        """Return the name of the call's share: of its bucket and of the guild or channel that it is about."""
        route = _route(method, path)
        return f"{self.names.get(route, route)}:{'/'.join(path.split('/')[1:3])}"


def _forgotten_at(minute: int) -> float:
    return (minute + 1) * MINUTE + REFUSALS_SECONDS


def _route(method: str, path: str) -> str:
    return f"{method} {NUMBER.sub('/*', path)}"


def _seconds(said: str | None) -> float:
    try:
        return max(0.0, float(said or 0))
    except ValueError:
        return 0.0
