"""The child of `apart.py`: answers one question and ends. Gives way to whoever serves pages on the same machine."""

import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import IO, Any

from lineup.core.foundation.errors import Refusal
from lineup.domains.racing import frames
from lineup.domains.racing.formation import proposing, proving
from lineup.domains.racing.formation.answers import Kept
from lineup.domains.racing.stints import conflicts, solving

PULSE_SECONDS = 0.25
POLITE = 5


class Line:
    """The pipes to the parent: tells progress now and then, and hears that it is enough."""

    def __init__(self, asked: IO[bytes], answers: IO[bytes]):
        self.answers, self.enough, self.told_at = answers, threading.Event(), 0.0
        threading.Thread(target=self._listen, args=(asked,), daemon=True).start()

    def _listen(self, asked: IO[bytes]) -> None:
        # also when the parent is gone: then there is nobody to search for
        asked.read(1)
        self.enough.set()

    def watch(self, progress: Any) -> bool:
        now = time.monotonic()
        if now - self.told_at >= PULSE_SECONDS:
            self.told_at = now
            frames.write(self.answers, ("progress", self._plain(progress)))
        return not self.enough.is_set()

    def _plain(self, progress: Any) -> Any:
        return replace(progress, teams=Kept(progress.teams())) if hasattr(progress, "teams") else progress


def plan(line: Line, problem: Any, limits: Any) -> object:
    return solving.solve(problem, limits, line.watch) or conflicts.explain(problem, seconds=limits.seconds)


def propose(line: Line, club: Any, limits: Any, begin: Any, course: Any) -> object:
    found = proposing.propose(club, limits, line.watch, begin=begin)
    return found if course is None else proving.proved(club, found, course, seconds=limits.seconds)


QUESTIONS: dict[str, Callable[..., object]] = {"plan": plan, "propose": propose}


def main() -> None:
    os.nice(POLITE)
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    name, *content = frames.read(asked)
    line = Line(asked, answers)
    try:
        frames.write(answers, ("answer", QUESTIONS[name](line, *content)))
    except Refusal as refused:
        frames.write(answers, ("refusal", frames.told(refused)))
    except BrokenPipeError:
        os._exit(1)  # who asked has gone; nothing is left to tell, nor a pipe to flush


if __name__ == "__main__":
    main()
