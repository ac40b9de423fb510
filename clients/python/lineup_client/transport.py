"""One request: sent with its token, repeated where that is safe, its refusal raised as a Problem."""

import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

import requests

SAFE = ("GET", "HEAD")
# the house is being restarted, or too much was asked at once: it says for how long
PASSING = (429, 502, 503)
LONGEST_WAIT_S = 30.0


class Problem(Exception):
    """The API refused; nothing was changed. `code` is stable, `detail` a sentence, `errors` names the fields."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        self.status = status
        self.code: str = body.get("code", "unknown")
        self.detail: str = body.get("detail", "")
        self.errors: list[dict[str, Any]] = body.get("errors", [])
        self.facts: dict[str, int] = body.get("facts", {})
        super().__init__(f"{self.code}: {self.detail}")


class Unreachable(Exception):
    """Nobody answered, also not when asked again."""


class Transport:
    """Where a Lineup is, and as whom to speak to it.

    `tries`: how often a request is sent at most. Writing is repeated too: it carries an Idempotency-Key, so that
    a repeat has no second effect.
    """

    def __init__(
        self,
        address: str,
        *,
        token: str = "",
        tries: int = 4,
        timeout: float = 20.0,
        language: str = "",
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._address = address.rstrip("/")
        self._tries, self._timeout, self._sleep = tries, timeout, sleep
        self._session = requests.Session()
        if token:
            self._session.headers["Authorization"] = f"Bearer {token}"
        if language:
            self._session.headers["Accept-Language"] = language

    def every(self, operation: Callable[..., Any], *arguments: Any, **wanted: Any) -> Iterator[Any]:
        """Yield the items of all pages of a list, asking for each page when it is needed."""
        page = operation(*arguments, **wanted)
        while True:
            yield from page["items"]
            if not page["next"]:
                return
            page = operation(*arguments, **{**wanted, "cursor": page["next"]})

    def _ask(
        self,
        method: str,
        path: str,
        places: Mapping[str, Any],
        query: Mapping[str, Any],
        *,
        idempotency_key: str | None = None,
        **sent: Any,
    ) -> Any:
        url = self._address + path.format_map({name: quote(str(value), safe="") for name, value in places.items()})
        headers = {} if method in SAFE else {"Idempotency-Key": idempotency_key or secrets.token_hex(16)}
        given = {name: value for name, value in query.items() if value is not None}
        for left in reversed(range(self._tries)):
            try:
                answer = self._session.request(
                    method, url, params=given, headers=headers, timeout=self._timeout, **sent
                )
            except (requests.ConnectionError, requests.Timeout) as trouble:
                if not left:
                    raise Unreachable(str(trouble)) from trouble
                self._sleep(_pause(self._tries - left))
                continue
            if answer.status_code not in PASSING or not left:
                return _read(answer)
            self._sleep(_wait(answer, self._tries - left))
        raise AssertionError("a request is sent at least once")


def _pause(times: int) -> float:
    return min(0.25 * 2.0**times, LONGEST_WAIT_S)


def _wait(answer: requests.Response, times: int) -> float:
    asked = answer.headers.get("Retry-After", "")
    return min(float(asked), LONGEST_WAIT_S) if asked.isdecimal() else _pause(times)


def _read(answer: requests.Response) -> Any:
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    if answer.status_code >= 400:
        raise Problem(answer.status_code, answer.json() if kind.endswith("json") else {"detail": answer.reason})
    if not answer.content:
        return None
    return answer.json() if kind == "application/json" else answer.content
