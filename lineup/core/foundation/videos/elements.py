"""WebM: how long a film is, read from its elements (RFC 8794, RFC 9559) without reading what they hold.

What browsers record does not say how long it is: then it is as long as its last picture or sound is late.
"""

import struct
from collections.abc import Iterator

from django.core.files.base import File

EBML, DOCTYPE = 0x1A45DFA3, 0x4282
SEGMENT, INFO, CLUSTER = 0x18538067, 0x1549A966, 0x1F43B675
SCALE, DURATION = 0x2AD7B1, 0x4489
TIMESTAMP, SIMPLE_BLOCK, BLOCK_GROUP, BLOCK = 0xE7, 0xA3, 0xA0, 0xA1
# what is looked into; all else is passed over
ENTERED = frozenset((EBML, SEGMENT, INFO, CLUSTER, BLOCK_GROUP))
MOST_ELEMENTS = 2_000_000
MILLISECOND = 1_000_000
NANOSECONDS = 1e9


def begins(start: bytes) -> bool:
    """Whether these first bytes are those of such a file."""
    return start[:4] == b"\x1a\x45\xdf\xa3"


def seconds(file: File, size: int) -> float:
    """Return how long it is; 0.0 where it cannot be told, or where it is no WebM."""
    scale, said, cluster, latest, is_webm = MILLISECOND, 0.0, 0, 0, False
    for name, begin, length in _elements(file, size):
        if name == DOCTYPE:
            is_webm = _content(file, begin, length) == b"webm"
        elif name == SCALE:
            scale = _number(_content(file, begin, length)) or MILLISECOND
        elif name == DURATION:
            said = _float(_content(file, begin, length))
        elif name == TIMESTAMP:
            cluster = _number(_content(file, begin, length))
        elif name in (SIMPLE_BLOCK, BLOCK):
            latest = max(latest, cluster + _offset(_content(file, begin, min(length, 12))))
        if name == CLUSTER and said:
            break
    return (said or latest) * scale / NANOSECONDS if is_webm else 0.0


def _elements(file: File, size: int) -> Iterator[tuple[int, int, int]]:
    """Yield element after element, those within others too: its name, and where its content begins and how long it is.

    What is entered goes on at its content, so that it does not matter whether it says how long it is.
    """
    at = 0
    for _element in range(MOST_ELEMENTS):
        file.seek(at)
        head = file.read(12)
        name, after = _sized(head, keep=True, most=4)
        length, more = _sized(head[after:], keep=False, most=8)
        if not after or not more:
            return
        begin = at + after + more
        if name not in ENTERED and begin + length > size:
            return
        yield name, begin, length
        at = begin if name in ENTERED else begin + length


def _sized(content: bytes, *, keep: bool, most: int) -> tuple[int, int]:
    """Return a number that says itself of how many bytes it is, and how many: 0 where there is none."""
    if not content or not content[0]:
        return 0, 0
    width = 9 - content[0].bit_length()
    if width > most or len(content) < width:
        return 0, 0
    number = int.from_bytes(content[:width], "big")
    return number if keep else number ^ 1 << 7 * width, width


def _content(file: File, begin: int, length: int) -> bytes:
    file.seek(begin)
    return file.read(min(length, 16))


def _number(content: bytes) -> int:
    return int.from_bytes(content[:8], "big")


def _float(content: bytes) -> float:
    kind = {4: ">f", 8: ">d"}.get(len(content))
    return max(0.0, struct.unpack(kind, content)[0]) if kind else 0.0


def _offset(block: bytes) -> int:
    """How much later than its cluster: after the number of the track stand two bytes with a sign."""
    _track, width = _sized(block, keep=False, most=8)
    return int.from_bytes(block[width : width + 2], "big", signed=True)
