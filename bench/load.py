"""Requests from many clients at once, each on a connection of its own; bounded in number."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass
class Result:
    """What came back: statuses by count, seconds each request took, seconds in all."""

    statuses: dict[int, int]
    seconds: list[float]
    elapsed: float

    def percentile(self, share: float) -> float:
        """Return the time in milliseconds within which this share of the requests was answered."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


def run(port: int, requests: Sequence[bytes], *, clients: int) -> Result:
    """Send every request once, `clients` at a time, and return what came back."""
    return asyncio.run(_run(port, requests, clients))


async def _run(port: int, requests: Sequence[bytes], clients: int) -> Result:
    left = iter(requests)
    result = Result({}, [], 0)
    started = time.perf_counter()
    await asyncio.gather(*(_client(port, left, result) for _ in range(clients)))
    result.elapsed = time.perf_counter() - started
    return result


async def _client(port: int, left: object, result: Result) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in left:  # type: ignore[attr-defined]
        started = time.perf_counter()
        writer.write(request)
        status, _body = await answer(reader)
        result.seconds.append(time.perf_counter() - started)
        result.statuses[status] = result.statuses.get(status, 0) + 1
    writer.close()


async def answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """Return the status and the body of the next answer on this connection."""
    head, body = (await reader.readuntil(b"\r\n\r\n")).lower(), b""
    if b"transfer-encoding: chunked" in head:
        while size := int((await reader.readline()).strip(), 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readline()
    elif length := head.partition(b"content-length:")[2].partition(b"\r\n")[0]:
        body = await reader.readexactly(int(length))
    return int(head.split(b" ", 2)[1]), body


def request(method: str, path: str, *, headers: dict[str, str] | None = None, body: bytes = b"") -> bytes:
    """Return one HTTP/1.1 request as bytes."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
