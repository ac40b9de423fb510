"""Films that people upload: what they are by their bytes, and how long; never read into memory as a whole."""

import math
from dataclasses import dataclass

from django.core.files.base import File

from lineup.core.foundation.videos import boxes, elements

MP4, WEBM = "video/mp4", "video/webm"
ENDINGS = {MP4: "mp4", WEBM: "webm"}
LONGEST_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Film:
    """The type that browsers are told, and whole seconds, at least one."""

    content_type: str
    seconds: int


def looked_at(file: File, size: int) -> Film | None:
    """Return what the file is; None where it is no MP4 or WebM that says how long it is, or longer than a day."""
    file.seek(0)
    start = file.read(16)
    found = (MP4, boxes.seconds) if boxes.begins(start) else (WEBM, elements.seconds)
    content_type, measure = found
    length = measure(file, size)
    file.seek(0)
    if not 0 < length <= LONGEST_SECONDS:
        return None
    return Film(content_type, math.ceil(length))
