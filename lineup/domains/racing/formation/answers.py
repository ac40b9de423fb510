"""What is said around a search for teams: how long, how far, and why there are none. Imports nothing that searches."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from lineup.core.foundation.errors import Invalid
from lineup.domains.racing.formation.club import Team, Tie


@dataclass(frozen=True)
class Limits:
    """How long may be searched. `steps` are a share of the seconds, unless they are given: they make it repeatable."""

    seconds: float = 10.0
    seed: int = 1
    steps: int | None = None


USUAL = Limits()


@dataclass(frozen=True)
class Progress:
    """How far the search is; `teams` makes the best split so far."""

    step: int
    steps: int
    seconds: float
    points: float
    teams: Callable[[], tuple[Team, ...]]


@dataclass(frozen=True)
class Kept:
    """Teams that were made already, where a `Progress` comes from another process."""

    teams: tuple[Team, ...]

    def __call__(self) -> tuple[Team, ...]:
        return self.teams


Watch = Callable[[Progress], bool]


def go_on(progress: Progress) -> bool:
    return True


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
