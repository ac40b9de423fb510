"""One event of the demo: made, published, signed up for, and what happened since."""

import random
from datetime import datetime, timedelta
from typing import Any

from lineup.core.clubs import memberships
from lineup.core.clubs.models import Club, Role
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import invitations, offerings, places
from lineup.core.participation.models import Offering, Place, Pool
from lineup.core.participation.transitions import State
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events import attendance, events
from lineup.domains.events.models import Category, Event
from lineup.interfaces.command.demo import crews, doorways, floors, programme, racing, rehearsal, sprints, staff, stands
from lineup.interfaces.command.demo.made import Community

LEAD_DAYS = 45
CLOSED = (Offering.Visibility.INVITE_ONLY, Offering.Visibility.PRIVATE)


def tell(row: dict[str, Any], made: Community, chance: random.Random, *, at: datetime, starts_at: datetime) -> Event:
    """Make the event of this row of the data file, with everybody who signed up until `at`."""
    if "running" in row:
        chance = random.Random(27)  # apart from the rest, so that the community stays who it is
    by = _organiser(row, made)
    created = min(starts_at, at) - timedelta(days=LEAD_DAYS, hours=chance.randrange(24))
    event = _make(row, made, by, created, starts_at)
    if row.get("state") == "draft":
        return event
    offerings.publish(event.offering, by=by, at=created + timedelta(hours=3))
    pool = events.pool_of(event)
    racing.race(row, event, by, at=created)
    if "sprint" in row:
        sprints.enter(row, event, made, at=created + timedelta(hours=5))
    elif "running" in row:
        rehearsal.begin(event, made, by, at=created + timedelta(hours=5))
    else:
        racing.sign_up(row, event, made, at=created + timedelta(hours=5))
        crews.form(event, by, at=at)
        racing.propose(row, event, by, at=at)
    programme.plan(row, event, by, at=created, starts_at=starts_at)
    staff.put_to_work(row, event, made, by, at=created, starts_at=starts_at)
    _sign_ups(row, pool, made, chance, by, opened=created + timedelta(hours=4), until=min(at, starts_at))
    _answers(row, pool, chance, by, at=min(at, starts_at) - timedelta(hours=1))
    eve = min(at, starts_at) - timedelta(days=1)
    came = starts_at + timedelta(minutes=50) if starts_at < at else eve
    stands.open_booths(row, event, made, chance, by, at=eve, came=came)
    floors.fill(row, event, chance, by, at=min(at, starts_at) - timedelta(hours=5))
    sprints.finish(row, event, by, at=came)
    _end(row, event, pool, chance, by, at=at)
    doorways.open_doors(row, event, made, chance, by, at=at)
    floors.talk(row, event, chance, at=at)
    return event


def _organiser(row: dict[str, Any], made: Community) -> Actor:
    if "organiser" in row:
        return Actor(made.sign_in[row["organiser"]], channel="import")
    club = made.clubs[row["club"]]
    return Actor(memberships.live(club).get(role=Role.OWNER).person, channel="import")


def _make(row: dict[str, Any], made: Community, by: Actor, created: datetime, starts_at: datetime) -> Event:
    club: Club | None = made.clubs.get(row.get("club", ""))
    return events.create(
        title=row["title"],
        description=row["text"].strip(),
        club=club,
        visibility=row.get("visibility", "public"),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=row["length"]),
        time_zone=club.time_zone if club else row["zone"],
        venue=made.venues.get(row.get("venue", "")),
        category=Category.objects.get(slug=row["category"]),
        tags=row.get("tags", []),
        stream_url=row.get("stream", ""),
        capacity=row.get("capacity"),
        waitlist=row.get("waitlist", "automatic"),
        admission=row.get("admission", "open"),
        offer_minutes=row.get("offer_minutes", 1440),
        by=by,
        at=created,
    )


