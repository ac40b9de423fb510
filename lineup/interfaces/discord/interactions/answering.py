"""What is answered to an interaction or a message, whichever way it came to us."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from lineup.core.foundation.errors import Refusal
from lineup.core.people import discord_links, limits
from lineup.core.people.limits import Limit
from lineup.core.people.models import Person
from lineup.domains.guilds import guilds
from lineup.domains.guilds.models import Guild
from lineup.interfaces.discord.interactions import buttons, commands, said
from lineup.interfaces.discord.interactions.asked import Answer, Asked, Unknown
from lineup.interfaces.discord.interactions.commands import Command
from lineup.interfaces.discord.interactions.messages import Said
from lineup.interfaces.discord.interactions.reading import Interaction, Sort

# answers stand in a channel, where others talk
MESSAGES_OF = Limit("discord-messages-of", 5, 60)
MESSAGES_IN = Limit("discord-messages-in", 20, 60)


def answer(told: Interaction, *, at: datetime) -> Answer:
    """Return what who asked is told, in their language: as they chose it here, or else at Discord."""
    person = discord_links.person_of(told.user_id)
    with translation.override(person.language if person else _spoken(told.locale)):
        guild = guilds.find_linked(told.guild_id)
        if guild is None:
            return said.private(_("This server is not linked to a club here."))
        if told.sort is Sort.BUTTON:
            return _pressed(told, guild, person, at)
        command = commands.COMMANDS.get(told.name, commands.COMMANDS["help"])
        return _answered(command, Asked(guild, person, at))


def reply(told: Said, *, at: datetime) -> dict[str, Any] | None:
    """Return the message that answers one, in the language of the bot there; None where nothing is said.

    So where no club is linked, to a word that is not ours after a mark – other bots have such too – and to who asks too
    often.
    """
    command, guild = _asked_for(told), guilds.find_linked(told.guild_id)
    if command is None or guild is None or _is_too_much(told, at):
        return None
    person = discord_links.person_of(str(told.user_id))
    with translation.override(guild.language):
        given = _answered(command, Asked(guild, person, at, said_at=told.said_at))
    return said.in_channel(given, to=told.message_id)


def _asked_for(told: Said) -> Command | None:
    """Return what a message may ask; whoever calls us by name is told what that is."""
    found = commands.COMMANDS.get(told.word)
    if found and found.is_open:
        return found
    return commands.COMMANDS["help"] if told.to else None


def _pressed(told: Interaction, guild: Guild, person: Person | None, at: datetime) -> Answer:
    if person is None:
        return commands.guide()
    try:
        return buttons.press(told.name, guild, person, at=at)
    except Refusal as refusal:
        return said.private(str(refusal))


def _answered(command: Command, asked: Asked) -> Answer:
    try:
        return command.answer(asked)
    except Unknown:
        return commands.guide()
    except Refusal as refusal:
        return said.private(str(refusal))


def _is_too_much(told: Said, at: datetime) -> bool:
    tries = ((MESSAGES_OF, f"{told.user_id}|{told.channel_id}"), (MESSAGES_IN, str(told.channel_id)))
    try:
        limits.spend(*tries, at=at)
    except limits.TooManyTries:
        return True
    return False


def _spoken(locale: str) -> str:
    """Return the language of ours that comes nearest to Discord's, like "en-GB"."""
    code = locale.partition("-")[0]
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
