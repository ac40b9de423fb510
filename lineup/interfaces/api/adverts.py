"""The board: drivers, teams and coaches who look for each other, and answers to them."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.racing import advert_answers, adverts, races, teams
from lineup.domains.racing.catalogue import looking
from lineup.domains.racing.models import Advert, AdvertAnswer, Team
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["racing"])

ONE, ANSWER = "/racing/adverts/{advert}", "/racing/adverts/{advert}/answers/{answer}"
AdvertKind = Literal["team_wanted", "driver_wanted", "coach_wanted", "coach_offered"]


class AdvertShown(Shown):
    """What somebody looks for, in Markdown. `team` is the slug of one that looks for drivers."""

    id: UUID
    kind: AdvertKind
    author: str
    team: str | None
    simulator: str
    text: str
    created_at: datetime
    ends_at: datetime
    closed_at: datetime | None

    @classmethod
    def of(cls, row: Advert) -> Self:
        return cls.made(
            id=row.pk,
            author=row.author.name,
            team=row.team.slug if row.team else None,
            simulator=row.simulator.slug,
            **shapes.read(row, ("kind", "text", "created_at", "ends_at", "closed_at")),
        )


class AdvertChanged(Sent):
    text: str = Field(max_length=adverts.LONGEST, examples=["Two evenings a week, likes rain."])


class NewAdvert(AdvertChanged):
    """`race`: the slug of the event for which somebody is looked for."""

    kind: AdvertKind
    simulator: Slug
    team: Slug | None = None
    race: Slug | None = None
    days: int = Field(adverts.DAYS, ge=1, le=adverts.MOST_DAYS)


class AdvertsWanted(Sent):
    kind: AdvertKind | None = None
    simulator: Slug | None = None
    mine: bool = Field(default=False, description="One's own alone, closed ones too.")


class AdvertAnswerShown(Shown):
    """An answer; `team` is the slug of the team in whose name it was given."""

    id: UUID
    author: str
    team: str | None
    text: str
    created_at: datetime
    reply: str
    accepted_at: datetime | None
    declined_at: datetime | None

    @classmethod
    def of(cls, row: AdvertAnswer) -> Self:
        fields = ("text", "created_at", "reply", "accepted_at", "declined_at")
        team = row.team.slug if row.team else None
        return cls.made(id=row.pk, author=row.author.name, team=team, **shapes.read(row, fields))


class NewAdvertAnswer(Sent):
    text: str = Field(max_length=advert_answers.LONGEST, examples=["We have a seat for Spa."])
    team: Slug | None = Field(None, description="Of which team one answers a driver who looks for one.")


class AdvertReply(Sent):
    reply: str = Field("", max_length=advert_answers.LONGEST)


@router.get("/racing/adverts", response=paging.Page[AdvertShown], summary="List adverts on the board")
def find(request: HttpRequest, wanted: Query[AdvertsWanted], window: Query[paging.Window]) -> Any:
    """The latest first."""
    person = keys.actor(request).human
    simulator = looking.find(wanted.simulator) if wanted.simulator else None
    rows = adverts.on_board(person, at=clock.now(), kind=wanted.kind or "", simulator=simulator)
    return paging.page(adverts.of(person) if wanted.mine else rows, AdvertShown, order=adverts.ORDER, window=window)


@router.post("/racing/adverts", response={201: AdvertShown}, summary="Put an advert on the board")
def put_up(request: HttpRequest, body: NewAdvert) -> Any:
    """It stands for so many days. Who looks for drivers names a team into which they may invite."""
    by, at = keys.actor(request), clock.now()
    race = races.find(events.find_visible(by.person, slug=body.race)) if body.race else None
    simulator, team = looking.find(body.simulator), _team(request, body.team)
    values = body.model_dump(include={"kind", "text", "days"})
    made = adverts.put_up(simulator=simulator, team=team, race=race, **values, by=by, at=at)
    return Status(201, AdvertShown.of(made))


@router.get(ONE, response=AdvertShown, summary="Read an advert")
def read(request: HttpRequest, advert: UUID) -> Any:
    """One that stands on the board, one's own, or one that one answered."""
    return AdvertShown.of(_advert(request, advert))


@router.patch(ONE, response=AdvertShown, summary="Change the words of an advert")
def change(request: HttpRequest, advert: UUID, body: AdvertChanged) -> Any:
    """By who put it up, or for a team by who may invite into it."""
    return AdvertShown.of(
        adverts.change(_advert(request, advert), text=body.text, by=keys.actor(request), at=clock.now())
    )


@router.post(f"{ONE}/closing", response=AdvertShown, summary="Take an advert off the board")
def close(request: HttpRequest, advert: UUID) -> Any:
    """Again changes nothing."""
    return AdvertShown.of(adverts.close(_advert(request, advert), by=keys.actor(request), at=clock.now()))


@router.get(f"{ONE}/answers", response=paging.Page[AdvertAnswerShown], summary="List answers to an advert")
def answers(request: HttpRequest, advert: UUID, window: Query[paging.Window]) -> Any:
    """For who may settle them, the latest first."""
    row = _advert(request, advert)
    adverts.check_may_settle(row, keys.person(request), at=clock.now())
    return paging.page(advert_answers.of(row), AdvertAnswerShown, order=advert_answers.ORDER, window=window)


@router.post(f"{ONE}/answers", response={201: AdvertAnswerShown}, summary="Answer an advert")
def answer(request: HttpRequest, advert: UUID, body: NewAdvertAnswer) -> Any:
    """Once; the same once more changes nothing. Who put it up is told."""
    row, team = _advert(request, advert), _team(request, body.team)
    made = advert_answers.give(row, body.text, team=team, by=keys.actor(request), at=clock.now())
    return Status(201, AdvertAnswerShown.of(made))


@router.post(f"{ANSWER}/acceptance", response=AdvertAnswerShown, summary="Accept an answer to an advert")
def accept(request: HttpRequest, advert: UUID, answer: UUID, body: AdvertReply) -> Any:
    """Who looks for a team, or answers one, is a driver in it from then on."""
    return _settled(request, advert, answer, advert_answers.accept, body)


@router.post(f"{ANSWER}/refusal", response=AdvertAnswerShown, summary="Decline an answer to an advert")
def decline(request: HttpRequest, advert: UUID, answer: UUID, body: AdvertReply) -> Any:
    """With a reply, if one likes."""
    return _settled(request, advert, answer, advert_answers.decline, body)


@router.delete(ANSWER, response={204: None}, summary="Take one's answer back")
def take_back(request: HttpRequest, advert: UUID, answer: UUID) -> Any:
    """While it is not settled."""
    row = advert_answers.find(_advert(request, advert), answer)
    advert_answers.take_back(row, by=keys.actor(request), at=clock.now())
    return Status(204, None)


def _settled(request: HttpRequest, advert: UUID, answer: UUID, settle: Any, body: AdvertReply) -> AdvertAnswerShown:
    at, row = clock.now(), _advert(request, advert)
    adverts.check_may_settle(row, keys.person(request), at=at)
    found = advert_answers.find(row, answer)
    return AdvertAnswerShown.of(settle(found, reply=body.reply, by=keys.actor(request), at=at))


def _advert(request: HttpRequest, pk: UUID) -> Advert:
    return adverts.find(keys.actor(request).human, pk, at=clock.now())


def _team(request: HttpRequest, slug: str | None) -> Team | None:
    return teams.find_visible(keys.person(request), slug) if slug else None
