"""A race that runs: the order of its cars, what its timing tool tells, and the key with which that signs."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field, StringConstraints

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.racing import leaderboards, races, telemetry, telemetry_keys
from lineup.domains.racing.models import CarStanding, Race, TelemetryKey
from lineup.domains.racing.telemetry import Heard
from lineup.interfaces.api import keys, once, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.signed import Signature
from lineup.interfaces.api.values import Moment, Sent, Slug

router = Router(tags=["racing"])

PATH = "/events/{slug}/race/telemetry"
TOLD = "/telemetry/{key}"
Milliseconds = Annotated[int, Field(ge=0, le=2_147_483_647)]
Laps = Annotated[int, Field(ge=0, le=100_000)]


class CarTold(Sent):
    """A car by its number. The gap to the leader is in milliseconds, or in laps for who was lapped.

    `driver`: the name of who drives now, or the id of their seat or sign-up; left out where the tool doesn't know.
    """

    number: Annotated[str, StringConstraints(min_length=1, max_length=4)] = Field(examples=["007"])
    position: int = Field(ge=1, le=999, examples=[1])
    laps_done: Laps = Field(examples=[42])
    last_lap_ms: Milliseconds | None = Field(None, examples=[138_456])
    best_lap_ms: Milliseconds | None = Field(None, examples=[137_902])
    gap_ms: Milliseconds | None = Field(None, examples=[0])
    gap_laps: Laps | None = None
    is_in_pit: bool = Field(default=False, examples=[False])
    driver: Annotated[str, StringConstraints(max_length=120)] = Field("", examples=["Ada Lovelace"])
    fuel_litres: Decimal | None = Field(None, ge=0, le=9_999, decimal_places=2, examples=["61.5"])


class TelemetryTold(Sent):
    """All cars of the race as they were at an instant: who is left out is not in the order any more."""

    version: Literal[1] = Field(1, examples=[1])
    instant: Moment
    cars: list[CarTold] = Field(max_length=telemetry.MOST_CARS)


class TelemetryHeard(Shown):
    """What became of a message; unless `outcome` is `heard`, nothing changed. `told_at`: the newest instant heard."""

    outcome: Literal["heard", "had_already", "older"]
    told_at: datetime | None
    unknown_numbers: list[str]
    moved: list[str] = Field(description="Numbers of the cars whose stint plan moved along.")
    unknown_drivers: list[str] = Field(description="Numbers of the cars whose driver doesn't sit in them.")

    @classmethod
    def of(cls, heard: Heard) -> Self:
        unknown = {"unknown_numbers": list(heard.unknown_numbers), "unknown_drivers": list(heard.unknown_drivers)}
        return cls.made(outcome=heard.outcome, told_at=heard.told_at, moved=list(heard.moved), **unknown)


class TelemetryKeyShown(Shown):
    """Where the timing tool of a race tells what happens, and when it last did."""

    address: str
    made_at: datetime
    told_at: datetime | None

    @classmethod
    def of(cls, key: TelemetryKey) -> Self:
        feed = leaderboards.feed(key.race)
        return cls.made(address=address(key), made_at=key.made_at, told_at=feed.told_at if feed else None)


class TelemetryKeyMade(TelemetryKeyShown):
    secret: str


class CarStandingShown(Shown):
    """Where a car was when it was last told of. `driver` is null where it isn't known, or shown to its people alone."""

    entry: UUID
    number: str
    name: str
    told_at: datetime
    position: int
    laps_done: int
    last_lap_ms: int | None
    best_lap_ms: int | None
    gap_ms: int | None
    gap_laps: int | None
    is_in_pit: bool
    driver: str | None
    fuel_litres: Decimal | None


def address(key: TelemetryKey) -> str:
    """Return where the timing tool posts to."""
    return f"{settings.BASE_URL}/api/telemetry/{key.pk}"


@router.get(
    "/events/{slug}/race/leaderboard", response=paging.Page[CarStandingShown], auth=keys.ANYBODY, summary="Race order"
)
def order(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """The order of a race that runs, as its timing tool last told it; for everybody who sees the event."""
    person = keys.person(request)
    race = races.find(events.find_visible(person, slug=slug))
    sees = leaderboards.sees_driver(race, person, at=clock.now())
    found = paging.found(leaderboards.of(race), order=leaderboards.ORDER, window=window)
    return paging.shown(found, CarStandingShown, lambda row: _car(row, shows_driver=sees(row)))


def _car(row: CarStanding, *, shows_driver: bool) -> CarStandingShown:
    driver = row.driver.person.name if shows_driver and row.driver else None
    values = shapes.read(row, ("told_at", *telemetry.VALUES))
    return CarStandingShown.made(
        entry=row.entry_id, number=row.entry.number, name=row.entry.name, driver=driver, **values
    )


@router.get(PATH, response=TelemetryKeyShown, summary="Show where a timing tool tells of a race")
def show(request: HttpRequest, slug: Slug) -> Any:
    """For who organises it; there is nothing until a key was made."""
    return TelemetryKeyShown.of(telemetry_keys.find(_kept(request, slug)))


@router.post(PATH, response={201: TelemetryKeyMade}, summary="Let a timing tool tell of a race")
@once.shows_secret
def make(request: HttpRequest, slug: Slug) -> Any:
    """The secret is in this answer and nowhere else."""
    key, secret = telemetry_keys.make(_kept(request, slug), by=keys.actor(request), at=clock.now())
    return Status(201, _with(key, secret))


@router.post(f"{PATH}/secret", response=TelemetryKeyMade, summary="Make a new secret for a timing tool")
@once.shows_secret
def rotate(request: HttpRequest, slug: Slug) -> Any:
    """The one before holds no more from now on. The secret is in this answer and nowhere else."""
    key = telemetry_keys.find(_kept(request, slug))
    return _with(key, telemetry_keys.rotate(key, by=keys.actor(request), at=clock.now()))


@router.delete(PATH, response={204: None}, summary="Listen to the timing tool of a race no more")
def revoke(request: HttpRequest, slug: Slug) -> Any:
    """What was told stays."""
    key = telemetry_keys.find(_kept(request, slug))
    telemetry_keys.revoke(key, by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.post(TOLD, response=TelemetryHeard, auth=Signature(), summary="Tell what happens in a race")
def hear(request: HttpRequest, key: UUID, body: TelemetryTold) -> Any:
    """For timing tools: the headers `webhook-id`, `webhook-timestamp`, `webhook-signature` of Standard Webhooks 1.0.

    The signature is over the body as it is sent, at most five minutes old. A message that comes again, or is older than
    the newest, changes nothing and says so. At most 120 messages a minute and 64 KB each.
    """
    cars = [telemetry.Car(**car.model_dump()) for car in body.cars]
    heard = telemetry.hear(
        request.auth,  # type: ignore[attr-defined]
        telemetry.Told(body.instant, cars),
        message_id=request.message_id,  # type: ignore[attr-defined]
        signed_at=request.signed_at,  # type: ignore[attr-defined]
        at=clock.now(),
    )
    return TelemetryHeard.of(heard)


def _with(key: TelemetryKey, secret: str) -> TelemetryKeyMade:
    return TelemetryKeyMade.made(**TelemetryKeyShown.of(key).model_dump(), secret=secret)


def _kept(request: HttpRequest, slug: str) -> Race:
    return races.find(events.find_managed(keys.person(request), slug=slug))
