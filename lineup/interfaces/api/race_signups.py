"""Sign-ups of drivers to a race: one's own, and for organisers all of them."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.domains.events import events
from lineup.domains.racing import availability, races, signups, slots
from lineup.domains.racing.catalogue import rows, sorts
from lineup.domains.racing.models import Race, Signup
from lineup.interfaces.api import briefs, keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Moment, Sent, Slug

router = Router(tags=["racing"])

Experience = Literal["", "beginner", "intermediate", "advanced", "expert"]
SAID = (*signups.PLAIN, *signups.ROLES, "note", "has_agreed", "created_at", "updated_at")


class AvailabilitySpan(Sent):
    """From when until when."""

    starts_at: Moment
    ends_at: Moment


class SignupShown(Shown):
    """A participation; `status` is read out of the place where it waits or has ended."""

    id: UUID
    person: briefs.PersonBrief
    place: UUID | None
    status: str
    slots: list[UUID]
    preferred_car: UUID | None
    backup_car: UUID | None
    wants_to_drive: bool
    wants_to_spot: bool
    wants_to_plan: bool
    experience: Experience
    stint_minutes_most: int | None
    rest_minutes_least: int | None
    turn_stints_most: int | None
    night_stints_most: int | None
    note: str
    has_agreed: bool
    drive: list[AvailabilitySpan]
    spot: list[AvailabilitySpan]
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, row: Signup) -> Self:
        return cls.made(
            id=row.pk,
            person=briefs.PersonBrief.of(row.person),
            place=row.place_id,
            status=str(signups.status_of(row)),
            slots=[slot.pk for slot in row.slots.all()],
            preferred_car=row.preferred_car_id,
            backup_car=row.backup_car_id,
            **shapes.read(row, SAID),
            **{use: _spans(row, use) for use in signups.USES},
        )


def _spans(row: Signup, use: str) -> list[Any]:
    return [AvailabilitySpan.model_construct(starts_at=a, ends_at=b) for a, b in signups.spans(row, use)]


class SignupSaid(Sent):
    """What the driver would like, and when they can; what is left out stays. Times are cut to the race's slots."""

    slots: list[UUID] = Field(default_factory=list, max_length=slots.MOST)
    preferred_car: UUID | None = None
    backup_car: UUID | None = None
    wants_to_drive: bool = True
    wants_to_spot: bool = False
    wants_to_plan: bool = False
    experience: Experience = ""
    stint_minutes_most: int | None = Field(None, ge=10, le=1440)
    rest_minutes_least: int | None = Field(None, ge=0, le=1440)
    turn_stints_most: int | None = Field(None, ge=1, le=20)
    night_stints_most: int | None = Field(None, ge=0, le=200)
    note: str = Field("", max_length=signups.LONGEST_NOTE)
    has_agreed: bool = False
    drive: list[AvailabilitySpan] = Field(default_factory=list, max_length=availability.MOST_WINDOWS)
    spot: list[AvailabilitySpan] = Field(default_factory=list, max_length=availability.MOST_WINDOWS)


@router.get("/events/{slug}/race/sign-up", response=SignupShown, summary="Show my sign-up to a race")
def show(request: HttpRequest, slug: Slug) -> Any:
    """Where one stands, and what one said."""
    return SignupShown.of(_own(request, _seen(request, slug)))


@router.put("/events/{slug}/race/sign-up", response=SignupShown, summary="Sign up to a race")
def sign_up(request: HttpRequest, slug: Slug, body: SignupSaid) -> Any:
    """Who signed up already changes what they said."""
    race, by = _seen(request, slug), keys.actor(request)
    values = _values(race, body.model_dump(exclude_unset=True))
    signups.sign_up(race, by.human, by=by, at=clock.now(), **values)
    return SignupShown.of(_own(request, race))


@router.post("/events/{slug}/race/sign-up/interest", response=SignupShown, summary="Say that one is interested")
def interest(request: HttpRequest, slug: Slug) -> Any:
    """Without taking a place."""
    race, by = _seen(request, slug), keys.actor(request)
    signups.note_interest(race, by.human, by=by, at=clock.now())
    return SignupShown.of(_own(request, race))


@router.post("/events/{slug}/race/sign-up/withdrawal", response={204: None}, summary="Withdraw from a race")
def withdraw(request: HttpRequest, slug: Slug) -> Any:
    """What was said stays for who comes back."""
    signups.withdraw(_own(request, _seen(request, slug)), by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.get("/events/{slug}/race/sign-ups", response=paging.Page[SignupShown], summary="List sign-ups to a race")
def find(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """For organisers, by when they were made."""
    race = races.find(events.find_managed(keys.person(request), slug=slug))
    return paging.page(signups.of(race), SignupShown, order=("created_at", "id"), window=window)


def _seen(request: HttpRequest, slug: str) -> Race:
    return races.find(events.find_visible(keys.person(request), slug=slug))


def _own(request: HttpRequest, race: Race) -> Signup:
    found = signups.held(race, keys.person(request))
    if found is None:
        raise Missing
    return found


def _values(race: Race, values: dict[str, Any]) -> dict[str, Any]:
    for name in set(signups.CARS) & set(values):
        values[name] = rows.find(sorts.find("sim-cars"), values[name]) if values[name] else None
    if "slots" in values:
        values["slots"] = [slots.find(race, pk) for pk in values["slots"]]
    for use in set(signups.USES) & set(values):
        values[use] = [(one["starts_at"], one["ends_at"]) for one in values[use]]
    return values
