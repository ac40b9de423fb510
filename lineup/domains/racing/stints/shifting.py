"""A plan moved along with the race: the car changed hands earlier or later than planned, and what follows shifts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from lineup.domains.racing.stints.plan import Stint

# a plan is reckoned in laps of about two minutes: half of one is no news, and each move is a version that people read
LEAST = timedelta(seconds=60)


def shifted(
    stints: Sequence[Stint], *, driver: str | None, seen_at: datetime, race_ends_at: datetime
) -> tuple[Stint, ...] | None:
    """Return the stints when this driver was seen to take over then, or None where nothing moves.

    `driver` None: the car came in, and nobody knows who took over. The nearest hand-over of the plan moves there, with
    all stints after it; stints that ended before stay. Less than LEAST is no move, and more than half of the stint
    before is another hand-over than the plan's. The race ends when it ends: what would begin later is left out.
    """
    found = _nearest(stints, driver, seen_at)
    if found is None or abs(shift := seen_at - stints[found].starts_at) < LEAST:
        return None
    made = [_driven(one, seen_at) for one in stints[:found]]
    made[-1] = replace(made[-1], ends_at=seen_at)
    for one in stints[found:]:
        if one.starts_at + shift < race_ends_at:
            moved = replace(one, starts_at=one.starts_at + shift, ends_at=min(one.ends_at + shift, race_ends_at))
            made.append(_driven(moved, seen_at))
    # whoever drives last drives to the end
    if stints[-1].ends_at >= race_ends_at:
        made[-1] = replace(made[-1], ends_at=race_ends_at)
    return tuple(made)


def _nearest(stints: Sequence[Stint], driver: str | None, seen_at: datetime) -> int | None:
    """The place of the stint that begins with the hand-over that was seen."""
    near = {
        place: abs(seen_at - one.starts_at)
        for place, (before, one) in enumerate(pairwise(stints), 1)
        if _is_meant(before, one, driver, seen_at)
    }
    return min(near, key=lambda place: near[place], default=None)


def _is_meant(before: Stint, one: Stint, driver: str | None, seen_at: datetime) -> bool:
    if before.driver == one.driver or (one.done if driver is None else one.driver != driver):
        return False
    is_open = before.starts_at < seen_at < one.ends_at
    return is_open and abs(seen_at - one.starts_at) <= (before.ends_at - before.starts_at) / 2


def _driven(stint: Stint, at: datetime) -> Stint:
    return replace(stint, done=stint.done or stint.starts_at <= at)
