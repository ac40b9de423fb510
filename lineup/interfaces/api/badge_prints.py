"""Prints of badges: ordered, set by a worker, fetched as PDF."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.events.models import Event
from lineup.domains.onsite import badge_layouts, badge_prints
from lineup.domains.onsite.models import BadgePrint
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.badges import BadgeId
from lineup.interfaces.api.files import AS_DOWNLOAD
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["badges"])

ONE = "/events/{slug}/badge-prints/{job}"


class PrintShown(Shown):
    """A print and how far it is: `done` of `total` badges are set; once `state` is done, its PDF can be fetched."""

    id: UUID
    state: Literal["waiting", "done"]
    layout: str
    language: str
    total: int
    done: int
    size: int
    created_at: datetime
    done_at: datetime | None

    @classmethod
    def of(cls, row: BadgePrint) -> Self:
        fields = ("layout", "language", "total", "done", "size", "created_at", "done_at")
        return cls.made(id=row.pk, state=str(row.state), **shapes.read(row, fields))


class NewPrint(Sent):
    """All badges in use, those that are new alone, or those with these badge ids."""

    layout: str = Field(badge_layouts.USUAL, max_length=20, examples=["l7160"])
    language: Literal["en", "fr"] = "en"
    only_new: bool = False
    badges: list[BadgeId] | None = Field(None, max_length=badge_prints.MOST, examples=[["K7M4QX2"]])


@router.get("/events/{slug}/badge-prints", response=paging.Page[PrintShown], summary="List prints of badges")
def find(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """The newest first; each is kept for seven days."""
    rows = badge_prints.of(_managed(request, slug))
    return paging.page(rows, PrintShown, order=("-created_at", "-id"), window=window)


@router.post("/events/{slug}/badge-prints", response={202: PrintShown}, summary="Print badges")
def order(request: HttpRequest, slug: Slug, body: NewPrint) -> Any:
    """By name, set afterwards; who has no badge yet gets theirs. Layouts are named a6, card, l7160 and so on."""
    job = badge_prints.order(
        _managed(request, slug),
        layout=body.layout,
        language=body.language,
        only_new=body.only_new,
        only=body.badges,
        by=keys.actor(request),
        at=clock.now(),
    )
    return Status(202, PrintShown.of(job))


@router.get(ONE, response=PrintShown, summary="Show a print of badges")
def show(request: HttpRequest, slug: Slug, job: UUID) -> Any:
    """How far it is."""
    return PrintShown.of(badge_prints.find(_managed(request, slug), job))


@router.get(f"{ONE}/content", summary="Download printed badges", openapi_extra=AS_DOWNLOAD)
def download(request: HttpRequest, slug: Slug, job: UUID) -> Any:
    """The PDF, always as a download; names and valid codes are in it."""
    row = badge_prints.find(_managed(request, slug), job)
    answer = HttpResponse(badge_prints.content(row), content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{slug}-badges.pdf"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@router.delete(ONE, response={204: None}, summary="Delete a print of badges")
def discard(request: HttpRequest, slug: Slug, job: UUID) -> Any:
    """With its file; the badges stay."""
    row = badge_prints.find(_managed(request, slug), job)
    badge_prints.discard(row, by=keys.actor(request), at=clock.now())
    return Status(204, None)


def _managed(request: HttpRequest, slug: str) -> Event:
    return events.find_managed(keys.person(request), slug=slug)
