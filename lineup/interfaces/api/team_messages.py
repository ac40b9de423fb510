"""What people of a racing team write to each other."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.domains.racing import team_messages, teams
from lineup.domains.racing.models import Team, TeamMessage
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["racing"])

PATH = "/racing/teams/{slug}/messages"


class TeamMessageShown(Shown):
    """A message, in Markdown; one taken back has no words. A pinned one is a note of the team."""

    id: UUID
    author: str
    text: str
    created_at: datetime
    pinned_at: datetime | None
    taken_back_at: datetime | None

    @classmethod
    def of(cls, row: TeamMessage) -> Self:
        fields = ("text", "created_at", "pinned_at", "taken_back_at")
        return cls.made(id=row.pk, author=row.author.name, **shapes.read(row, fields))


class NewTeamMessage(Sent):
    text: str = Field(max_length=team_messages.LONGEST, examples=["Practice on Thursday at eight?"])


class TeamNote(Sent):
    is_pinned: bool


@router.get(PATH, response=paging.Page[TeamMessageShown], summary="List messages of a team")
def find(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """The latest first, for its people and who looks after it."""
    rows = team_messages.of(_read(request, slug))
    return paging.page(rows, TeamMessageShown, order=team_messages.ORDER, window=window)


@router.get(f"{PATH}/pinned", response=list[TeamMessageShown], summary="List notes of a team")
def notes(request: HttpRequest, slug: Slug) -> Any:
    """The messages that are pinned: five at most."""
    return [TeamMessageShown.of(row) for row in team_messages.pinned(_read(request, slug))]


@router.post(PATH, response={201: TeamMessageShown}, summary="Write to a team")
def write(request: HttpRequest, slug: Slug, body: NewTeamMessage) -> Any:
    """Its people are told, once in ten minutes. The same within a minute is written once."""
    made = team_messages.write(_read(request, slug), body.text, by=keys.actor(request), at=clock.now())
    return Status(201, TeamMessageShown.of(made))


@router.delete(f"{PATH}/{{message}}", response=TeamMessageShown, summary="Take a message of a team back")
def take_back(request: HttpRequest, slug: Slug, message: UUID) -> Any:
    """By who wrote it, or who may change the team: its words are deleted."""
    row = team_messages.find(_read(request, slug), message)
    return TeamMessageShown.of(team_messages.take_back(row, by=keys.actor(request), at=clock.now()))


@router.put(f"{PATH}/{{message}}/pin", response=TeamMessageShown, summary="Pin a message of a team, or take it off")
def pin(request: HttpRequest, slug: Slug, message: UUID, body: TeamNote) -> Any:
    """A pinned message is a note; a team has five at most."""
    row = team_messages.find(_read(request, slug), message)
    by, at = keys.actor(request), clock.now()
    return TeamMessageShown.of(team_messages.pin(row, is_pinned=body.is_pinned, by=by, at=at))


def _read(request: HttpRequest, slug: str) -> Team:
    person = keys.person(request)
    team = teams.find_visible(person, slug)
    team_messages.check_reads(team, person, at=clock.now())
    return team
