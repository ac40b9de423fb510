"""Why no split keeps all that is settled: the fewest locks and musts that contradict each other, with the sizes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lineup.core.foundation.errors import Invalid
from lineup.domains.racing.formation import start
from lineup.domains.racing.formation.club import Bond, Club, Frame, Tie
from lineup.domains.racing.stints.conflicts import smallest


@dataclass(frozen=True)
class Lock:
    """A driver who is locked into a team."""

    driver: str
    team: str


Settled = Lock | Tie


@dataclass(frozen=True)
class Conflict:
    """`settled`: without any one of them the others can hold. `remedies`: those that alone make a split possible."""

    settled: tuple[Settled, ...]
    remedies: tuple[Settled, ...]


class NoSplit(Invalid):
    code = "no_split"
    sentence = gettext_lazy("No split into teams keeps all that is settled: take a lock or a must off.")
    field = "ties"

    def __init__(self, conflict: Conflict):
        super().__init__()
        self.conflict = conflict


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


def sentences(club: Club, conflict: Conflict) -> tuple[str, ...]:
    """Return the conflict in words, one sentence for each lock and must."""
    return tuple(_said(club, one) for one in conflict.settled)


def _said(club: Club, settled: Settled) -> str:
    names = {driver.id: driver.name for driver in club.drivers}
    if isinstance(settled, Lock):
        return _("%(name)s is locked into the team %(team)s.") % {"name": names[settled.driver], "team": settled.team}
    facts = {"names": ", ".join(names[one] for one in settled.drivers)}
    if settled.bond == Bond.TOGETHER:
        return _("%(names)s must be in one team.") % facts
    return _("%(names)s must be in different teams.") % facts
