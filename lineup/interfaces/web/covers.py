"""Covers drawn for events that have no picture: bars in a row, as in the mark, always the same for one title."""

import random
from dataclasses import dataclass

ROWS, HEIGHT, GAP, CARD = 4, 13, 8, 320


@dataclass(frozen=True)
class Bar:
    """A rounded bar of the drawing; `ink` is 1 (loud) to 3 (soft)."""

    x: int
    y: int
    width: int
    ink: int


def bars(title: str, width: int = CARD) -> list[Bar]:
    """Return the bars that belong to a title, in a box `width` wide and 100 high; the left stays calm for the date."""
    chance = random.Random(title)
    return [bar for row in range(ROWS) for bar in _row(chance, 12 + row * (HEIGHT + GAP), width)]


def _row(chance: random.Random, y: int, width: int) -> list[Bar]:
    x, row, most = chance.randrange(70, 170 + (width - CARD) // 3, 10), [], 2 * width // CARD
    inks = [chance.randint(1, 3) for _ in range(most - chance.choice((0, 0, 1)))]
    for ink in inks:
        row.append(Bar(x, y, chance.choice((HEIGHT, 40, 60, 90, 130)), ink))
        x = row[-1].x + row[-1].width + chance.choice((GAP, GAP, GAP, 4 * GAP + HEIGHT) if width > CARD else (GAP,))
    return row
