"""An event that takes place now, who comes with a badge, and controllers on duty."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.onsite import badges, duties
from lineup.domains.onsite.models import Room
from tests.support import factories


def running_event(organiser: Person, *, at: datetime) -> Event:
    """An event that began an hour ago, goes on for six, and takes as many as come."""
    by = factories.actor(organiser)
    hours = {"starts_at": at - timedelta(hours=1), "ends_at": at + timedelta(hours=6)}
    made = events.create(title="Forum", time_zone="Europe/Paris", by=by, at=at, capacity=None, **hours)
    factories.published(made.offering, by=by, at=at)
    return made


def visitor(event: Event, name: str, *, at: datetime) -> Any:
    """Somebody with a place and a badge: `person`, `place`, `badge` and its `code`."""
    place = factories.place(event.offering.pools.get(role="attendee"), factories.guest(name), at=at)
    badge = badges.ensure(event, place.contact, at=at)
    return SimpleNamespace(person=place.contact, place=place, badge=badge, code=badges.code_of(badge, at=at))


def on_duty(event: Event, room: Room, organiser: Person, starts_at: datetime, ends_at: datetime, name: str) -> Person:
    """A controller with a slot in this room."""
    person = factories.member(name)
    times = {"starts_at": starts_at, "ends_at": ends_at}
    by = factories.actor(organiser)
    duties.assign(event, person, role="controlleur_des_badges", room=room, by=by, at=starts_at, **times)
    return person
