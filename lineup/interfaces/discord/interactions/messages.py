"""A message in a channel that asks something of us, out of Discord's JSON; the others are none of our business."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

# written by a person, or in answer to a message
WRITTEN = (0, 19)
# a mark, or a mention of somebody; then a word
ASKS = re.compile(
    r"\s*(?:!(?P<word>[a-z]{1,20})\b|<@!?(?P<to>\d{1,20})>\s*!?(?P<told>(?:[a-z]{1,20}\b)?))", re.IGNORECASE
)
# Discord's numbers tell when they were given out: milliseconds since then, above these bits
EPOCH_MS, BITS = 1_420_070_400_000, 22


@dataclass(frozen=True)
class Said:
    """A message that begins with a mark or a mention. `to`: who is mentioned; 0 after a mark. `word` may be empty."""

    guild_id: int
    channel_id: int
    message_id: int
    user_id: int
    word: str
    to: int = 0

    @property
    def said_at(self) -> datetime:
        return datetime.fromtimestamp(((self.message_id >> BITS) + EPOCH_MS) / 1000, UTC)


def read(told: Mapping[str, Any]) -> Said | None:
    """Return what a person asks in a guild, or None. Raises KeyError, TypeError, ValueError for what makes no sense."""
    content = told.get("content") or ""
    found = ASKS.match(content)
    is_by_person = told.get("type", 0) in WRITTEN and not told.get("webhook_id") and not told["author"].get("bot")
    if not (found and is_by_person and told.get("guild_id")):
        return None
    return Said(
        guild_id=int(told["guild_id"]),
        channel_id=int(told["channel_id"]),
        message_id=int(told["id"]),
        user_id=int(told["author"]["id"]),
        word=(found["word"] or found["told"] or "").lower(),
        to=int(found["to"] or 0),
    )
