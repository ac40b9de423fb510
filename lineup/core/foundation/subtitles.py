"""Captions of films as WebVTT: taken in when they are some, and tidied."""

import re

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid

LARGEST_BYTES = 256 * 1024
TYPE = "text/vtt"
INSTANT = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
CUE = re.compile(rf"{INSTANT}[ \t]+-->[ \t]+{INSTANT}(?:[ \t]+[^\n]*)?")


class CaptionsTooLarge(Invalid):
    code = "captions_too_large"
    sentence = _("Captions have at most %(limit)s KB; make them shorter.")
    field = "captions"


class CaptionsWrong(Invalid):
    code = "captions_wrong"
    sentence = _(
        "These are no WebVTT captions: the first line says WEBVTT, and 00:01.000 --> 00:04.000 stands above each text."
    )
    field = "captions"


class CaptionsLineWrong(Invalid):
    code = "captions_line_wrong"
    sentence = _("Line %(line)s of the captions does not say from when until when, as 00:01.000 --> 00:04.000 does.")
    field = "captions"


def read(content: bytes) -> str:
    """Return the captions in a file as text. Raises CaptionsTooLarge, CaptionsWrong, CaptionsLineWrong."""
    if len(content) > LARGEST_BYTES:
        raise CaptionsTooLarge(limit=LARGEST_BYTES // 1024)
    try:
        return checked(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise CaptionsWrong from None


def checked(text: str) -> str:
    """Return the captions with plain ends of lines; "" for none.

    Raises CaptionsTooLarge, CaptionsWrong where there is no cue, CaptionsLineWrong for a cue that does not end after
    it begins.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    plain = inputs.UNSTORABLE.sub("\ufffd", plain)
    if not plain.strip():
        return ""
    if len(plain.encode()) > LARGEST_BYTES:
        raise CaptionsTooLarge(limit=LARGEST_BYTES // 1024)
    lines = plain.split("\n")
    cues = [number for number, line in enumerate(lines, start=1) if "-->" in line]
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]) or not cues:
        raise CaptionsWrong
    for number in cues:
        if not _is_span(lines[number - 1]):
            raise CaptionsLineWrong(line=number)
    return plain + "\n"


def _is_span(line: str) -> bool:
    found = CUE.fullmatch(line.rstrip(" \t"))
    return bool(found and _ms(found.groups()[:4]) < _ms(found.groups()[4:]))


def _ms(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
