"""A guild as people would see it: its categories, their channels, and what is in these."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from lineup.domains.guilds.shape.desired import ARCHIVED, Desired
from lineup.domains.guilds.shape.things import Kind, Wanted, Words
from lineup.interfaces.web import moments

MOMENT = re.compile(r"&lt;t:(\d{1,11}):([FRt])&gt;")
STYLES = {"F": "full", "R": "ago", "t": "time"}


@dataclass(frozen=True)
class Said:
    """A message; `lines` is its text, with times in the viewer's zone, as Discord shows them."""

    words: Words
    is_pinned: bool = False

    @property
    def lines(self) -> SafeString:
        return mark_safe(MOMENT.sub(_moment, str(escape(self.words.body))))


@dataclass
class Channel:
    """A channel with what is in it; `is_closed`: not everybody gets in. `is_archived`: nobody writes any more."""

    name: str
    kind: str
    is_closed: bool = False
    is_archived: bool = False
    threads: list[str] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)


@dataclass
class Category:
    name: str
    channels: list[Channel] = field(default_factory=list)


@dataclass(frozen=True)
class Drawn:
    categories: Sequence[Category]
    roles: Sequence[str]

    @property
    def card(self) -> tuple[Channel, Said] | None:
        """Return the first sign-up card that still takes people, or else any, with its channel, to be shown open."""
        channels = [one for category in self.categories for one in category.channels]
        cards = [(one, said) for one in channels for said in one.said if said.is_pinned]
        return next((card for card in cards if card[1].words.acts), cards[0] if cards else None)


def drawn(wanted: Desired) -> Drawn:
    """Return the guild as its people would see it."""
    pinned = {one.parent for one in wanted.things if one.kind is Kind.PIN}
    categories = {one.key: Category(one.name) for one in wanted.things if one.kind is Kind.CATEGORY}
    channels: dict[str, Channel] = {}
    for one in wanted.things:
        if one.kind in (Kind.TEXT, Kind.VOICE):
            channels[one.key] = _channel(one)
            categories[one.parent].channels.append(channels[one.key])
    _fill(channels, wanted.things, pinned)
    roles = [one.name for one in wanted.things if one.kind is Kind.ROLE]
    return Drawn([one for one in categories.values() if one.channels], roles)


def _channel(one: Wanted) -> Channel:
    archived = one.access == ARCHIVED
    return Channel(one.name, one.kind.value, is_closed=bool(one.access) and not archived, is_archived=archived)


def _fill(channels: Mapping[str, Channel], things: Iterable[Wanted], pinned: set[str]) -> None:
    for one in things:
        channel = channels.get(one.parent)
        if channel is None:
            continue
        if one.kind is Kind.THREAD:
            channel.threads.append(one.name)
        elif one.kind is Kind.MESSAGE and one.words is not None:
            channel.said.append(Said(one.words, one.key in pinned))


def _moment(found: "re.Match[str]") -> str:
    return moments.element(datetime.fromtimestamp(int(found[1]), UTC), style=STYLES[found[2]])
