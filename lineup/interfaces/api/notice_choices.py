"""What one wants to hear, by which channel and when; a guest's by the secret of a mail's link.

The secret travels in the body: an address ends up in logs and histories.
"""

from datetime import time
from typing import Any, Literal, Self

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from lineup.core.clubs import clubs
from lineup.core.clubs.models import Club
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.notices import opt_out, preferences
from lineup.core.notices.opt_out import OptOut
from lineup.core.notices.preferences import Cell, Line
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.interfaces.api import briefs, keys
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Secret, Sent, Slug

router = Router(tags=["notices"])


class ChannelShown(Shown):
    """Whether one hears of a matter by a channel. A `fixed` one stays; one that isn't `offered` can't tell it."""

    channel: str
    heard: bool
    fixed: bool
    offered: bool

    @classmethod
    def of(cls, cell: Cell) -> Self:
        return cls.made(channel=cell.channel, heard=cell.heard, fixed=cell.fixed, offered=cell.offered)


class MatterShown(Shown):
    """What notices are about, in the caller's language; `why` says why some of it can't be switched off."""

    matter: str
    group: str
    label: str
    hint: str
    why: str
    channels: list[ChannelShown]

    @classmethod
    def of(cls, line: Line) -> Self:
        matter = line.matter
        return cls.made(
            matter=matter.slug,
            group=matter.group.slug,
            label=str(matter.label),
            hint=str(matter.hint),
            why=str(matter.why),
            channels=[ChannelShown.of(cell) for cell in line.cells],
        )


class ChoicesShown(Shown):
    """Everything one can choose. Quiet hours are on one's own clock, null for none; `pace` is of what one organises."""

    matters: list[MatterShown]
    quiet_from: time | None
    quiet_until: time | None
    pace: str
    muted: list[briefs.ClubBrief]

    @classmethod
    def of(cls, person: Person) -> Self:
        rhythm = preferences.rhythm_of(person)
        muted = Club.objects.filter(pk__in=preferences.muted(person), binned_at=None).order_by("name")
        return cls.made(
            matters=[MatterShown.of(line) for line in preferences.table(person)],
            quiet_from=rhythm.quiet_from,
            quiet_until=rhythm.quiet_until,
            pace=str(rhythm.pace),
            muted=[briefs.ClubBrief.of(club) for club in muted],
        )


class ChoiceWish(Sent):
    matter: str = Field(max_length=40, examples=["reminders"])
    channel: str = Field(max_length=20, examples=["mail"])
    heard: bool


class ChoicesChanged(Sent):
    """What to change; what is left out stays."""

    choices: list[ChoiceWish] = Field([], max_length=200)
    quiet_from: time | None = Field(None, examples=["22:00:00"])
    quiet_until: time | None = Field(None, examples=["07:00:00"])
    pace: Literal["at_once", "daily"] = "daily"


class ByMailLink(Sent):
    token: Secret = Field(description="The secret from the link at the foot of the mail.")


class WishesByLink(ByMailLink):
    choices: list[ChoiceWish] = Field(max_length=200)


class LinkShown(Shown):
    """What a mail's link is about, and whether such mails come. A guest reads all their choices."""

    matter: str
    label: str
    heard: bool
    why: str
    matters: list[MatterShown]

    @classmethod
    def of(cls, found: OptOut) -> Self:
        lines = preferences.table(found.person)
        cells = next(line.cells for line in lines if line.matter == found.matter)
        return cls.made(
            matter=found.matter.slug,
            label=str(found.matter.label),
            heard=any(cell.heard for cell in cells if cell.channel == opt_out.CHANNEL),
            why=str(found.matter.why),
            matters=[MatterShown.of(line) for line in lines] if found.person.is_guest else [],
        )


@router.get("/notice-choices", response=ChoicesShown, summary="Show what I want to hear")
def show(request: HttpRequest) -> Any:
    """Every matter by every channel, with what can't be switched off and why."""
    return ChoicesShown.of(_me(request))


@router.patch("/notice-choices", response=ChoicesShown, summary="Choose what I hear")
def change(request: HttpRequest, body: ChoicesChanged) -> Any:
    """Holds at once, also for what is on its way."""
    person = _me(request)
    rhythm = body.model_dump(exclude_unset=True, exclude={"choices"})
    preferences.change(person, wishes=_wishes(body), rhythm=rhythm, by=keys.actor(request), at=clock.now())
    return ChoicesShown.of(person)


@router.post("/clubs/{slug}/mute", response=ChoicesShown, summary="Mute a club")
def mute(request: HttpRequest, slug: Slug) -> Any:
    """Of a muted club one reads in the page alone, but for what is necessary."""
    person = _me(request)
    preferences.mute(person, clubs.find_visible(person, slug=slug))
    return ChoicesShown.of(person)


@router.delete("/clubs/{slug}/mute", response=ChoicesShown, summary="Unmute a club")
def unmute(request: HttpRequest, slug: Slug) -> Any:
    """Hear of the club as of any other."""
    person = _me(request)
    preferences.unmute(person, clubs.find_visible(person, slug=slug))
    return ChoicesShown.of(person)


@router.post("/notice-link", response=LinkShown, auth=None, summary="Show what a mail's link stops")
def show_link(request: HttpRequest, body: ByMailLink) -> Any:
    """Asked by POST to keep the secret out of addresses."""
    return LinkShown.of(opt_out.find(body.token))


@router.post("/notice-link/stop", response=LinkShown, auth=None, summary="Stop such mails")
def stop(request: HttpRequest, body: ByMailLink) -> Any:
    """What is necessary is refused, with the reason."""
    found = opt_out.find(body.token)
    opt_out.stop(found, by=_by_link(request, found), at=clock.now())
    return LinkShown.of(found)


@router.post("/notice-link/choices", response=LinkShown, auth=None, summary="Choose as a guest what I hear")
def choose_by_link(request: HttpRequest, body: WishesByLink) -> Any:
    """For who has no account; somebody with one chooses signed in, or with a token."""
    found = opt_out.find(body.token)
    if not found.person.is_guest:
        raise Missing
    preferences.choose(found.person, _wishes(body), by=_by_link(request, found), at=clock.now())
    return LinkShown.of(found)


def _wishes(body: ChoicesChanged | WishesByLink) -> dict[tuple[str, str], bool]:
    return {(wish.matter, wish.channel): wish.heard for wish in body.choices}


def _by_link(request: HttpRequest, found: OptOut) -> Actor:
    by = keys.actor(request)
    return Actor(found.person, channel="link", address=by.address, user_agent=by.user_agent)


def _me(request: HttpRequest) -> Person:
    person = keys.person(request)
    if person is None:
        raise Missing
    return person
