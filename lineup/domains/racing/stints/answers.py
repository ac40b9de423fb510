"""What is said around a search for a stint plan: how long, how far, why there is none. Imports nothing that solves."""

from collections.abc import Callable
from dataclasses import dataclass

from lineup.domains.racing.stints.plan import Claim, Stint
from lineup.domains.racing.stints.problem import Rule
from lineup.domains.racing.stints.windows import Window


@dataclass(frozen=True)
class Limits:
    """How long may be searched. One worker finds the same plan for the same seed, if it comes to the end."""

    seconds: float = 10.0
    workers: int = 1
    seed: int = 1


USUAL = Limits()


@dataclass(frozen=True)
class Progress:
    """The best value so far of the aim that is worked on, and what no plan can go below; the plan that has it.

    Nobody spots in its `stints` yet: spotters are given at the end.
    """

    seconds: float
    claim: Claim
    stints: tuple[Stint, ...]


Watch = Callable[[Progress], bool]


def go_on(progress: Progress) -> bool:
    return True


@dataclass(frozen=True)
class Conflict:
    """`rules` that contradict each other within `hours`: without any one of them these do not.

    `remedies`: sets of rules, as small as can be; to waive those of any one set makes a plan possible.
    `is_complete`: whether the time was enough to be sure of all this.
    """

    rules: tuple[Rule, ...]
    hours: tuple[Window, ...]
    remedies: tuple[tuple[Rule, ...], ...]
    is_complete: bool = True
