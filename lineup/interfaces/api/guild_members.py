"""The members of a club's Discord server: looked at by hand, and what came of it."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.domains.guilds import member_syncs
from lineup.domains.guilds.models import MemberSync, SyncLine
from lineup.interfaces.api import briefs, keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["discord"])
PATH = "/clubs/{slug}/discord/sync-members"


class SyncResults(Shown):
    """How many: `waiting` left the server, but are more than leave the club without a human who says so."""

    matched: int
    new: int
    left: int
    waiting: int
    unlinked: int
    conflicting: int
    bots: int


class MemberSyncShown(Shown):
    """`success_count`: who is in both by now; `error_count`: about whom a human is to decide.

    Not `is_whole`: the list of members broke off, and nobody was removed. `problem`: why nothing could be read: token,
    guild, hidden, refused, later, unanswered, lost; empty where all went well. `sync_timestamp`: when it ended. `read`:
    how many members were read so far.
    """

    id: UUID
    sync_type: Literal["manual", "automatic", "scheduled"]
    state: Literal["waiting", "done", "failed"]
    ordered_at: datetime
    sync_timestamp: datetime | None
    is_whole: bool
    problem: str
    read: int
    results: SyncResults
    success_count: int
    error_count: int

    @classmethod
    def of(cls, row: MemberSync) -> Self:
        return cls.made(
            sync_type=row.sort,
            sync_timestamp=row.ended_at,
            results=SyncResults.made(**shapes.read(row, tuple(SyncResults.model_fields))),
            success_count=row.matched + row.new,
            error_count=row.conflicting + row.waiting,
            **shapes.read(row, ("id", "state", "ordered_at", "is_whole", "problem", "read")),
        )


class ServerMemberShown(Shown):
    """What became of somebody on the server, or who was; `why` a human is to decide, `person` null for who is not
    linked. The number is Discord's, as text."""

    discord_id: str
    name: str
    standing: Literal["new", "left", "waiting", "conflicting", "unlinked"]
    why: str
    person: briefs.PersonBrief | None

    @classmethod
    def of(cls, row: SyncLine) -> Self:
        person = briefs.PersonBrief.of(row.person) if row.person else None
        return cls.made(discord_id=str(row.discord_id), person=person, **shapes.read(row, ("name", "standing", "why")))


class SyncWanted(Sent):
    agreed: int = Field(0, ge=0, le=100_000, description="So many `waiting` may leave the club at once.")


class StandingWanted(Sent):
    standing: Literal["", "new", "left", "waiting", "conflicting", "unlinked"] = ""


@router.post(PATH, response={202: MemberSyncShown}, summary="Have the members of a Discord server looked at")
def order(request: HttpRequest, slug: Slug, body: SyncWanted | None = None) -> Any:
    """For owner and admins. It ends in some seconds: ask for it until it is no longer `waiting`; ordered meanwhile, it
    is the same."""
    agreed = body.agreed if body else 0
    row = member_syncs.order(_managed(request, slug), agreed=agreed, by=keys.actor(request), at=clock.now())
    return Status(202, MemberSyncShown.of(row))


@router.get(PATH, response=MemberSyncShown, summary="Show the last look at the members of a Discord server")
def show(request: HttpRequest, slug: Slug) -> Any:
    """For owner and admins."""
    row = member_syncs.last_of(_managed(request, slug))
    if row is None:
        raise Missing
    return MemberSyncShown.of(row)


@router.get(f"{PATH}/people", response=paging.Page[ServerMemberShown], summary="List who is on a Discord server")
def people(request: HttpRequest, slug: Slug, wanted: Query[StandingWanted], window: Query[paging.Window]) -> Any:
    """What the last look said of everybody but the matched, by name; for owner and admins."""
    rows = member_syncs.lines_of(_managed(request, slug), wanted.standing)
    return paging.page(rows, ServerMemberShown, order=("name", "id"), window=window)


def _managed(request: HttpRequest, slug: str) -> Club:
    return permissions.find(keys.person(request), permissions.MANAGE_MEMBERS, slug=slug)
