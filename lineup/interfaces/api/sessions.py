"""Where one is signed in in a browser."""

from datetime import datetime
from typing import Any, Self

from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.http import HttpRequest
from ninja import Path, Query, Router

from lineup.core.foundation import clock, inputs
from lineup.core.foundation.errors import Missing
from lineup.core.people import devices, sessions
from lineup.core.people.models import Account
from lineup.interfaces.api import keys, paging
from lineup.interfaces.api.shapes import Shown

router = Router(tags=["me"])


class SignInSessionShown(Shown):
    """A browser that is signed in, in words; `last_seen_at` is true to within five minutes."""

    id: int
    device: str
    address: str
    signed_in_at: datetime
    last_seen_at: datetime

    @classmethod
    def of(cls, row: UserSession) -> Self:
        return cls.made(
            id=row.pk,
            device=devices.words(row.user_agent),
            address=row.ip,
            signed_in_at=row.created_at,
            last_seen_at=row.last_seen_at,
        )


class Ended(Shown):
    """How many browsers were signed out."""

    number: int


@router.get("/sessions", response=paging.Page[SignInSessionShown], summary="List my sessions")
def of_mine(request: HttpRequest, window: Query[paging.Window]) -> Any:
    """Those that still hold, the latest seen first. API tokens are no sessions."""
    rows = sessions.open_of(account_of(request), at=clock.now())
    return paging.page(rows, SignInSessionShown, order=("-last_seen_at", "-id"), window=window)


@router.post("/sessions/revocation", response=Ended, summary="Sign out everywhere else")
def end_others(request: HttpRequest) -> Any:
    """Every browser but the one that asks; with a token, every browser."""
    number = sessions.end_others(account_of(request), keep=_this(request), by=keys.actor(request), at=clock.now())
    return Ended.made(number=number)


@router.post("/sessions/{session}/revocation", response=Ended, summary="Sign a browser out")
def end(request: HttpRequest, session: Path[int]) -> Any:
    """At once; where it is the one that asks, that is signed out."""
    if not 0 < session <= inputs.LARGEST:
        raise sessions.SessionUnknown
    found = sessions.find(account_of(request), pk=session)
    sessions.end(found, by=keys.actor(request), at=clock.now())
    if found.session_key == _this(request):
        logout(request)
    return Ended.made(number=1)


def _this(request: HttpRequest) -> str | None:
    session = getattr(request, "session", None)
    return session.session_key if session is not None else None


def account_of(request: HttpRequest) -> Account:
    """Return the account of who asks. Raises Missing for who has none."""
    person = keys.person(request)
    if person is None or person.account is None:
        raise Missing
    return person.account
