"""Entries in a race: the list, one's own, line-ups, and where an entry stands."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.racing import entry_rights, race_classes, race_entries, races, seats, signups, slots, teams
from lineup.domains.racing.catalogue import rows, sorts
from lineup.domains.racing.entry_states import EntryAct
from lineup.domains.racing.models import EntrySeat, Race, RaceEntry
from lineup.interfaces.api import briefs, keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["racing"])

SeatRole = Literal["driver", "reserve", "spotter", "engineer"]
EntryStanding = Literal["pending", "submitted", "confirmed", "raced", "withdrawn", "disqualified"]
Act = Literal["submission", "return", "confirmation", "withdrawal", "finish", "disqualification"]
ACTS = {
    "submission": EntryAct.SUBMIT,
    "return": EntryAct.SEND_BACK,
    "confirmation": EntryAct.CONFIRM,
    "withdrawal": EntryAct.WITHDRAW,
    "finish": EntryAct.FINISH,
    "disqualification": EntryAct.DISQUALIFY,
}
PATH = "/events/{slug}/race/entries"


class RaceEntryShown(Shown):
    """An entry; `team` is the slug of its team, null for a single driver; `place` is null until it is confirmed."""

    id: UUID
    name: str
    team: str | None
    number: str
    status: EntryStanding
    race_class: UUID
    slot: UUID | None
    car: UUID | None
    place: UUID | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, row: RaceEntry) -> Self:
        team = getattr(row.participant, "team", None)
        return cls.made(
            id=row.pk,
            name=row.name,
            team=team.slug if team else None,
            race_class=row.race_class_id,
            slot=row.slot_id,
            car=row.car_id,
            place=row.place_id,
            **shapes.read(row, ("number", "status", "created_at", "updated_at")),
        )


class EntrySeatShown(Shown):
    """Somebody in the line-up; `signup` is their sign-up to the race."""

    signup: UUID
    person: briefs.PersonBrief
    role: SeatRole

    @classmethod
    def of(cls, row: EntrySeat) -> Self:
        return cls.made(signup=row.signup_id, person=briefs.PersonBrief.of(row.signup.person), role=row.role)


class RaceEntryChanged(Sent):
    """What to change; what is left out stays. Without a number a confirmed entry gets the next free one."""

    race_class: UUID | None = None
    slot: UUID | None = None
    car: UUID | None = None
    number: str = Field("", max_length=4, examples=["007"])


class NewRaceEntry(RaceEntryChanged):
    """`team` is the slug of one for which one may enter; left out where each driver enters alone.

    `new_team`, for organisers, names a team that is made for this race alone; its entry is sent in.
    """

    race_class: UUID
    team: Slug | None = None
    new_team: str = Field("", max_length=teams.LONGEST["name"])


class SeatSaid(Sent):
    signup: UUID
    role: SeatRole = "driver"


class LineUpSaid(Sent):
    seats: list[SeatSaid] = Field(max_length=seats.MOST)


@router.get(PATH, response=paging.Page[RaceEntryShown], auth=keys.ANYBODY, summary="List entries in a race")
def find(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """By number: confirmed ones, those one has part in, and for organisers all."""
    found = entry_rights.shown(_seen(request, slug), keys.person(request), at=clock.now())
    return paging.page(found, RaceEntryShown, order=("number", "id"), window=window)


@router.post(PATH, response={201: RaceEntryShown}, summary="Enter a race")
def create(request: HttpRequest, slug: Slug, body: NewRaceEntry) -> Any:
    """A team is then filled and sent in; a single driver, who signed up, is confirmed at once."""
    race, by, at = _seen(request, slug), keys.actor(request), clock.now()
    values = _values(race, body.model_dump(exclude_unset=True, exclude={"team", "new_team"}))
    if body.new_team:
        events.find_managed(by.person, slug=slug)
        return Status(201, RaceEntryShown.of(race_entries.add_temporary(race, body.new_team, by=by, at=at, **values)))
    if body.team is None:
        return Status(201, RaceEntryShown.of(race_entries.enter(race, by=by, at=at, **values)))
    team = teams.find_visible(by.person, body.team)
    return Status(201, RaceEntryShown.of(race_entries.propose(race, team, by=by, at=at, **values)))


@router.get(f"{PATH}/{{entry}}", response=RaceEntryShown, auth=keys.ANYBODY, summary="Show an entry in a race")
def show(request: HttpRequest, slug: Slug, entry: UUID) -> Any:
    """With where it stands."""
    return RaceEntryShown.of(_entry(request, slug, entry))


@router.patch(f"{PATH}/{{entry}}", response=RaceEntryShown, summary="Change an entry in a race")
def change(request: HttpRequest, slug: Slug, entry: UUID, body: RaceEntryChanged) -> Any:
    """For who looks after it, and organisers."""
    row = _entry(request, slug, entry)
    values = _values(row.race, body.model_dump(exclude_unset=True))
    return RaceEntryShown.of(race_entries.change(row, by=keys.actor(request), at=clock.now(), **values))


@router.get(
    f"{PATH}/{{entry}}/line-up",
    response=paging.Page[EntrySeatShown],
    auth=keys.ANYBODY,
    summary="List the line-up of an entry",
)
def line_up(request: HttpRequest, slug: Slug, entry: UUID) -> Any:
    """Drivers first; of a team that does not show its people, to those and organisers alone."""
    row = _entry(request, slug, entry)
    entry_rights.check_sees_line_up(row, keys.person(request), at=clock.now())
    return paging.whole(seats.of(row), EntrySeatShown)


@router.put(f"{PATH}/{{entry}}/line-up", response=paging.Page[EntrySeatShown], summary="Set the line-up of an entry")
def set_line_up(request: HttpRequest, slug: Slug, entry: UUID, body: LineUpSaid) -> Any:
    """All of it, out of those who signed up: a team's own people, for organisers anybody who is free."""
    row, by = _entry(request, slug, entry), keys.actor(request)
    entry_rights.check_may_change(row, by.person, at=clock.now())
    said = [(signups.find(row.race, one.signup), one.role) for one in body.seats]
    return paging.whole(seats.set_line_up(row, said, by=by, at=clock.now()), EntrySeatShown)


@router.post(f"{PATH}/{{entry}}/{{act}}", response=RaceEntryShown, summary="Move an entry on")
def move(request: HttpRequest, slug: Slug, entry: UUID, act: Act) -> Any:
    """Who looks after it sends it in or withdraws it; the rest is the organiser's."""
    row = _entry(request, slug, entry)
    return RaceEntryShown.of(race_entries.move(row, ACTS[act], by=keys.actor(request), at=clock.now()))


def _seen(request: HttpRequest, slug: str) -> Race:
    return races.find(events.find_visible(keys.person(request), slug=slug))


def _entry(request: HttpRequest, slug: str, pk: UUID) -> RaceEntry:
    return entry_rights.find(_seen(request, slug), pk, keys.person(request), at=clock.now())


def _values(race: Race, values: dict[str, Any]) -> dict[str, Any]:
    """The values with rows for ids. Raises Missing for an id of nothing."""
    if values.get("race_class"):
        values["race_class"] = race_classes.find(race, values["race_class"])
    else:
        values.pop("race_class", None)
    if values.get("slot"):
        values["slot"] = slots.find(race, values["slot"])
    if values.get("car"):
        values["car"] = rows.find(sorts.find("sim-cars"), values["car"])
    return values
