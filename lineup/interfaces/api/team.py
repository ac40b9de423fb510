"""Who works at an event: roles, and duties in rooms by time slots."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.onsite import duties, rooms, team
from lineup.domains.onsite.models import RoomDuty, StaffRole
from lineup.interfaces.api import briefs, keys, paging
from lineup.interfaces.api.briefs import OfferingBrief, PersonBrief
from lineup.interfaces.api.rooms import RoomShown
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Email, Moment, Name, Sent, Slug

router = Router(tags=["team"])

Role = Literal["gestionnaire_des_salles", "controlleur_des_badges"]


class StaffRoleShown(Shown):
    """Somebody's role at an event, by the names of the documents."""

    id: UUID
    person: PersonBrief
    role: str
    given_at: datetime

    @classmethod
    def of(cls, row: StaffRole) -> Self:
        return cls.made(id=row.pk, person=_named(row), role=row.role, given_at=row.given_at)


class OwnRoleShown(Shown):
    """A role of one's own, with the event."""

    id: UUID
    event: OfferingBrief
    role: str
    given_at: datetime

    @classmethod
    def of(cls, row: StaffRole) -> Self:
        return cls.made(id=row.pk, event=OfferingBrief.of(row.offering), role=row.role, given_at=row.given_at)


class NewStaffRole(Sent):
    """They stand on the team by the `name` that is sent; whether the address is known, nobody is told."""

    email: Email
    name: Name = ""
    role: Role


class President(Sent):
    """The president by address: a member of the club, or somebody with a place; null for nobody."""

    email: Email | None


class PresidentShown(Shown):
    president: PersonBrief | None


class DutyShown(Shown):
    """A slot in which somebody looks after a room, or its door."""

    id: UUID
    person: PersonBrief
    role: str
    room: RoomShown
    starts_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, row: RoomDuty) -> Self:
        return cls.made(
            id=row.pk,
            person=_named(row),
            role=row.role,
            room=RoomShown.of(row.room),
            starts_at=row.starts_at,
            ends_at=row.ends_at,
        )


class MyDutyShown(Shown):
    """A slot of one's own, with the event."""

    id: UUID
    event: OfferingBrief
    role: str
    room: RoomShown
    starts_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, row: RoomDuty) -> Self:
        return cls.made(
            id=row.pk,
            event=OfferingBrief.of(row.offering),
            role=row.role,
            room=RoomShown.of(row.room),
            starts_at=row.starts_at,
            ends_at=row.ends_at,
        )


class NewDuty(Sent):
    """Who (by their role on the team), in which room, from when until when."""

    staff_role: UUID
    room: UUID
    starts_at: Moment
    ends_at: Moment


class DutyChanged(Sent):
    """What to change; what is left out stays."""

    room: UUID | None = None
    starts_at: Moment | None = None
    ends_at: Moment | None = None


class DutiesWanted(Sent):
    room: UUID | None = None
    role: Role | None = None


def _named(row: StaffRole | RoomDuty) -> PersonBrief:
    return PersonBrief.made(id=row.person_id, name=row.shown_name)


