"""Why no split keeps all that is settled: the fewest locks and musts that contradict each other, with the sizes."""

from collections.abc import Sequence
from dataclasses import replace

from lineup.domains.racing.formation import start
from lineup.domains.racing.formation.answers import Conflict, Lock, Settled
from lineup.domains.racing.formation.club import Club, Frame, Tie
from lineup.domains.racing.stints.conflicts import smallest


def explain(club: Club) -> Conflict:
    """Return the conflict of a club that `start.split` finds no split for."""
    every: list[Settled] = [tie for tie in club.ties if tie.must]
    every += [Lock(driver, frame.id) for frame in club.frames for driver in frame.drivers]
    found = smallest(every, lambda kept: not is_possible(club, kept))
    remedies = [one for one in found if is_possible(club, [other for other in every if other is not one])]
    return Conflict(found, tuple(remedies))


def is_possible(club: Club, kept: Sequence[Settled]) -> bool:
    """Whether some split keeps these of the locks and musts."""
    locks = {(one.team, one.driver) for one in kept if isinstance(one, Lock)}
    frames = tuple(_with(frame, locks) for frame in club.frames)
    musts = [one for one in kept if isinstance(one, Tie)]
    return start.split(replace(club, frames=frames), seed=1, musts=musts) is not None


def _with(frame: Frame, locks: set[tuple[str, str]]) -> Frame:
    return replace(frame, drivers=tuple(one for one in frame.drivers if (frame.id, one) in locks))
