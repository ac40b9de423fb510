"""Geometry of the charts that templates draw: numbers in, values for SVG attributes out.

Everything is in a box of 100 × 100 that the page stretches; words stay outside it, so that they keep their size.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

Point = tuple[str, float]
# of few bars none fills the chart
WIDEST_BAR = 35


@dataclass(frozen=True)
class Mark:
    """One datum as drawn: a dot's centre, or a bar's left upper corner and size."""

    label: str
    value: float
    x: str
    y: str
    width: str = "0"
    height: str = "0"


@dataclass(frozen=True)
class Tick:
    """A label below the chart: where it stands, and which of its ends (start, middle, end) stands there."""

    label: str
    x: str
    anchor: str


@dataclass(frozen=True)
class Chart:
    """What a template draws: `marks`, the `path` and `area` of a line, evenly spaced `y_ticks` (top first)."""

    kind: str
    marks: list[Mark]
    y_ticks: list[str]
    x_ticks: list[Tick]
    grid: list[str] = field(default_factory=list)
    path: str = ""
    area: str = ""


def line(points: Sequence[Point], *, labels: int = 5) -> Chart:
    """Return a line chart of (label, value) in order; about `labels` of the labels are written below it."""
    top, steps = _scale([value for _, value in points])
    marks = [
        Mark(label, value, _n(100 * at / max(1, len(points) - 1)), _n(100 - 100 * value / top))
        for at, (label, value) in enumerate(points)
    ]
    path = "M" + " L".join(f"{mark.x} {mark.y}" for mark in marks) if marks else ""
    area = f"{path} L100 100 L0 100 Z" if len(marks) > 1 else ""
    below = [_tick(mark.label, float(mark.x)) for mark in _thin(marks, labels)]
    return Chart("line", marks, _ticks(top, steps), below, _grid(steps), path, area)


def bars(points: Sequence[Point], *, labels: int = 12) -> Chart:
    """Return a bar chart of (label, value) in order; all labels are written when there are at most `labels`."""
    top, steps = _scale([value for _, value in points])
    slot = 100 / max(1, len(points))
    width = min(slot * 0.7, WIDEST_BAR)
    left = (slot - width) / 2
    marks = [
        Mark(label, value, _n(slot * at + left), _n(100 - 100 * value / top), _n(width), _n(100 * value / top))
        for at, (label, value) in enumerate(points)
    ]
    below = [Tick(mark.label, f"{_n(float(mark.x) + width / 2)}%", "middle") for mark in _thin(marks, labels)]
    return Chart("bars", marks, _ticks(top, steps), below, _grid(steps))


def spark(values: Sequence[float]) -> str:
    """Return the path of a small line without axes."""
    return line([("", value) for value in values]).path


def _scale(values: Sequence[float]) -> tuple[float, int]:
    """Return a round number at or above every value, and in how many round steps it is reached."""
    highest = max([*values, 1])
    magnitude = 10.0 ** math.floor(math.log10(highest / 4)) if highest > 4 else 1.0
    rounds = (magnitude * factor for factor in (1, 2, 2.5, 5, 10))
    step = next(size for size in rounds if size * 4 >= highest and size.is_integer())
    steps = max(1, math.ceil(highest / step))
    return step * steps, steps


def _ticks(top: float, steps: int) -> list[str]:
    return [f"{top * at / steps:g}" for at in range(steps, -1, -1)]


def _grid(steps: int) -> list[str]:
    return [_n(100 * at / steps) for at in range(steps + 1)]


def _thin(marks: list[Mark], labels: int) -> list[Mark]:
    if len(marks) <= labels:
        return marks
    stride = (len(marks) - 1) / (labels - 1)
    return [marks[round(at * stride)] for at in range(labels)]


def _tick(label: str, x: float) -> Tick:
    return Tick(label, f"{_n(x)}%", "start" if x < 1 else "end" if x > 99 else "middle")


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
