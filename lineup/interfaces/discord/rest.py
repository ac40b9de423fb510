"""One call of Discord's API: within the budget, with an answer that is one of few."""

import http.client
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from lineup.domains.guilds.shape.things import Lane
from lineup.interfaces.discord.budget import OWN_FAULT, Budget
from lineup.interfaces.discord.calls import Call
from lineup.interfaces.discord.shared_budget import AnyBudget

AGENT = "DiscordBot (https://lineup.example, 1)"
VERSION = "/api/v10"
PATIENCE_SECONDS = 10.0
# longer pauses are for whoever asked: meanwhile something else can be done
SHORT_SECONDS = 5.0
TRIES = 3
MOST_READ = 16_000_000


class Unanswered(Exception):
    """Nobody knows whether it was done: no answer, half of one, or a fault of Discord's own (5xx)."""


class TokenRefused(Exception):
    """Discord does not know the bot any more (401): nothing more is to be asked."""


@dataclass
class Later(Exception):
    """Not now: Discord wants to be left alone for so many seconds. Nothing was done."""

    seconds: float


@dataclass
class TurnedDown(Exception):
    """Discord said no; `code` is its own number for why."""

    status: int
    code: int
    message: str = ""


@dataclass
class Rest:
    """Discord as one bot reaches it. `address` without a path; `now` in seconds, of the clock that the budget has."""

    address: str
    token: str
    budget: AnyBudget = field(default_factory=Budget)
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    patience: float = PATIENCE_SECONDS
    _line: http.client.HTTPConnection | None = None

    def get(self, path: str, *, lane: Lane = Lane.FIRST, **query: object) -> Any:
        """Return what is there, asked again where nobody answered. Raises as `send`."""
        asked = Call("GET", f"{path}?{urlencode(query)}" if query else path, lane=lane)
        for _ in range(TRIES - 1):
            try:
                return self.send(asked)
            except Unanswered:
                self.sleep(0.2)
        return self.send(asked)

    def send(self, call: Call) -> Any:
        """Make the call once and return the answer; again only where Discord said that it was too soon.

        Raises Unanswered, TurnedDown, TokenRefused, Later.
        """
        for _ in range(TRIES):
            self._wait(call)
            status, headers, body = self._exchange(call)
            pause = self.budget.heed(call.method, _path(call), status=status, headers=headers, at=self.now())
            if status >= OWN_FAULT:
                self.budget.broke(call.method, _path(call), at=self.now())
            if status != 429:
                return _answer(status, body)
            if pause > SHORT_SECONDS:
                raise Later(pause)
        raise Later(pause)

    def _wait(self, call: Call) -> None:
        renames = _renames(call)
        path, waited = _path(call), 0.0
        while pause := self.budget.take(call.method, path, lane=call.lane, at=self.now(), renames=renames):
            waited += pause
            if waited > SHORT_SECONDS:
                raise Later(pause)
            self.sleep(pause)

    def _exchange(self, call: Call) -> tuple[int, Mapping[str, str], Any]:
        headers = {"Authorization": f"Bot {self.token}", "User-Agent": AGENT}
        body = None
        if call.body is not None:
            body, headers["Content-Type"] = json.dumps(call.body).encode(), "application/json"
        try:
            line = self._connected()
            line.request(call.method, VERSION + call.path, body, headers)
            answer = line.getresponse()
            raw = answer.read(MOST_READ)
            told = json.loads(raw) if raw else None
        except (OSError, http.client.HTTPException, ValueError) as fault:
            self.close()
            self.budget.broke(call.method, _path(call), at=self.now())
            raise Unanswered(type(fault).__name__) from None
        named = {name.lower(): value for name, value in answer.getheaders()}
        if named.get("connection") == "close":
            self.close()
        return answer.status, named, told

    def _connected(self) -> http.client.HTTPConnection:
        if self._line is None:
            parts = urlsplit(self.address)
            sort = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
            self._line = sort(parts.netloc, timeout=self.patience)
        return self._line

    def close(self) -> None:
        """Let the line go; the next call makes another."""
        if self._line is not None:
            self._line.close()
            self._line = None


def _path(call: Call) -> str:
    return call.path.partition("?")[0]


def _renames(call: Call) -> bool:
    is_channel = call.method == "PATCH" and call.path.count("/") == 2 and call.path.startswith("/channels/")
    return is_channel and call.body is not None and bool({"name", "topic"} & call.body.keys())


def _answer(status: int, body: Any) -> Any:
    if status < 300:
        return body
    if status == 401:
        raise TokenRefused
    if status >= OWN_FAULT:
        raise Unanswered(str(status))
    told = body if isinstance(body, dict) else {}
    raise TurnedDown(status, int(told.get("code") or 0), json.dumps(told)[:300])
