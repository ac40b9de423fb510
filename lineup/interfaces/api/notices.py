"""What one was told."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.notices import notices
from lineup.core.notices.models import Notice
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent

router = Router(tags=["notices"])


class NoticeShown(Shown):
    """What one was told, in the words of then; `reason` says why one was."""

    id: UUID
    kind: str
    title: str
    sentence: str
    reason: str
    path: str
    created_at: datetime
    read_at: datetime | None

    @classmethod
    def of(cls, row: Notice) -> Self:
        fields = ("kind", "title", "sentence", "reason", "path", "created_at", "read_at")
        return cls.made(id=row.pk, **shapes.read(row, fields))


class Unread(Shown):
    unread: int


class NoticesWanted(Sent):
    unread: bool = Field(default=False, description="Only those that were not read.")
    about: str = Field("", max_length=40, description="Only of this group of matters.", examples=["places"])


@router.get("/notices", response=paging.Page[NoticeShown], summary="List my notices")
def mine(request: HttpRequest, wanted: Query[NoticesWanted], window: Query[paging.Window]) -> Any:
    """The newest first."""
    rows = notices.listed(keys.person(request), group=wanted.about, unread=wanted.unread)
    return paging.page(rows, NoticeShown, order=("-created_at", "-id"), window=window)


@router.post("/notices/reading", response=Unread, summary="Mark all notices as read")
def read_all(request: HttpRequest) -> Any:
    """Returns how many are unread now."""
    return _read(request)


@router.post("/notices/{notice}/reading", response=Unread, summary="Mark a notice as read")
def read(request: HttpRequest, notice: UUID) -> Any:
    """Returns how many are unread now."""
    if not Notice.objects.filter(person=keys.person(request), pk=notice).exists():
        raise Missing
    return _read(request, notice)


def _read(request: HttpRequest, pk: UUID | None = None) -> Unread:
    person = keys.person(request)
    notices.mark_read(person, at=clock.now(), pk=pk)  # type: ignore[arg-type]
    return Unread(unread=notices.unread(person))  # type: ignore[arg-type]
