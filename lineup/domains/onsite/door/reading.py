"""Whose badge is shown: a code verified, a number typed, or somebody found by name."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, FilteredRelation, Q

from lineup.core.foundation.planned import Given, Planned
from lineup.domains.onsite import badges, codes, signing_keys
from lineup.domains.onsite.codes import Keyring, Verdict
from lineup.domains.onsite.door import occupancy
from lineup.domains.onsite.models import Badge, Presence
from lineup.domains.onsite.models.badge import BADGE_ID_LENGTH

# a process believes the keys it read so long: a key that was retired a moment ago may open that much longer
KEYS_HOLD = timedelta(seconds=5)
MOST_KEPT = 500
# with the hyphen in its middle and the blanks people type
LONGEST_TYPED = BADGE_ID_LENGTH + 3

_keyrings: dict[UUID, tuple[datetime, Keyring]] = {}

VALID, UNKNOWN = str(Verdict.VALID), "unknown_badge"


@dataclass(frozen=True)
class Shown:
    """What was shown: `verdict` as the rule names it, the badge id, and who it belongs to where it is one of ours."""

    verdict: str
    badge_id: str = ""
    person_id: UUID | None = None
    presence: Presence | None = None


_BADGE = Planned(
    lambda: (
        Badge.objects.filter(event=Given("event", Badge._meta.get_field("event")))
        .filter(badge_id=Given("badge_id", Badge._meta.get_field("badge_id")))
        .annotate(
            here=FilteredRelation("person__presences", condition=Q(person__presences__event=F("event"))),
            presence_id=F("here__id"),
            room_id=F("here__room"),
            since=F("here__since"),
            scan=F("here__client_id"),
            gone=F("here__gone"),
        )
        .values_list(
            "badge_id", "serial", "revoked_at", "person_id", "presence_id", "room_id", "since", "scan", "gone"
        )[:1]
    )
)


def person(event_id: UUID, person_id: UUID) -> Shown:
    """Return somebody who was found by name, without a badge. One query."""
    return Shown(VALID, "", person_id, occupancy.of(event_id, person_id))


def code(event_id: UUID, text: str, *, at: datetime) -> Shown:
    """Return what this code, or badge number that somebody typed, stands for at the event. One query or two."""
    if len(text.strip()) <= LONGEST_TYPED:
        return _typed(event_id, text)
    reading = codes.verify(codes.clean(text), keyring(event_id, at=at))
    if reading.verdict == Verdict.UNKNOWN_KEY:
        # it may be newer than what we remember
        _keyrings.pop(event_id, None)
        reading = codes.verify(codes.clean(text), keyring(event_id, at=at))
    if not reading.is_valid:
        return Shown(str(reading.verdict), reading.badge_id)
    return _found(event_id, reading.badge_id, reading.serial)


def _typed(event_id: UUID, text: str) -> Shown:
    badge_id = badges.plain(text)
    if len(badge_id) != BADGE_ID_LENGTH:
        return Shown(str(Verdict.NOT_A_BADGE))
    return _found(event_id, badge_id, None)


def _found(event_id: UUID, badge_id: str, serial: int | None) -> Shown:
    row = _BADGE.first(event=event_id, badge_id=badge_id)
    if row is None:
        return Shown(UNKNOWN, badge_id)
    _id, newest, revoked_at, person_id, *here = row
    stale = revoked_at or (serial is not None and serial < newest)
    return Shown(str(Verdict.REVOKED) if stale else VALID, badge_id, person_id, _presence(event_id, person_id, here))


def _presence(event_id: UUID, person_id: UUID, here: list) -> Presence | None:
    pk, room_id, since, client_id, gone = here
    if pk is None:
        return None
    return Presence(
        pk=pk, event_id=event_id, person_id=person_id, room_id=room_id, since=since, client_id=client_id, gone=gone
    )


def keyring(event_id: UUID, *, at: datetime) -> Keyring:
    """Return the keys of the event, as they were within KEYS_HOLD."""
    kept = _keyrings.get(event_id)
    if kept and abs(at - kept[0]) < KEYS_HOLD:
        return kept[1]
    if len(_keyrings) >= MOST_KEPT:
        _keyrings.clear()
    found = signing_keys.keyring(event_id)
    _keyrings[event_id] = (at, found)
    return found
