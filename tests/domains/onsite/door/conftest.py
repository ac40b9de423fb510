"""An event that takes place now, with people who have badges, and doors to show them at."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from lineup.core.people.models import Person
from lineup.domains.onsite import badges
from lineup.domains.onsite.door import doors, scans
from lineup.domains.onsite.door.scans import Answer, Wanted
from lineup.domains.onsite.models import Badge
from tests.domains.onsite.conftest import clock
from tests.support import factories


@pytest.fixture
def now() -> datetime:
    """When people come: in the morning of the event's day."""
    return clock(9)


@pytest.fixture
def pool(event: Any) -> Any:
    return event.offering.pools.get(role="attendee")


@pytest.fixture
def guest(event: Any, pool: Any, at: datetime) -> Callable[..., Any]:
    """Make somebody who comes: `.person`, `.place`, `.badge`, and the `.code` of it."""

    def make(name: str = "Ada") -> Any:
        place = factories.place(pool, factories.guest(name), at=at)
        return holder(event, place.contact, place, at)

    return make


def holder(event: Any, person: Person, place: Any, at: datetime) -> Any:
    badge: Badge = badges.ensure(event, person, at=at)
    return SimpleNamespace(person=person, place=place, badge=badge, code=badges.code_of(badge, at=at))


@pytest.fixture
def show(event: Any, by: Any, now: datetime) -> Callable[..., Answer]:
    """Show a badge at a door of the event: in the room, or at the entrance."""

    def scan(
        who: Any, room: Any = None, way: str = "in", *, client_id: Any = None, at: Any = None, **by_name: Any
    ) -> Answer:
        at = at or now
        opened = doors.open_to(by.person, slug=event.offering.slug, room_id=room.pk if room else None, at=at)
        code = who if isinstance(who, str) else getattr(who, "code", "")
        wanted = Wanted(client_id or uuid4(), code, way=way, **by_name)
        return scans.scan(opened, wanted, by=by, at=at)

    return scan
