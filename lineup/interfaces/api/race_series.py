"""Series of a club: read with their standings, made, changed, given their rounds."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.clubs import clubs
from lineup.core.foundation import clock
from lineup.domains.racing import series, series_adjustments, series_standings
from lineup.domains.racing.models import PointsAdjustment, Series, SeriesRound
from lineup.domains.racing.series_standings import Row
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["racing"])
SERIES = "/racing/series/{series_id}"


class SeriesShown(Shown):
    """Races that count together. `points` by place, the first first; of each one's results the best `counted` count."""

    id: UUID
    club: str
    name: str
    description: str
    audience: Literal["everybody", "members"]
    points: list[int]
    counted: int | None
    retired_score: bool
    created_at: datetime

    @classmethod
    def of(cls, row: Series) -> Self:
        return cls.made(id=row.pk, club=row.club.slug, **shapes.read(row, (*series.FIELDS, "created_at")))


class SeriesRoundShown(Shown):
    """A race of the series, by the slug of its event."""

    position: int
    event: str
    title: str
    starts_at: datetime | None

    @classmethod
    def of(cls, row: SeriesRound) -> Self:
        offering = row.race.event.offering
        return cls.made(position=row.position, event=offering.slug, title=offering.title, starts_at=offering.starts_at)


class SeriesScoreShown(Shown):
    """What a race was worth; `is_dropped`: it is left out of the sum."""

    results: UUID
    place: int | None
    points: int
    is_dropped: bool


class SeriesStandingShown(Shown):
    """Who stands where in a class; equal points and equal results share a place.

    `competitor` tells them apart. `adjusted`: what of the points was given, or below zero taken off.
    """

    race_class: str
    place: int
    competitor: str
    name: str
    points: int
    adjusted: int
    scores: list[SeriesScoreShown]

    @classmethod
    def of(cls, said: tuple[str, Row]) -> Self:
        name, row = said
        scores = [
            SeriesScoreShown.made(
                results=one.came.round, place=one.came.place, points=one.points, is_dropped=one.is_dropped
            )
            for one in row.scores
            if one is not None
        ]
        return cls.made(
            race_class=name,
            competitor=str(row.stood.who),
            name=row.name,
            scores=scores,
            **shapes.read(row.stood, ("place", "points", "adjusted")),
        )


class PointsAdjustmentShown(Shown):
    """Points that were given, or below zero taken off, and why."""

    id: UUID
    race_class: str
    competitor: str
    name: str
    points: int
    reason: str
    created_at: datetime

    @classmethod
    def of(cls, row: PointsAdjustment) -> Self:
        return cls.made(
            race_class=row.class_name,
            competitor=str(series_standings.whose(row)),
            name=str(row),
            **shapes.read(row, ("id", "points", "reason", "created_at")),
        )


class NewPointsAdjustment(Sent):
    """To whom, as the standings of the class call them; below zero points are taken off."""

    competitor: str = Field(max_length=200)
    race_class: str = Field("", max_length=200)
    points: int = Field(ge=-series_adjustments.MOST_POINTS, le=series_adjustments.MOST_POINTS)
    reason: str = Field(max_length=series_adjustments.LONGEST_REASON)


class SeriesChanged(Sent):
    """What to change; what is left out stays."""

    name: str = Field("", max_length=series.LONGEST_NAME)
    description: str = Field("", max_length=series.LONGEST_DESCRIPTION)
    audience: Literal["everybody", "members"] = "everybody"
    points: list[int] = Field(default=[25, 18, 15, 12, 10, 8, 6, 4, 2, 1], max_length=series.MOST_PLACES)
    counted: int | None = Field(None, ge=1, le=series.MOST_COUNTED)
    retired_score: bool = False


class NewSeries(SeriesChanged):
    name: str = Field(max_length=series.LONGEST_NAME)


class SeriesRounds(Sent):
    """The slugs of the events, in the order of the rounds."""

    events: list[Slug] = Field(max_length=series.MOST_ROUNDS)


