"""The doors of a demo event that is going on: phones that scan, who came when, and who is in which room now."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from lineup.core.people.actors import Actor
from lineup.domains.events.models import Event
from lineup.domains.onsite import badges, sessions
from lineup.domains.onsite.door import devices, doors, scans, uploads
from lineup.domains.onsite.door.scans import Wanted
from lineup.domains.onsite.door.uploads import Made
from lineup.domains.onsite.models import Badge, Device, Room, Scan, Session
from lineup.domains.onsite.roles import Staff
from lineup.interfaces.command.demo.made import Community

COME = 0.85
LATEST_MINUTES = 50
# who is in a room at once: of those who came
IN_A_ROOM = 0.4
LOST = 0.06


@dataclass(frozen=True)
class Step:
    """Somebody shows a badge (or something else) at a door."""

    at: datetime
    code: str
    room: Room | None = None
    way: str = Scan.Way.IN


def open_doors(
    row: dict[str, Any], event: Event, made: Community, chance: random.Random, by: Actor, *, at: datetime
) -> None:
    """Scan those who came to this row of the data file, if it has phones, until this instant."""
    if "phone" not in row:
        return
    starts_at = event.offering.starts_at
    assert starts_at
    badges.make_all(event, by=by, at=starts_at - timedelta(days=1))
    phones = [_phone(one, event, made, by, at=starts_at - timedelta(minutes=30)) for one in row["phone"]]
    scanning = {
        one["room"]: Actor(made.sign_in[one["who"]])
        for one in row.get("duty", [])
        if one["role"] == Staff.CONTROLLER and one["from"] == 0
    }
    at_doors = [phone for phone in phones if phone.holder]
    steps = sorted(_steps(event, chance, starts_at, at), key=lambda step: step.at)
    for number, step in enumerate(steps):
        phone = at_doors[number % len(at_doors)] if step.room is None else None
        _show(event, step, chance, phone, scanning.get(step.room.name, by) if step.room else by)
    _without_network(event, chance, at_doors[-1], by, at=at)


def _phone(told: dict[str, str], event: Event, made: Community, by: Actor, *, at: datetime) -> Device:
    """A phone of the desk; opened by its organiser, or (`new`) still to be opened."""
    device, secret = devices.make(event, name=told["name"], by=by, at=at)
    if "new" in told:
        return device
    device, _token = devices.open_by_link(secret, by=by, at=at + timedelta(minutes=5))
    return device


def _steps(event: Event, chance: random.Random, starts_at: datetime, until: datetime) -> Iterator[Step]:
    """Those who come, at the entrance and then in the rooms whose sessions they see; some lost their way."""
    rows = list(badges.of(event).order_by("badge_id"))
    came = {badge: starts_at + timedelta(minutes=chance.randrange(-20, LATEST_MINUTES)) for badge in rows
            if chance.random() < COME}  # fmt: skip
    codes = badges.codes_of(event, rows, at=until)
    yield from (Step(at, codes[badge.pk]) for badge, at in came.items() if at < until)
    twice, lost = list(came)[:2], starts_at + timedelta(minutes=LATEST_MINUTES)
    yield from (Step(came[badge] + timedelta(minutes=7), codes[badge.pk]) for badge in twice)
    yield Step(lost, "WIFI:S:Halle;T:WPA;P:bonjour;;")
    for session in sessions.of(event):
        if session.room and session.starts_at and session.starts_at < until:
            yield from _into(session, came, codes, chance, until)


def _into(
    session: Session, came: dict[Badge, datetime], codes: dict[UUID, str], chance: random.Random, until: datetime
) -> Iterator[Step]:
    """Who sees the session: in around its start, some out before its end."""
    assert session.starts_at
    assert session.ends_at
    for badge in _audience(session, came, chance):
        enters = max(
            session.starts_at + timedelta(minutes=chance.randrange(-10, 15)), came[badge] + timedelta(minutes=3)
        )
        leaves = session.ends_at - timedelta(minutes=chance.randrange(1, 12))
        if enters < min(until, session.ends_at):
            yield Step(enters, codes[badge.pk], session.room)
        if enters < leaves < until and chance.random() < 0.3:
            yield Step(leaves, codes[badge.pk], session.room, Scan.Way.OUT)


def _audience(session: Session, came: dict[Badge, datetime], chance: random.Random) -> list[Badge]:
    """Of those who came some; to a workshop those who have a place there, and a few who thought they had."""
    if session.pool is None:
        return chance.sample(list(came), round(len(came) * IN_A_ROOM))
    held = set(session.pool.places.values_list("participant", flat=True))
    return [badge for badge in came if badge.person_id in held or chance.random() < LOST]


def _show(event: Event, step: Step, chance: random.Random, phone: Device | None, by: Actor) -> None:
    room = step.room.pk if step.room else None
    opened = doors.open_to(by.person, slug=event.offering.slug, room_id=room, at=step.at)
    wanted = Wanted(_id(chance), step.code, way=step.way)
    scans.scan(opened, wanted, device=phone, by=by, at=step.at)


def _without_network(event: Event, chance: random.Random, phone: Device, by: Actor, *, at: datetime) -> None:
    """A phone that did not know yet that a lost badge had been replaced lets it in; the desk reads of it."""
    lost = badges.of(event).order_by("-badge_id").first()
    assert lost
    code, made_at = badges.code_of(lost, at=at), at - timedelta(minutes=12)
    badges.replace(lost, by=by, at=made_at - timedelta(minutes=5))
    uploads.take(phone, [Made(_id(chance), code, made_at, "welcome")], sent_at=at, by=by, at=at)


def _id(chance: random.Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)
