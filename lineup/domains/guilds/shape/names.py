"""Names as Discord takes them, and as it shows them in a message."""

import re
from hashlib import sha256

from lineup.domains.guilds.shape import limits
from lineup.domains.guilds.shape.asked import Choices, Event

# what Discord would take out or change by itself: then the name that we see were not the one that we gave
NOT_KEPT = re.compile(r"[^\w-]+")
RUNS = re.compile(r"-{2,}")
# what Discord reads as layout, a mention, an emoji or an address
LAYOUT = re.compile(r"([\\`*_~|\[\]()<>#@:])")
FALLBACK = "event"
# what a pattern must say: without these, channels of two events, or of one, were named alike
NEEDED = frozenset({"event", "what"})


def blanks(pattern: str) -> frozenset[str]:
    """Return the blanks of a pattern: event, series, date, what. Raises ValueError for any other brace."""
    found = re.sub(r"\{(event|series|date|what)\}", "", pattern)
    if "{" in found or "}" in found:
        raise ValueError(pattern)
    return frozenset(re.findall(r"\{(\w+)\}", pattern))


def slug(text: str) -> str:
    """Return the text as the name of a text channel: small letters, digits and single hyphens."""
    return RUNS.sub("-", NOT_KEPT.sub("-", text.casefold())).strip("-_")


def line(text: str) -> str:
    """Return the text as the name of a category, thread or role."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[: limits.NAME].strip()


def plain(text: str) -> str:
    """Return what somebody wrote so that Discord shows it in a message as it is written."""
    return LAYOUT.sub(r"\\\1", text)


def of_channel(event: Event, what: str, *, series: str, choices: Choices, twin: bool = False) -> str:
    """Return the name of a channel of the event, within the limit; a `twin` of another event gets a tail of its own."""
    tail = f"-{sha256(event.id.encode()).hexdigest()[:4]}" if twin else ""
    name, room = event.name, limits.NAME - len(tail)
    said = _filled(choices.pattern, name, series, event, what)
    while len(said) > room and (name or series):
        over = len(said) - room
        # the series goes first, `what` never: it tells the channels of an event apart
        series, name = series[:-over] if series else "", name if series else name[:-over]
        said = _filled(choices.pattern, name, series, event, what)
    return (said[:room].strip("-_") or FALLBACK) + tail


def _filled(pattern: str, name: str, series: str, event: Event, what: str) -> str:
    return slug(pattern.format(event=slug(name), series=slug(series), date=f"{event.starts_at:%m-%d}", what=slug(what)))
