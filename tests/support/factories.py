"""People, clubs, offerings, pools and places for tests, made by the house's own operations.

`factories.pool(capacity=2)` brings its offering and its organiser along; everything can be given instead.
Instants default to the present, so that pages, which read the clock, agree with what was made.
"""

import itertools
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator

from lineup.core.clubs import clubs, memberships
from lineup.core.clubs.models import Club, Membership, Role
from lineup.core.foundation import clock
from lineup.core.participation import join_requests, offerings, place_links, places, pools
from lineup.core.participation.models import JoinRequest, Offering, Place, Pool
from lineup.core.people import persons, second_factors
from lineup.core.people.actors import Actor
from lineup.core.people.models import Account, Person
from tests.support import passkeys

PASSWORD = "correct horse battery staple"

_numbers = itertools.count(1)


def actor(who: Person | None = None, *, channel: str = "web") -> Actor:
    """The person as the `by=` of an operation, from an address of their own."""
    return Actor(who, channel=channel, address="203.0.113.7", user_agent="Tests/1.0") if who else Actor(channel=channel)


# --- people -----------------------------------------------------------------------------------


def guest(name: str = "", *, email: str = "", proved: bool = False, **profile: Any) -> Person:
    """Somebody known by an address, without an account; `proved`: their link was used once."""
    number = next(_numbers)
    known = persons.make_known(name=name or f"Guest {number}", email=email or f"guest{number}@example.org", **profile)
    if proved:
        persons.prove_address(known, at=clock.now())
    return known


def companion(name: str = "Companion") -> Person:
    """Somebody without an address."""
    return persons.make_known(name=name)


def member(name: str = "", *, email: str = "", role: str = Account.Role.OWNER, **profile: Any) -> Person:
    """Somebody with a verified account, who can sign in with PASSWORD; may found clubs and make events."""
    number = next(_numbers)
    account = Account.objects.create_user(email or f"member{number}@example.org", PASSWORD, role=role)
    return persons.claim(account, at=clock.now(), name=name or f"Member {number}", **profile)


def admin(name: str = "Platform Admin", **details: Any) -> Person:
    """A platform admin."""
    return member(name, role=Account.Role.ADMIN, **details)


def passkey(of: Person, name: str = "Phone") -> Authenticator:
    """A passkey on the person's account that no authenticator answers to."""
    second_factors.add_passkey(of.account, name=name, credential=passkeys.credential(), by=actor(of), at=clock.now())
    return second_factors.held(of.account).passkeys[-1]


# --- clubs ------------------------------------------------------------------------------------


def club(name: str = "", *, owner: Person | None = None, at: datetime | None = None, **fields: Any) -> Club:
    """A club, public unless said otherwise; `club_owner(club)` finds who founded it."""
    name = name or f"Club {next(_numbers)}"
    return clubs.found(name=name, by=actor(owner or member()), at=at or clock.now(), **fields)


def club_owner(of: Club) -> Person:
    return Membership.objects.select_related("person__account").get(club=of, role=Role.OWNER, left_at=None).person


def club_member(of: Club, who: Person | None = None, *, role: str = Role.MEMBER) -> Person:
    """A member of the club in this role."""
    who = who or member()
    memberships.admit(of, who, role=role, by=actor(club_owner(of)), at=clock.now())
    return who


# --- offerings and places -----------------------------------------------------------------------


def offering(
    title: str = "",
    *,
    club: Club | None = None,
    organiser: Person | None = None,
    state: str = Offering.State.PUBLISHED,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    at: datetime | None = None,
    **fields: Any,
) -> Offering:
    """An offering of kind "event", published, in thirty days for three hours: the core's half of an event."""
    at = at or clock.now()
    organiser = organiser or (club_owner(club) if club else member())
    starts_at = starts_at or at + timedelta(days=30)
    made = offerings.create(
        kind=fields.pop("kind", Offering.Kind.EVENT),
        title=title or f"Gathering {next(_numbers)}",
        club=club,
        organiser=organiser,
        starts_at=starts_at,
        ends_at=ends_at or starts_at + timedelta(hours=3),
        by=actor(organiser),
        at=at,
        **fields,
    )
    return _moved(made, state, actor(organiser), at)


def _moved(made: Offering, state: str, by: Actor, at: datetime) -> Offering:
    if state != Offering.State.DRAFT:
        offerings.publish(made, by=by, at=at)
    if state == Offering.State.CANCELLED:
        offerings.cancel(made, by=by, at=at)
    if state == Offering.State.FINISHED:
        offerings.finish(made, although_ahead=True, by=by, at=at)
    return made


def pool(of: Offering | None = None, *, role: str = "attendee", capacity: int | None = 2, **settings: Any) -> Pool:
    """A pool with an automatic waitlist; `capacity=None` for no limit."""
    return pools.make(of or offering(), role=role, capacity=capacity, **settings)


def place(
    of: Pool | None = None,
    who: Person | None = None,
    *,
    companions: Sequence[str] = (),
    at: datetime | None = None,
) -> Place:
    """Somebody's place after they joined: confirmed, waitlisted or requested, as the pool has it."""
    who = who or guest()
    return places.join(of or pool(), who, companions=companions, by=actor(who), at=at or clock.now())


def fill(of: Pool, *, waiting: int = 0, at: datetime | None = None) -> list[Place]:
    """Take what is free in the pool, then queue `waiting` more; all of them, in the order of the queue."""
    of.refresh_from_db(fields=["capacity", "taken"])
    return [place(of, at=at) for _ in range((of.free or 0) + waiting)]


def join_request(of: Pool, *, email: str = "", at: datetime | None = None, **fields: Any) -> tuple[JoinRequest, str]:
    """A guest's unconfirmed wish, and the secret of the link that confirms it."""
    at = at or clock.now()
    number = next(_numbers)
    asked = join_requests.ask(
        of,
        name=fields.pop("name", f"Guest {number}"),
        email=email or f"guest{number}@example.org",
        at=at,
        **fields,
    )
    return asked, place_links.mint_for_request(asked, at=at)


def place_link(of: Place, *, at: datetime | None = None) -> str:
    """The secret of a link that shows, changes and cancels the place."""
    return place_links.mint(of, at=at or clock.now())


def published(made: Offering, *, by: Actor, at: datetime) -> Offering:
    """The draft, published."""
    return offerings.publish(made, by=by, at=at)
