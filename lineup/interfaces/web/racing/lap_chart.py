"""Lap charts: a line for each car, by its position or by how far it is behind, drawn here and said in a table."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lineup.domains.racing.result_laps import Trace

# in units of the drawing, which is stretched to the page
WIDTH, LEFT, RIGHT, TOP, ROW, LEAST, GAP_HEIGHT = 1000, 40, 180, 24, 22, 160, 460
COLOURS, CARS, MOST_TICKS, MOST_POINTS, MOST_ROWS = 8, 20, 15, 120, 40
LONGEST = 22
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200)
STEPS_SECONDS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 3600)


@dataclass(frozen=True)
class Curve:
    """A car: the points of its line, and its name where the line ends."""

    name: str
    points: str
    colour: int
    x: float
    y: float


@dataclass(frozen=True)
class Chart:
    """What the template draws: `laps` are marks along the way, `marks` those of positions or of minutes and seconds."""

    height: float
    curves: list[Curve]
    laps: list[tuple[float, int]]
    marks: list[tuple[float, str]]
    width: int = WIDTH
    left: int = LEFT
    right: int = WIDTH - RIGHT


def positions(cars: Sequence[Trace], names: Sequence[str]) -> Chart:
    """Return the chart of positions, the first above."""
    most = max(max(trace.positions) for trace in cars)
    length = max(len(trace.positions) for trace in cars)
    height = max(LEAST, TOP + ROW * most)
    step = (height - TOP) / most

    def at(position: int) -> float:
        return round(TOP + step * (position - 0.5), 1)

    marks = [(at(one), str(one)) for one in range(1, most + 1) if one == 1 or one % _step(most, STEPS) == 0]
    curves = [_curve(trace.positions, at, length, place, names[place]) for place, trace in enumerate(cars)]
    return Chart(height, curves, list(_laps(length)), marks)


def gaps(cars: Sequence[Trace], names: Sequence[str]) -> Chart:
    """Return the chart of gaps to the first in each lap, the first above."""
    most = max(1000, *(max(trace.behind_ms) for trace in cars))
    length = max(len(trace.behind_ms) for trace in cars)

    def at(behind: int) -> float:
        return round(TOP + (GAP_HEIGHT - TOP - 10) * behind / most, 1)

    step = _step(most // 1000, STEPS_SECONDS)
    marks = [(at(second * 1000), _written(second)) for second in range(0, most // 1000 + 1, step)]
    curves = [_curve(trace.behind_ms, at, length, place, names[place]) for place, trace in enumerate(cars)]
    return Chart(GAP_HEIGHT, curves, list(_laps(length)), marks)


def _curve(values: Sequence[int], at: Callable[[int], float], length: int, place: int, name: str) -> Curve:
    kept = list(_kept(values))
    points = " ".join(f"{_x(lap, length):g},{at(values[lap - 1]):g}" for lap in kept)
    return Curve(name[:LONGEST], points, place % COLOURS, _x(len(values), length) + 6, at(values[-1]) + 4)


def _kept(values: Sequence[int]) -> Iterator[int]:
    """The laps that a line needs: where it bends, and of those no more than can be told apart."""
    every = max(1, len(values) // MOST_POINTS)
    yield 1
    for lap, (before, now, after) in enumerate(_threes(values), 2):
        if (before != now or now != after) and lap % every == 0:
            yield lap
    if len(values) > 1:
        yield len(values)


def _threes(values: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    for (before, now), (_now, after) in pairwise(pairwise(values)):
        yield before, now, after


def _x(lap: int, length: int) -> float:
    return round(LEFT + (WIDTH - RIGHT - LEFT) * (lap - 1) / max(1, length - 1), 1)


def _laps(length: int) -> Iterator[tuple[float, int]]:
    step = _step(length, STEPS)
    for lap in range(1, length + 1):
        if lap == 1 or lap % step == 0:
            yield _x(lap, length), lap


def _step(most: int, steps: Sequence[int]) -> int:
    return next((one for one in steps if most / one <= MOST_TICKS), steps[-1])


def _written(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}:{rest:02}"


def table(rows: Sequence[Sequence[int]], write: Callable[[int], str]) -> list[tuple[int, list[str]]]:
    """Return the same in words: by lap, a cell for each car; of a long race every so many laps, and the last."""
    length = max(map(len, rows))
    step = -(-length // MOST_ROWS)
    laps = [lap for lap in range(1, length + 1) if lap == length or (lap - 1) % step == 0]
    return [(lap, [write(row[lap - 1]) if lap <= len(row) else "–" for row in rows]) for lap in laps]
