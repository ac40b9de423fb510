"""Which entry a car of a file is, and which driver's profile stands behind an id of the simulator."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from lineup.domains.racing import entry_rights
from lineup.domains.racing.entry_states import EntryStatus
from lineup.domains.racing.models import Race, RaceEntry, SimProfile, Simulator
from lineup.domains.racing.result_files.shape import Line

Key = Callable[[str, str], Hashable]


def entries_of(race: Race) -> list[RaceEntry]:
    """Return the entries that may have raced, by number."""
    return list(entry_rights.of(race).exclude(status=EntryStatus.WITHDRAWN).prefetch_related("seats__signup"))


def profiles(simulator: Simulator, ids: Iterable[str]) -> dict[str, SimProfile]:
    """Return the profiles by their id in the simulator."""
    wanted = [one for one in set(ids) if one]
    return {one.platform_id: one for one in SimProfile.objects.filter(simulator=simulator, platform_id__in=wanted)}


def matched(
    lines: Sequence[Line], entries: Sequence[RaceEntry], known: Mapping[str, SimProfile]
) -> dict[int, RaceEntry]:
    """Return the entries by the place of the line in the file; what is not certain is left open.

    The surest first: number and name; who drove it; the name alone; the number alone, also without its zeros.
    """
    found: dict[int, RaceEntry] = {}
    for key in (_both, None, _name, _number, _value):
        _by_people(lines, entries, known, found) if key is None else _by(key, lines, entries, found)
    return found


def _both(number: str, name: str) -> Hashable:
    return (number, _folded(name)) if number and name else None


def _name(number: str, name: str) -> Hashable:
    return _folded(name) or None


def _number(number: str, name: str) -> Hashable:
    return number or None


def _value(number: str, name: str) -> Hashable:
    return int(number) if number.isdecimal() else None


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _by(key: Key, lines: Sequence[Line], entries: Sequence[RaceEntry], found: dict[int, RaceEntry]) -> None:
    taken = {entry.pk for entry in found.values()}
    free = [(key(entry.number, entry.name), entry) for entry in entries if entry.pk not in taken]
    said = {place: key(line.number, line.team) for place, line in enumerate(lines) if place not in found}
    for place, wanted in said.items():
        fits = [entry for one, entry in free if wanted is not None and one == wanted]
        # two cars that say the same are told apart by hand
        if len(fits) == 1 and list(said.values()).count(wanted) == 1:
            found[place] = fits[0]


def _by_people(
    lines: Sequence[Line], entries: Sequence[RaceEntry], known: Mapping[str, SimProfile], found: dict[int, RaceEntry]
) -> None:
    driving: dict[Any, RaceEntry] = {entry.participant_id: entry for entry in entries}
    driving |= {seat.signup.person_id: entry for entry in entries for seat in entry.seats.all()}
    taken = {entry.pk for entry in found.values()}
    for place, line in enumerate(lines):
        if place in found:
            continue
        people = [known[one.platform_id].person_id for one in line.drivers if one.platform_id in known]
        fits = {driving[person].pk: driving[person] for person in people if person in driving}
        if len(fits) == 1 and not taken & set(fits):
            (found[place],) = fits.values()
            taken |= set(fits)