@router.get("/events/{slug}/team", response=paging.Page[StaffRoleShown], summary="List the team")
def members(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """Those with a staff role, by when they got it; participants and exhibitors are in pools."""
    return paging.page(team.of(_managed(request, slug)), StaffRoleShown, order=("given_at", "id"), window=window)


@router.post("/events/{slug}/team", response={201: StaffRoleShown}, summary="Give somebody a role")
def add(request: HttpRequest, slug: Slug, body: NewStaffRole) -> Any:
    """By the organiser or the president; who has the role already keeps it."""
    held = team.add_address(_managed(request, slug), by=keys.actor(request), at=clock.now(), **body.model_dump())
    return Status(201, StaffRoleShown.of(held))


@router.post("/events/{slug}/team/{staff_role}/removal", response={204: None}, summary="Take a role away")
def remove(request: HttpRequest, slug: Slug, staff_role: UUID) -> Any:
    """Duties of the role that are ahead go with it; a running one ends."""
    event = _managed(request, slug)
    team.remove(event, team.find(event, staff_role), by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.put("/events/{slug}/president", response=PresidentShown, summary="Set the president")
def preside(request: HttpRequest, slug: Slug, body: President) -> Any:
    """By the organiser, or by the president, who hands it on."""
    event, by = _managed(request, slug), keys.actor(request)
    event = team.preside(event, email=body.email or "", by=by, at=clock.now())
    return PresidentShown.made(president=briefs.person(event.president))


@router.get("/events/{slug}/duties", response=paging.Page[DutyShown], summary="List duties")
def find(request: HttpRequest, slug: Slug, wanted: Query[DutiesWanted], window: Query[paging.Window]) -> Any:
    """By time."""
    rows = duties.of(_managed(request, slug))
    rows = rows.filter(room=wanted.room) if wanted.room else rows
    rows = rows.filter(role=wanted.role) if wanted.role else rows
    return paging.page(rows, DutyShown, order=("starts_at", "id"), window=window)


@router.post("/events/{slug}/duties", response={201: DutyShown}, summary="Put somebody on duty")
def assign(request: HttpRequest, slug: Slug, body: NewDuty) -> Any:
    """One room at a time: refused by the name of the other room and its time (on_duty_elsewhere)."""
    event = _managed(request, slug)
    held = team.find(event, body.staff_role)
    place = {"room": rooms.find(event, body.room), "starts_at": body.starts_at, "ends_at": body.ends_at}
    duty = duties.assign(event, held.person, role=held.role, by=keys.actor(request), at=clock.now(), **place)  # type: ignore[arg-type]
    return Status(201, DutyShown.of(duty))


@router.patch("/events/{slug}/duties/{duty}", response=DutyShown, summary="Move a duty")
def move(request: HttpRequest, slug: Slug, duty: UUID, body: DutyChanged) -> Any:
    """To another room or time; one that is over stays as it was."""
    event = _managed(request, slug)
    row = duties.find(event, duty)
    room = rooms.find(event, body.room) if body.room else row.room
    times = {"starts_at": body.starts_at or row.starts_at, "ends_at": body.ends_at or row.ends_at}
    return DutyShown.of(duties.move(event, row, room=room, by=keys.actor(request), at=clock.now(), **times))


@router.post("/events/{slug}/duties/{duty}/end", response={204: None}, summary="End a duty")
def end(request: HttpRequest, slug: Slug, duty: UUID) -> Any:
    """A running one ends now, one that is ahead is taken away."""
    event = _managed(request, slug)
    duties.end(event, duties.find(event, duty), by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.get("/duties", response=paging.Page[MyDutyShown], summary="List my duties")
def mine(request: HttpRequest, window: Query[paging.Window]) -> Any:
    """Those that run or are ahead, at every event, by time."""
    person: Any = keys.person(request)
    rows = duties.of_person(person, at=clock.now())
    return paging.page(rows, MyDutyShown, order=("starts_at", "id"), window=window)


def _managed(request: HttpRequest, slug: str) -> Event:
    return events.find_managed(keys.person(request), slug=slug)


@router.get("/staff-roles", response=paging.Page[OwnRoleShown], summary="List my roles")
def own(request: HttpRequest, window: Query[paging.Window]) -> Any:
    """Where one works, at every event, the latest given first; participants and exhibitors have places."""
    person: Any = keys.person(request)
    return paging.page(team.works_at(person), OwnRoleShown, order=("-given_at", "-id"), window=window)


@router.post("/staff-roles/{staff_role}/removal", response={204: None}, summary="Step down")
def step_down(request: HttpRequest, staff_role: UUID) -> Any:
    """From a role of one's own: duties that are ahead go with it; a running one ends."""
    held = team.find_own(keys.actor(request).human, staff_role)
    team.remove(held.offering.event, held, by=keys.actor(request), at=clock.now())
    return Status(204, None)
