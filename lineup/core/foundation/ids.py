"""Identifiers that sort by the time they were made (UUID version 7, RFC 9562)."""

import secrets
import threading
import time
import uuid

_lock = threading.Lock()
_last = 0


def new() -> uuid.UUID:
    """Return a fresh UUIDv7: 48 bits of Unix milliseconds, then 74 bits, random and rising.

    What one process makes sorts in the order of making, also within a millisecond.
    """
    global _last
    with _lock:
        fresh = (time.time_ns() // 1_000_000) << 74 | secrets.randbits(74)
        # the step is random as well, so that forked processes go apart
        _last = fresh if fresh >> 74 > _last >> 74 else _last + 1 + secrets.randbits(40)
        return _shaped(_last)


def _shaped(value: int) -> uuid.UUID:
    """The 122 bits with version and variant between them."""
    milliseconds, high, low = value >> 74, value >> 62 & 0xFFF, value & (2**62 - 1)
    return uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low)
