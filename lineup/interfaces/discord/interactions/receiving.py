"""The door at which Discord tells of interactions."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Refusal
from lineup.core.people import discord_links
from lineup.domains.guilds import guilds
from lineup.interfaces.discord.interactions import buttons, commands, reading, said, signatures
from lineup.interfaces.discord.interactions.commands import Asked, Unknown
from lineup.interfaces.discord.interactions.reading import Interaction, Sort

LARGEST = 64 * 1024


@csrf_exempt
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Answer an interaction; without the application's key there is no such door, without its signature none opens."""
    if not settings.DISCORD_PUBLIC_KEY:
        return HttpResponse(status=404)
    body, at = request.body, clock.now()
    if len(body) > LARGEST:
        return HttpResponse(status=413)
    timestamp = request.headers.get("X-Signature-Timestamp", "")
    signature = request.headers.get("X-Signature-Ed25519", "")
    is_discord = signatures.holds(settings.DISCORD_PUBLIC_KEY, signature=signature, timestamp=timestamp, body=body)
    if not (is_discord and signatures.is_fresh(timestamp, at=at) and signatures.is_first(timestamp, body)):
        return HttpResponse(status=401)
    try:
        told = reading.read(body)
    except ValueError:
        return HttpResponse(status=400)
    return JsonResponse(said.PONG if told.sort is Sort.PING else answer(told, at=at))


def answer(told: Interaction, *, at: datetime) -> dict[str, Any]:
    """Return what who asked is told, in their language: as they chose it here, or else at Discord."""
    person = discord_links.person_of(told.user_id)
    with translation.override(person.language if person else _spoken(told.locale)):
        guild = guilds.find_linked(told.guild_id)
        if guild is None:
            return said.private(_("This server is not linked to a club here."))
        asked = Asked(guild, person, at)
        try:
            if told.sort is Sort.BUTTON:
                return buttons.press(told.name, guild, asked.human, at=at)
            command = commands.COMMANDS.get(told.name)
            return command.answer(asked) if command else commands.info(asked)
        except Unknown:
            return commands.guide()
        except Refusal as refusal:
            return said.private(str(refusal))


def _spoken(locale: str) -> str:
    """Return the language of ours that comes nearest to Discord's, like "en-GB"."""
    code = locale.partition("-")[0]
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
