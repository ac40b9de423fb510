"""Who was there: checked in by who manages the event."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from lineup.core.foundation import clock
from lineup.core.participation import finding
from lineup.domains.events import attendance
from lineup.interfaces.api import keys
from lineup.interfaces.api.shapes import Shown

router = Router(tags=["guest list"])


class AttendanceShown(Shown):
    place: UUID
    attended_at: datetime | None


@router.post("/places/{place}/attendance", response={201: AttendanceShown}, summary="Check somebody in")
def check_in(request: HttpRequest, place: UUID) -> Any:
    """A second time keeps the first."""
    found = finding.managed_place(keys.person(request), place)
    row = attendance.check_in(found, by=keys.actor(request), at=clock.now())
    return Status(201, AttendanceShown(place=found.pk, attended_at=row.at))


@router.delete("/places/{place}/attendance", response=AttendanceShown, summary="Take a check-in back")
def undo(request: HttpRequest, place: UUID) -> Any:
    """Without one nothing changes."""
    found = finding.managed_place(keys.person(request), place)
    attendance.undo(found, by=keys.actor(request), at=clock.now())
    return AttendanceShown(place=found.pk, attended_at=None)
