"""A Learning Record Store as xAPI 1.0.3 asks it to be, for one test: judges each statement, keeps one of an id."""

import base64
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from tests.support.receiver import Answer, Request

KEY, SECRET = "store-key", "store:secret"
PATH = "/xapi/statements"
MAY_HAVE = {"id", "actor", "verb", "object", "result", "context", "timestamp"}
MUST_HAVE = {"id", "actor", "verb", "object", "timestamp"}


@dataclass
class RecordStore:
    """The judge of a receiver. `moods` are used up in order: 429, 500, "nothing", "half"; then it is as it should be.

    In its last two moods it keeps what came, and says nothing of it, or the beginning of an answer.
    """

    held: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    moods: list[int | str] = field(default_factory=list)

    def __call__(self, request: Request) -> Answer | bytes:
        mood = self.moods.pop(0) if self.moods else ""
        if isinstance(mood, int):
            return mood, {}, b""
        answer = self._taken(request)
        return {"nothing": b"", "half": b"HTTP/1.1 20"}.get(mood, answer)

    def _taken(self, request: Request) -> Answer:
        login = base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {login}":
            return 401, {}, b""
        if (request.path, request.headers.get("x-experience-api-version")) != (PATH, "1.0.3"):
            return 400, {}, b""
        told = json.loads(request.body)
        wrong = [fault for one in told for fault in faults(one)]
        if wrong:
            self.faults += wrong
            return 400, {}, "; ".join(wrong).encode()
        # all or nothing, and a statement is never changed
        if any(one["id"] in self.held for one in told):
            return 409, {}, b""
        self.held.update({one["id"]: one for one in told})
        return 200, {"Content-Type": "application/json"}, json.dumps([one["id"] for one in told]).encode()


def faults(one: Mapping[str, Any]) -> Iterator[str]:
    """Say what is wrong with a statement by an account on an activity, the only ones that there are."""
    if not MUST_HAVE <= set(one) <= MAY_HAVE:
        yield f"properties {sorted(one)}"
        return
    if str(UUID(one["id"])) != one["id"]:
        yield f"id {one['id']}"
    if datetime.fromisoformat(one["timestamp"]).tzinfo is None:
        yield "timestamp without zone"
    if set(one["actor"]) != {"objectType", "account"} or set(one["actor"]["account"]) != {"homePage", "name"}:
        yield f"actor {one['actor']}"
    around = one.get("context", {}).get("contextActivities", {})
    if not set(around) <= {"parent", "grouping"}:
        yield f"context {sorted(around)}"
    addresses = [one["actor"]["account"]["homePage"], one["verb"]["id"]]
    for activity in (one["object"], *around.get("parent", []), *around.get("grouping", [])):
        if set(activity) != {"objectType", "id", "definition"} or activity["objectType"] != "Activity":
            yield f"activity {activity}"
        if not set(activity["definition"]["name"]) <= {"und", "en", "fr"}:
            yield f"name {activity['definition']['name']}"
        addresses += [activity["id"], activity["definition"]["type"]]
    yield from (f"address {address}" for address in addresses if not all(urlsplit(address)[:2]))
    yield from _result(one.get("result", {}))


def _result(result: Mapping[str, Any]) -> Iterator[str]:
    if not set(result) <= {"score", "success", "completion", "duration"}:
        yield f"result {sorted(result)}"
    if not all(isinstance(result.get(name, True), bool) for name in ("success", "completion")):
        yield "no truth value"
    if not re.fullmatch(r"PT\d+S", result.get("duration", "PT0S")):
        yield f"duration {result['duration']}"
    score = result.get("score")
    if score and not (-1 <= score["scaled"] <= 1 and score["min"] <= score["raw"] <= score["max"]):
        yield f"score {score}"
