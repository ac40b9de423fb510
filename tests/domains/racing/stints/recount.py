"""A plan measured once more, from its times alone and in another way than the solver's."""

from collections import Counter
from datetime import timedelta
from itertools import groupby


def measures(problem, stints):
    """Return spread, changes, night_spread, unwished and unspotted by name."""
    must = [driver.id for driver in problem.drivers if not driver.excused]
    drove = Counter(one.driver for one in stints)
    dark = Counter(one.driver for one in stints if _is_dark(problem, one.starts_at))
    ahead = [one for one in stints if not one.done]
    return {
        "spread": _range(drove[one] for one in must),
        "changes": len(list(groupby(stints, key=lambda one: one.driver))) - 1,
        "night_spread": _range(dark[one] for one in must),
        "unwished": sum(5 - _preference(problem, one) for one in ahead),
        "unspotted": sum(1 for one in ahead if one.spotter is None),
    }


def minutes(problem, stints):
    spent = {driver.id: timedelta() for driver in problem.drivers}
    for one in stints:
        spent[one.driver] += one.ends_at - one.starts_at
    return {driver: int(time.total_seconds() // 60) for driver, time in spent.items()}


def _is_dark(problem, instant):
    return any(night.starts_at <= instant < night.ends_at for night in problem.race.nights)


def _preference(problem, stint):
    windows = next(one.drives for one in problem.drivers if one.id == stint.driver)
    around = [one.preference for one in windows if one.starts_at <= stint.starts_at < one.ends_at]
    return max(around) if around else 3


def _range(numbers):
    numbers = list(numbers)
    return max(numbers) - min(numbers) if numbers else 0
