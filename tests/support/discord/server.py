"""The guilds behind HTTP on loopback: with limits as Discord has them, and faults where a test plants them."""

import contextlib
import json
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.support.discord import routes
from tests.support.discord.guilds import Discord

TOKEN = "a token"
VERSION = "/api/v10"
# what may be planted at a call
SILENT, DROPPED, LOST, HALF = "silent", "dropped", "lost", "half"
TOO_MANY, ALL_TOO_MANY, SHARED_TOO_MANY = "429", "429 global", "429 shared"


@dataclass
class Limits:
    """`of_all` calls a second; `of_route` calls of a route in a guild or channel in `window_s`."""

    of_all: int = 50
    of_route: int = 10
    window_s: float = 1.0
    renames: int = 2
    renames_s: float = 600.0


# for a test that is not about limits
ROOMY = Limits(of_all=10_000, of_route=10_000)


@dataclass
class Loopback:
    """`faults`: by number of the call, from 1 on: one of the names above, or a status. `asked`: what came."""

    discord: Discord
    port: int = 0
    limits: Limits = field(default_factory=Limits)
    token: str = TOKEN
    gateway: str = ""
    faults: dict[int, str | int] = field(default_factory=dict)
    asked: list[tuple[str, str, int]] = field(default_factory=list)
    # what interactions were answered with, and the commands that were shown: path and body
    said: list[tuple[str, str, Any]] = field(default_factory=list)
    silence_s: float = 1.0
    times: dict[str, deque[float]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    count: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def refused(self) -> int:
        return sum(status == 429 for _method, _path, status in self.asked)


def _used(loopback: Loopback, name: str, *, most: int, window: float) -> tuple[int, float]:
    """Count one more in a window; return what is left (below 0: too many) and when it is filled again."""
    now, times = time.monotonic(), loopback.times.setdefault(name, deque())
    while times and times[0] <= now - window:
        times.popleft()
    if len(times) >= most:
        return -1, times[0] + window - now
    times.append(now)
    return most - len(times), times[0] + window - now


def _too_many(after: float, scope: str) -> tuple[int, dict[str, str], Any]:
    headers = {"Retry-After": f"{after:.3f}", "X-RateLimit-Scope": scope}
    if scope == "global":
        headers["X-RateLimit-Global"] = "true"
    return 429, headers, {"message": "You are being rate limited.", "retry_after": after, "global": scope == "global"}


def _limited(loopback: Loopback, method: str, path: str, body: Any) -> tuple[dict[str, str], Any]:
    """Return the headers of the route's limit, and a whole answer if one is passed."""
    limits = loopback.limits
    left, after = _used(loopback, "all", most=limits.of_all, window=1.0)
    if left < 0:
        return {}, _too_many(after, "global")
    major = "/".join(path.split("/")[1:3])
    bucket = f"{method}-{path.count('/')}"
    left, after = _used(loopback, f"{bucket}:{major}", most=limits.of_route, window=limits.window_s)
    headers = {
        "X-RateLimit-Bucket": bucket,
        "X-RateLimit-Limit": str(limits.of_route),
        "X-RateLimit-Remaining": str(max(left, 0)),
        "X-RateLimit-Reset-After": f"{after:.3f}",
    }
    if left < 0:
        return headers, _too_many(after, "user")
    if method == "PATCH" and path.startswith("/channels/") and {"name", "topic"} & set(body or ()):
        left, after = _used(loopback, f"names:{path}", most=limits.renames, window=limits.renames_s)
        if left < 0:
            return {}, _too_many(after, "shared")
    return headers, None


def _answer(loopback: Loopback, method: str, target: str, body: Any, token: str) -> tuple[int, dict[str, str], Any]:
    parts = urlsplit(target)
    path = parts.path.removeprefix(VERSION)
    if token != f"Bot {loopback.token}":
        return 401, {}, {"code": 0, "message": "401: Unauthorized"}
    if path in ("/users/@me", "/oauth2/applications/@me", "/gateway/bot"):
        return 200, {}, _about_the_bot(loopback, path)
    if path.startswith(("/interactions/", "/webhooks/", "/applications/")):
        loopback.said.append((method, path, body))
        return 200, {}, []
    headers, refusal = _limited(loopback, method, path, body)
    if refusal:
        status, more, told = refusal
        return status, headers | more, told
    status, told = routes.answer(loopback.discord, method, path, body, dict(parse_qsl(parts.query)))
    return status, headers, told


def _about_the_bot(loopback: Loopback, path: str) -> dict[str, Any]:
    user = {"id": loopback.discord.bot_id, "username": "lineup", "discriminator": "0", "avatar": None, "bot": True}
    if path == "/users/@me":
        return user
    if path == "/gateway/bot":
        start = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return {"url": loopback.gateway, "shards": 1, "session_start_limit": start}
    words = {"name": "Lineup", "description": "", "icon": None, "verify_key": "", "flags": 0}
    return {**words, "id": loopback.discord.bot_id, "owner": user, "bot_public": True, "bot_require_code_grant": False}


def _planted(fault: str | int) -> tuple[int, dict[str, str], Any]:
    scopes = {TOO_MANY: "user", ALL_TOO_MANY: "global", SHARED_TOO_MANY: "shared"}
    if fault in scopes:
        return _too_many(0.05, scopes[str(fault)])
    return int(fault), {}, {"code": 0, "message": str(fault)}


def _as_text(told: Any) -> Any:
    """Numbers of guilds, channels and permissions are text in Discord's JSON."""
    if isinstance(told, dict):
        return {name: _as_text(value) for name, value in told.items()}
    if isinstance(told, list):
        return [_as_text(one) for one in told]
    return str(told) if isinstance(told, int) and not isinstance(told, bool) and told > 1 << 16 else told


@contextlib.contextmanager
def serving(discord: Discord, **more: Any) -> Iterator[Loopback]:
    """Serve these guilds for one test."""
    loopback = Loopback(discord, **more)

    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # an answer goes out as a whole: in two pieces the second waits for the first to be acknowledged
        wbufsize = -1

        def answer(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            body = json.loads(raw) if raw else None
            with loopback.lock:
                loopback.count += 1
                fault = loopback.faults.get(loopback.count)
                if fault is None or fault in (LOST, HALF):
                    token = self.headers.get("Authorization", "")
                    status, headers, told = _answer(loopback, self.command, self.path, body, token)
                elif fault in (SILENT, DROPPED):
                    status, headers, told = 0, {}, None
                else:
                    status, headers, told = _planted(fault)
                loopback.asked.append((self.command, self.path, status))
            self.close_connection = fault in (SILENT, DROPPED, LOST, HALF)
            if fault == SILENT:
                time.sleep(loopback.silence_s)
            if fault not in (SILENT, DROPPED, LOST):
                self.say(status, headers, told, half=fault == HALF)

        def say(self, status: int, headers: dict[str, str], told: Any, *, half: bool) -> None:
            text = b"" if told is None else json.dumps(_as_text(told)).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text) + half))
            self.end_headers()
            self.wfile.write(text[: len(text) // 2] if half else text)
            self.wfile.flush()

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815 - the standard library's names

        def log_message(self, *_told: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        server.daemon_threads = True
        loopback.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield loopback
        finally:
            server.shutdown()
