"""Driver profiles: one's own in each simulator, their ratings and laps, and those that everybody may see."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.domains.racing import laps, ownerships, profiles, ratings, recommending
from lineup.domains.racing.catalogue import looking, rows, sorts
from lineup.domains.racing.models import LapTime, Rating, SimProfile
from lineup.interfaces.api import briefs, keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.simulators import LicenceShown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["racing"])

Discipline = Literal["all", "sports_car", "formula", "oval", "dirt_road", "dirt_oval"]


class DriverShown(Shown):
    """Somebody as a simulator knows them."""

    id: UUID
    simulator: str
    name: str
    is_public: bool

    @classmethod
    def of(cls, row: SimProfile) -> Self:
        return cls.made(id=row.pk, simulator=row.simulator.slug, **shapes.read(row, ("name", "is_public")))


class DriverProfileShown(DriverShown):
    """One's own profile, with the id that nobody else is told."""

    platform_id: str
    created_at: datetime

    @classmethod
    def of(cls, row: SimProfile) -> Self:
        fields = ("name", "is_public", "platform_id", "created_at")
        return cls.made(id=row.pk, simulator=row.simulator.slug, **shapes.read(row, fields))


class DriverProfileChanged(Sent):
    """What to change; what is left out stays."""

    platform_id: str = Field("", max_length=profiles.LONGEST_ID, examples=["482913"])
    name: str = Field("", max_length=profiles.LONGEST_NAME, examples=["Ada Lovelace"])
    is_public: bool = False


class NewDriverProfile(DriverProfileChanged):
    simulator: Slug = Field(examples=["iracing"])
    platform_id: str = Field(max_length=profiles.LONGEST_ID, examples=["482913"])
    name: str = Field(max_length=profiles.LONGEST_NAME, examples=["Ada Lovelace"])


class RatingShown(Shown):
    """Where the driver stood at that instant; null is not known, or not changed."""

    id: UUID
    discipline: Discipline
    licence: LicenceShown | None
    safety: float | None
    skill: int | None
    at: datetime

    @classmethod
    def of(cls, row: Rating) -> Self:
        return cls.made(
            id=row.pk,
            licence=LicenceShown.of(row.licence) if row.licence else None,
            safety=None if row.safety is None else float(row.safety),
            **shapes.read(row, ("discipline", "skill", "at")),
        )


class NewRating(Sent):
    """At least one of licence, safety and skill."""

    discipline: Discipline = "all"
    licence: UUID | None = None
    safety: float | None = Field(None, ge=0, le=ratings.MOST_SAFETY, allow_inf_nan=False, examples=[3.42])
    skill: int | None = Field(None, ge=0, le=ratings.MOST_SKILL, examples=[2450])


class LapShown(Shown):
    """A lap in milliseconds."""

    id: UUID
    layout: UUID
    layout_name: str
    car: UUID
    car_name: str
    milliseconds: int
    is_wet: bool
    at: datetime

    @classmethod
    def of(cls, row: LapTime) -> Self:
        return cls.made(
            id=row.pk,
            layout=row.layout_id,
            layout_name=str(row.layout),
            car=row.car_id,
            car_name=str(row.car),
            **shapes.read(row, ("milliseconds", "is_wet", "at")),
        )


class NewLap(Sent):
    layout: UUID
    car: UUID
    milliseconds: int = Field(ge=laps.SHORTEST_MS, le=laps.LONGEST_MS, examples=[138456])
    is_wet: bool = False


class RecommendedRace(Shown):
    """A race that suits, with why: a car one drives, a club of one's own, a track one knows, hours, ratings."""

    event: briefs.OfferingBrief
    simulator: str
    track: str
    reasons: list[Literal["car", "club", "track", "hours", "meets"]]
    points: int

    @classmethod
    def of(cls, one: recommending.Recommended) -> Self:
        return cls.made(
            event=briefs.OfferingBrief.of(one.race.event.offering),
            simulator=one.race.simulator.slug,
            track=one.race.layout.sim_track.track.name,
            reasons=list(one.reasons),
            points=one.points,
        )


@router.get("/me/recommended-races", response=list[RecommendedRace], summary="List races that suit me")
def recommended(request: HttpRequest) -> Any:
    """At most twelve of the next three months, in one's simulators, the best first; none without a profile."""
    found = recommending.for_driver(keys.actor(request).human, at=clock.now())
    return [RecommendedRace.of(one) for one in found]


@router.get("/me/driver-profiles", response=paging.Page[DriverProfileShown], summary="List my driver profiles")
def find(request: HttpRequest, window: Query[paging.Window]) -> Any:
    """One's own, by simulator."""
    own = profiles.of(keys.actor(request).human)
    return paging.page(own, DriverProfileShown, order=("simulator__name", "id"), window=window)


