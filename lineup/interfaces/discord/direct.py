"""Says something to one person alone at Discord: the channel, and the handler of its topic.

No transaction is open while it speaks.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy, pgettext

from lineup.core.foundation import clock
from lineup.core.notices import tidings
from lineup.core.notices.channels import Channel
from lineup.core.notices.tidings import Tiding
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from lineup.core.people import discord_direct
from lineup.core.people.models import DiscordLink
from lineup.domains.guilds.shape.adoption import SKEW_MS
from lineup.domains.guilds.shape.snapshot import DISCORD_EPOCH_MS
from lineup.domains.guilds.shape.things import Words
from lineup.interfaces.discord import calls
from lineup.interfaces.discord.brakes import Brakes
from lineup.interfaces.discord.calls import Call
from lineup.interfaces.discord.interactions.said import plain
from lineup.interfaces.discord.limits import BRAKES, BUDGET, reach, token_refused
from lineup.interfaces.discord.rest import Later, Rest, TokenRefused, TurnedDown
from lineup.interfaces.discord.shared_budget import AnyBudget

TOPIC = "discord-direct"
DISCORD = Channel(
    discord_direct.CHANNEL,
    gettext_lazy("At Discord"),
    topic=TOPIC,
    destinations=discord_direct.destinations,
    is_asked_for=True,
)
FORBIDDEN, NOT_THERE = 403, 404
# Discord opens only so many conversations at once
TOO_FAST = 40003
PAUSE, REFUSED_PAUSE = timedelta(minutes=10), timedelta(minutes=15)
# who is not reached by then reads it in the page
PATIENCE = timedelta(days=1)
NOTICES = "/notices"


def send(message: Message) -> None:
    """Write to the person what there is to say, unless they unlinked Discord or hear of it there no more.

    Where Discord does not let the bot write to them, that is noted and nothing is said. What was sent without an
    answer is looked for before it is sent again. Raises messages.Later in quiet hours, and while Discord wants to be
    left alone; Unanswered, TurnedDown.
    """
    at = clock.now()
    found = discord_direct.find(message.payload["to"], person=UUID(message.payload["person"]))
    tiding = tidings.read(message.payload, channel=DISCORD.slug, at=at) if found else None
    if found is None or tiding is None or at - message.created_at > PATIENCE or not settings.DISCORD_BOT_TOKEN:
        return
    say(found, written(tiding), message, at=at)


def say(
    found: DiscordLink,
    words: Words,
    message: Message,
    *,
    at: datetime,
    brakes: Brakes = BRAKES,
    budget: AnyBudget = BUDGET,
) -> None:
    """Write the words to them, for this message of the outbox. Raises as `send`."""
    if brakes.is_token_refused:
        raise messages.Later(at + REFUSED_PAUSE)
    rest = reach(budget)
    try:
        _say(rest, found, words, message)
    except TokenRefused:
        token_refused(brakes)
        raise messages.Later(at + REFUSED_PAUSE) from None
    except Later as later:
        raise messages.Later(at + timedelta(seconds=later.seconds)) from None
    except TurnedDown as refusal:
        if refusal.code == TOO_FAST:
            raise messages.Later(at + PAUSE) from None
        if refusal.status != FORBIDDEN:
            raise
        discord_direct.note_closed(found, at=at)
    finally:
        rest.close()


def _say(rest: Rest, found: DiscordLink, words: Words, message: Message) -> None:
    try:
        _say_in(found.direct_channel or _opened(rest, found), rest, words, message)
    except TurnedDown as refusal:
        if refusal.status != NOT_THERE or not found.direct_channel:
            raise
        discord_direct.note_channel(found, "")
        _say_in(_opened(rest, found), rest, words, message)


def _opened(rest: Rest, found: DiscordLink) -> str:
    told = rest.send(Call("POST", "/users/@me/channels", {"recipient_id": found.discord_id}))
    discord_direct.note_channel(found, str(told["id"]))
    return found.direct_channel


def _say_in(channel: str, rest: Rest, words: Words, message: Message) -> None:
    path = f"/channels/{channel}/messages"
    if message.attempts > 1 and _is_said(rest, path, words, message):
        return
    rest.send(Call("POST", path, {**calls.message(words), **calls.once(message.key)}))


def _is_said(rest: Rest, path: str, words: Words, message: Message) -> bool:
    """Whether it stands there since the message was written: the try before was heard, only not answered."""
    since_ms = int(message.created_at.timestamp() * 1000) - SKEW_MS
    told = rest.get(path, after=max(0, since_ms - DISCORD_EPOCH_MS) << 22, limit=100)
    return any(calls.read_back(one).print == words.print for one in told)


def written(tiding: Tiding) -> Words:
    """Return what Discord shows, in the person's language: what happened, why they hear it, and where to look."""
    first, several = tiding.said[0].words, len(tiding.said) > 1
    with translation.override(tiding.person.language):
        lines = [f"• {plain(str(one.words.title))}" for one in tiding.said] if several else [plain(str(first.sentence))]
        # Discord writes what follows this mark small
        said = "\n".join([*lines, f"-# {plain(str(first.reason))}"])
        path = NOTICES if several else first.path or NOTICES
        return Words(plain(tiding.title), said, ((f"{settings.BASE_URL}{path}", pgettext("button", "Open")),))
