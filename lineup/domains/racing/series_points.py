"""Who stands where in a series: points by place, of the best results so many, ties by the better results."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# what is usually given; a series may have its own
PRESETS: Mapping[str, tuple[int, ...]] = {
    "ten": (25, 18, 15, 12, 10, 8, 6, 4, 2, 1),
    "fifteen": (25, 20, 16, 13, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1),
    "thirty": tuple(range(30, 0, -1)),
}


@dataclass(frozen=True)
class Came:
    """Where somebody came in a round; None where they scored nothing whatever the table says."""

    who: Any
    round: Any
    place: int | None


@dataclass(frozen=True)
class Score:
    """What it was worth, and whether it is left out of the sum."""

    came: Came
    points: int
    is_dropped: bool


@dataclass(frozen=True)
class Stood:
    """Somebody's sum and place; who has the same points and the same results shares a place.

    `adjusted`: what of the sum organisers gave, or below zero took off.
    """

    who: Any
    points: int
    place: int
    scores: tuple[Score, ...]
    adjusted: int = 0


def stood(
    came: Iterable[Came], *, points: Sequence[int], counted: int | None, adjusted: Mapping[Any, int] | None = None
) -> list[Stood]:
    """Return everybody who came anywhere, the first first; the order in which results are told does not matter.

    `adjusted`: points given, or below zero taken off, by who.
    """
    given = adjusted or {}
    results = defaultdict[Any, list[Came]](list)
    for one in came:
        results[one.who].append(one)
    sums = [(who, _scores(rows, points, counted), given.get(who, 0)) for who, rows in results.items()]
    ordered = sorted(sums, key=lambda one: (_rank(*one[1:]), str(one[0])))
    found: list[Stood] = []
    for number, (who, scores, more) in enumerate(ordered, 1):
        is_shared = number > 1 and _rank(scores, more) == _rank(*ordered[number - 2][1:])
        found.append(Stood(who, _sum(scores) + more, found[-1].place if is_shared else number, scores, more))
    return found


def _scores(rows: Sequence[Came], points: Sequence[int], counted: int | None) -> tuple[Score, ...]:
    """The results with their points, the best first."""
    worth = sorted(
        ((_points(one, points), one) for one in rows), key=lambda one: (-one[0], _place(one[1]), str(one[1].round))
    )
    most = len(worth) if counted is None else counted
    return tuple(Score(one, sum_, number >= most) for number, (sum_, one) in enumerate(worth))


def _points(one: Came, points: Sequence[int]) -> int:
    return points[one.place - 1] if one.place is not None and one.place <= len(points) else 0


def _sum(scores: Sequence[Score]) -> int:
    return sum(one.points for one in scores if not one.is_dropped)


def _rank(scores: Sequence[Score], more: int) -> tuple[int, tuple[float, ...]]:
    """More points first; then more first places, more second ones, and so on, also of those left out."""
    places = sorted(_place(one.came) for one in scores)
    return -_sum(scores) - more, (*places, float("inf"))


def _place(one: Came) -> float:
    return float("inf") if one.place is None else one.place
