"""A letter: what a person reads, before it becomes an e-mail."""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.mime.text import MIMEText
from email.utils import format_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

# controls, separators of lines and paragraphs, halves of signs
BREAKS = frozenset({"Cc", "Zl", "Zp", "Cs"})


@dataclass(frozen=True)
class CalendarFile:
    """A calendar file to attach; `method` is its METHOD."""

    method: str
    content: bytes
    name: str = "event.ics"


@dataclass(frozen=True)
class Item:
    """A line of a list: what it is, what is to be known about it, and where it leads."""

    title: str
    note: str = ""
    url: str = ""

    @property
    def address(self) -> str:
        return absolute(self.url)


@dataclass(frozen=True)
class Section:
    """A list under a heading; `more` says how many were left out."""

    heading: str
    items: tuple[Item, ...]
    more: str = ""


@dataclass(frozen=True)
class Exit:
    """How one gets fewer letters of a kind: `stop` in one click, `choose` on a page, or `why` one can't."""

    choose: str = ""
    stop: str = ""
    why: str = ""


@dataclass(frozen=True)
class Letter:
    """One letter to one address, written in `language`.

    `url` is where its one button leads: absolute, or a path of ours. `details` are (label, value)
    pairs. `preheader` is what a mail program shows beside the subject; the first paragraph if empty.
    `sections` are lists, for a letter about several things. `exit` says how to get fewer of its kind.
    """

    to: str
    language: str
    subject: str
    paragraphs: tuple[str, ...]
    reason: str
    button: str = ""
    url: str = ""
    preheader: str = ""
    details: tuple[tuple[str, str], ...] = ()
    calendar: CalendarFile | None = None
    sections: tuple[Section, ...] = ()
    exit: Exit = Exit()


def compose(letter: Letter, *, key: str, at: datetime) -> EmailMultiAlternatives:
    """Return the e-mail: text and HTML, and the calendar file where there is one.

    `key` and `at` belong to the work, not to the try, so that a second try makes the same e-mail again.
    """
    with translation.override(letter.language):
        context = _context(letter)
        message = EmailMultiAlternatives(
            subject=_kept_apart(one_line(letter.subject)),
            body=render_to_string("mail/letter.txt", context),
            to=[letter.to],
            headers={
                "Message-ID": message_id(key),
                "Date": format_datetime(at),
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": "All",
                "Content-Language": translation.get_language(),
                **_one_click(letter.exit),
            },
        )
        message.attach_alternative(render_to_string("mail/letter.html", context), "text/html")
    if letter.calendar:
        message.attach(_part(letter.calendar))
    return message


def one_line(text: str) -> str:
    """Return the text without line breaks and other controls: nothing of it can begin a header."""
    return " ".join("".join(" " if unicodedata.category(sign) in BREAKS else sign for sign in text).split())


def _kept_apart(subject: str) -> str:
    """The subject with a sign that nobody sees (a word joiner) in what looks like an encoded word (RFC 2047).

    Mail programs would show what it encodes, which may be more lines and another sender's words.
    """
    return subject.replace("=?", "=\u2060?")


def message_id(key: str) -> str:
    """Return the Message-ID of the work with this key: the same at every try, telling nothing."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{urlsplit(settings.BASE_URL).hostname}>"


def absolute(url: str) -> str:
    """Return the address for somebody outside: a path of ours gets our own before it."""
    return settings.BASE_URL + url if url.startswith("/") else url


def _one_click(way_out: Exit) -> dict[str, str]:
    """The headers by which a mail program offers to stop such letters (RFC 2369, RFC 8058)."""
    if not way_out.stop:
        return {}
    return {
        "List-Unsubscribe": f"<{absolute(way_out.stop)}/stop>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _context(letter: Letter) -> dict[str, object]:
    paragraphs = [paragraph for paragraph in letter.paragraphs if paragraph.strip()]
    return {
        "letter": letter,
        "paragraphs": paragraphs,
        "preheader": one_line(letter.preheader or (paragraphs[0] if paragraphs else ""))[:140],
        "url": absolute(letter.url),
        "stop": absolute(letter.exit.stop),
        "choose": absolute(letter.exit.choose),
        "home": settings.BASE_URL,
        "language": translation.get_language(),
    }


def _part(file: CalendarFile) -> MIMEText:
    part = MIMEText(file.content.decode(), "calendar", "utf-8")
    part.set_param("method", file.method)
    part.add_header("Content-Disposition", "attachment", filename=file.name)
    return part
