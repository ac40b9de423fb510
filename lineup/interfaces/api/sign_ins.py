"""When, from where and with what one signed in."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from lineup.core.people import devices, sign_ins
from lineup.core.people.models import SignIn
from lineup.interfaces.api import paging, shapes
from lineup.interfaces.api.sessions import account_of
from lineup.interfaces.api.shapes import Shown

router = Router(tags=["me"])


class SignInShown(Shown):
    """One sign-in, its browser in words; `is_new_device`: one that was not known then, of which a mail told."""

    id: UUID
    at: datetime
    device: str
    address: str | None
    is_new_device: bool

    @classmethod
    def of(cls, row: SignIn) -> Self:
        return cls.made(
            device=devices.words(row.user_agent), **shapes.read(row, ("id", "at", "address", "is_new_device"))
        )


@router.get("/me/sign-ins", response=paging.Page[SignInShown], summary="List my latest sign-ins")
def latest(request: HttpRequest, window: Query[paging.Window]) -> Any:
    """As many as are kept, the newest first."""
    return paging.page(sign_ins.of(account_of(request)), SignInShown, order=("-at", "-id"), window=window)
