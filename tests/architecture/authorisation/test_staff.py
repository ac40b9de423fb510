"""What each role at an event opens, before its slot, in it, after it, in another room, and without any duty."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.people.models import Person
from lineup.domains.events import events
from lineup.domains.onsite import duties, rooms, sessions, team
from lineup.domains.onsite.models import Scan
from lineup.domains.onsite.roles import Staff
from tests.architecture.authorisation import expectations, trying
from tests.support import factories

MANAGER, CONTROLLER = Staff.MANAGER, Staff.CONTROLLER
ALLOWED, REFUSED, HIDDEN = expectations.ALLOWED, expectations.REFUSED, expectations.HIDDEN

# when the slot is, seen from now, in hours; None: a role without a duty
SLOTS = {"ahead": (1, 2), "in it": (-1, 1), "over": (-2, -1), "none": None}
PAGES = {
    "event": "/events/forum",
    "desk": "/events/forum/desk",
    "timetable": "/events/forum/desk/programme",
    "rooms": "/events/forum/desk/programme/rooms",
    "team": "/events/forum/desk/team",
    "plan": "/events/forum/desk/duties",
    "my rooms": "/events/forum/desk/my-rooms",
    "announce": "/events/forum/desk/announcements",
}
DESK = [page for page in PAGES if page != "event"]


@pytest.fixture
def forum(db: None) -> Any:
    """A private event, with a hall, a session there and one in the attic, and its people by name."""
    owner, at = factories.member("Olga"), clock.now()
    by = factories.actor(owner)
    starts_at = at - timedelta(hours=3)
    event = events.create(title="Forum", visibility="private", starts_at=starts_at, ends_at=at + timedelta(hours=9),
                          by=by, at=at - timedelta(days=3))  # fmt: skip
    factories.published(event.offering, by=by, at=at - timedelta(days=3))
    return event


@pytest.fixture
def halls(forum: Any) -> dict[str, Any]:
    by, at = factories.actor(forum.offering.organiser), clock.now()
    made = {}
    for name in ("hall", "attic"):
        room = rooms.create(forum, name=name, by=by, at=at)
        times = {"starts_at": at + timedelta(hours=3), "ends_at": at + timedelta(hours=4)}
        made[name] = room, sessions.create(forum, title=f"In the {name}", room=room, by=by, at=at, **times)
    return made


@pytest.fixture
def works(forum: Any, halls: dict[str, Any]) -> Callable[..., Person]:
    """Somebody with the role, and the slot in the hall."""

    def works(role: str, slot: str) -> Person:
        person, by, at = factories.member("Sam"), factories.actor(forum.offering.organiser), clock.now()
        team.add(forum, person, role=role, by=by, at=at)
        if hours := SLOTS[slot]:
            times = {"starts_at": _in(at, hours[0]), "ends_at": _in(at, hours[1])}
            duties.assign(forum, person, role=role, room=halls["hall"][0], by=by, at=at, **times)
        return person

    return works


def _in(at: datetime, hours: int) -> datetime:
    return at + timedelta(hours=hours)


def opened(person: Person, paths: dict[str, str]) -> dict[str, str]:
    client = Client()
    assert person.account
    client.force_login(person.account)
    return {name: trying.outcome(client.get(path)) for name, path in paths.items()}


def acted(person: Person, session: Any) -> tuple[str, str]:
    """How their form of the session opens, and what becomes of the mark that they set."""
    client = Client()
    assert person.account
    client.force_login(person.account)
    form = trying.outcome(client.get(f"/events/forum/desk/programme/sessions/{session.pk}"))
    client.post(f"/events/forum/programme/{session.pk}/status", {"status": "en_cours"})
    session.refresh_from_db()
    return form, "marked" if session.marked else "as before"


@pytest.mark.req("D02", "D08", "D09", "P02")
@pytest.mark.parametrize("slot", SLOTS)
def test_a_room_manager_opens_the_whole_desk_whenever_it_is(slot: str, works: Callable[..., Person]) -> None:
    assert opened(works(MANAGER, slot), PAGES) == dict.fromkeys(PAGES, ALLOWED)


@pytest.mark.req("D02", "D08", "D09", "P02")
@pytest.mark.parametrize("slot", SLOTS)
def test_a_controller_opens_the_event_and_never_its_desk(slot: str, works: Callable[..., Person]) -> None:
    assert opened(works(CONTROLLER, slot), PAGES) == {"event": ALLOWED, **dict.fromkeys(DESK, REFUSED)}


@pytest.mark.req("D02", "P02")
def test_who_has_no_role_is_told_of_nothing(halls: dict[str, Any]) -> None:
    assert opened(factories.member("Mallory"), PAGES) == dict.fromkeys(PAGES, HIDDEN)


@pytest.mark.req("D08", "D10", "D11", "P02")
@pytest.mark.parametrize("slot", SLOTS)
@pytest.mark.parametrize("role", [MANAGER, CONTROLLER])
def test_a_door_is_open_to_its_controller_in_their_slot_and_to_managers(
    role: str, slot: str, works: Callable[..., Person], halls: dict[str, Any]
) -> None:
    person, own, other = works(role, slot), halls["hall"][0], halls["attic"][0]
    here, elsewhere = f"/events/forum/door?room={own.pk}", f"/events/forum/door?room={other.pk}"
    doors = {
        "own": here,
        "another": elsewhere,
        "entrance": "/events/forum/door?room=entrance",
        "scans": "/events/forum/door/scans",
        "counts": f"/events/forum/door/counts?room={own.pk}",
        "desk": "/events/forum/desk/door",
        "conflicts": "/events/forum/desk/door/conflicts",
        "who did not come": f"/events/forum/door/no-shows/{halls['hall'][1].pk}",
    }
    at_the_door = {"own", "entrance", "scans", "counts", "who did not come"} if slot == "in it" else set()
    open_ = set(doors) if role == MANAGER else at_the_door
    expected = {name: ALLOWED if name in open_ else REFUSED for name in doors}
    assert opened(person, doors) == expected
    before = Scan.objects.count()
    scanned(person, own)
    assert Scan.objects.count() - before == int(role == MANAGER or slot == "in it")
    scanned(person, other)
    assert Scan.objects.count() - before == {MANAGER: 2}.get(role, int(slot == "in it"))


def scanned(person: Person, room: Any) -> None:
    client = Client()
    assert person.account
    client.force_login(person.account)
    client.post("/events/forum/door", {"code": "no badge", "room": str(room.pk), "way": "in"})


@pytest.mark.req("D09", "P02")
@pytest.mark.parametrize(
    ("slot", "room", "expected"),
    [
        ("ahead", "hall", (ALLOWED, "marked")),
        ("in it", "hall", (ALLOWED, "marked")),
        ("over", "hall", (ALLOWED, "as before")),
        ("none", "hall", (REFUSED, "as before")),
        ("ahead", "attic", (REFUSED, "as before")),
        ("in it", "attic", (REFUSED, "as before")),
        ("over", "attic", (REFUSED, "as before")),
        ("none", "attic", (REFUSED, "as before")),
    ],
)
def test_a_room_manager_acts_in_sessions_of_their_room_until_their_slot_is_over(
    slot: str, room: str, expected: tuple[str, str], works: Callable[..., Person], halls: dict[str, Any]
) -> None:
    assert acted(works(MANAGER, slot), halls[room][1]) == expected


@pytest.mark.req("D09", "P02")
@pytest.mark.parametrize("slot", SLOTS)
def test_a_controller_acts_in_no_session(slot: str, works: Callable[..., Person], halls: dict[str, Any]) -> None:
    assert acted(works(CONTROLLER, slot), halls["hall"][1]) == (REFUSED, "as before")


@pytest.mark.req("D01", "D09", "P02")
def test_the_president_opens_and_does_everything_until_somebody_else_presides(
    forum: Any, halls: dict[str, Any]
) -> None:
    paula, by = factories.member("Paula"), factories.actor(forum.offering.organiser)
    team.set_president(forum, paula, by=by, at=clock.now())
    assert opened(paula, PAGES) == dict.fromkeys(PAGES, ALLOWED)
    assert [acted(paula, halls[room][1]) for room in ("hall", "attic")] == [(ALLOWED, "marked")] * 2
    team.set_president(forum, None, by=by, at=clock.now())
    assert opened(paula, PAGES) == dict.fromkeys(PAGES, HIDDEN)


@pytest.mark.req("D02", "P02")
def test_a_role_at_one_event_opens_no_other(works: Callable[..., Person]) -> None:
    person, owner = works(MANAGER, "in it"), factories.member("Otto")
    other = events.create(title="Other", visibility="private", starts_at=_in(clock.now(), 5),
                          by=factories.actor(owner), at=clock.now())  # fmt: skip
    factories.published(other.offering, by=factories.actor(owner), at=clock.now())
    assert opened(person, {"other": "/events/other", "its desk": "/events/other/desk"}) == {
        "other": HIDDEN,
        "its desk": HIDDEN,
    }
