"""Reads who is in a guild and brings the club's members in line: the handler of topic "discord-members"."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings

from lineup.core.foundation import clock
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from lineup.domains.guilds import member_settling, member_syncs, turned_away
from lineup.domains.guilds.matching import Listing, Seen
from lineup.domains.guilds.models import MemberSync
from lineup.domains.guilds.shape.things import Lane
from lineup.domains.guilds.turned_away import Why
from lineup.interfaces.discord import reading
from lineup.interfaces.discord.brakes import Brakes
from lineup.interfaces.discord.limits import BRAKES, BUDGET, reach, token_refused
from lineup.interfaces.discord.rest import Later, Rest, TokenRefused, TurnedDown, Unanswered
from lineup.interfaces.discord.shared_budget import AnyBudget

# as many as Discord tells at once
PAGE = 1000
FORBIDDEN, NO_GUILD = 403, 10004
# the bot is not told of members: that is chosen for all servers, where its token comes from
HIDDEN = "hidden"
BROKEN = (Unanswered, TurnedDown, TokenRefused, Later)
# a pause that Discord asks for is kept; a longer one ends the sync, and the clock orders another
LONGEST_PAUSE_SECONDS = 900.0


def look(message: Message) -> None:
    """Do the sync that the message names, unless it has ended or its guild is linked no more."""
    sync = member_syncs.find(message.payload["sync"])
    if sync is not None:
        look_now(sync)


def look_now(sync: MemberSync, *, brakes: Brakes = BRAKES, budget: AnyBudget = BUDGET) -> None:
    """Read the members and do what follows; where nothing can be read, end the sync with the reason.

    Raises messages.Later where Discord wants to be left alone for a while.
    """
    if brakes.is_token_refused or not settings.DISCORD_BOT_TOKEN:
        member_syncs.fail(sync, "token", at=clock.now())
        return
    number = sync.guild.discord_id or 0
    rest = reach(budget)
    try:
        listing = read(rest, number, lambda so_far: member_syncs.note_read(sync, so_far))
    except BROKEN as fault:
        _stopped(sync, fault, brakes)
        return
    finally:
        rest.close()
    member_settling.settle(sync, listing, at=clock.now())


def read(rest: Rest, guild_id: int, heard: Callable[[int], None]) -> Listing:
    """Return the members of the guild; of a listing that breaks off, those read so far, and that it is not whole.

    `heard` is told how many were read so far, after each thousand.
    Raises Unanswered, TurnedDown, TokenRefused, Later where not even the first page could be read.
    """
    people: list[Seen] = []
    after = 0
    while True:
        try:
            page = _page(rest.get(f"/guilds/{guild_id}/members", lane=Lane.LOOKS, limit=PAGE, after=after))
        except BROKEN:
            if not people:
                raise
            return Listing(people, is_whole=False)
        people += page
        heard(len(people))
        last = max((one.discord_id for one in page), default=0)
        if len(page) < PAGE:
            return Listing(people)
        if last <= after:
            # the same page again: it would never end
            return Listing(people, is_whole=False)
        after = last


def _page(told: Sequence[Mapping[str, Any]]) -> list[Seen]:
    """Raises Unanswered for what is no list of members: nobody knows who stood there."""
    try:
        return [reading.seen(one) for one in told]
    except (AttributeError, KeyError, TypeError, ValueError):
        raise Unanswered("not members") from None


def _stopped(sync: MemberSync, fault: Exception, brakes: Brakes) -> None:
    if isinstance(fault, Later) and fault.seconds <= LONGEST_PAUSE_SECONDS:
        raise messages.Later(clock.now() + timedelta(seconds=fault.seconds))
    if isinstance(fault, TokenRefused):
        token_refused(brakes)
    problem = _problem(fault)
    if problem == HIDDEN:
        turned_away.tell(Why.INTENT, at=clock.now())
    member_syncs.fail(sync, problem, at=clock.now())


def _problem(fault: Exception) -> str:
    if isinstance(fault, TokenRefused):
        return "token"
    if isinstance(fault, TurnedDown):
        return "guild" if fault.code == NO_GUILD else HIDDEN if fault.status == FORBIDDEN else "refused"
    return "later" if isinstance(fault, Later) else "unanswered"
