"""Phones that scan at an event, also without network."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.domains.onsite.door import devices, doors
from lineup.domains.onsite.models import Device
from lineup.interfaces.api import briefs, keys, once, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["doors"])


class DeviceShown(Shown):
    """A phone. `holder` is null until somebody opened its link; `wiped_at`: it knows that it was revoked."""

    id: UUID
    name: str
    holder: briefs.PersonBrief | None
    created_at: datetime
    seen_at: datetime | None
    revoked_at: datetime | None
    wiped_at: datetime | None

    @classmethod
    def of(cls, row: Device) -> Self:
        return cls.made(**_read(row))


class DeviceMade(DeviceShown):
    link: str = Field(description="Opened on the phone within a day, once, by who scans there. It is not told again.")


class NewDevice(Sent):
    name: str = Field(min_length=1, max_length=devices.LONGEST_NAME, examples=["Entrance, left"])


def _read(row: Device) -> dict[str, Any]:
    as_is = shapes.read(row, ("id", "name", "created_at", "seen_at", "revoked_at", "wiped_at"))
    return {**as_is, "holder": briefs.person(row.holder)}


@router.get("/events/{slug}/devices", response=paging.Page[DeviceShown], summary="List the phones that scan")
def find(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """The latest first; for organisers."""
    rows = devices.of(doors.find_event(keys.person(request), slug=slug))
    return paging.page(rows, DeviceShown, order=("-created_at", "-id"), window=window)


@router.post("/events/{slug}/devices", response={201: DeviceMade}, summary="Let a phone scan")
@once.shows_secret
def make(request: HttpRequest, slug: Slug, body: NewDevice) -> Any:
    """It scans for whoever opens its link on it."""
    event = doors.find_event(keys.person(request), slug=slug)
    device, secret = devices.make(event, name=body.name, by=keys.actor(request), at=clock.now())
    path = reverse("door:device-link", kwargs={"secret": secret})
    return Status(201, DeviceMade.made(**_read(device), link=f"{settings.BASE_URL}{path}"))


@router.post("/events/{slug}/devices/{device}/revocation", response=DeviceShown, summary="Revoke a phone")
def revoke(request: HttpRequest, slug: Slug, device: UUID) -> Any:
    """It scans no more, and forgets what it holds as soon as it has network."""
    found = devices.find(doors.find_event(keys.person(request), slug=slug), device)
    return DeviceShown.of(devices.revoke(found, by=keys.actor(request), at=clock.now()))
