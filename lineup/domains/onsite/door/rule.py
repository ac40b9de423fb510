"""The rule of the door: from what is the case to one decision. No database, no clock.

The rule itself is the ordered table in rule.json: the first row that fits decides. `facts` says what the table looks
at; static/lineup/js/door/rule.js does the same on a phone without network. tests/domains/onsite/door/vectors.json holds
both to it.
Instants are whole seconds since 1970.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NotRequired, TypedDict

TABLE: Mapping[str, Any] = json.loads(Path(__file__).with_name("rule.json").read_text())
REASONS: Mapping[str, Mapping[str, Any]] = TABLE["reasons"]
LEAD_SECONDS: int = TABLE["lead_seconds"]


class EventFacts(TypedDict):
    """`on`: published and not cancelled; its doors are open from `opens` to `closes`."""

    on: bool
    opens: int
    closes: int
    check_in_first: bool


class Slot(TypedDict):
    """A time in which a controller is on duty in a room."""

    room: str
    begins: int
    ends: int


class Controller(TypedDict):
    organiser: bool
    slots: Sequence[Slot]


class RoomFacts(TypedDict):
    """`when_full`: stop, or warn and let in."""

    id: str
    capacity: int | None
    inside: int
    when_full: str


class SessionFacts(TypedDict):
    """`begins` and `ends` as it really runs: by the clock, or as somebody said."""

    id: str
    room: str | None
    kind: str
    begins: int
    ends: int


class Booking(TypedDict):
    """Where somebody stands in an atelier: `place` confirmed, waiting or none; `fee` due, settled or none.

    `qualified_until`: from then on they lack what it asks for (0: at all times); without it, never.
    """

    place: str
    fee: str
    qualified_until: NotRequired[int]


class PersonFacts(Booking):
    """`arrived`: checked in; `gone`: left the event since; `room`: where they are by the last scan."""

    role: str
    arrived: bool
    gone: bool
    room: str | None
    sessions: Mapping[str, Booking]


class Situation(TypedDict):
    """All that is looked at; `room` is None at the entrance, `person` for a badge that is nobody's."""

    now: int
    badge: str
    way: str
    event: EventFacts
    controller: Controller
    room: RoomFacts | None
    person: PersonFacts | None
    sessions: Sequence[SessionFacts]


@dataclass(frozen=True)
class Decision:
    """Whether to let in, why, for which session, and where else the person is expected."""

    reason: str
    session: str | None = None
    expected_in: str | None = None

    @property
    def granted(self) -> bool:
        return bool(REASONS[self.reason]["granted"])

    @property
    def colour(self) -> str:
        return str(REASONS[self.reason]["colour"])


NOBODY: PersonFacts = {
    "role": "none",
    "place": "none",
    "fee": "none",
    "arrived": False,
    "gone": False,
    "room": None,
    "sessions": {},
}
NO_BOOKING: Booking = {"place": "none", "fee": "none"}


def decide(situation: Situation) -> Decision:
    """Return what the table says to the situation."""
    found = facts(situation)
    reason = next(row["reason"] for row in TABLE["rows"] if _fits(row["when"], found))
    return Decision(reason, found["session_id"], found["expected_in"])


def _fits(when: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    return all(
        found[name] in wanted if isinstance(wanted, list) else found[name] == wanted for name, wanted in when.items()
    )


def facts(situation: Situation) -> dict[str, Any]:
    """Return what the table looks at, by name."""
    now, room, person = situation["now"], situation["room"], situation["person"] or NOBODY
    session = at_the_door(situation["sessions"], room, person, now)
    booking = person["sessions"].get(session["id"], NO_BOOKING) if session else NO_BOOKING
    expected_in = _expected_in(situation["sessions"], room, person, now)
    return {
        "badge": situation["badge"],
        "way": situation["way"],
        "event": "on" if situation["event"]["on"] else "off",
        "day": _day(situation["event"], now),
        "duty": on_duty(situation["controller"], room, now),
        "where": "room" if room else "entrance",
        "role": person["role"],
        "place": person["place"],
        "fee": person["fee"],
        "qualified": _qualified(person, now),
        "arrived": person["arrived"] or not situation["event"]["check_in_first"],
        "gone": person["gone"],
        "here": person["room"] == room["id"] if room else person["arrived"] and not person["gone"],
        "elsewhere": person["room"] is not None,
        "full": _full(room),
        "session": session["kind"] if session else "none",
        "session_id": session["id"] if session else None,
        "session_place": booking["place"],
        "session_fee": booking["fee"],
        "session_qualified": _qualified(booking, now),
        "expected_elsewhere": expected_in is not None,
        "expected_in": expected_in,
    }


def on_duty(controller: Controller, room: RoomFacts | None, now: int) -> bool:
    """Whether the controller may scan here now: in the room of the running slot, and at the entrance in any slot."""
    if controller["organiser"]:
        return True
    running = [slot for slot in controller["slots"] if slot["begins"] <= now < slot["ends"]]
    return any(room is None or slot["room"] == room["id"] for slot in running)


def at_the_door(
    sessions: Sequence[SessionFacts], room: RoomFacts | None, person: PersonFacts, now: int
) -> SessionFacts | None:
    """Return the session of the room that runs or is about to: one the person booked first, then the one that runs."""
    there = [one for one in sessions if room and one["room"] == room["id"] and _is_near(one, now)]
    there.sort(key=lambda one: (not _is_booked(one, person), one["begins"] > now, one["begins"], one["id"]))
    return there[0] if there else None


def _expected_in(sessions: Sequence[SessionFacts], room: RoomFacts | None, person: PersonFacts, now: int) -> str | None:
    there = [
        one
        for one in sessions
        if room and one["room"] and one["room"] != room["id"] and _is_near(one, now) and _is_booked(one, person)
    ]
    there.sort(key=lambda one: (one["begins"] > now, one["begins"], one["id"]))
    return there[0]["room"] if there else None


def _is_near(session: SessionFacts, now: int) -> bool:
    return session["begins"] - LEAD_SECONDS <= now < session["ends"]


def _is_booked(session: SessionFacts, person: PersonFacts) -> bool:
    return person["sessions"].get(session["id"], NO_BOOKING)["place"] == "confirmed"


def _qualified(booking: Booking, now: int) -> bool:
    return "qualified_until" not in booking or now < booking["qualified_until"]


def _day(event: EventFacts, now: int) -> str:
    if now < event["opens"]:
        return "before"
    return "after" if now >= event["closes"] else "on"


def _full(room: RoomFacts | None) -> str:
    if room is None or room["capacity"] is None or room["inside"] < room["capacity"]:
        return "no"
    return room["when_full"]
