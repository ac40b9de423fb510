"""What is left out where a guild is full."""

from collections.abc import Sequence

from lineup.domains.guilds.shape.asked import Standing
from lineup.domains.guilds.shape.things import CHANNELS, Kind, Wanted


def fitting(
    things: Sequence[Wanted], standing: Standing, *, limit: int, counted: frozenset[Kind] = CHANNELS
) -> tuple[list[Wanted], list[str]]:
    """Return the things that fit, with what they hold, and the keys of those that do not.

    What stands counts first, then the rest in the order given. A category without anything in it is left out too.
    """
    takes_room = [one for one in things if one.kind in counted]
    room = limit - sum(one.key in standing.parents for one in takes_room)
    out: list[str] = []
    for one in sorted(takes_room, key=lambda one: one.kind is Kind.CATEGORY, reverse=True):
        if one.key not in standing.parents:
            room -= 1
            if room < 0:
                out.append(one.key)
    gone = set(out)
    kept: list[Wanted] = []
    for one in things:
        if one.key in gone or one.parent in gone:
            gone.add(one.key)
        else:
            kept.append(one)
    inhabited = {one.parent for one in kept}
    return [one for one in kept if one.kind is not Kind.CATEGORY or one.key in inhabited], out
