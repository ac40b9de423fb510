"""SimCord behind HTTP on loopback: a Discord as somebody else understood it; it sets no limits of calls."""

import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from simcord.backend.errors import BackendError
from simcord.backend.state import Backend
from simcord.http import dispatch

from tests.support.discord.server import VERSION


class Counterpart:
    """`kept` is what SimCord holds; `asked`: method and path of each call, `refused` of those it would not heed."""

    def __init__(self) -> None:
        self.kept, self.address = Backend(), ""
        self.asked: list[tuple[str, str]] = []
        self.refused: list[tuple[str, str, str]] = []
        self.lock = threading.Lock()

    def answer(self, method: str, target: str, body: Any) -> tuple[int, Any]:
        parts = urlsplit(target)
        path = parts.path.removeprefix(VERSION)
        with self.lock:
            self.asked.append((method, path))
            try:
                told = dispatch(self.kept, method, path, json=body, params=dict(parse_qsl(parts.query)))
            except BackendError as refusal:
                self.refused.append((method, path, str(refusal)))
                return refusal.status, refusal.to_json()
        return (204, None) if told is None else (200, told)


@contextlib.contextmanager
def serving() -> Iterator[Counterpart]:
    """Serve a Discord without guilds for one test."""
    counterpart = Counterpart()

    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def answer(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, told = counterpart.answer(self.command, self.path, json.loads(raw) if raw else None)
            text = b"" if told is None else json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)
            self.wfile.flush()

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815 - the standard library's names

        def log_message(self, *_told: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        server.daemon_threads = True
        counterpart.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield counterpart
        finally:
            server.shutdown()
