"""The mails that were kept as files, read so that a page can show them."""

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

from lineup.core.foundation.errors import Missing

# they begin with the date: the newest has the greatest name
NAME = re.compile(r"\d{8}-\d{6}-[0-9a-f]{20}")
MOST_SEARCHED = 2000


@dataclass(frozen=True)
class Letter:
    """A mail: what its list and its page need."""

    name: str
    to: str
    sender: str
    subject: str
    at: datetime | None
    message: EmailMessage

    @property
    def text(self) -> str:
        return _body(self.message, "plain")

    @property
    def html(self) -> str:
        return _body(self.message, "html")

    @property
    def attachments(self) -> list[tuple[int, str, int]]:
        """Return (number, file name, bytes) of what is attached."""
        parts = enumerate(self.message.iter_attachments())
        return [(number, _file_name(part, number), len(part.get_payload(decode=True) or b"")) for number, part in parts]


def page(*, to: str = "", before: str = "", size: int = 30) -> tuple[list[Letter], str]:
    """Return the newest letters older than `before`, to addresses that contain `to`; and the next page's cursor."""
    found: list[Letter] = []
    for path in _files(before)[:MOST_SEARCHED]:
        if len(found) > size:
            break
        letter = _read(path)
        if to.strip().casefold() in letter.to.casefold():
            found.append(letter)
    more = len(found) > size
    return found[:size], found[size - 1].name if more else ""


def find(name: str) -> Letter:
    """Return the letter of this name. Raises Missing."""
    path = Path(settings.MAILBOX_DIR) / f"{name}.eml"
    if not NAME.fullmatch(name) or not path.is_file():
        raise Missing
    return _read(path)


def attachment(letter: Letter, number: int) -> tuple[str, bytes]:
    """Return file name and content of what is attached. Raises Missing."""
    parts = list(letter.message.iter_attachments())
    if number >= len(parts):
        raise Missing
    content = parts[number].get_payload(decode=True)
    return _file_name(parts[number], number), content if isinstance(content, bytes) else b""


def _files(before: str) -> list[Path]:
    names = sorted(
        (path for path in Path(settings.MAILBOX_DIR).glob("*.eml") if NAME.fullmatch(path.stem)), reverse=True
    )
    return [path for path in names if not before or path.stem < before]


def _read(path: Path) -> Letter:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    date = message["Date"]
    return Letter(
        name=path.stem,
        to=str(message["To"] or ""),
        sender=str(message["From"] or ""),
        subject=str(message["Subject"] or ""),
        at=date.datetime if date else None,
        message=message,
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part else ""


def _file_name(part: EmailMessage, number: int) -> str:
    given = re.sub(r"[^\w.-]+", "-", part.get_filename() or "")[:80].strip("-.")
    return given or f"attachment-{number + 1}"
