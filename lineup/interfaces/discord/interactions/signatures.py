"""Whether a request is Discord's, and the first of its kind: asked of the raw body, before anything reads it."""

from datetime import datetime
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.cache import cache

# how far the clocks of Discord and ours may be apart; what is older was kept by somebody
FRESH_SECONDS = 300


def holds(public_key: str, *, signature: str, timestamp: str, body: bytes) -> bool:
    """Whether this signature (hexadecimal) over timestamp and body was made with the application's key."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), timestamp.encode() + body)
    except (ValueError, InvalidSignature):
        return False
    return True


def is_fresh(timestamp: str, *, at: datetime) -> bool:
    """Whether it was signed just now; `timestamp` is in seconds, as Discord sends it."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        return False
    return abs(at.timestamp() - int(timestamp)) <= FRESH_SECONDS


def is_first(timestamp: str, body: bytes) -> bool:
    """Whether this was not heard before, by any process; it is from now on."""
    heard = sha256(timestamp.encode() + b"\0" + body).hexdigest()
    return bool(cache.add(f"discord-heard:{heard}", 1, timeout=2 * FRESH_SECONDS + 1))
