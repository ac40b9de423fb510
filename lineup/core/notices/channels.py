"""By which ways people are told: the page of the house itself, and whatever the wiring plugs in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from lineup.core.people.models import Person

PAGE = "page"


def _anywhere(person: Person) -> Sequence[str]:
    return ("",)


@dataclass(frozen=True)
class Channel:
    """A way of telling.

    `topic` is that of the outbox work it delivers by, with the payload {person, kind, facts, to}; its
    handler asks `tidings.read` what there is to say. `destinations(person)` are the places where the
    person is reached by it, one piece of work each: none where they can't be, ("",) where there is but one.
    `is_asked_for`: tells what people chose to hear by it, and nothing else.
    """

    slug: str
    label: object
    topic: str = ""
    destinations: Callable[[Person], Sequence[str]] = _anywhere
    is_asked_for: bool = False


IN_PAGE = Channel(PAGE, _("In the page"))

_installed: dict[str, Channel] = {PAGE: IN_PAGE}


def install(channels: Iterable[Channel]) -> None:
    """Make these the channels beside the page, in this order; called once, by the wiring."""
    _installed.clear()
    _installed.update({channel.slug: channel for channel in (IN_PAGE, *channels)})


def installed() -> Sequence[Channel]:
    """Return every channel, the page first."""
    return tuple(_installed.values())


def beyond_the_page() -> Sequence[Channel]:
    """Return the channels that have work to deliver."""
    return installed()[1:]


def waits_to_be_chosen(slug: str) -> bool:
    """Whether the channel tells nothing to who chose nothing."""
    return _installed[slug].is_asked_for


def slugs() -> frozenset[str]:
    """Return the slugs of all channels."""
    return frozenset(_installed)
