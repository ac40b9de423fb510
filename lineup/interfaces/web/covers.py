"""Covers drawn for events that have no picture: bars in a row, as in the mark, always the same for one title."""

import random
from dataclasses import dataclass

ROWS, HEIGHT, GAP = 4, 13, 8


@dataclass(frozen=True)
class Bar:
    """A rounded bar of the drawing; `ink` is 1 (loud) to 3 (soft)."""

    x: int
    y: int
    width: int
    ink: int


def bars(title: str) -> list[Bar]:
    """Return the bars that belong to a title, in a box of 320 × 100; the left third stays calm for the date."""
    chance = random.Random(title)
    return [bar for row in range(ROWS) for bar in _row(chance, 12 + row * (HEIGHT + GAP))]


def _row(chance: random.Random, y: int) -> list[Bar]:
    x, row = chance.randrange(70, 170, 10), []
    for ink in chance.sample((1, 2, 3), k=chance.choice((1, 2, 2))):
        width = chance.choice((HEIGHT, 40, 60, 90, 130))
        row.append(Bar(x, y, width, ink))
        x += width + GAP
    return row
