"""A badge shown at a door: judged by the rule, written once, and everything that follows from it.

Read first, then written in one transaction that asks again what may have changed meanwhile: where the person is, the
room's capacity, the check-in. Whoever was overtaken reads again.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.people.actors import Actor
from lineup.domains.events import attendance
from lineup.domains.events.models import Event
from lineup.domains.onsite.door import occupancy, reading, rule, times, visitors
from lineup.domains.onsite.door.doors import Opened
from lineup.domains.onsite.door.occupancy import Overtaken
from lineup.domains.onsite.door.reading import Shown
from lineup.domains.onsite.door.rule import Decision, Situation
from lineup.domains.onsite.door.visitors import Visitor
from lineup.domains.onsite.models import Device, Scan

MOST_TRIES = 20
LONGEST_CODE = 1000


class NothingShown(Invalid):
    code = "nothing_shown"
    sentence = _("Scan a badge, type its number, or choose somebody by name.")
    field = "code"


class TooBusy(Refusal):
    code = "door_too_busy"
    sentence = _("Too many were at this door at once; scan again.")
    status = 503


@dataclass(frozen=True)
class Wanted:
    """What a scanner sends: a code or a person, which way, and an id of its own that makes it one scan."""

    client_id: UUID
    code: str = ""
    person_id: UUID | None = None
    way: str = Scan.Way.IN


@dataclass(frozen=True)
class Answer:
    """What is told at the door. `again`: this was answered before, and nothing happened now."""

    scan: Scan
    decision: Decision
    name: str = ""
    # of a person who was let in before: when
    before: datetime | None = None
    again: bool = False


@dataclass(frozen=True)
class Judged:
    """Who was shown, and what the rule says."""

    shown: Shown
    visitor: Visitor | None
    decision: Decision


def scan(opened: Opened, wanted: Wanted, *, device: Device | None = None, by: Actor, at: datetime) -> Answer:
    """Return what is to be told, with everything written that follows from it: check-in, who is where, how many.

    The same `client_id` again, also at once, is answered as the first time.
    Raises NothingShown, UnknownChoice, TooBusy.
    """
    if not wanted.person_id and not wanted.code.strip():
        raise NothingShown
    inputs.choice(wanted.way, Scan.Way.values, field="way")
    for _try in range(MOST_TRIES):
        judged = judge(opened, wanted, at=at)
        try:
            return _write(opened, wanted, judged, device, by, at)
        except (Overtaken, IntegrityError):
            kept = find(opened.event, wanted.client_id)
            if kept is not None:
                return again(kept)
            opened = _fresh(opened, at)
    raise TooBusy


def judge(opened: Opened, wanted: Wanted, *, late: bool = False, at: datetime) -> Judged:
    """Return who was shown and what the rule says; two queries, and the keys now and then.

    `late`: what happened after `at` is not looked at.
    """
    event_id = opened.event.pk
    shown = (
        reading.person(event_id, wanted.person_id)
        if wanted.person_id
        else reading.code(event_id, wanted.code[:LONGEST_CODE], at=at)
    )
    visitor = visitors.read(event_id, shown.person_id, shown.presence) if shown.person_id else None
    if visitor and late:
        visitor = visitors.as_of(visitor, at)
    situation: Situation = {
        "now": times.seconds(at),
        "badge": shown.verdict,
        "way": wanted.way,
        "event": opened.event_facts,
        "controller": opened.standing.facts,
        "room": opened.room_facts,
        "person": visitor.facts if visitor else None,
        "sessions": [*opened.sessions, *(_others(opened, visitor) if visitor else ())],
    }
    return Judged(shown, visitor, rule.decide(situation))


def _others(opened: Opened, visitor: Visitor) -> list[rule.SessionFacts]:
    """The visitor's own sessions in other rooms; those of this room are there already."""
    here = {one["id"] for one in opened.sessions}
    return [one for one in visitor.sessions if one["id"] not in here]


def find(event: Event, client_id: UUID) -> Scan | None:
    """Return the event's scan with this client id, with what its answer tells."""
    return Scan.objects.select_related("room", "person__participant").filter(event=event, client_id=client_id).first()


def again(kept: Scan) -> Answer:
    """Return the answer that was given to this scan."""
    session = str(kept.session_id) if kept.session_id else None
    name = kept.person.participant.display_name if kept.person else ""
    return Answer(kept, Decision(kept.reason, session), name, again=True)


def _fresh(opened: Opened, at: datetime) -> Opened:
    """The door with its room as it is now."""
    if opened.room is not None:
        opened.room.refresh_from_db(fields=["inside", "capacity", "when_full"])
    return replace(opened, room=opened.room)


@transaction.atomic
def _write(opened: Opened, wanted: Wanted, judged: Judged, device: Device | None, by: Actor, at: datetime) -> Answer:
    row = row_of(opened, wanted, judged, by=by, at=_after(judged.visitor, at))
    row.device = device
    row.received_at = at
    row.save(force_insert=True)
    if row.granted and judged.visitor:
        follow(row, judged.visitor, over=judged.decision.reason == "staff")
    return Answer(row, judged.decision, judged.visitor.name if judged.visitor else "", _before(judged))


def _after(visitor: Visitor | None, at: datetime) -> datetime:
    """Now, by the clock of whoever scanned them last: of two machines' clocks none is quite right."""
    if visitor is None or visitor.presence is None:
        return at
    return max(at, visitor.presence.since + timedelta(microseconds=1))


def row_of(opened: Opened, wanted: Wanted, judged: Judged, *, by: Actor, at: datetime) -> Scan:
    """Return the scan as it is to be written."""
    decision = judged.decision
    return Scan(
        event_id=opened.event.pk,
        client_id=wanted.client_id,
        room=opened.room,
        session_id=UUID(decision.session) if decision.session else None,
        way=wanted.way,
        badge=judged.shown.badge_id[:40],
        person_id=judged.shown.person_id,
        granted=decision.granted,
        reason=decision.reason,
        controller=by.person,
        at=at,
    )


def follow(row: Scan, visitor: Visitor, *, over: bool) -> None:
    """Carry out what a granted scan means, in the caller's transaction. Raises Overtaken; `over`: past the capacity."""
    if row.reason == "still_inside":
        return
    is_in = row.way == Scan.Way.IN
    if row.room_id is None and is_in and visitor.place_id:
        _check_in(row, visitor)
    move = occupancy.Move(
        event_id=row.event_id,
        person_id=visitor.person_id,
        room_id=row.room_id if is_in else None,
        gone=row.room_id is None and not is_in,
        at=row.at,
        client_id=row.client_id,
    )
    occupancy.move(move, visitor.presence, over=over)


def _check_in(row: Scan, visitor: Visitor) -> None:
    assert visitor.place_id
    if row.offline:
        attendance.note_earliest(visitor.place_id, by=row.controller_id, at=row.at)
    elif visitor.attended_at is None and not attendance.note(visitor.place_id, by=row.controller_id, at=row.at):
        raise Overtaken


def _before(judged: Judged) -> datetime | None:
    visitor = judged.visitor
    if visitor is None:
        return None
    if judged.decision.reason == "already_in":
        return visitor.attended_at
    if judged.decision.reason == "still_inside" and visitor.presence:
        return visitor.presence.since
    return None
