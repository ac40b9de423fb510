"""The record of acts: all of it for platform admins, a club's for its admins."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from lineup.core.audit import entries, subjects
from lineup.core.audit.models import Entry, Origin
from lineup.core.clubs import permissions
from lineup.core.foundation.subjects import Subject
from lineup.interfaces.api import briefs, keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Moment, Sent, Slug

router = Router(tags=["audit"])


class SubjectShown(Shown):
    """What an entry is about, as it is called today; `path` is its page, empty where it has none or lies in the bin."""

    title: str
    path: str


class EntryShown(Shown):
    """Who did what, to what, when, and from where (null once that was forgotten).

    `about` is null for what was deleted since, or is not yours to see.
    """

    id: int
    at: datetime
    club: briefs.ClubBrief | None
    actor: briefs.PersonBrief | None
    channel: str
    action: str
    resource: str
    resource_id: str
    about: SubjectShown | None
    metadata: dict[str, Any]
    address: str | None
    user_agent: str | None

    @classmethod
    def of(cls, row: Entry, about: Subject | None) -> Self:
        fields = ("id", "at", "channel", "action", "resource", "resource_id", "metadata")
        origin: Origin | None = getattr(row, "origin", None)
        return cls.made(
            club=briefs.club(row.club),
            actor=briefs.person(row.actor),
            about=SubjectShown.made(title=about.title, path=about.path) if about else None,
            address=origin.address if origin else None,
            user_agent=origin.user_agent if origin else None,
            **shapes.read(row, fields),
        )


class EntriesWanted(Sent):
    club: Slug | None = None
    action: str = Field("", max_length=60, description="Exactly, like event.publish.")
    actor: UUID | None = None
    resource: str = Field("", max_length=40)
    resource_id: str = Field("", max_length=64)
    after: Moment | None = None
    before: Moment | None = None


FILTERS = {
    "club": "club__slug",
    "action": "action",
    "actor": "actor",
    "resource": "resource",
    "resource_id": "resource_id",
    "after": "at__gte",
    "before": "at__lt",
}


@router.get("/audit", response=paging.Page[EntryShown], summary="Browse the audit")
def browse(request: HttpRequest, wanted: Query[EntriesWanted], window: Query[paging.Window]) -> Any:
    """What one may read of it, the last act first; nothing for who looks after no club."""
    person = keys.person(request)
    mine = permissions.clubs_where(person, permissions.SEE_AUDIT)  # type: ignore[arg-type]
    rows = entries.readable_by(person, clubs=mine)  # type: ignore[arg-type]
    given = {FILTERS[name]: value for name, value in wanted.model_dump().items() if value not in (None, "")}
    rows = rows.filter(**given).select_related("actor", "club", "origin")
    found = paging.found(rows, order=("-id",), window=window)
    about = subjects.of(found.items, reader=person)  # type: ignore[arg-type]
    return paging.shown(found, EntryShown, lambda row: EntryShown.of(row, about.get(row.pk)))
