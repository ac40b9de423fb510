"""Stored files handed out in parts, so that a film can be begun anywhere: what to answer, whoever asks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.core.files.base import File
from django.core.files.storage import default_storage

from lineup.core.foundation import byte_ranges
from lineup.core.foundation.byte_ranges import Part

# one answer keeps a worker busy: players that asked for all that follows ask again for the rest
MOST_AT_ONCE = 8 * 1024 * 1024
CHUNK = 64 * 1024


@dataclass(frozen=True)
class Answer:
    """A status (200, 206 or 416), headers, and the bytes."""

    status: int
    headers: Mapping[str, str]
    body: Iterator[bytes]


def of(name: str, *, size: int, asked: str) -> Answer:
    """Return what to answer to this Range header ("" for none) of a stored file of `size` bytes.

    Raises FileNotFoundError where it is stored no more.
    """
    try:
        part = byte_ranges.wanted(asked, size)
    except byte_ranges.NotThere:
        return Answer(416, {"Content-Range": f"bytes */{size}", "Content-Length": "0"}, iter(()))
    if part is None:
        return Answer(200, _headers(size), _read(name, Part(0, size - 1)))
    part = Part(part.first, min(part.last, part.first + MOST_AT_ONCE - 1))
    said = {"Content-Range": f"bytes {part.first}-{part.last}/{size}", **_headers(part.length)}
    return Answer(206, said, _read(name, part))


def _headers(length: int) -> dict[str, str]:
    return {"Accept-Ranges": "bytes", "Content-Length": str(length)}


def _read(name: str, part: Part) -> Iterator[bytes]:
    """From a bucket only the part is fetched: its files come as a whole otherwise."""
    fetch = getattr(default_storage, "part", None)
    if fetch:
        found: Iterator[bytes] = fetch(name, part.first, part.last)
        return found
    return _chunks(default_storage.open(name), part)


def _chunks(file: File, part: Part) -> Iterator[bytes]:
    with file:
        file.seek(part.first)
        left = part.length
        while left and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
