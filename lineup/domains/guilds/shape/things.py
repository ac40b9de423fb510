"""What we want in a guild, what we know to be ours there, and what can be done about the difference."""

import re
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from hashlib import sha256
from typing import Self

from lineup.domains.guilds.shape import limits

EVERYONE, BOT = "everyone", "bot"
USER = "user:"


class Kind(StrEnum):
    """Sorts of things. The last three are bonds: they are or are not, and to make one twice changes nothing."""

    ROLE = "role"
    CATEGORY = "category"
    TEXT = "text"
    VOICE = "voice"
    THREAD = "thread"
    MESSAGE = "message"
    PIN = "pin"
    GRANT = "grant"
    SEAT = "seat"

    @property
    def is_channel(self) -> bool:
        return self in CHANNELS

    @property
    def is_bond(self) -> bool:
        return self in BONDS


CHANNELS = frozenset({Kind.CATEGORY, Kind.TEXT, Kind.VOICE})
BONDS = frozenset({Kind.PIN, Kind.GRANT, Kind.SEAT})


class Lane(IntEnum):
    """What goes first where calls are few."""

    FIRST = 1
    ACCESS = 2
    MAKE = 3
    CHANGE = 4
    LOOKS = 5
    CLEAR = 6


@dataclass(frozen=True, order=True)
class Access:
    """What somebody may or may not in a channel. `who`: EVERYONE, BOT, the key of a role, or USER and an id."""

    who: str
    allow: int = 0
    deny: int = 0


@dataclass(frozen=True)
class Words:
    """What a message says; `links` are pages of ours, (address, label of its button), the title leads to the first.

    One without a label has no button. `acts` are buttons that are answered where they are pressed: (what is told to us,
    label). `calls`: the Discord ids of whom it calls.
    """

    title: str
    body: str = ""
    links: tuple[tuple[str, str], ...] = ()
    acts: tuple[tuple[str, str], ...] = ()
    calls: tuple[int, ...] = ()

    @property
    def fitting(self) -> Self:
        """Return them as Discord keeps them: within its limits, without space around."""
        title, body = self.title.strip()[: limits.TITLE], self.body.strip()[: limits.DESCRIPTION]
        return replace(
            self,
            title=title.strip(),
            body=body.strip(),
            links=tuple((address, _label(label)) for address, label in self.links),
            acts=tuple((told, _label(label)) for told, label in self.acts),
        )

    @property
    def print(self) -> str:
        kept = self.fitting
        # what stands in guilds was printed with room for one link, taken or not
        buttons = (part for pair in (*(kept.links or (("", ""),)), *kept.acts) for part in pair)
        said = (kept.title, kept.body, *buttons, *map(str, kept.calls))
        return sha256("\0".join(said).encode()).hexdigest()[:32]

    @property
    def subject(self) -> str:
        """Return what stays of them while they are put right: what they are about, and where they lead."""
        kept = self.fitting
        return "\0".join((kept.title, *(address for address, _label in kept.links[:1])))


def _label(text: str) -> str:
    return text.strip()[: limits.BUTTON].strip()


@dataclass(frozen=True)
class Wanted:
    """One thing as it should be.

    `parent`: the key of the category, of the thread's or message's channel, or of what a bond holds on to. `is_open` of
    a thread: open, closed, or (None) as it happens to be. `user` is the Discord id at the other end of a bond. What
    `is_late` is kept where it was said, and not said any more.
    """

    key: str
    kind: Kind
    name: str = ""
    parent: str = ""
    topic: str = ""
    access: tuple[Access, ...] = ()
    words: Words | None = None
    is_open: bool | None = None
    user: int = 0
    lane: Lane = Lane.MAKE
    is_late: bool = False

    @property
    def marked_topic(self) -> str:
        """Return the topic with the mark by which a channel of ours is known again."""
        return f"{self.topic} {mark(self.key)}".strip() if self.kind is Kind.TEXT else ""


MARK = re.compile(r"\[lineup:([^\]]+)\]")


def mark(key: str) -> str:
    return f"[lineup:{key}]"


def marked(topic: str) -> frozenset[str]:
    """Return the keys whose marks stand in the topic."""
    return frozenset(MARK.findall(topic))


class State(StrEnum):
    """Of a thing of ours: being made or removed (it may exist or not), there, or taken away by people."""

    MAKING = "making"
    THERE = "there"
    LEAVING = "leaving"
    GONE = "gone"


@dataclass(frozen=True)
class Known:
    """A thing of ours, as we last set it; of one being made, `began_ms` says since when (Unix milliseconds).

    `is_found`: people made it and we use it; it is neither renamed, moved nor deleted. `parent_id`: what it was put
    into. `holders`: ids whose access we set.
    """

    key: str
    kind: Kind
    state: State = State.THERE
    id: int = 0
    parent: str = ""
    name: str = ""
    topic: str = ""
    parent_id: int = 0
    print: str = ""
    user: int = 0
    holders: frozenset[int] = field(default_factory=frozenset)
    is_found: bool = False
    began_ms: int = 0

    def but(self, **changes: object) -> Self:
        return replace(self, **changes)  # type: ignore[arg-type]


class Act(StrEnum):
    """MAKE, CHANGE and REMOVE ask Discord; TAKE_OVER and LET_GO only write down whose a thing is."""

    MAKE = "make"
    TAKE_OVER = "take_over"
    CHANGE = "change"
    REMOVE = "remove"
    LET_GO = "let_go"


@dataclass(frozen=True)
class Operation:
    """One step. `id` of what there is; `fields` that change; `wanted` is None where nothing is wanted any more.

    `is_found`: what is taken over was made by people.
    """

    act: Act
    key: str
    kind: Kind
    lane: Lane
    id: int = 0
    wanted: Wanted | None = None
    fields: tuple[str, ...] = ()
    is_found: bool = False

    def called(self, row: Known | None) -> str:
        """Return what people call the thing: as it is wanted, or else as it is known."""
        if self.wanted is not None and self.wanted.words is not None:
            return self.wanted.words.title[:100]
        if self.wanted is not None and self.wanted.name:
            return self.wanted.name
        return row.name if row else ""
