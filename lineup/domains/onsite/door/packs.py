"""What a device holds to decide without network: the rule, the keys, the programme, and who may come in, sealed.

Each person's facts are sealed under a key made of the code of their own badge, and stand under a name made of it too:
what is held tells of nobody until their badge is shown. static/lineup/js/door/pack.js opens them.

    name  = SHA-256("lineup door name " + code), the first 16 bytes in hex
    key   = SHA-256("lineup door key " + code), for AES-256-GCM
    value = base64(12 bytes of nonce + sealed JSON)
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lineup.core.participation import offerings
from lineup.domains.onsite import badges, codes, rooms, sessions, signing_keys
from lineup.domains.onsite.door import controllers, doors, reasons, rule, slots, times, visitors
from lineup.domains.onsite.door.rule import Controller
from lineup.domains.onsite.models import Badge, Device, Presence, SigningKey

NONCE = 12
NAME = 16


def make(device: Device, *, at: datetime) -> dict[str, Any]:
    """Return what the device is to hold now, as plain data. The number of queries does not depend on the people."""
    event = device.event
    return {
        "made_at": times.seconds(at),
        "device": {"id": str(device.pk), "name": device.name},
        "title": event.offering.title,
        "event": doors.facts_of(event),
        "controller": _controller(device),
        "rooms": [{**doors.room_facts(room), "name": room.name} for room in rooms.of(event)],
        "sessions": _sessions(device),
        "rule": rule.TABLE,
        "words": reasons.table(),
        "keys": _keys(event.pk),
        "first_valid": badges.revocations(event.pk),
        "people": dict(_people(device)),
    }


def _controller(device: Device) -> Controller:
    assert device.holder
    if offerings.may_manage(device.event.offering, device.holder):
        return controllers.ORGANISER
    return {
        "organiser": False,
        "slots": controllers.slot_facts(slots.all_of(device.event_id, device.holder.pk)),
    }


def _sessions(device: Device) -> list[dict[str, Any]]:
    told = [(one, times.session_facts(one)) for one in sessions.of(device.event)]
    return [{**facts, "title": one.title} for one, facts in told if facts]


def _keys(event_id: UUID) -> dict[str, Any]:
    ring = signing_keys.keyring(event_id)
    valid = {str(number): base64.b64encode(key).decode() for number, key in ring.valid.items()}
    return {"event": ring.event, "valid": valid, "retired": sorted(ring.retired)}


def _people(device: Device) -> Iterable[tuple[str, str]]:
    """A sealed line for each badge in use, under each key that is still believed."""
    event = device.event
    rows, team = visitors.all_of(event.pk), controllers.team(event)
    here = {row.person_id: row for row in Presence.objects.filter(event=event)}
    signing = [
        (key.number, signing_keys.private(key)) for key in SigningKey.objects.filter(event=event, retired_at=None)
    ]
    short = codes.event_key(event.pk)
    in_use = Badge.objects.filter(event=event, revoked_at=None).select_related("person__participant")
    for badge in in_use:
        person = visitors.of_rows(
            event.pk,
            badge.person_id,
            rows.get(badge.person_id, ()),
            here.get(badge.person_id),
            is_staff=badge.person_id in team,
        )
        told = json.dumps(
            {"name": person.name or badge.person.participant.display_name, "facts": person.facts}
        ).encode()
        for number, private in signing:
            code = codes.sign(private, key=number, event=short, badge_id=badge.badge_id, serial=badge.serial)
            yield sealed(code, told)


def sealed(code: str, told: bytes) -> tuple[str, str]:
    """Return the name and the sealed value under which a device finds what is told of the holder of this code."""
    nonce = secrets.token_bytes(NONCE)
    value = nonce + AESGCM(_key(code)).encrypt(nonce, told, None)
    return _name(code), base64.b64encode(value).decode()


def opened(code: str, people: Mapping[str, str]) -> dict[str, Any] | None:
    """Return what the pack tells of the holder of this code; None where it knows none."""
    value = people.get(_name(code))
    if value is None:
        return None
    raw = base64.b64decode(value)
    found: dict[str, Any] = json.loads(AESGCM(_key(code)).decrypt(raw[:NONCE], raw[NONCE:], None))
    return found


def _name(code: str) -> str:
    return hashlib.sha256(f"lineup door name {code}".encode()).digest()[:NAME].hex()


def _key(code: str) -> bytes:
    return hashlib.sha256(f"lineup door key {code}".encode()).digest()
