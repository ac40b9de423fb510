"""MP4: how long a film is, read from its boxes (ISO/IEC 14496-12) without reading what they hold."""

from collections.abc import Iterator

from django.core.files.base import File

PLAYED = frozenset((b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"av01", b"M4V ", b"dash"))
MOST_BOXES = 10_000
MOST_BRANDS = 400
WHOLE_FILE, LONG = 0, 1


def begins(start: bytes) -> bool:
    """Whether these first bytes are those of such a file."""
    return start[4:8] == b"ftyp"


def seconds(file: File, size: int) -> float:
    """Return how long it is; 0.0 where it does not say, or where it is no film that browsers know."""
    boxes = _boxes(file, 0, size)
    kind, first, last = next(boxes, (b"", 0, 0))
    if kind != b"ftyp" or not _brands(file, first, last) & PLAYED:
        return 0.0
    for kind, first, last in boxes:
        if kind == b"moov":
            return _of_movie(file, first, last)
    return 0.0


def _brands(file: File, first: int, last: int) -> set[bytes]:
    file.seek(first)
    content = file.read(min(last - first, MOST_BRANDS))
    # after the first brand stands its version
    return {content[:4], *(content[at : at + 4] for at in range(8, len(content), 4))}


def _of_movie(file: File, first: int, last: int) -> float:
    """From its header; a film in fragments has it in a box of its own."""
    scale, length = 0, 0
    for kind, begin, end in _boxes(file, first, last):
        if kind == b"mvhd":
            scale, length = _header(file, begin)
        elif kind == b"mvex" and not length:
            length = max(
                (_extended(file, at) for name, at, _end in _boxes(file, begin, end) if name == b"mehd"), default=0
            )
    return length / scale if scale else 0.0


def _header(file: File, at: int) -> tuple[int, int]:
    file.seek(at)
    content = file.read(32)
    if content[:1] == b"\x01":
        return _number(content[20:24]), _number(content[24:32])
    return _number(content[12:16]), _number(content[16:20])


def _extended(file: File, at: int) -> int:
    file.seek(at)
    content = file.read(12)
    return _number(content[4:12] if content[:1] == b"\x01" else content[4:8])


def _boxes(file: File, first: int, last: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield what stands in this part of the file: its kind, and where its content begins and ends."""
    at = first
    for _box in range(MOST_BOXES):
        file.seek(at)
        head = file.read(16)
        if at + 8 > last or len(head) < 8:
            return
        length, begin = _number(head[:4]), at + 8
        if length == LONG:
            length, begin = _number(head[8:16]), at + 16
        end = last if length == WHOLE_FILE else at + length
        if not begin <= end <= last:
            return
        yield head[4:8], begin, end
        at = end


def _number(content: bytes) -> int:
    return int.from_bytes(content, "big")
