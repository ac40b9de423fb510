"""What a club chose for its Discord server."""

from typing import Any, Self

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.domains.guilds import guilds
from lineup.domains.guilds.models import Guild
from lineup.interfaces.api import keys, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["discord"])
PATH = "/clubs/{slug}/discord/settings"
# what old clients call it
NAMES = {
    "auto_create_channels": "is_on",
    "channel_naming_pattern": "pattern",
    "enable_voice_channels": "voice",
    "enable_stint_alerts": "alerts",
}
SAME = tuple(name for name in guilds.FIELDS if name not in NAMES.values())


class ServerSettings(Shown):
    """`server_id` is Discord's, as text; null where none is linked. `keep_days` null: archives are kept for ever.

    `channel_naming_pattern` is made of {event}, {series}, {date} and {what}. `update_minutes`: how often a card is
    brought up to date. `alert_minutes`: how long before their stint drivers are told. `digest`: whether a channel is
    told each Monday what the week brings.
    """

    server_id: str | None
    server_name: str
    auto_create_channels: bool
    channel_naming_pattern: str
    enable_voice_channels: bool
    enable_stint_alerts: bool
    only_races: bool
    roles: bool
    threads: bool
    respects_people: bool
    syncs_members: bool
    digest: bool
    race_voice_hours: int
    update_minutes: int
    alert_minutes: int
    role_days: int
    archive_days: int
    keep_days: int | None
    language: str
    bot_name: str

    @classmethod
    def of(cls, row: Guild) -> Self:
        return cls.made(
            server_id=str(row.discord_id) if row.discord_id else None,
            server_name=row.name,
            **{name: getattr(row, ours) for name, ours in NAMES.items()},
            **shapes.read(row, SAME),
        )


class ServerSettingsWanted(Sent):
    """What is left out stays as it is."""

    auto_create_channels: bool = False
    channel_naming_pattern: str = Field("", max_length=90, examples=["{date}-{event}-{what}"])
    enable_voice_channels: bool = True
    enable_stint_alerts: bool = True
    only_races: bool = False
    roles: bool = True
    threads: bool = True
    respects_people: bool = True
    syncs_members: bool = True
    digest: bool = False
    race_voice_hours: int = 24
    update_minutes: int = 30
    alert_minutes: int = 15
    role_days: int = 14
    archive_days: int = 7
    keep_days: int | None = None
    language: str = "en"
    bot_name: str = Field("", max_length=32)


@router.get(PATH, response=ServerSettings, summary="Show what a club chose for its Discord server")
def show(request: HttpRequest, slug: Slug) -> Any:
    """Also before a server is linked. For owner and admins."""
    return ServerSettings.of(guilds.of(_managed(request, slug)))


@router.put(PATH, response=ServerSettings, summary="Choose how a club's Discord server is built")
def change(request: HttpRequest, slug: Slug, body: ServerSettingsWanted) -> Any:
    """What is left out stays as it is. `auto_create_channels` of a linked server can be switched on once somebody
    looked what would change. For owner and admins."""
    given = body.model_dump(exclude_unset=True)
    values = {NAMES.get(name, name): value for name, value in given.items()}
    guild = guilds.change(_managed(request, slug), by=keys.actor(request), at=clock.now(), **values)
    return ServerSettings.of(guild)


def _managed(request: HttpRequest, slug: str) -> Club:
    return permissions.find(keys.person(request), permissions.EDIT_CLUB, slug=slug)
