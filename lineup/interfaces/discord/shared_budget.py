"""One budget for all processes that ask Discord, kept where each of them finds it.

Time is handed in: seconds of the clock on the wall, which they share.
"""

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from lineup.domains.guilds import allowance
from lineup.domains.guilds.shape.things import Lane
from lineup.interfaces.discord.budget import OWN_FAULT, RENAMES, RENAMES_SECONDS, Bucket, Budget, Fault

# what was learned by a clock that was ahead of ours by more than this is not waited for
SKEW_SECONDS = 5.0
REFUSED = (401, 403, 429)
T = TypeVar("T")


class SharedBudget:
    """The budget as `Budget` has it.

    What an answer tells of its route alone is put down with this process's next call: whoever else asks there in
    between learns it from Discord.
    """

    def __init__(self) -> None:
        self._heard: list[Callable[[Budget], object]] = []

    def take(self, method: str, path: str, *, lane: Lane, at: float, renames: bool = False) -> float:
        """Count a call that is made now and return 0, or count nothing and return how many seconds it is to wait."""
        return self._learn(lambda budget: budget.take(method, path, lane=lane, at=at, renames=renames), at=at)

    def heed(self, method: str, path: str, *, status: int, headers: Mapping[str, str], at: float) -> float:
        """Learn from an answer; return how long Discord wants to be left alone with this call.

        `headers` by lower-case name.
        """

        def heed(budget: Budget) -> float:
            return budget.heed(method, path, status=status, headers=headers, at=at)

        if status in REFUSED or status >= OWN_FAULT:
            return self._learn(heed, at=at)
        self._heard.append(heed)
        return 0.0

    def broke(self, method: str, path: str, *, at: float) -> None:
        """Count that the route gave no answer, whichever guild it was asked for; from the third time on it rests."""
        self._learn(lambda budget: budget.broke(method, path, at=at), at=at)

    def told(self) -> dict[str, int]:
        """Return what is left of a second's calls, and how many were refused in ten minutes, as last counted."""
        return _recalled(allowance.read()).told()

    def _learn(self, learn: Callable[[Budget], T], *, at: float) -> T:
        heard, self._heard = self._heard, []

        def change(kept: Mapping[str, Any]) -> tuple[T, Mapping[str, Any]]:
            budget = _recalled(kept)
            if budget.counted_at > at + SKEW_SECONDS:
                budget = Budget(names=budget.names)
            for one in heard:
                one(budget)
            told = learn(budget)
            return told, _kept(budget, at=at)

        return allowance.change(change)


AnyBudget = Budget | SharedBudget


def _recalled(kept: Mapping[str, Any]) -> Budget:
    if not kept:
        return Budget()
    return Budget(
        buckets={name: Bucket(*one) for name, one in kept["buckets"].items()},
        names=dict(kept["names"]),
        tokens=kept["tokens"],
        counted_at=kept["counted_at"],
        closed_until=kept["closed_until"],
        renamed={path: deque(times, maxlen=RENAMES) for path, times in kept["renamed"].items()},
        refused={int(minute): times for minute, times in kept["refused"].items()},
        faults={route: Fault(*one) for route, one in kept["faults"].items()},
    )


def _kept(budget: Budget, *, at: float) -> Mapping[str, Any]:
    """Return it as it is written down, without what has passed: it must not grow with the guilds."""
    return {
        "buckets": {name: [one.remaining, one.resets_at] for name, one in budget.buckets.items() if one.resets_at > at},
        "names": budget.names,
        "tokens": budget.tokens,
        "counted_at": budget.counted_at,
        "closed_until": budget.closed_until,
        "renamed": {
            path: list(times) for path, times in budget.renamed.items() if times and times[-1] > at - RENAMES_SECONDS
        },
        "refused": {str(minute): times for minute, times in budget.refused.items()},
        "faults": {route: [one.times, one.until] for route, one in budget.faults.items()},
    }
