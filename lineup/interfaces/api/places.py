"""One's own places: joined, looked at, accepted, given up."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.participation import entering, finding, places, queue
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import LIVE, State
from lineup.core.people.actors import Actor
from lineup.interfaces.api import briefs, fee_shapes, keys, paging, question_shapes
from lineup.interfaces.api.fee_shapes import FeeShown
from lineup.interfaces.api.question_shapes import AnswerSent
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Name, Reason, Sent

router = Router(tags=["places"])

StateName = Literal[
    "requested",
    "waitlisted",
    "offered",
    "confirmed",
    "rejected",
    "declined",
    "lapsed",
    "withdrawn",
    "revoked",
]


class StandingShown(Shown):
    """Where one stands in the queue, counted from 1, and why one still waits."""

    position: int
    code: str
    detail: str


class PlaceShown(Shown):
    """A place in an offering. `party` is shared by those who joined together; `held_until` ends an offer."""

    id: UUID
    state: StateName
    name: str
    pool: UUID
    offering: briefs.OfferingBrief
    party: UUID
    queued_at: datetime
    held_until: datetime | None

    @classmethod
    def of(cls, place: Place, *, name: str = "") -> Self:
        """Show the place to its holder, or to others under the `name` that they may know."""
        # whoever holds it is its contact, but for companions: no query for the name
        own = place.participant_id == place.contact_id
        return cls.made(
            id=place.pk,
            state=str(place.state),
            name=name or (place.contact.name if own else place.participant.display_name),
            pool=place.pool_id,
            offering=briefs.OfferingBrief.of(place.pool.offering),
            party=place.party,
            queued_at=place.queued_at,
            held_until=place.held_until,
        )


class Companion(Shown):
    id: UUID
    name: str
    state: StateName

    @classmethod
    def of(cls, place: Place) -> Self:
        return cls.made(id=place.pk, name=place.shown_name, state=str(place.state))


class PlaceDetailed(PlaceShown):
    """With `standing` while one waits, what it costs, and everybody of the group."""

    standing: StandingShown | None
    fee: FeeShown | None
    group: list[Companion]

    @classmethod
    def of_all(cls, place: Place, *, at: datetime) -> Self:
        shown = cls.of(place)
        members = Place.objects.filter(party=place.party).select_related("participant", "entered").order_by("id")
        shown.group = [Companion.of(member) for member in members]
        shown.standing = standing(place, at=at)
        shown.fee = fee_shapes.of_place(place.pk)
        return shown


def standing(place: Place, *, at: datetime) -> StandingShown | None:
    """Return where a waiting place stands, None for any other."""
    if place.state != State.WAITLISTED:
        return None
    found = queue.standing(place, at=at)
    return StandingShown(position=found.position, code=found.code, detail=str(found.sentence))


class Joining(Sent):
    """Names of those who come along (the group stays together), and what is answered."""

    companions: list[Name] = Field([], max_length=50, examples=[["Grace Hopper"]])
    answers: list[AnswerSent] = Field([], max_length=1500, description="To what the pool asks.")


class Leaving(Sent):
    """Why, if you want to say; `whole_group` gives up the places of all who joined together."""

    reason: Reason = ""
    whole_group: bool = False


class NameSent(Sent):
    place: UUID = Field(description="The id of a place of the group.")
    name: Name


class Names(Sent):
    names: list[NameSent] = Field(max_length=51)


class Mine(Sent):
    when: Literal["live", "all"] = Field("live", description="live: those one holds or waits for; all: past ones too.")


@router.post("/pools/{pool}/places", response={200: PlaceShown, 201: PlaceShown}, summary="Join", operation_id="join")
def join(request: HttpRequest, pool: UUID, body: Joining | None = None) -> Any:
    """Take a place: confirmed, waitlisted when full, requested where approval is asked.

    Who already holds a live place gets that one, with status 200.
    """
    person, at = keys.person(request), clock.now()
    found = finding.visible_pool(person, pool)
    body = body or Joining()
    answers = question_shapes.given(body.answers)
    by = keys.actor(request)
    place = places.join(found, by.human, companions=body.companions, answers=answers, by=by, at=at)
    place.pool, place.contact = found, person  # type: ignore[assignment]
    return Status(201 if place.queued_at == at else 200, PlaceShown.of(place))


@router.get("/places", response=paging.Page[PlaceShown], summary="List my places")
def mine(request: HttpRequest, wanted: Query[Mine], window: Query[paging.Window]) -> Any:
    """Places one holds, waits for or asked for, and those of one's companions, the newest first."""
    rows = finding.own_places(keys.person(request))  # type: ignore[arg-type]
    if wanted.when == "live":
        rows = rows.filter(state__in=LIVE)
    return paging.page(rows, PlaceShown, order=("-queued_at", "-id"), window=window)


@router.get("/places/{place}", response=PlaceDetailed, summary="Show my place")
def show(request: HttpRequest, place: UUID) -> Any:
    """With the position in the queue, and why one waits."""
    return PlaceDetailed.of_all(_own(request, place), at=clock.now())


@router.post("/places/{place}/acceptance", response=PlaceShown, summary="Accept an offer")
def accept(request: HttpRequest, place: UUID) -> Any:
    """Take the offered place, for the whole group. A second time changes nothing."""
    return PlaceShown.of(places.accept(_own(request, place), by=keys.actor(request), at=clock.now()))


@router.post("/places/{place}/refusal", response=PlaceShown, summary="Decline an offer")
def decline(request: HttpRequest, place: UUID) -> Any:
    """Give the offered place back; it goes to the next in line."""
    return PlaceShown.of(places.decline(_own(request, place), by=keys.actor(request), at=clock.now()))


@router.post("/places/{place}/withdrawal", response=PlaceShown, summary="Give a place up")
def withdraw(request: HttpRequest, place: UUID, body: Leaving | None = None) -> Any:
    """What it held goes to the next in line at once. A second time changes nothing."""
    body = body or Leaving()
    leave = places.withdraw_party if body.whole_group else places.withdraw
    return PlaceShown.of(leave(_own(request, place), by=keys.actor(request), at=clock.now(), reason=body.reason))


@router.put("/places/{place}/names", response=PlaceDetailed, summary="Rename who comes along")
def rename(request: HttpRequest, place: UUID, body: Names) -> Any:
    """People of the group who have no account; who is left out keeps the name."""
    return renamed(_own(request, place), body, by=keys.actor(request))


def renamed(place: Place, body: Names, *, by: Actor) -> PlaceDetailed:
    """Give people of the group their names, and show the place."""
    at, group = clock.now(), entering.party(place)
    people = {member.pk: member.participant_id for member in group}
    if not {one.place for one in body.names} <= people.keys():
        raise Missing
    entering.rename(group, {people[one.place]: one.name for one in body.names}, by=by, at=at)
    return PlaceDetailed.of_all(finding.own_place(by.human, place.pk), at=at)


def _own(request: HttpRequest, pk: UUID) -> Place:
    return finding.own_place(keys.person(request), pk)  # type: ignore[arg-type]
