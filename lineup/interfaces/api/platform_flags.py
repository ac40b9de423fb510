"""Features that are not for everybody yet, for platform admins."""

from datetime import date
from typing import Annotated, Any, Self

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from lineup.core.clubs.models import Club
from lineup.core.flags import flags
from lineup.core.flags.flags import Flag
from lineup.core.flags.models import Switch
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.interfaces.api import briefs, keys, paging
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["platform"])

Share = Annotated[int, Field(ge=0, le=100, description="Percent of people: 0 is off, 100 is on for everybody.")]


class ClubSwitch(Shown):
    club: briefs.ClubBrief
    share: int


class FlagShown(Shown):
    """`share` is null where the platform has not switched it; a club's own switch decides before the platform's."""

    name: str
    sentence: str
    owner: str
    default: bool
    remove_by: date
    share: int | None
    clubs: list[ClubSwitch]

    @classmethod
    def of(cls, flag: Flag) -> Self:
        mine = [row for row in flags.switches() if row.flag == flag.name]
        return cls.made(
            name=flag.name,
            sentence=str(flag.sentence),
            owner=flag.owner,
            default=flag.default,
            remove_by=flag.remove_by,
            share=next((row.share for row in mine if row.club is None), None),
            clubs=[_in_club(row) for row in mine if row.club is not None],
        )


def _in_club(row: Switch) -> Any:
    return ClubSwitch.made(club=briefs.club(row.club), share=row.share)


class Switched(Sent):
    share: Share
    club: Slug | None = Field(None, description="For this club alone.")


class Reset(Sent):
    club: Slug | None = Field(None, description="The club's own switch; else that of the platform.")


@router.get("/platform/flags", response=paging.Page[FlagShown], summary="List the features with a switch")
def find(request: HttpRequest) -> Any:
    """All of them."""
    keys.check_admin(request)
    return paging.whole(flags.declared(), FlagShown)


@router.post("/platform/flags/{flag}/switch", response=FlagShown, summary="Switch a feature")
def switch(request: HttpRequest, flag: Slug, body: Switched) -> Any:
    """It holds everywhere within a few seconds."""
    keys.check_admin(request)
    flags.switch(flag, share=body.share, club=_club(body.club), by=keys.actor(request), at=clock.now())
    return FlagShown.of(flags.find(flag))


@router.post("/platform/flags/{flag}/reset", response=FlagShown, summary="Take a switch away")
def reset(request: HttpRequest, flag: Slug, body: Reset) -> Any:
    """What stands above it decides again."""
    keys.check_admin(request)
    found = flags.find(flag)
    flags.reset(flag, club=_club(body.club), by=keys.actor(request), at=clock.now())
    return FlagShown.of(found)


@router.post("/platform/flags/{flag}/removal", response={204: None}, summary="Remove what is left of a switch")
def removal(request: HttpRequest, flag: Slug) -> Any:
    """Of one that has no switch any more."""
    keys.check_admin(request)
    if flag not in flags.left_over():
        raise Missing
    flags.clear_left_over(flag, by=keys.actor(request), at=clock.now())
    return Status(204, None)


def _club(slug: str | None) -> Club | None:
    if slug is None:
        return None
    found = Club.objects.filter(slug=slug).first()
    if found is None:
        raise Missing
    return found
