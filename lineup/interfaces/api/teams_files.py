"""Teams out of a simulator's file: looked at first, then made, renamed, and their drivers invited."""

from collections.abc import Sequence
from typing import Any, Literal, Self

from django.http import HttpRequest
from ninja import File, Form, Router, UploadedFile

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.domains.racing import teams_arriving
from lineup.domains.racing.result_files import opening, team_names
from lineup.domains.racing.result_files.shape import Source
from lineup.domains.racing.result_files.team_names import NamedTeam
from lineup.domains.racing.teams_arriving import Foreseen
from lineup.interfaces.api import keys
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Slug

router = Router(tags=["racing"])

FILE = "/clubs/{slug}/teams-file"


class TeamNamed(Shown):
    """A team of the file. `team`: here already, or made now; `before`: its name until now; `reason`: why it is refused.

    `invited`: the members who drove, by name; so many were `asked` before or are in it, `unknown` is the rest.
    """

    external_id: str
    name: str
    state: Literal["new", "renamed", "stands", "refused"]
    team: str | None
    before: str
    invited: list[str]
    asked: int
    unknown: int
    reason: str
    is_done: bool

    @classmethod
    def of(cls, one: Foreseen) -> Self:
        return cls.made(
            external_id=one.named.external_id,
            name=one.named.name,
            state=one.state.value,
            team=one.team.slug if one.team else None,
            before=one.before,
            invited=[person.name for person in one.invited],
            asked=one.asked,
            unknown=one.unknown,
            reason=one.reason,
            is_done=one.is_done,
        )


class TeamsFileShown(Shown):
    """What becomes of each team, in the order of the file."""

    teams: list[TeamNamed]

    @classmethod
    def of(cls, found: Sequence[Foreseen]) -> Self:
        return cls.made(teams=[TeamNamed.of(one) for one in found])


@router.post(f"{FILE}/preview", response=TeamsFileShown, summary="Look at what a file of teams would change")
def preview(request: HttpRequest, slug: Slug, file: File[UploadedFile]) -> Any:
    """JSON of a race of teams as iRacing writes it, up to 20 MB; nothing is made, nothing is kept."""
    club = _club(request, slug)
    return TeamsFileShown.of(teams_arriving.foresee(club, *_read(file), by=keys.actor(request)))


@router.post(f"{FILE}/run", response=TeamsFileShown, summary="Bring in teams out of a file")
def run(request: HttpRequest, slug: Slug, file: File[UploadedFile], chosen: Form[tuple[str, ...]] = ()) -> Any:
    """Make or rename the teams whose `external_id` is `chosen`, and invite their drivers.

    What a rule refuses is left and said, the rest is done; the same again changes nothing.
    """
    club, by = _club(request, slug), keys.actor(request)
    found = teams_arriving.bring(club, *_read(file), chosen=frozenset(chosen), by=by, at=clock.now())
    return TeamsFileShown.of(found)


def _club(request: HttpRequest, slug: str) -> Club:
    return permissions.find(keys.person(request), permissions.MANAGE_EVENTS, slug=slug)


def _read(file: UploadedFile) -> tuple[Source, list[NamedTeam]]:
    return team_names.read(file.read(opening.LARGEST_BYTES + 1))
