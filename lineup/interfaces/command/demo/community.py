"""The demo community, made by the very operations that people use, at the times they would have used them."""

import random
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation

from lineup.core.clubs import clubs, memberships
from lineup.core.clubs.models import Club, Role
from lineup.core.consents import consents, purposes
from lineup.core.outbox import messages
from lineup.core.participation.purposes import CLUB_NEWS, WEEKLY_DIGEST
from lineup.core.people import opening, persons
from lineup.core.people.actors import HOUSE, Actor
from lineup.core.people.models import Person
from lineup.domains.events import venues
from lineup.domains.racing.catalogue import loading
from lineup.interfaces.command.demo import lectures, names, racing, servers, sprints, story
from lineup.interfaces.command.demo.made import Community

DATA = Path(__file__).with_name("community.toml")
PASSWORD = "lineup-demo"


def who_can_sign_in() -> list[dict[str, str]]:
    """Return who has an account, as rows of email, name and is."""
    return [{key: row[key] for key in ("email", "name", "is")} for row in _data()["sign_in"]]


def _data() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text())


def load(*, at: datetime, say: Callable[[str], None]) -> None:
    """Make the community as it stands at this instant."""
    data = _data()
    chance = random.Random(2026)  # the same community on every machine
    made = Community()
    say("People …")
    _people(data, made, at)
    _agreements(made, at)
    say("Racing catalogue …")
    loading.load(by=HOUSE, at=at - timedelta(days=180))
    racing.drive(made, at=at)
    say("Clubs and venues …")
    _clubs(data, made, chance, at)
    for number, event in enumerate(_in_order(data), 1):
        if number % 10 == 0:
            say(f"Events … {number} of {len(data['event'])}")
        story.tell(event, made, chance, at=at, starts_at=_start(event, made, at))
    sprints.count(made, at=at)
    lectures.load(made, chance, at=at, say=say)
    servers.choose(made, at=at)
    # what people were told long ago is not mailed today
    messages.pass_over(before=at - timedelta(days=2), at=at)


def _in_order(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from sorted(data["event"], key=lambda event: event.get("day", 0))


def _people(data: dict[str, Any], made: Community, at: datetime) -> None:
    long_ago = at - timedelta(days=200)
    for row in data["sign_in"]:
        person = opening.open_proved(
            email=row["email"],
            password=PASSWORD,
            role=row.get("role", "owner"),
            name=row["name"],
            language=row["language"],
            time_zone=row["zone"],
            at=long_ago,
        )
        made.sign_in[row["email"]] = person
    for somebody in names.everybody():
        person = persons.make_known(
            name=somebody.name, email=somebody.email, language=somebody.language, time_zone=somebody.zone
        )
        persons.prove_address(person, at=long_ago)
        made.people.append(person)


def _agreements(made: Community, at: datetime) -> None:
    """Some like to hear more; Tom thought better of it."""
    signed_in, since = list(made.sign_in.values()), at - timedelta(days=170)
    for person in [*signed_in, *made.people[::4]]:
        _say(person, WEEKLY_DIGEST, since)
    for person in [*signed_in, *made.people[::3]]:
        _say(person, CLUB_NEWS, since + timedelta(minutes=1))
    tom = made.sign_in["tom@lineup.example"]
    consents.withdraw(tom, CLUB_NEWS, by=Actor(tom), at=at - timedelta(days=20))


def _say(person: Person, purpose: str, at: datetime) -> None:
    with translation.override(person.language):
        consents.give(person, purpose, version=purposes.of(purpose).version, by=Actor(person), at=at)


def _clubs(data: dict[str, Any], made: Community, chance: random.Random, at: datetime) -> None:
    founded = at - timedelta(days=180)
    for row in data["club"]:
        owner = Actor(made.sign_in[row["owner"]], channel="import")
        shown = ("name", "description", "language", "city", "country", "hue", "is_public", "join_policy")
        club = clubs.found(
            by=owner, at=founded, time_zone=row["zone"], **{key: row[key] for key in shown if key in row}
        )
        made.clubs[row["key"]] = club
        _members(club, row, made, chance, owner, founded)
    for row in data["venue"]:
        values = {key: value for key, value in row.items() if key not in ("key", "club")}
        club = made.clubs[row["club"]]
        made.venues[row["key"]] = venues.create(club=club, by=_owner_of(club, made), at=founded, **values)


def _owner_of(club: Club, made: Community) -> Actor:
    owner = memberships.live(club).get(role=Role.OWNER).person
    return Actor(owner, channel="import")


def _members(
    club: Club, row: dict[str, Any], made: Community, chance: random.Random, owner: Actor, at: datetime
) -> None:
    """Neighbours first: most members of a club live in its zone."""
    near = [person for person in made.people if person.time_zone == row["zone"]]
    far = [person for person in made.people if person.time_zone != row["zone"]]
    chosen = chance.sample(near, min(len(near), row["members"] * 3 // 4))
    chosen += chance.sample(far, row["members"] - len(chosen))
    signed_in = [person for person in made.sign_in.values() if person != owner.person]
    for number, person in enumerate([*chosen, *chance.sample(signed_in, 2)]):
        role = {0: Role.ADMIN, 1: Role.EVENT_MANAGER, 2: Role.INSTRUCTOR}.get(number, Role.MEMBER)
        joined = at + timedelta(days=chance.randrange(1, 150), hours=chance.randrange(24))
        memberships.admit(club, person, role=role, by=owner, at=joined)


def _start(event: dict[str, Any], made: Community, at: datetime) -> datetime:
    """So many days from today, at its hour on its own clock; or so many minutes ago, on the quarter of an hour."""
    if "begun" in event:
        begun = at - timedelta(minutes=event["begun"])
        return begun.replace(minute=begun.minute // 15 * 15, second=0, microsecond=0)
    zone = ZoneInfo(event["zone"] if "zone" in event else made.clubs[event["club"]].time_zone)
    start = at.astimezone(zone).replace(hour=event["hour"], minute=0, second=0, microsecond=0)
    return (start + timedelta(days=event["day"])).astimezone(UTC)
