"""How soon a question is on the pages of 500 who watch: `python -m bench.questions`.

Each viewer is a person of their own who does what live.js does: asks for the mark once a second, and fetches the list
of all when it is another. The viewers run on the same two cores.
"""

import argparse
import asyncio
import contextlib
import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bench import load, processes, stage, tables

HEAD = ["database", "workers", "viewers", "questions", "seen", "p50 ms", "p99 ms", "slowest ms", "within 2 s",
        "polls a second", "CPU ms a second"]  # fmt: skip
EVERY = 1.0
BETWEEN = 5.0
LATE = 2.0
PATIENCE = 15.0


class Line:
    """A viewer's connection, kept open as a browser does, and opened anew when the server ends it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.reader: asyncio.StreamReader | None = None
        self.writer: Any = None

    async def ask(self, request: bytes) -> bytes:
        """Return the body of the answer. Raises OSError for one that is no success."""
        for _ in range(3):
            if self.reader is None:
                self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
            try:
                self.writer.write(request)
                status, body = await load.answer(self.reader)
            except (ConnectionError, asyncio.IncompleteReadError):
                self.close()
                continue
            if status < 300:
                return body
            raise OSError(f"{status}: {body[:300]!r}")
        raise OSError("The server ends every connection.")

    def close(self) -> None:
        """Let go of the connection."""
        if self.writer:
            self.writer.close()
        self.reader = self.writer = None


@dataclass
class Room:
    """What all who watch share: what was asked when, and how long each waited for it."""

    made: dict[str, Any]
    asked: dict[str, float] = field(default_factory=dict)
    waited: list[float] = field(default_factory=list)
    opened: int = 0
    polls: int = 0
    failed: int = 0
    over: bool = False


async def watch(line: Line, room: Room, cookie: str) -> None:
    """Be a page that shows the questions, until the round is over."""
    pulse = load.request("GET", room.made["pulse"])
    shown = load.request("GET", await _shared(line, room, cookie))
    room.opened += 1
    mark, seen = "", set[str]()
    await asyncio.sleep(random.random() * EVERY)
    while not room.over:
        try:
            told = json.loads(await line.ask(pulse))["mark"]
            room.polls += 1
            if told != mark:
                body = (await line.ask(shown)).decode()
                mark, now = told, time.perf_counter()
                for text in [text for text in room.asked if text not in seen and text in body]:
                    seen.add(text)
                    room.waited.append(now - room.asked[text])
        except OSError:
            room.failed += 1
            line.close()
        await asyncio.sleep(EVERY * (0.9 + random.random() / 5))


async def _shared(line: Line, room: Room, cookie: str) -> str:
    """Open the page, and return where it reads the list that all read alike."""
    page = await line.ask(load.request("GET", room.made["questions"], headers={"Cookie": cookie}))
    return page.decode().split('data-shared="', 1)[1].split('"', 1)[0]


async def play(port: int, made: dict[str, Any], questions: int, cpu: Callable[[], float]) -> tuple[Room, float, float]:
    """Let everybody watch while one after the other asks; return what was seen, the seconds, and the CPU seconds."""
    room = Room(made)
    lines = [Line(port) for _ in made["cookies"]]
    viewers = [asyncio.create_task(watch(line, room, one)) for line, one in zip(lines, made["cookies"], strict=True)]
    # whoever still opens the page watches nothing yet
    while room.opened < len(viewers):
        await asyncio.sleep(0.1)
    await asyncio.sleep(BETWEEN)
    room.polls, began, spent = 0, time.perf_counter(), cpu()
    for n, token in enumerate(made["tokens"][:questions]):
        await _ask(port, room, f"Question number {n} of the bench?", token)
        await asyncio.sleep(BETWEEN * (0.8 + random.random() * 0.4))
    seconds, spent = time.perf_counter() - began, cpu() - spent
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while len(room.waited) < questions * len(viewers):
                await asyncio.sleep(0.1)
    room.over = True
    await asyncio.gather(*viewers)
    for line in lines:
        line.close()
    return room, seconds, spent


async def _ask(port: int, room: Room, text: str, token: str) -> None:
    line, headers = Line(port), {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    # from when it is sent: that it is stored is part of the wait
    room.asked[text] = time.perf_counter()
    await line.ask(
        load.request("POST", room.made["ask"], headers=headers, body=json.dumps({"question_text": text}).encode())
    )
    line.close()


def measure(on: stage.Stage, *, workers: int, viewers: int, questions: int) -> list[object]:
    """Return a row of the table."""
    made = json.loads(on.script("bench.viewers", str(viewers)))
    with stage.serving(on, workers=workers):
        room, seconds, spent = asyncio.run(play(on.port, made, questions, lambda: processes.cpu_seconds(*on.roots)))
    waited = load.Result({}, room.waited or [PATIENCE], seconds)
    in_time = sum(one <= LATE for one in room.waited) / (questions * viewers)
    return [
        on.database,
        workers,
        viewers,
        questions,
        f"{len(room.waited):,} of {questions * viewers:,}; failed {room.failed}",
        round(waited.percentile(0.5)),
        round(waited.percentile(0.99)),
        round(waited.percentile(1)),
        f"{in_time:.1%}",
        round(room.polls / seconds),
        round(spent / seconds * 1000),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--viewers", type=int, default=500)
    parser.add_argument("--questions", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    chosen = parser.parse_args()
    rows = []
    for database in chosen.database or ["sqlite", "postgresql"]:
        with stage.prepared(database) as on:
            rows.append(measure(on, workers=chosen.workers, viewers=chosen.viewers, questions=chosen.questions))
    tables.show("How soon a question is on the pages of those who watch", HEAD, rows)


if __name__ == "__main__":
    main()
