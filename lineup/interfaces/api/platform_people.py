"""People on the platform, for its admins: found, looked at on the record, given roles, closed out, let in again."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.people import directory, factor_resets, second_factors, standing
from lineup.core.people.models import Account, Person
from lineup.interfaces.api import keys, paging
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Reason, Sent

router = Router(tags=["platform"])


class PersonListed(Shown):
    """`standing` is member, owner or admin (of an account), closed, or guest (without an account)."""

    id: UUID
    name: str
    standing: str
    created_at: datetime
    last_sign_in_at: datetime | None

    @classmethod
    def of(cls, row: Person) -> Self:
        return cls.made(**_listed(row))


class PersonKnown(PersonListed):
    """With what an admin needs to help; each look is recorded.

    `is_protected`: a second factor is asked for; it is taken away at `second_factor_ends_at`, if that is said.
    """

    email: str
    email_verified_at: datetime | None
    language: str
    time_zone: str
    last_address: str | None
    is_protected: bool
    second_factor_ends_at: datetime | None
    closed_at: datetime | None
    closed_because: str

    @classmethod
    def of(cls, row: Person) -> Self:
        account = row.account
        return cls.made(
            **_listed(row),
            email=row.email,
            email_verified_at=row.email_verified_at,
            language=row.language,
            time_zone=row.time_zone,
            last_address=account.last_address if account else None,
            is_protected=second_factors.protects(account),
            second_factor_ends_at=account.factors_end_at if account else None,
            closed_at=account.deactivated_at if account else None,
            closed_because=account.deactivation_reason if account else "",
        )


def _listed(row: Person) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": row.name,
        "standing": _standing(row.account),
        "created_at": row.created_at,
        "last_sign_in_at": row.account.last_login if row.account else None,
    }


def _standing(account: Account | None) -> str:
    if account is None:
        return "guest"
    return str(account.role) if account.is_active else "closed"


class ResetAsked(Shown):
    """When the second factor is taken away."""

    ends_at: datetime


class PeopleWanted(Sent):
    q: str = Field("", max_length=254, description="A part of the name, or the whole e-mail address or id.")
    standing: Literal["", "member", "owner", "admin", "closed", "guest"] = ""


class RoleGiven(Sent):
    role: Literal["member", "owner", "admin"]


class Closing(Sent):
    reason: Reason = Field(min_length=1, description="The person reads it in a letter.", examples=["Spam."])


@router.get("/platform/people", response=paging.Page[PersonListed], summary="Find people")
def find(request: HttpRequest, wanted: Query[PeopleWanted], window: Query[paging.Window]) -> Any:
    """By name; addresses are told by the look at one person."""
    keys.check_admin(request)
    rows = directory.search(wanted.q, standing=wanted.standing)
    return paging.page(rows, PersonListed, order=directory.ORDER, window=window)


@router.get("/platform/people/{person}", response=PersonKnown, summary="Look at a person")
def show(request: HttpRequest, person: UUID) -> Any:
    """The look is recorded."""
    row = _found(request, person)
    standing.note_look(row, by=keys.actor(request), at=clock.now())
    return PersonKnown.of(row)


@router.post("/platform/people/{person}/role", response=PersonListed, summary="Give a role on the platform")
def change_role(request: HttpRequest, person: UUID, body: RoleGiven) -> Any:
    """Not one's own; the last admin stays one."""
    row, account = _with_account(request, person)
    row.account = standing.change_role(account, body.role, by=keys.actor(request), at=clock.now())
    return PersonListed.of(row)


@router.post("/platform/people/{person}/closing", response=PersonListed, summary="Close an account")
def close(request: HttpRequest, person: UUID, body: Closing) -> Any:
    """Its sessions, tokens and calendar addresses open nothing; its places stay."""
    row, account = _with_account(request, person)
    row.account = standing.deactivate(account, reason=body.reason, by=keys.actor(request), at=clock.now())
    return PersonListed.of(row)


@router.post("/platform/people/{person}/opening", response=PersonListed, summary="Open an account again")
def open_again(request: HttpRequest, person: UUID) -> Any:
    """An open one is left as it is."""
    row, account = _with_account(request, person)
    row.account = standing.reactivate(account, by=keys.actor(request), at=clock.now())
    return PersonListed.of(row)


@router.post("/platform/people/{person}/sign-out", response={204: None}, summary="Sign somebody out everywhere")
def sign_out(request: HttpRequest, person: UUID) -> Any:
    """Every session of theirs ends at once; tokens go on."""
    _row, account = _with_account(request, person)
    standing.sign_out(account, by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.post("/platform/people/{person}/link", response={202: None}, summary="Send somebody a link to get in")
def send_link(request: HttpRequest, person: UUID) -> Any:
    """To choose a new password, or to open an account."""
    standing.send_link(_found(request, person), by=keys.actor(request), at=clock.now())
    return Status(202, None)


@router.post("/platform/people/{person}/second-factor-reset", response=ResetAsked, summary="Take a second factor away")
def ask_reset(request: HttpRequest, person: UUID) -> Any:
    """In a day, of which its owner is told; it stays if they sign in with it before then."""
    _row, account = _with_account(request, person)
    account = factor_resets.ask(account, by=keys.actor(request), at=clock.now())
    return ResetAsked.made(ends_at=account.factors_end_at)


@router.delete(
    "/platform/people/{person}/second-factor-reset", response={204: None}, summary="Leave somebody the second factor"
)
def keep(request: HttpRequest, person: UUID) -> Any:
    """Takes back what was asked for and is not done yet."""
    _row, account = _with_account(request, person)
    factor_resets.keep(account, by=keys.actor(request), at=clock.now())
    return Status(204, None)


def _found(request: HttpRequest, pk: UUID) -> Person:
    keys.check_admin(request)
    row = directory.find(pk)
    if row is None:
        raise Missing
    return row


def _with_account(request: HttpRequest, pk: UUID) -> tuple[Person, Account]:
    row = _found(request, pk)
    if row.account is None:
        raise Missing
    return row, row.account
