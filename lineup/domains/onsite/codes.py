"""The code on a badge: 16 bytes that name no person, and a signature over them; pure functions, no database.

    0    1  version (VERSION)
    1    1  number of the signing key
    2    5  the event, as `event_key` shortens its id
    7    7  the badge id, in ASCII
    14   2  serial, big-endian
    16  64  Ed25519 over the 16 bytes before

Base32 without padding makes 128 capitals and digits of the 80 bytes: the dense mode of a QR code, and what a hand
scanner types on any keyboard. There is one spelling of a code, so that another text is another code.
"""

import base64
import binascii
import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

# so that a code begins with LU
VERSION = 0x5D
LENGTH = 128
SAID = struct.Struct(">BB5s7sH")
EVENT_BYTES = 5


class Verdict(StrEnum):
    """What a door makes of a text; the values never change."""

    VALID = "valid"
    NOT_A_BADGE = "not_a_badge"
    UNKNOWN_VERSION = "unknown_version"
    OTHER_EVENT = "other_event"
    UNKNOWN_KEY = "unknown_key"
    RETIRED_KEY = "retired_key"
    FORGED = "forged"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Keyring:
    """What is needed to believe the codes of an event: its key, and by number the public keys (32 bytes) that hold."""

    event: str
    valid: Mapping[int, bytes]
    retired: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Reading:
    """The verdict on a text; what stands on the badge is told of a VALID and a REVOKED one alone."""

    verdict: Verdict
    badge_id: str = ""
    serial: int = 0
    key: int = 0

    @property
    def is_valid(self) -> bool:
        return self.verdict == Verdict.VALID


def event_key(event_id: UUID) -> str:
    """Return the event's short name in codes: eight signs that tell nothing of it."""
    digest = hashlib.sha256(event_id.bytes).digest()[:EVENT_BYTES]
    return base64.b32encode(digest).decode()


def sign(private: bytes, *, key: int, event: str, badge_id: str, serial: int) -> str:
    """Return the code of a badge, always the same for the same facts. `private`: the 32 raw bytes of the key."""
    said = SAID.pack(VERSION, key, base64.b32decode(event), badge_id.encode("ascii"), serial)
    signature = Ed25519PrivateKey.from_private_bytes(private).sign(said)
    return base64.b32encode(said + signature).decode()


def clean(scanned: str) -> str:
    """Return what a scanner gave in the one spelling: without blanks around it, in capitals."""
    return scanned.strip().upper()


def verify(text: str, keys: Keyring, *, first_valid: Mapping[str, int] | None = None) -> Reading:
    """Judge a code. `first_valid`: by badge id the least serial that still holds, where that is not 1.

    Offline as at a desk: the same facts give the same verdict. Costs about a tenth of a millisecond.
    """
    packed = _unpacked(text)
    if packed is None:
        return Reading(Verdict.NOT_A_BADGE)
    version, key, event, badge_id, serial = SAID.unpack(packed[: SAID.size])
    verdict = _believed(packed, version, key, base64.b32encode(event).decode(), keys)
    if verdict != Verdict.VALID:
        return Reading(verdict)
    named = badge_id.decode("ascii", "replace")
    if serial < (first_valid or {}).get(named, 1):
        verdict = Verdict.REVOKED
    return Reading(verdict, named, serial, key)


def _unpacked(text: str) -> bytes | None:
    if len(text) != LENGTH or not text.isascii():
        return None
    try:
        return base64.b32decode(text)
    except binascii.Error:
        return None


def _believed(packed: bytes, version: int, key: int, event: str, keys: Keyring) -> Verdict:
    if version != VERSION:
        return Verdict.UNKNOWN_VERSION
    if event != keys.event:
        return Verdict.OTHER_EVENT
    if key not in keys.valid:
        return Verdict.RETIRED_KEY if key in keys.retired else Verdict.UNKNOWN_KEY
    try:
        Ed25519PublicKey.from_public_bytes(keys.valid[key]).verify(packed[SAID.size :], packed[: SAID.size])
    except InvalidSignature:
        return Verdict.FORGED
    return Verdict.VALID
