"""Which category takes what: the next is opened when one is full, and nothing moves that stands."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count

from lineup.domains.guilds.shape import limits
from lineup.domains.guilds.shape.asked import Standing

MARK = "/category:"


def key(prefix: str, number: int) -> str:
    return f"{prefix}{MARK}{number}"


def homes(prefix: str, groups: Mapping[str, Sequence[str]], standing: Standing, *, places: int) -> dict[str, str]:
    """Return the key of the category for each channel of these groups (channels of one event, by its id).

    A group stays together and keeps `places` free for what comes later. What stands in a category of this prefix stays.
    """
    found = {one: home for group in groups.values() for one in group if (home := _stands(one, prefix, standing))}
    actual = Counter(found.values())
    reserved: Counter[str] = Counter()
    group_homes: dict[str, str] = {}
    for name, group in groups.items():
        standing_in = [found[one] for one in group if one in found]
        if standing_in:
            home = group_homes[name] = standing_in[0]
            reserved[home] += max(places, standing_in.count(home))
    for name, group in groups.items():
        if name not in group_homes:
            size = max(places, len(group))
            group_homes[name] = next(one for one in _keys(prefix) if reserved[one] + size <= _room(one, standing))
            reserved[group_homes[name]] += size
        for one in group:
            if one not in found:
                found[one] = _with_space(prefix, group_homes[name], actual, standing)
                actual[found[one]] += 1
    return found


def _stands(one: str, prefix: str, standing: Standing) -> str:
    parent = standing.parents.get(one, "")
    return parent if parent.startswith(prefix + MARK) else ""


def _room(one: str, standing: Standing) -> int:
    return min(limits.OURS_IN_CATEGORY, limits.CHANNELS_IN_CATEGORY - standing.strangers.get(one, 0))


def _with_space(prefix: str, home: str, actual: Mapping[str, int], standing: Standing) -> str:
    """People may have filled the category at home since."""
    for one in chain([home], _keys(prefix)):
        if actual.get(one, 0) + standing.strangers.get(one, 0) < limits.CHANNELS_IN_CATEGORY:
            return one
    raise AssertionError("there is always a next category")


def _keys(prefix: str) -> Iterable[str]:
    return (key(prefix, number) for number in count(1))
