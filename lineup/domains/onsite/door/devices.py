"""Phones that scan for somebody, also without network: made at the desk, opened by a link, revoked and then wiped."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs, last_times, tokens
from lineup.core.foundation.errors import Expired, Forbidden, Invalid, Missing, Refusal
from lineup.core.people.actors import Actor
from lineup.domains.events.models import Event
from lineup.domains.onsite.door import controllers
from lineup.domains.onsite.models import Device

LINK_HOLDS = timedelta(hours=24)
SEEN_GRAIN = timedelta(minutes=1)
MOST = 200
LONGEST_NAME = 80


class DeviceNameNeeded(Invalid):
    code = "device_name_needed"
    sentence = _("Give the device a name, so that you know which it is.")
    field = "name"


class TooManyDevices(Refusal):
    code = "too_many_devices"
    sentence = _("An event has at most %(most)s devices; revoke one first.")


class DeviceLinkOver(Expired):
    code = "device_link_over"
    sentence = _("This link was used already, or is too old; ask at the desk for another.")


class DeviceUnknown(Refusal):
    code = "device_unknown"
    sentence = _("This device is not known here; ask at the desk for a link.")
    status = 401


class DeviceRevoked(Forbidden):
    code = "device_revoked"
    sentence = _("This device was revoked: it forgets what it holds. Ask at the desk for another link.")


def of(event: Event) -> "QuerySet[Device]":
    """Return the event's devices with whom they scan for, the latest first."""
    return Device.objects.filter(event=event.pk).select_related("holder").order_by("-created_at", "-id")


def find(event: Event, pk: Any) -> Device:
    """Return the event's device with this id. Raises Missing."""
    try:
        found = of(event).get(pk=pk)
    except (Device.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    found.event = event
    return found


@transaction.atomic
def make(event: Event, *, name: str, by: Actor, at: datetime) -> tuple[Device, str]:
    """Return a new device and the secret of the link that opens it, shown once.

    Raises DeviceNameNeeded, TooManyDevices.
    """
    name = inputs.line(name, field="name", most=LONGEST_NAME)
    if not name:
        raise DeviceNameNeeded
    if Device.objects.filter(event=event.pk, revoked_at=None).count() >= MOST:
        raise TooManyDevices(most=MOST)
    secret = tokens.new()
    device = Device(
        event=event, name=name, link_digest=tokens.digest(secret), link_until=at + LINK_HOLDS, created_at=at
    )
    device.save(force_insert=True)
    _record(device, "device.make", by, at)
    return device, secret


def by_link(secret: str, *, at: datetime) -> Device:
    """Return the device that this link opens. Raises Missing, DeviceLinkOver."""
    rows = Device.objects.select_related("event__offering__club")
    device = rows.filter(link_digest=tokens.digest(secret)).first()
    if device is None:
        raise Missing
    if device.digest or device.revoked_at or at >= device.link_until:
        raise DeviceLinkOver
    return device


@transaction.atomic
def open_by_link(secret: str, *, by: Actor, at: datetime) -> tuple[Device, str]:
    """Let the device scan for whoever opens its link, if they scan at this event; return it with its own secret.

    Raises Missing, DeviceLinkOver, NotManager for who has nothing to scan there.
    """
    device, token = by_link(secret, at=at), tokens.new()
    controllers.check_scans(device.event, by.person, at=at)
    opened = Device.objects.filter(pk=device.pk, digest=None, revoked_at=None)
    if not opened.update(digest=tokens.digest(token), holder=by.human, seen_at=at):
        raise DeviceLinkOver
    device.holder = by.human
    _record(device, "device.open", by, at)
    return device, token


def recognise(token: str, *, at: datetime) -> Device:
    """Return the device of this secret with its event and holder. One query. Raises DeviceUnknown, DeviceRevoked."""
    rows = Device.objects.select_related("event__offering__club", "event__door", "holder__account")
    device = rows.filter(digest=tokens.digest(token)).first() if token else None
    if device is None:
        raise DeviceUnknown
    if device.revoked_at or not (device.holder and device.holder.account and device.holder.account.is_active):
        if device.wiped_at is None:
            Device.objects.filter(pk=device.pk).update(wiped_at=at)
        raise DeviceRevoked
    last_times.note(device, "seen_at", at=at, grain=SEEN_GRAIN)
    return device


@transaction.atomic
def revoke(device: Device, *, by: Actor, at: datetime) -> Device:
    """Let the device scan no more: it forgets what it holds as soon as it asks. A second time changes nothing."""
    if Device.objects.filter(pk=device.pk, revoked_at=None).update(revoked_at=at):
        device.revoked_at = at
        _record(device, "device.revoke", by, at)
    return device


def _record(device: Device, action: str, by: Actor, at: datetime) -> None:
    entries.record(by=by, at=at, action=action, on=device, club_id=device.event.offering.club_id)
