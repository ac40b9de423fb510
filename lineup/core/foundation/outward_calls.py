"""One call to a public host: to the addresses that were judged, within a time, without following anybody."""

import contextlib
import email.utils
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from lineup.core.foundation import outward
from lineup.core.foundation.outward import Target

CONNECT_S = 5.0
READ_S = 10.0
# less than half the lease of the work that calls: nobody else begins it meanwhile
WHOLE_S = 15.0
MOST_READ = 4096


class CallFailed(Exception):
    """Nobody answered, or not in time, or not in HTTP; to be tried again. Says no address."""


@dataclass(frozen=True)
class Answer:
    """What the other side said; `body` are its first MOST_READ bytes, as they came."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def wait(self, *, at: datetime) -> timedelta:
        """Return for how long the other side asks to be left alone (Retry-After), nothing where it does not."""
        said = self.headers.get("retry-after", "").strip()
        if said.isascii() and said.isdigit() and len(said) < 9:
            return timedelta(seconds=int(said))
        try:
            until = email.utils.parsedate_to_datetime(said)
        except ValueError:
            return timedelta(0)
        # -0000 says UTC without a zone
        return max((until if until.tzinfo else until.replace(tzinfo=UTC)) - at, timedelta(0))


def post(url: str, *, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Send the body and return the answer, redirects included: they lead nowhere.

    Connects only to addresses judged public in this call. Raises NotOutward, CallFailed.
    """
    target = outward.check(url)
    try:
        line = _Line(target, outward.addresses(target))
        with contextlib.closing(line), _cut_after(line, WHOLE_S):
            line.request("POST", target.path, body, dict(headers))
            answer = line.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, named, answer.read(MOST_READ))
    except (OSError, http.client.HTTPException) as fault:
        raise CallFailed(type(fault).__name__) from None


class _Line(http.client.HTTPConnection):
    """A connection to one of these numbers, whatever the name means by now; the certificate is the name's."""

    def __init__(self, target: Target, numbers: Sequence[str]) -> None:
        super().__init__(target.host, target.port, timeout=READ_S)
        self.target, self.numbers = target, numbers
        self.default_port = outward.HTTPS if target.secure else 80

    def connect(self) -> None:
        plain = _reach(self.numbers, self.target.port)
        plain.settimeout(READ_S)
        self.sock = plain
        if self.target.secure:
            context = ssl.create_default_context()
            # the handshake comes after: whoever cuts the line must find it
            self.sock = context.wrap_socket(plain, server_hostname=self.target.host, do_handshake_on_connect=False)
            self.sock.do_handshake()


def _reach(numbers: Sequence[str], port: int) -> socket.socket:
    for number in numbers[:-1]:
        with contextlib.suppress(OSError):
            return socket.create_connection((number, port), CONNECT_S)
    return socket.create_connection((numbers[-1], port), CONNECT_S)


@contextlib.contextmanager
def _cut_after(line: _Line, seconds: float) -> Iterator[None]:
    """End a call that drips: a limit per read alone can be drawn out for ever, byte by byte."""

    cut_off = threading.Event()

    def cut() -> None:
        cut_off.set()
        if line.sock is not None:
            with contextlib.suppress(OSError):
                # not the TLS socket's own way, which waits for the other side
                socket.socket.shutdown(line.sock, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
    if cut_off.is_set():
        # half an answer looks like a whole one
        raise TimeoutError
