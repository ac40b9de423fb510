"""The Discord server of a club: the bot let into it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from lineup.core.clubs import permissions
from lineup.core.foundation import clock
from lineup.domains.guilds import linking
from lineup.interfaces.api import keys
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["discord"])


class BotInvitationWanted(Sent):
    club: Slug = Field(description="The club that the server is to be linked to.", examples=["endurance"])


class BotInvitationShown(Shown):
    """Opened in a browser in which the same person is signed in here, by `expires_at`, once."""

    url: str
    expires_at: datetime


@router.post("/discord/bot-invite-url", response={201: BotInvitationShown}, summary="Let the bot into a Discord server")
def invite(request: HttpRequest, body: BotInvitationWanted) -> Any:
    """Give the address at Discord where whoever manages a server lets the bot in, with the permissions that it needs
    and no others. On the way back the server is linked to the club. For owner and admins."""
    club = permissions.find(keys.person(request), permissions.EDIT_CLUB, slug=body.club)
    way = linking.begin(club, in_browser=False, by=keys.actor(request), at=clock.now())
    return Status(201, BotInvitationShown.made(url=linking.address(way), expires_at=way.ends_at))
