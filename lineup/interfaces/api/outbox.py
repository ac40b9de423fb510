"""Work that kept failing and was parked, for platform admins."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.shapes import Shown

router = Router(tags=["outbox"])


class DeadLetter(Shown):
    """A piece of work that was parked, and the last reason."""

    id: UUID
    topic: str
    key: str
    attempts: int
    last_error: str
    created_at: datetime
    due_at: datetime
    dead_at: datetime | None

    @classmethod
    def of(cls, row: Message) -> Self:
        fields = ("topic", "key", "attempts", "last_error", "created_at", "due_at", "dead_at")
        return cls.made(id=row.pk, **shapes.read(row, fields))


@router.get("/outbox/dead-letters", response=paging.Page[DeadLetter], summary="List parked work")
def dead(request: HttpRequest, window: Query[paging.Window]) -> Any:
    """The last parked first."""
    _check_admin(request)
    return paging.page(messages.dead(), DeadLetter, order=("-dead_at", "-id"), window=window)


@router.post("/outbox/dead-letters/{message}/replay", response=DeadLetter, summary="Try parked work again")
def replay(request: HttpRequest, message: UUID) -> Any:
    """Gives it a new set of tries, at once."""
    _check_admin(request)
    row = messages.dead().filter(pk=message).first()
    if row is None:
        raise Missing
    messages.replay(row, by=keys.actor(request), at=clock.now())
    row.refresh_from_db()
    return DeadLetter.of(row)


def _check_admin(request: HttpRequest) -> None:
    """To others, the platform's own rooms do not exist."""
    if not keys.actor(request).is_admin:
        raise Missing
