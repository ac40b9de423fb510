"""Another address for one's account."""

from datetime import datetime
from typing import Any, Self

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from lineup.core.foundation import clock, text
from lineup.core.foundation.errors import Missing
from lineup.core.people import address_changes, limits
from lineup.core.people.models import AddressChange
from lineup.interfaces.api import keys
from lineup.interfaces.api.sessions import account_of
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent

router = Router(tags=["me"])


class NewAddress(Sent):
    email: str = Field(max_length=254, examples=["ada@example.org"])


class AddressChangeShown(Shown):
    """A wish that waits for its proof."""

    email: str
    asked_at: datetime
    expires_at: datetime

    @classmethod
    def of(cls, row: AddressChange) -> Self:
        return cls.made(email=row.email, asked_at=row.asked_at, expires_at=row.expires_at)


class AddressKept(Shown):
    """The present address, which stays."""

    email: str


@router.post("/me/address-change", response={202: AddressChangeShown}, summary="Ask for another address")
def ask(request: HttpRequest, body: NewAddress) -> Any:
    """A link goes to the new address, a notice to the present one; nothing changes before the link is used.

    The answer is the same whether or not the address is known. Only signed in, with the password given again
    within five minutes (/account/again): a token opens no other way into the account.
    """
    keys.check_session(request)
    keys.check_given_again(request)
    account, at = account_of(request), clock.now()
    limits.spend(
        (limits.MAIL_FROM, limits.origin(request.META.get("REMOTE_ADDR"))),
        (limits.MAIL_TO, limits.origin(request.META.get("REMOTE_ADDR"), text.fold_address(body.email))),
        (limits.ADDRESS_CHANGE, str(account.pk)),
        at=at,
    )
    change = address_changes.ask(account, email=body.email, by=keys.actor(request), at=at)
    return Status(202, AddressChangeShown.of(change))


@router.get("/me/address-change", response=AddressChangeShown, summary="Show the address that waits for its proof")
def show(request: HttpRequest) -> Any:
    """404 where none does."""
    change = address_changes.open_of(account_of(request), at=clock.now())
    if change is None:
        raise Missing
    return AddressChangeShown.of(change)


@router.delete("/me/address-change", response=AddressKept, summary="Keep the present address")
def withdraw(request: HttpRequest) -> Any:
    """The link that was sent opens nothing any more; without one, nothing happens."""
    account = account_of(request)
    address_changes.withdraw(account, by=keys.actor(request), at=clock.now())
    return AddressKept.made(email=account.email)
