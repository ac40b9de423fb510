"""The channels of ours on a club's Discord server."""

from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.domains.guilds import archiving, channels
from lineup.domains.guilds.models import Thing
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Slug

router = Router(tags=["discord"])


class ServerChannelShown(Shown):
    """A channel of ours; the numbers are Discord's, as text. `category_id` null: in none, or it is one itself.

    `state`: there, or gone (people took it away). `event`: the id of the event that it is for, null for what is of a
    series.
    """

    channel_id: str
    category_id: str | None
    kind: Literal["category", "text", "voice"]
    name: str
    state: Literal["there", "gone"]
    event: str | None

    @classmethod
    def of(cls, row: Thing) -> Self:
        return cls.made(
            channel_id=str(row.discord_id),
            category_id=str(row.parent_discord_id) if row.parent_discord_id else None,
            event=channels.event_of(row),
            **shapes.read(row, ("kind", "name", "state")),
        )


@router.get("/clubs/{slug}/discord/channels", response=paging.Page[ServerChannelShown], summary="List Discord channels")
def list_channels(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """What the bot made or uses on the club's server, by name. For owner and admins."""
    rows = channels.of_club(_managed(request, slug))
    return paging.page(rows, ServerChannelShown, order=("name", "id"), window=window)


@router.post(
    "/clubs/{slug}/discord/channels/{event}/archiving", response={204: None}, summary="Archive an event's channel"
)
def archive(request: HttpRequest, slug: Slug, event: UUID) -> Any:
    """Before its days are over, once the event is over or cancelled. For owner and admins."""
    archiving.archive(_managed(request, slug), event, by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.post(
    "/clubs/{slug}/discord/channels/{event}/return", response={204: None}, summary="Bring an event's channel back"
)
def bring_back(request: HttpRequest, slug: Slug, event: UUID) -> Any:
    """Out of the archive, where it was put by hand: the clock archives it in its time. For owner and admins."""
    archiving.bring_back(_managed(request, slug), event, by=keys.actor(request), at=clock.now())
    return Status(204, None)


def _managed(request: HttpRequest, slug: str) -> Club:
    return permissions.find(keys.person(request), permissions.EDIT_CLUB, slug=slug)
