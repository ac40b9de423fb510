"""Qualifications of a club: named, granted, revoked; and one's own."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.clubs import permissions
from lineup.core.foundation import clock
from lineup.core.participation import holdings, qualifications
from lineup.core.participation.models import Holding, Qualification
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Email, Moment, Name, Sent, Slug

router = Router(tags=["qualifications"])
ONE = "/qualifications/{qualification}"
HOLDINGS = f"{ONE}/holdings"
OWN = ("held_from", "held_until", "counts_until", "reason", "revoked_at", "revoked_reason")


class QualificationShown(Shown):
    """What people may do or know, as a club vouches for it. `months` is null where it is held for ever."""

    id: UUID
    club: str
    name: str
    how: str
    months: int | None
    grace_days: int
    remind_days: int

    @classmethod
    def of(cls, row: Qualification) -> Self:
        return cls.made(id=row.pk, club=row.club.slug, **shapes.read(row, qualifications.FIELDS))


class QualificationChanged(Sent):
    """What to change; what is left out stays. `granted_by`: slugs of courses of the club."""

    name: str = Field("", max_length=qualifications.LONGEST_NAME)
    how: str = Field("", max_length=qualifications.LONGEST_HOW)
    months: int | None = Field(None, ge=1, le=qualifications.MOST_MONTHS)
    grace_days: int = Field(0, ge=0, le=qualifications.MOST_GRACE_DAYS)
    remind_days: int = Field(21, ge=0, le=qualifications.MOST_REMIND_DAYS)
    granted_by: list[Slug] = Field(default=[], max_length=qualifications.MOST_GRANTING)


class NewQualification(QualificationChanged):
    name: str = Field(max_length=qualifications.LONGEST_NAME)


class HoldingShown(Shown):
    """That somebody holds it; `counts_until`: with the days of grace."""

    id: UUID
    qualification: UUID
    qualification_name: str
    person: UUID
    name: str
    status: Literal["valid", "in_grace", "expired", "revoked"]
    held_from: datetime
    held_until: datetime | None
    counts_until: datetime | None
    reason: str
    revoked_at: datetime | None
    revoked_reason: str

    @classmethod
    def of(cls, row: Holding) -> Self:
        return cls.made(
            id=row.pk,
            qualification=row.qualification_id,
            qualification_name=row.qualification.name,
            person=row.person_id,
            name=row.person.participant.display_name,
            status=str(row.status(clock.now())),
            **shapes.read(row, OWN),
        )


class NewHolding(Sent):
    """To whom it is granted and why. `held_until` null: as long as it is held as a rule."""

    name: Name
    email: Email
    reason: str = Field(min_length=1, max_length=holdings.LONGEST_REASON, description="Its holder reads it.")
    held_until: Moment | None = None


class HoldingRevoked(Sent):
    reason: str = Field(min_length=1, max_length=holdings.LONGEST_REASON, description="Its holder reads it.")


@router.get(
    "/clubs/{slug}/qualifications",
    response=paging.Page[QualificationShown],
    summary="List qualifications of a club",
)
def of_club(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """For its members, by name."""
    club = permissions.find(keys.person(request), permissions.SEE_MEMBERS, slug=slug)
    rows = qualifications.of_club(club).select_related("club")
    return paging.page(rows, QualificationShown, order=qualifications.ORDER, window=window)


@router.post("/clubs/{slug}/qualifications", response={201: QualificationShown}, summary="Name a qualification")
def create(request: HttpRequest, slug: Slug, body: NewQualification) -> Any:
    """For who looks after the club's courses."""
    club = permissions.find(keys.person(request), permissions.MANAGE_COURSES, slug=slug)
    made = qualifications.create(club, by=keys.actor(request), at=clock.now(), **body.model_dump())
    return Status(201, QualificationShown.of(made))


@router.get(ONE, response=QualificationShown, summary="Show a qualification")
def show(request: HttpRequest, qualification: UUID) -> Any:
    """For members of its club."""
    return QualificationShown.of(qualifications.find_visible(keys.person(request), qualification))


@router.patch(ONE, response=QualificationShown, summary="Change a qualification")
def change(request: HttpRequest, qualification: UUID, body: QualificationChanged) -> Any:
    """Days of grace and of the reminder hold at once for who holds it already, months do not."""
    found, values = _kept(request, qualification), body.model_dump(exclude_unset=True)
    return QualificationShown.of(qualifications.change(found, by=keys.actor(request), at=clock.now(), **values))


@router.delete(ONE, response={204: None}, summary="Delete a qualification")
def remove(request: HttpRequest, qualification: UUID) -> Any:
    """While nobody was granted it and no sign-up asks for it."""
    qualifications.remove(_kept(request, qualification), by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.get(HOLDINGS, response=paging.Page[HoldingShown], summary="List who was granted a qualification")
def held(request: HttpRequest, qualification: UUID, window: Query[paging.Window]) -> Any:
    """For who looks after the club's courses, the newest first."""
    rows = holdings.of_qualification(_kept(request, qualification))
    return paging.page(rows, HoldingShown, order=holdings.ORDER, window=window)


@router.post(HOLDINGS, response={201: HoldingShown}, summary="Grant a qualification by hand")
def grant(request: HttpRequest, qualification: UUID, body: NewHolding) -> Any:
    """With a reason, to whoever has the address; they are told."""
    found, at = _kept(request, qualification), clock.now()
    made = holdings.grant_by_hand(found, by=keys.actor(request), at=at, **body.model_dump())
    return Status(201, HoldingShown.of(made))


@router.put(f"{HOLDINGS}/{{holding}}/revocation", response=HoldingShown, summary="Revoke a granted qualification")
def revoke(request: HttpRequest, qualification: UUID, holding: UUID, body: HoldingRevoked) -> Any:
    """Its holder is told why. A second time changes nothing."""
    row = holdings.find(_kept(request, qualification), holding)
    return HoldingShown.of(holdings.revoke(row, reason=body.reason, by=keys.actor(request), at=clock.now()))


@router.get("/me/qualifications", response=paging.Page[HoldingShown], summary="List my qualifications")
def mine(request: HttpRequest, window: Query[paging.Window]) -> Any:
    """The newest first."""
    rows = holdings.of(keys.actor(request).human).select_related("person__participant")
    return paging.page(rows, HoldingShown, order=holdings.ORDER, window=window)


def _kept(request: HttpRequest, pk: UUID) -> Qualification:
    return qualifications.find_managed(keys.person(request), pk)
