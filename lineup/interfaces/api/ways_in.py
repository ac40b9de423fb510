"""How one signs in: looked at; setting up a second factor needs a browser."""

from datetime import datetime
from typing import Any, Self

from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from ninja import Router

from lineup.core.foundation import clock
from lineup.core.people import discord_links, factor_resets, second_factors
from lineup.core.people.models import Account
from lineup.interfaces.api import keys
from lineup.interfaces.api.sessions import account_of
from lineup.interfaces.api.shapes import Shown

router = Router(tags=["me"])


class PasskeyShown(Shown):
    id: int
    name: str
    created_at: datetime
    last_used_at: datetime | None

    @classmethod
    def of(cls, row: Authenticator) -> Self:
        return cls.made(id=row.pk, name=row.data["name"], created_at=row.created_at, last_used_at=row.last_used_at)


class WaysIn(Shown):
    """`is_protected`: whether the password alone opens nothing. `discord`: the handle there, null without a link.

    `second_factor_ends_at`: when an admin, who was told that it is lost, has the second factor taken away; mostly null.
    """

    has_password: bool
    is_protected: bool
    has_authenticator_app: bool
    passkeys: list[PasskeyShown]
    recovery_codes_left: int
    second_factor_ends_at: datetime | None
    discord: str | None

    @classmethod
    def of(cls, account: Account) -> Self:
        held, link = second_factors.held(account), discord_links.of(account)
        return cls.made(
            has_password=account.has_usable_password(),
            is_protected=held.is_protected,
            has_authenticator_app=held.app is not None,
            passkeys=[PasskeyShown.of(row) for row in held.passkeys],
            recovery_codes_left=held.codes_left,
            second_factor_ends_at=account.factors_end_at,
            discord=link.handle if link else None,
        )


@router.get("/me/ways-in", response=WaysIn, summary="Show how I sign in")
def show(request: HttpRequest) -> Any:
    """Password, second factors and Discord; never a secret."""
    return WaysIn.of(account_of(request))


@router.delete("/me/second-factor-reset", response=WaysIn, summary="Keep my second factor")
def keep(request: HttpRequest) -> Any:
    """Where an admin was told that it is lost; otherwise nothing happens."""
    account = factor_resets.keep(account_of(request), by=keys.actor(request), at=clock.now())
    return WaysIn.of(account)


@router.delete("/me/discord", response=WaysIn, summary="Unlink Discord")
def unlink(request: HttpRequest) -> Any:
    """Only signed in, with the password given again; refused while nothing else opens the account."""
    keys.check_session(request)
    keys.check_given_again(request)
    account = account_of(request)
    discord_links.unlink(account, by=keys.actor(request), at=clock.now())
    return WaysIn.of(account)
