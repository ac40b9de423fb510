"""A guild links itself to its club: an admin goes to Discord, lets the bot in, and comes back with a proof.

Nothing that comes over the network says to whom it belongs: the state does, which is kept as a digest, taken once,
within minutes, by the same person in the same browser; and Discord itself, asked with the code of the way back.
"""

import base64
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import tokens
from lineup.core.foundation.errors import Expired, Forbidden, Refusal
from lineup.core.people.actors import Actor
from lineup.domains.guilds import guilds, looks
from lineup.domains.guilds.models import BotInvitation, Guild
from lineup.domains.guilds.shape.permissions import INVITED, Permission

LASTS, KEPT = timedelta(minutes=15), timedelta(days=1)
# Discord's “Manage Server”: who has it may let bots in
MANAGE_GUILD = 1 << 5


class WayUnknown(Refusal):
    code = "guild_link_unknown"
    status = 400
    sentence = _("This way back from Discord was not begun here. Open Discord in your club and add the bot from there.")


class WayOfAnother(Forbidden):
    code = "guild_link_of_another"
    sentence = _(
        "This way back from Discord was begun by somebody else, or in another browser. Add the bot again from here."
    )


class WayUsed(Expired):
    code = "guild_link_used"
    sentence = _("This way back from Discord was taken already. Add the bot again if no server is linked.")


class WayOver(Expired):
    code = "guild_link_expired"
    sentence = _("This way back from Discord was open for 15 minutes. Add the bot again.")


class KeysMissing(Refusal):
    code = "discord_keys_missing"
    sentence = _("This installation has no keys of Discord; whoever runs it sets LINEUP_DISCORD_CLIENT_ID first.")


class NoServer(Refusal):
    code = "guild_link_without_server"
    sentence = _("Discord names no server that the bot came into. Add the bot again, and choose your server there.")


class AnotherServer(Refusal):
    code = "guild_link_of_another_server"
    sentence = _("Discord names another server than the way back does; nothing was linked. Add the bot again.")


class NotManaged(Forbidden):
    code = "guild_not_managed"
    sentence = _(
        "Discord says that you don’t manage this server. Somebody who does, and is an admin of the club here, links it."
    )


@dataclass(frozen=True)
class Way:
    """A way to Discord and back. `state` goes along; `verifier` stays in the browser's session."""

    state: str
    verifier: str
    challenge: str
    ends_at: datetime


@dataclass(frozen=True)
class Server:
    """A guild that somebody is in, as Discord tells it to them."""

    id: int
    name: str = ""
    is_owner: bool = False
    permissions: int = 0

    @property
    def is_managed(self) -> bool:
        return self.is_owner or bool(self.permissions & (Permission.ADMINISTRATOR | MANAGE_GUILD))


def challenge_of(verifier: str) -> str:
    """Return what Discord is told of the verifier on the way there (RFC 7636, S256); nothing for none."""
    if not verifier:
        return ""
    digest = hashlib.sha256(verifier.encode(errors="replace")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def callback() -> str:
    """Return where Discord sends people back to."""
    return f"{settings.BASE_URL}/discord/callback"


def address(way: Way) -> str:
    """Return where an admin of a server lets the bot in, with the permissions that it needs and no others."""
    asked = {
        "client_id": settings.DISCORD_CLIENT_ID,
        "scope": "bot applications.commands identify guilds",
        "permissions": int(INVITED),
        "response_type": "code",
        "redirect_uri": callback(),
        "state": way.state,
    }
    if way.challenge:
        asked |= {"code_challenge": way.challenge, "code_challenge_method": "S256"}
    return f"{settings.DISCORD_ADDRESS}/oauth2/authorize?{urlencode(asked)}"


@transaction.atomic
def begin(club: Club, *, in_browser: bool, by: Actor, at: datetime) -> Way:
    """Return a way to Discord for whoever acts; it is recorded that they went. Not `in_browser`: no session binds it.

    Raises KeysMissing.
    """
    if not settings.DISCORD_CLIENT_ID:
        raise KeysMissing
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48) if in_browser else ""
    challenge = challenge_of(verifier)
    BotInvitation.objects.create(
        club=club, person=by.human, state_digest=tokens.digest(state), challenge=challenge, begun_at=at
    )
    entries.record(by=by, at=at, action="guild.invite", on=club, club_id=club.pk)
    return Way(state, verifier, challenge, at + LASTS)


def take(state: str, verifier: str, *, by: Actor, at: datetime) -> BotInvitation:
    """Return what was begun with the state, which is over from now on, whatever comes of it.

    Raises WayUnknown, WayOfAnother, WayUsed, WayOver, and what `permissions.find` raises.
    """
    row = BotInvitation.objects.filter(state_digest=tokens.digest(state)).first()
    if row is None:
        raise WayUnknown
    if row.person_id != by.human.pk:
        raise WayOfAnother
    if row.used_at is not None:
        raise WayUsed
    if row.challenge and not secrets.compare_digest(row.challenge, challenge_of(verifier)):
        raise WayOfAnother
    if at >= row.begun_at + LASTS:
        raise WayOver
    row.club = permissions.find(by.human, permissions.EDIT_CLUB, pk=row.club_id)
    if not BotInvitation.objects.filter(pk=row.pk, used_at=None).update(used_at=at):
        raise WayUsed
    return row


@transaction.atomic
def finish(
    invitation: BotInvitation, *, joined: int, named: int, servers: Sequence[Server], by: Actor, at: datetime
) -> Guild:
    """Link the guild that the bot joined by Discord's own word, and that whoever acts may manage.

    `named`: the guild in the address of the way back, which is nobody's word. `servers`: those that the person is in.
    Nothing is built before an admin begins; what would be is looked at by then. Raises NoServer, AnotherServer,
    NotManaged, and what `guilds.link` raises.
    """
    if not joined:
        raise NoServer
    if joined != named:
        raise AnotherServer
    server = next((one for one in servers if one.id == joined), None)
    if server is None or not server.is_managed:
        raise NotManaged
    was_linked = guilds.of(invitation.club).is_linked
    guild = guilds.link(invitation.club, server.id, name=server.name, by=by, at=at)
    if not was_linked:
        guild.is_on = False
        guild.save(update_fields=["is_on"])
        looks.order(invitation.club, by=by, at=at)
    return guild


def forget(*, before: datetime, limit: int = 500) -> int:
    """Delete ways that were begun before then, some at a time; return how many."""
    old = list(BotInvitation.objects.filter(begun_at__lt=before).order_by("begun_at").values_list("pk", flat=True))
    return BotInvitation.objects.filter(pk__in=old[:limit]).delete()[0]
