"""The Discord server of a club: the bot let into it, what it would do there, and what waits for a human."""

from datetime import datetime
from typing import Any, Self

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.outbox import processes
from lineup.domains.guilds import guilds, linking, looks, removals
from lineup.domains.guilds.models import Look, Removal
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["discord"])
LOOK, REMOVALS = "/clubs/{slug}/discord/look", "/clubs/{slug}/discord/removals"
STEP = ("act", "kind", "name", "fields")


class BotInvitationWanted(Sent):
    club: Slug = Field(description="The club that the server is to be linked to.", examples=["endurance"])


class BotInvitationShown(Shown):
    """Opened in a browser in which the same person is signed in here, by `expires_at`, once."""

    url: str
    expires_at: datetime


class ServerFault(Shown):
    """Why something can't be done: `permission` (the bot lacks it, by Discord's name), `hierarchy` (that role stands
    above the bot's), `full` (channels or roles), `refused` (Discord did not take what it should have taken)."""

    code: str
    what: str


class ServerStep(Shown):
    """One step: make, take_over (what is there is used), change (these `fields`), remove, let_go."""

    act: str
    kind: str
    name: str
    within: str
    fields: list[str]


class ServerLookShown(Shown):
    """What the last look at the server told: the first hundred `steps`, and how many there are by act in `counts`.

    `stopped`: why it was cut off, in one word: token, guild, refused, later, unanswered, resting; empty if it was not.
    `missing`: what people took away. `removals_print` stands for exactly the removals that wait; empty where none do.
    `heard_at`: when Discord was last heard of who comes and goes; null where nothing listens.
    """

    is_under_way: bool
    is_on: bool
    ended_at: datetime | None
    stopped: str
    counts: dict[str, int]
    steps: list[ServerStep]
    faults: list[ServerFault]
    missing: list[str]
    removals_waiting: int
    removals_print: str
    heard_at: datetime | None

    @classmethod
    def of(cls, row: Look, club: Club) -> Self:
        return cls.made(
            is_under_way=looks.is_under_way(row, at=clock.now()),
            is_on=guilds.of(club).is_on,
            steps=[ServerStep.made(within=one["in"], **{name: one[name] for name in STEP}) for one in row.steps],
            faults=[ServerFault.made(code=code, what=what) for code, what in row.faults],
            removals_waiting=removals.waiting(club).count(),
            removals_print=removals.print_of(club),
            heard_at=processes.last_heard("gateway", at=clock.now()),
            **shapes.read(row, ("ended_at", "stopped", "counts", "missing")),
        )


class RemovalShown(Shown):
    """A channel or role that waits; `why`: gone, kept, off, over, empty."""

    kind: str
    name: str
    why: str
    since: datetime

    @classmethod
    def of(cls, row: Removal) -> Self:
        return cls.made(**shapes.read(row, ("kind", "name", "why", "since")))


class RemovalsDecided(Sent):
    print: str = Field(max_length=32, description="The `removals_print` of what was looked at.")


class RemovalsNumber(Shown):
    number: int


@router.post("/discord/bot-invite-url", response={201: BotInvitationShown}, summary="Let the bot into a Discord server")
def invite(request: HttpRequest, body: BotInvitationWanted) -> Any:
    """Give the address at Discord where whoever manages a server lets the bot in, with the permissions that it needs
    and no others. On the way back the server is linked to the club. For owner and admins."""
    club = _managed(request, body.club)
    way = linking.begin(club, in_browser=False, by=keys.actor(request), at=clock.now())
    return Status(201, BotInvitationShown.made(url=linking.address(way), expires_at=way.ends_at))


@router.post(LOOK, response={202: ServerLookShown}, summary="Have it looked at what would change on a Discord server")
def look(request: HttpRequest, slug: Slug) -> Any:
    """A dry run: nothing is done. It ends in some seconds: ask until it is under way no more. For owner and admins."""
    club = _managed(request, slug)
    row = looks.order(club, by=keys.actor(request), at=clock.now())
    return Status(202, ServerLookShown.of(row, club))


@router.get(LOOK, response=ServerLookShown, summary="Show the last look at a Discord server")
def show(request: HttpRequest, slug: Slug) -> Any:
    """What would be or was left to do, what the bot can't do, what waits. For owner and admins."""
    club = _managed(request, slug)
    row = looks.of(club)
    if row is None:
        raise Missing
    return ServerLookShown.of(row, club)


@router.post("/clubs/{slug}/discord/beginning", response={204: None}, summary="Let the bot build a Discord server")
def begin(request: HttpRequest, slug: Slug) -> Any:
    """From now on, after a look that was not cut off. For owner and admins."""
    looks.begin(_managed(request, slug), by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.get(REMOVALS, response=paging.Page[RemovalShown], summary="List removals on a Discord server that wait")
def list_removals(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """Exactly what would go, by kind and name. For owner and admins."""
    rows = removals.waiting(_managed(request, slug))
    return paging.page(rows, RemovalShown, order=removals.ORDER, window=window)


@router.post(f"{REMOVALS}/approval", response=RemovalsNumber, summary="Let what waits on a Discord server go")
def approve_removals(request: HttpRequest, slug: Slug, body: RemovalsDecided) -> Any:
    """All of it, if it is what was looked at. For owner and admins."""
    number = removals.agree(_managed(request, slug), body.print, by=keys.actor(request), at=clock.now())
    return RemovalsNumber.made(number=number)


@router.post(f"{REMOVALS}/keeping", response=RemovalsNumber, summary="Keep what waits on a Discord server")
def keep_removals(request: HttpRequest, slug: Slug, body: RemovalsDecided) -> Any:
    """All of it, if it is what was looked at: it is the server's own from then on. For owner and admins."""
    number = removals.keep(_managed(request, slug), body.print, by=keys.actor(request), at=clock.now())
    return RemovalsNumber.made(number=number)


def _managed(request: HttpRequest, slug: str) -> Club:
    return permissions.find(keys.person(request), permissions.EDIT_CLUB, slug=slug)
