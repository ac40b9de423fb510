"""The bytes of a file as the JSON that is in them."""

import codecs
import json
from typing import NoReturn

from lineup.domains.racing.result_files.fields import Part
from lineup.domains.racing.result_files.refusals import NotJson, ResultsEmpty, ResultsTooLarge, WrongEncoding

# a day with fifty cars in UTF-16 has about twelve
LARGEST_BYTES = 20 * 1024 * 1024
LOOKED_AT = 4096
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def opened(content: bytes) -> Part:
    """Return what the file says. Raises ResultsTooLarge, ResultsEmpty, WrongEncoding, NotJson."""
    if len(content) > LARGEST_BYTES:
        raise ResultsTooLarge(limit=LARGEST_BYTES // 1024 // 1024)
    if not content.strip(b"\0 \t\r\n"):
        raise ResultsEmpty
    text = _text(content)
    try:
        return Part(json.loads(text, parse_constant=_no_number))
    # too deep is as little a file of results as none
    except (ValueError, RecursionError):
        raise NotJson from None


def _no_number(said: str) -> NoReturn:
    raise ValueError(said)


def _text(content: bytes) -> str:
    mark, encoding = next(((mark, name) for mark, name in MARKS if content.startswith(mark)), (b"", _guessed(content)))
    try:
        return content[len(mark) :].decode(encoding)
    except UnicodeDecodeError:
        raise WrongEncoding from None


def _guessed(content: bytes) -> str:
    """ACC writes UTF-16 without its mark: every other byte of a name in our letters is zero."""
    start = content[:LOOKED_AT]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) * 4 < len(start):
        return "utf-8"
    return "utf-16-be" if even > odd else "utf-16-le"
