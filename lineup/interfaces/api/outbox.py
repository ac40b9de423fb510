"""Work that kept failing and was parked, for platform admins."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent

router = Router(tags=["platform"])


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


class TopicReplayed(Sent):
    topic: str = Field(max_length=40, examples=["mail"])


class Replayed(Shown):
    """How many messages got a new set of tries; those beyond 500 wait for the next time."""

    count: int


@router.get("/platform/dead-letters", response=paging.Page[DeadLetter], summary="List parked work")
def dead(request: HttpRequest, window: Query[paging.Window]) -> Any:
    """The last parked first."""
    keys.check_admin(request)
    return paging.page(messages.dead(), DeadLetter, order=("-dead_at", "-id"), window=window)


@router.post("/platform/dead-letters/{message}/replay", response=DeadLetter, summary="Try parked work again")
def replay(request: HttpRequest, message: UUID) -> Any:
    """Gives it a new set of tries, at once."""
    keys.check_admin(request)
    row = messages.dead().filter(pk=message).first()
    if row is None:
        raise Missing
    messages.replay(row, by=keys.actor(request), at=clock.now())
    row.refresh_from_db()
    return DeadLetter.of(row)


@router.post("/platform/dead-letters/replay", response=Replayed, summary="Try all parked work of a topic again")
def replay_topic(request: HttpRequest, body: TopicReplayed) -> Any:
    """At most 500 at once, the first parked first."""
    keys.check_admin(request)
    return Replayed.made(count=messages.replay_topic(body.topic, by=keys.actor(request), at=clock.now()))
