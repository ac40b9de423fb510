"""What is good in a plan: each aim as a number of which less is better, asked for one after the other."""

from collections.abc import Sequence
from typing import Any

from lineup.domains.racing.stints.model import NOBODY, Model
from lineup.domains.racing.stints.plan import Measures

# in this order, unless somebody says otherwise; `night_spread` may be added
AIMS = ("spread", "changes", "unwished", "night_spread")


def term(model: Model, aim: str) -> Any:
    """Return the aim as an expression of the model."""
    return {"spread": _spread, "changes": _changes, "unwished": _unwished, "night_spread": _night_spread}[aim](model)


def value(measures: Measures, aim: str) -> int:
    """Return what a plan measures in the aim."""
    return int(getattr(measures, aim))


def _spread(model: Model) -> Any:
    expected = _expected(model)
    found = _between(model, [model.stints(one) for one in expected])
    if len(expected) == len(model.drivers) and not model.open_stints:
        # one drives at least the mean, one at most: the relaxation does not see it
        model.cp.add(found >= (model.clock.count % len(expected) > 0))
    return found


def _night_spread(model: Model) -> Any:
    return _between(model, [model.nights_of(one) for one in _expected(model)])


def _expected(model: Model) -> list[int]:
    return [number for number, driver in enumerate(model.problem.drivers) if not driver.excused]


def _between(model: Model, counts: Sequence[Any]) -> Any:
    most, least = (model.cp.new_int_var(0, model.clock.count, "") for _ in range(2))
    for count in counts:
        model.cp.add(count <= most)
        model.cp.add(count >= least)
    return most - least


def _changes(model: Model) -> Any:
    for number in model.drivers:
        _whole_turns(model, number)
    return sum(chosen for turn, chosen in model.turns.items() if turn.driver != NOBODY) - 1


def _whole_turns(model: Model, number: int) -> None:
    """As many turns as the driver's stints need, as a whole number: the relaxation would count thirds of one."""
    own = {turn: chosen for turn, chosen in model.turns.items() if turn.driver == number}
    if own:
        count = model.cp.new_int_var(0, model.clock.count, "")
        model.cp.add(count == sum(own.values()))
        model.cp.add(max(turn.end - turn.first for turn in own) * count >= model.stints(number))


def _unwished(model: Model) -> Any:
    return sum(model.unwished(one) for one in model.drivers)