def _sign_ups(
    row: dict[str, Any],
    pool: Pool,
    made: Community,
    chance: random.Random,
    by: Actor,
    *,
    opened: datetime,
    until: datetime,
) -> None:
    """People join over the weeks, most in the first days and the last."""
    wanted = row.get("open_fill") or round((row.get("capacity") or 0) * row.get("fill", 0))
    crowd = _crowd(row, pool, made, chance)
    span = (until - opened).total_seconds()
    instants = sorted(opened + timedelta(seconds=span * chance.betavariate(0.7, 0.9)) for _ in range(wanted))
    taken = 0
    for person, at in zip(crowd, instants, strict=False):
        if taken >= wanted:
            break
        companions = _companions(chance) if pool.admission == Pool.Admission.OPEN else []
        taken += 1 + len(companions)
        _one(pool, person, companions, by, at)


def _crowd(row: dict[str, Any], pool: Pool, made: Community, chance: random.Random) -> list[Person]:
    """Members of the club first, then others; only members where only they may come."""
    club = pool.offering.club
    members = [membership.person for membership in memberships.live(club)] if club else []
    if row.get("visibility") in ("club_only", *CLOSED):
        crowd = members
    else:
        crowd = [*members[: len(members) * 2 // 3], *made.people, *made.sign_in.values()]
    crowd = list(dict.fromkeys(crowd))
    chance.shuffle(crowd)
    return crowd


def _companions(chance: random.Random) -> list[str]:
    others = ["Sacha", "Robin", "Charlie", "Sam", "Lou", "Alex"]
    return chance.sample(others, chance.choice((1, 1, 1, 2))) if chance.random() < 0.06 else []


def _one(pool: Pool, person: Person, companions: list[str], by: Actor, at: datetime) -> None:
    guest = person.account is None
    try:
        if pool.offering.visibility in CLOSED:
            asked = at - timedelta(hours=5)
            invitation = invitations.invite(pool.offering, email=person.email, pool=pool, by=by, at=asked)
            invitations.accept(invitation, by=Actor(person, channel="link"), at=at)
            return
        channel = "link" if guest else "web"
        places.join(pool, person, companions=companions, by=Actor(person, channel=channel), at=at)
    except Refusal:
        return  # full, or not for them: as it happens to people


def _answers(row: dict[str, Any], pool: Pool, chance: random.Random, by: Actor, *, at: datetime) -> None:
    """Some give their place up, some offers are answered, some requests are approved."""
    for place in _of(pool, State.REQUESTED):
        if chance.random() < 0.7:
            places.approve(place, by=by, at=at - timedelta(days=2))
    confirmed = _of(pool, State.CONFIRMED)
    for place in chance.sample(confirmed, len(confirmed) // 14):
        places.withdraw(place, by=Actor(place.contact, channel="link"), at=at - timedelta(hours=chance.randrange(2, 9)))
    for place in _of(pool, State.OFFERED):
        if chance.random() < 0.5:
            _accept(place, at)


def _accept(place: Place, at: datetime) -> None:
    try:
        places.accept(place, by=Actor(place.contact, channel="link"), at=at - timedelta(hours=1))
    except Refusal:
        return


def _of(pool: Pool, state: State) -> list[Place]:
    rows = Place.objects.filter(pool=pool, state=state).select_related("contact", "pool__offering")
    return list(rows.order_by("queued_at", "id"))


def _end(row: dict[str, Any], event: Event, pool: Pool, chance: random.Random, by: Actor, *, at: datetime) -> None:
    offering = event.offering
    if row.get("state") == "cancelled":
        offerings.cancel(offering, reason=row["reason"], by=by, at=at - timedelta(hours=20))
        return
    begun = offering.starts_at if offering.starts_at and offering.starts_at < at else None
    if begun and "phone" not in row:
        for place in _of(pool, State.CONFIRMED):
            if chance.random() < 0.86:
                attendance.check_in(place, by=by, at=begun + timedelta(minutes=chance.randrange(25)))
    if begun and offering.ends_at and offering.ends_at < at:
        offerings.finish(offering, by=by, at=offering.ends_at + timedelta(hours=1))
