"""Scans that a device made without network: each written once, however often it is sent, and judged anew.

People were let in by what the device said, so that is what is kept; where the house would have said otherwise it is
kept beside it, and listed as a conflict. Times are set by the difference between the clocks when it was sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Invalid
from lineup.core.people.actors import Actor
from lineup.domains.onsite.door import controllers, doors, rule, scans
from lineup.domains.onsite.door.doors import Opened
from lineup.domains.onsite.door.occupancy import Overtaken
from lineup.domains.onsite.door.scans import MOST_TRIES, TooBusy, Wanted
from lineup.domains.onsite.models import Device, Scan

MOST = 500


class TooManyScans(Invalid):
    code = "too_many_scans"
    sentence = _("Send at most %(most)s scans at once.")
    field = "scans"


@dataclass(frozen=True)
class Made:
    """A scan as the device has it: what was shown, when by its clock, and what it told."""

    client_id: UUID
    code: str
    at: datetime
    reason: str
    room_id: UUID | None = None
    way: str = Scan.Way.IN


def is_understood(one: Made) -> bool:
    """Whether the house knows what this scan says; another version of the phone's page may say something else."""
    return one.way in Scan.Way.values and one.reason in rule.REASONS


def take(device: Device, made: Sequence[Made], *, sent_at: datetime, by: Actor, at: datetime) -> list[UUID]:
    """Write what is new of these scans of the device; return the client ids of all that the device may forget now.

    One that is not understood is left out, and the others are taken. `sent_at`: what the device's clock said when it
    sent. A scan of a room that was deleted since is kept, and moves nobody. Raises TooManyScans.
    """
    if len(made) > MOST:
        raise TooManyScans(most=MOST)
    made = [one for one in made if is_understood(one)]
    known = set(
        Scan.objects.filter(event=device.event_id, client_id__in=[one.client_id for one in made]).values_list(
            "client_id", flat=True
        )
    )
    ahead = at - sent_at
    for one in sorted(made, key=lambda one: (one.at, one.client_id)):
        if one.client_id not in known:
            _take(device, replace(one, at=_set(one.at, ahead, at)), by=by, at=at)
    return [one.client_id for one in made]


def _set(moment: datetime, ahead: Any, at: datetime) -> datetime:
    """The instant by our clock; never later than it arrived, nor before there were events."""
    try:
        return max(min(moment + ahead, at), datetime(2000, 1, 1, tzinfo=UTC))
    except OverflowError:
        return at


def _take(device: Device, one: Made, *, by: Actor, at: datetime) -> None:
    for _try in range(MOST_TRIES):
        try:
            return _write(device, one, by=by, at=at)
        except (Overtaken, IntegrityError):
            if scans.find(device.event, one.client_id):
                return None
    raise TooBusy


@transaction.atomic
def _write(device: Device, one: Made, *, by: Actor, at: datetime) -> None:
    opened = _opened(device, one)
    wanted = Wanted(one.client_id, one.code, way=one.way)
    judged = scans.judge(opened, wanted, at=one.at, late=True)
    house = judged.decision
    row = scans.row_of(opened, wanted, judged, by=by, at=one.at)
    row.device, row.offline, row.received_at = device, True, at
    row.reason, row.granted = one.reason, bool(rule.REASONS[one.reason]["granted"])
    row.house_reason = house.reason if house.granted != row.granted else ""
    row.save(force_insert=True)
    deleted = one.room_id is not None and opened.room is None
    if row.granted and judged.visitor and not deleted:
        scans.follow(row, judged.visitor, over=True)


def _opened(device: Device, one: Made) -> Opened:
    """The door as it stands now, to the holder as they were on duty then."""
    found = doors.known(device.event, one.room_id, at=one.at)
    assert device.holder
    standing = controllers.standing(device.event.offering, device.holder, at=one.at)
    return replace(found, standing=standing)