@router.post("/me/driver-profiles", response={201: DriverProfileShown}, summary="Add a driver profile")
def create(request: HttpRequest, body: NewDriverProfile) -> Any:
    """One that results know already, and nobody claimed, becomes yours."""
    by, values = keys.actor(request), body.model_dump(exclude={"simulator"})
    row = profiles.add(by.human, looking.find(body.simulator), by=by, at=clock.now(), **values)
    return Status(201, DriverProfileShown.of(row))


@router.patch("/me/driver-profiles/{profile}", response=DriverProfileShown, summary="Change a driver profile")
def change(request: HttpRequest, profile: UUID, body: DriverProfileChanged) -> Any:
    """Name, id, and whether everybody may see it."""
    values = body.model_dump(exclude_unset=True)
    return DriverProfileShown.of(
        profiles.change(_own(request, profile), by=keys.actor(request), at=clock.now(), **values)
    )


@router.delete("/me/driver-profiles/{profile}", response={204: None}, summary="Remove a driver profile")
def remove(request: HttpRequest, profile: UUID) -> Any:
    """With its ratings and laps, for good."""
    profiles.remove(_own(request, profile), by=keys.actor(request), at=clock.now())
    return Status(204, None)


class Owned(Sent):
    """The ids of cars and tracks of the simulator that are sold."""

    cars: list[UUID] = Field(max_length=1000)
    tracks: list[UUID] = Field(max_length=1000)

    @classmethod
    def of(cls, row: SimProfile) -> Self:
        cars, tracks = ownerships.cars_of(row), ownerships.tracks_of(row)
        return cls(cars=[one.pk for one in cars], tracks=[one.pk for one in tracks])


@router.get("/me/driver-profiles/{profile}/ownership", response=Owned, summary="Read what I own in a simulator")
def owned(request: HttpRequest, profile: UUID) -> Any:
    """As one said; of what is sold there."""
    return Owned.of(_own(request, profile))


@router.put("/me/driver-profiles/{profile}/ownership", response=Owned, summary="Say what I own in a simulator")
def own(request: HttpRequest, profile: UUID, body: Owned) -> Any:
    """These, and no others. Pages of races tell then what one lacks."""
    row = _own(request, profile)
    ownerships.put(row, by=keys.actor(request), at=clock.now(), **body.model_dump())
    return Owned.of(row)


@router.post("/me/driver-profiles/{profile}/ratings", response={201: RatingShown}, summary="Note a rating")
def rate(request: HttpRequest, profile: UUID, body: NewRating) -> Any:
    """What stood before stays in the history."""
    row, values = _own(request, profile), body.model_dump(exclude={"licence", "safety"})
    values["licence"] = rows.find(sorts.find("licences"), body.licence) if body.licence else None
    values["safety"] = None if body.safety is None else Decimal(str(body.safety))
    return Status(201, RatingShown.of(ratings.note(row, by=keys.actor(request), at=clock.now(), **values)))


@router.post("/me/driver-profiles/{profile}/laps", response={201: LapShown}, summary="Note a lap")
def lap(request: HttpRequest, profile: UUID, body: NewLap) -> Any:
    """Track and car are of the simulator of the profile."""
    row = laps.note(
        _own(request, profile),
        layout=rows.find(sorts.find("layouts"), body.layout),
        car=rows.find(sorts.find("sim-cars"), body.car),
        milliseconds=body.milliseconds,
        is_wet=body.is_wet,
        by=keys.actor(request),
        at=clock.now(),
    )
    return Status(201, LapShown.of(row))


@router.delete("/me/driver-profiles/{profile}/laps/{lap}", response={204: None}, summary="Remove a lap")
def remove_lap(request: HttpRequest, profile: UUID, lap: UUID) -> Any:
    """One that was noted wrongly; stint plans reckon with the quickest."""
    laps.remove(laps.find(_own(request, profile), lap), by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.get("/racing/drivers/{profile}", response=DriverShown, auth=keys.ANYBODY, summary="Show a driver")
def show(request: HttpRequest, profile: UUID) -> Any:
    """One's own profile, or one that everybody may see."""
    return DriverShown.of(_seen(request, profile))


@router.get(
    "/racing/drivers/{profile}/ratings",
    response=paging.Page[RatingShown],
    auth=keys.ANYBODY,
    summary="List the ratings of a driver",
)
def history(request: HttpRequest, profile: UUID, window: Query[paging.Window]) -> Any:
    """The newest first."""
    return paging.page(ratings.history(_seen(request, profile)), RatingShown, order=("-at", "-id"), window=window)


@router.get(
    "/racing/drivers/{profile}/laps", response=paging.Page[LapShown], auth=keys.ANYBODY, summary="List laps of a driver"
)
def driven(request: HttpRequest, profile: UUID, window: Query[paging.Window]) -> Any:
    """The newest first."""
    return paging.page(laps.history(_seen(request, profile)), LapShown, order=("-at", "-id"), window=window)


def _own(request: HttpRequest, pk: UUID) -> SimProfile:
    return profiles.find_own(keys.person(request), pk)


def _seen(request: HttpRequest, pk: UUID) -> SimProfile:
    return profiles.find_visible(keys.person(request), pk)
