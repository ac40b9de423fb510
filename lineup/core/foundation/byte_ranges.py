"""Parts of a file that are asked for (RFC 9110, 14): one span of bytes, or the whole."""

import re
from dataclasses import dataclass

ONE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
LONGEST_NUMBER = 18


@dataclass(frozen=True)
class Part:
    """Bytes from `first` to `last`, both of them too."""

    first: int
    last: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1


class NotThere(ValueError):
    """The span lies behind the end of the file."""


def wanted(header: str, size: int) -> Part | None:
    """Return which part of a file of `size` bytes this Range header asks for; None for the whole.

    Several spans, other units and what is no span at all are answered with the whole, as one may. Raises NotThere.
    """
    found = ONE.fullmatch(header.strip())
    if not found or max(map(len, found.groups())) > LONGEST_NUMBER or found.groups() == ("", ""):
        return None
    begin, end = found.groups()
    if not begin:
        if not int(end):
            raise NotThere
        return Part(max(0, size - int(end)), size - 1)
    first, last = int(begin), min(int(end), size - 1) if end else size - 1
    if end and int(end) < first:
        return None
    if first >= size:
        raise NotThere
    return Part(first, last)
