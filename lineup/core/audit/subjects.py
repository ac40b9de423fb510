"""What entries are about, by name: each room names its own things, and only to whom may see them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from lineup.core.audit.models import Entry
from lineup.core.foundation.subjects import Subject
from lineup.core.people.models import Person

# (ids, reader) → subjects by id, in a fixed number of queries; what the reader may not see is left out
Finder = Callable[[Collection[str], Person], Mapping[str, Subject]]

_finders: dict[str, Finder] = {}


def install(finders: Mapping[str, Finder]) -> None:
    """Make these the finders by resource; called once, by the wiring."""
    _finders.clear()
    _finders.update(finders)


def installed() -> frozenset[str]:
    """Return the resources whose things can be named."""
    return frozenset(_finders)


def of(entries: Iterable[Entry], *, reader: Person) -> dict[int, Subject]:
    """Return, by the ids of the entries, what each is about.

    What was deleted, or is not for the reader, has none. As many queries as there are sorts of things.
    """
    entries = list(entries)
    ids: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        ids[entry.resource].add(entry.resource_id)
    found = {resource: _finders[resource](some, reader) for resource, some in ids.items() if resource in _finders}
    known = {entry.pk: found.get(entry.resource, {}).get(entry.resource_id) for entry in entries}
    return {pk: subject for pk, subject in known.items() if subject}
