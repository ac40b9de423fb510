"""Who in a guild is who in its club, and what follows: plain values in, decisions out; asks and changes nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from lineup.domains.guilds.shape import restraint


class Standing(StrEnum):
    """What became of somebody. WAITING: is to leave, but a human is asked first."""

    MATCHED = "matched"
    NEW = "new"
    LEFT = "left"
    WAITING = "waiting"
    UNLINKED = "unlinked"
    CONFLICTING = "conflicting"


class Why(StrEnum):
    """Why a human is to decide."""

    LINKED_TWICE = "linked_twice"
    CLOSED = "closed"
    SCREENED = "screened"
    ASKS = "asks"
    TURNED_DOWN = "turned_down"
    ENDED = "ended"
    HAS_ROLE = "has_role"
    MANY = "many"


@dataclass(frozen=True)
class Seen:
    """A member of the guild, as Discord lists them. `is_screened`: has not agreed to the rules of the server yet."""

    discord_id: int
    name: str = ""
    is_bot: bool = False
    is_screened: bool = False


@dataclass(frozen=True)
class Listing:
    """The members of the guild; not `is_whole`: the listing broke off, and who is missing may well be there."""

    people: Sequence[Seen]
    is_whole: bool = True


@dataclass(frozen=True)
class Linked:
    """Whose Discord account it is here; not `is_open`: their account is closed."""

    discord_id: int
    person: UUID
    is_open: bool = True


@dataclass(frozen=True)
class InClub:
    """What the club knows of a person.

    `by_sync`: the Discord account through which a sync made them the member they are, 0 for who came by other ways.
    `ended`: they were a member, and left or were sent away, not merely gone from the guild.
    """

    person: UUID
    name: str = ""
    is_member: bool = False
    by_sync: int = 0
    has_role: bool = False
    asks: bool = False
    was_turned_down: bool = False
    ended: bool = False


@dataclass(frozen=True)
class Decision:
    """What is to become of one; `person` is None for whom we do not know, `why` empty where nobody is asked."""

    standing: Standing
    discord_id: int
    name: str = ""
    person: UUID | None = None
    why: str = ""


@dataclass(frozen=True)
class Matching:
    """A decision for each member of the guild, and for each who was one; `bots` need none."""

    decisions: Sequence[Decision] = ()
    bots: int = 0
    counts: Mapping[Standing, int] = field(default_factory=dict)

    def of(self, *standings: Standing) -> list[Decision]:
        """Return the decisions of these standings, in their order."""
        return [one for one in self.decisions if one.standing in standings]


def match(listing: Listing, links: Iterable[Linked], club: Iterable[InClub], *, agreed: int = 0) -> Matching:
    """Return what is to become of everybody.

    Whoever is linked and not in the club yet becomes a member; whoever a sync made one, and is gone, leaves; who came
    into the club by other ways stays. A listing that broke off, or names nobody, removes nobody. If more would leave
    than `restraint.most_at_once` allows and a human `agreed` to, nobody leaves and all of them wait.
    """
    people = {one.discord_id: one for one in listing.people}
    humans = [one for one in people.values() if not one.is_bot]
    found = _Matcher(links, club)
    decisions = [*(found.decide(one) for one in humans)]
    if listing.is_whole and people:
        decisions += _leaving(found, people, agreed)
    counts = Counter(one.standing for one in decisions)
    return Matching(decisions, len(people) - len(humans), {one: counts[one] for one in Standing})


class _Matcher:
    """`admitted`: whom this matching makes members, so that two accounts of one person do it once."""

    def __init__(self, links: Iterable[Linked], club: Iterable[InClub]) -> None:
        self.club = {one.person: one for one in club}
        self.links: dict[int, list[Linked]] = defaultdict(list)
        self.accounts: dict[UUID, set[int]] = defaultdict(set)
        for one in links:
            self.links[one.discord_id].append(one)
            self.accounts[one.person].add(one.discord_id)
        self.admitted: set[UUID] = set()

    def decide(self, seen: Seen) -> Decision:
        links = self.links.get(seen.discord_id, [])
        if not links:
            return Decision(Standing.UNLINKED, seen.discord_id, seen.name)
        if len({one.person for one in links}) > 1:
            return Decision(Standing.CONFLICTING, seen.discord_id, seen.name, why=Why.LINKED_TWICE)
        link, known = links[0], self.club.get(links[0].person) or InClub(links[0].person)
        name = known.name or seen.name
        if known.is_member or known.person in self.admitted:
            return Decision(Standing.MATCHED, seen.discord_id, name, known.person)
        why = _objection(seen, link, known)
        if not why:
            self.admitted.add(known.person)
        standing = Standing.CONFLICTING if why else Standing.NEW
        return Decision(standing, seen.discord_id, name, known.person, why)

    def gone(self, there: Mapping[int, Seen]) -> Iterator[InClub]:
        """Yield those whom a sync made members, and none of whose accounts is in the guild."""
        for one in self.club.values():
            mine = self.accounts.get(one.person, set()) | {one.by_sync}
            if one.is_member and one.by_sync and not mine & there.keys():
                yield one


def _objection(seen: Seen, link: Linked, known: InClub) -> str:
    """Return why the person is not simply made a member, or nothing."""
    objections = (
        (not link.is_open, Why.CLOSED),
        (known.ended, Why.ENDED),
        (known.asks, Why.ASKS),
        (known.was_turned_down, Why.TURNED_DOWN),
        (seen.is_screened, Why.SCREENED),
    )
    return next((why for applies, why in objections if applies), "")


def _leaving(found: _Matcher, there: Mapping[int, Seen], agreed: int) -> Iterator[Decision]:
    """Yield who leaves, or waits: who has a role in the club was given more than the guild gave."""
    gone = list(found.gone(there))
    leaving = [one for one in gone if not one.has_role]
    made = sum(one.is_member and bool(one.by_sync) for one in found.club.values())
    is_fine = len(leaving) <= max(restraint.most_at_once(made), agreed)
    for one in gone:
        standing, why = (Standing.LEFT, "") if is_fine else (Standing.WAITING, Why.MANY)
        if one.has_role:
            standing, why = Standing.CONFLICTING, Why.HAS_ROLE
        yield Decision(standing, one.by_sync, one.name, one.person, why)
