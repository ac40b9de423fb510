"""Where each car was at the end of each lap: its position, and how far behind the first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any


@dataclass(frozen=True)
class Trace:
    """A car's laps, from the first on: position and milliseconds behind who had driven as many laps first."""

    positions: tuple[int, ...]
    behind_ms: tuple[int, ...]


def traced(laps: Mapping[Any, Sequence[int | None]]) -> dict[Any, Trace]:
    """Return the traces by car out of the times of laps in milliseconds, as far as each is known."""
    crossed = {key: list(accumulate(_known(times))) for key, times in laps.items()}
    positions: dict[Any, list[int]] = {key: [] for key in laps}
    behind: dict[Any, list[int]] = {key: [] for key in laps}
    for lap in range(max(map(len, crossed.values()), default=0)):
        there = sorted(
            (times[lap], number, key) for number, (key, times) in enumerate(crossed.items()) if len(times) > lap
        )
        for position, (time, _number, key) in enumerate(there, 1):
            positions[key].append(position)
            behind[key].append(time - there[0][0])
    return {key: Trace(tuple(positions[key]), tuple(behind[key])) for key in laps}


def _known(times: Sequence[int | None]) -> Iterator[int]:
    """The times up to the first lap that has none: after it nobody knows when the car crossed the line."""
    for ms in times:
        if not ms:
            return
        yield ms