@router.get(
    "/clubs/{slug}/series", response=paging.Page[SeriesShown], auth=keys.ANYBODY, summary="List series of a club"
)
def of_club(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """Those that one may see, by name."""
    person = keys.person(request)
    rows = series.of_club(clubs.find_visible(person, slug=slug), person)
    return paging.page(rows, SeriesShown, order=("name", "id"), window=window)


@router.post("/clubs/{slug}/series", response={201: SeriesShown}, summary="Make a series")
def create(request: HttpRequest, slug: Slug, body: NewSeries) -> Any:
    """For who manages the events of the club."""
    club = clubs.find_visible(keys.person(request), slug=slug)
    made = series.create(club, by=keys.actor(request), at=clock.now(), **body.model_dump())
    return Status(201, SeriesShown.of(made))


@router.get(SERIES, response=SeriesShown, auth=keys.ANYBODY, summary="Show a series")
def show(request: HttpRequest, series_id: UUID) -> Any:
    """What counts in it."""
    return SeriesShown.of(_seen(request, series_id))


@router.patch(SERIES, response=SeriesShown, summary="Change a series")
def change(request: HttpRequest, series_id: UUID, body: SeriesChanged) -> Any:
    """Standings follow at once."""
    found, values = _kept(request, series_id), body.model_dump(exclude_unset=True)
    return SeriesShown.of(series.change(found, by=keys.actor(request), at=clock.now(), **values))


@router.delete(SERIES, response={204: None}, summary="Delete a series")
def remove(request: HttpRequest, series_id: UUID) -> Any:
    """Its races and their results stay."""
    series.remove(_kept(request, series_id), by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.get(
    f"{SERIES}/rounds", response=paging.Page[SeriesRoundShown], auth=keys.ANYBODY, summary="List rounds of a series"
)
def rounds(request: HttpRequest, series_id: UUID) -> Any:
    """In their order."""
    return paging.whole(series.rounds(_seen(request, series_id)), SeriesRoundShown)


@router.put(f"{SERIES}/rounds", response=paging.Page[SeriesRoundShown], summary="Set the rounds of a series")
def set_rounds(request: HttpRequest, series_id: UUID, body: SeriesRounds) -> Any:
    """All of them, in their order: races of the club that all who see the series may see."""
    found = _kept(request, series_id)
    known = {race.event.offering.slug: race for race in series.races_for(found)}
    if unknown := [slug for slug in body.events if slug not in known]:
        raise series.RoundOfAnotherClub(events=unknown)
    series.set_rounds(found, [known[slug] for slug in body.events], by=keys.actor(request), at=clock.now())
    return paging.whole(series.rounds(found), SeriesRoundShown)


@router.get(
    f"{SERIES}/standings",
    response=paging.Page[SeriesStandingShown],
    auth=keys.ANYBODY,
    summary="List standings of a series",
)
def standings(request: HttpRequest, series_id: UUID) -> Any:
    """By class, out of the published results of its races."""
    found = series_standings.of(_seen(request, series_id))
    return paging.whole([(name, row) for name, rows in found.classes for row in rows], SeriesStandingShown)


@router.get(
    f"{SERIES}/adjustments",
    response=paging.Page[PointsAdjustmentShown],
    auth=keys.ANYBODY,
    summary="List points given or taken off in a series",
)
def adjustments(request: HttpRequest, series_id: UUID, window: Query[paging.Window]) -> Any:
    """The oldest first."""
    rows = series_adjustments.of(_seen(request, series_id))
    return paging.page(rows, PointsAdjustmentShown, order=("created_at", "id"), window=window)


@router.post(
    f"{SERIES}/adjustments", response={201: PointsAdjustmentShown}, summary="Give points in a series, or take them off"
)
def adjust(request: HttpRequest, series_id: UUID, body: NewPointsAdjustment) -> Any:
    """Standings follow at once, and show the reason."""
    found, said = _kept(request, series_id), body.model_dump(exclude={"race_class"})
    made = series_adjustments.give(found, class_name=body.race_class, by=keys.actor(request), at=clock.now(), **said)
    return Status(201, PointsAdjustmentShown.of(made))


@router.delete(
    f"{SERIES}/adjustments/{{adjustment}}", response={204: None}, summary="Take back points given or taken off"
)
def take_back(request: HttpRequest, series_id: UUID, adjustment: UUID) -> Any:
    """They count no more."""
    found = series_adjustments.find(_kept(request, series_id), adjustment)
    series_adjustments.take_back(found, by=keys.actor(request), at=clock.now())
    return Status(204, None)


def _seen(request: HttpRequest, pk: UUID) -> Series:
    return series.find_visible(keys.person(request), pk)


def _kept(request: HttpRequest, pk: UUID) -> Series:
    return series.find_managed(keys.person(request), pk)
