"""What is done with consent alone: each purpose with the texts that people agree to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lineup.core.foundation.errors import Missing


@dataclass(frozen=True)
class Purpose:
    """Something that is done for those alone who agreed to it.

    `texts` by version say what is agreed to. One that was shown is never changed: other words get the next number.
    `since`: the oldest version that still allows what is done; raised when more is done than its text said.
    `is_to_hear`: it is something to hear of, and asked for where somebody begins.
    """

    slug: str
    label: object
    texts: Mapping[int, object]
    since: int = 1
    is_to_hear: bool = True

    @property
    def version(self) -> int:
        """The number of the text that is shown today."""
        return max(self.texts)

    @property
    def text(self) -> object:
        """The text that is shown today."""
        return self.texts[self.version]


_installed: dict[str, Purpose] = {}


def install(purposes: Iterable[Purpose]) -> None:
    """Make these the purposes of the house, in this order; called once, by the wiring."""
    _installed.clear()
    _installed.update({purpose.slug: purpose for purpose in purposes})


def installed() -> Sequence[Purpose]:
    """Return the purposes of the house, in the order in which people read them."""
    return tuple(_installed.values())


def find(slug: str) -> Purpose | None:
    """Return the purpose with this slug, or None for one that is no longer declared."""
    return _installed.get(slug)


def of(slug: str) -> Purpose:
    """Return the purpose with this slug. Raises Missing."""
    purpose = _installed.get(slug)
    if purpose is None:
        raise Missing
    return purpose
