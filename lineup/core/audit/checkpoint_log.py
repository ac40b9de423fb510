"""The checkpoints once more, in a file: a cut at the end of the tables doesn't reach it.

Copy var/audit-checkpoints.log to another machine from time to time, and a cut of both shows as well.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from lineup.core.audit.models import Checkpoint

TAIL = 4096


@dataclass(frozen=True)
class Line:
    """A checkpoint as the file has it."""

    seq: int
    digest: str
    at: datetime
    signature: str


def path() -> Path:
    """Return where the file is."""
    return Path(settings.VAR) / "audit-checkpoints.log"


def catch_up() -> None:
    """Append the checkpoints that the file lacks; after a crash between commit and append, too."""
    if last_seq() >= _newest():
        return
    path().parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path(), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # one at a time, so that each stands there once, in order
        _drop_torn_end(path())
        rows = Checkpoint.objects.filter(seq__gt=last_seq()).order_by("seq")
        file.writelines(_line(row) for row in rows.iterator())


def _drop_torn_end(file: Path) -> None:
    """A line without its end was being written when the machine stopped; it is written again."""
    tail = _tail(file)
    torn = len(tail) - (tail.rfind(b"\n") + 1)
    if torn:
        os.truncate(file, file.stat().st_size - torn)


def _newest() -> int:
    return Checkpoint.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


def _line(row: Checkpoint) -> str:
    at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    return json.dumps({"seq": row.seq, "digest": row.digest, "at": at, "signature": row.signature}) + "\n"


def last_seq() -> int:
    """Return the last checkpoint's seq, 0 where there is none to be read."""
    found = (_read(line.decode(errors="replace")) for line in reversed(_tail(path()).splitlines()))
    return next((line.seq for line in found if line.seq), 0)


def _tail(file: Path) -> bytes:
    if not file.exists():
        return b""
    with file.open("rb") as stream:
        stream.seek(max(0, stream.seek(0, os.SEEK_END) - TAIL))
        return stream.read()


def lines() -> Iterator[Line]:
    """Yield the file's checkpoints in its order; a line that is none comes with seq 0."""
    if not path().exists():
        return
    with path().open(errors="replace") as stream:
        yield from map(_read, stream)


def _read(text: str) -> Line:
    try:
        found = json.loads(text)
        return Line(
            int(found["seq"]), str(found["digest"]), datetime.fromisoformat(found["at"]), str(found["signature"])
        )
    except (ValueError, KeyError, TypeError):
        return Line(0, "", datetime.min.replace(tzinfo=UTC), "")
