"""Somebody who receives webhooks on loopback, for one test: keeps what came, answers as told."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Request:
    """What came: headers by lower-case name, and the body."""

    path: str
    headers: Mapping[str, str]
    body: bytes


Answer = tuple[int, Mapping[str, str], bytes]


@dataclass
class Receiver:
    """`answers` are used up in order as (status, headers, body); then everything is answered 204, or as `judge` says.

    Bytes that `judge` says are all that is answered, whether HTTP or not.
    """

    port: int = 0
    answers: list[Answer] = field(default_factory=list)
    judge: Callable[[Request], Answer | bytes] = lambda _request: (204, {}, b"")
    slow_s: float = 0.0
    requests: list[Request] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks"

    def will_answer(self, *statuses: int, body: bytes = b"", **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers += [(status, named, body) for status in statuses]


@contextlib.contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            named = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.path, named, body)
            receiver.requests.append(request)
            time.sleep(receiver.slow_s)
            said = receiver.answers.pop(0) if receiver.answers else receiver.judge(request)
            if isinstance(said, bytes):
                self.wfile.write(said)
                return
            status, headers, answer = said
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_told: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        server.daemon_threads = True
        receiver.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield receiver
        finally:
            server.shutdown()
