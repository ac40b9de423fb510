"""Files of an event: handed out after a look at who asks, and never to be run."""

from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from ninja import Field, File, Form, Query, Router, Status, UploadedFile

from lineup.core.foundation import clock, stored_parts
from lineup.core.foundation.errors import Missing
from lineup.domains.events import events, files
from lineup.domains.events.models import EventFile
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["files"])

AS_CALENDAR: dict[str, Any] = {
    "responses": {200: {"description": "iCalendar.", "content": {"text/calendar": {"schema": {"type": "string"}}}}}
}


def as_download(*kinds: str) -> dict[str, Any]:
    """Return what the reference says of an answer that is a file of one of these kinds."""
    content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in kinds}
    return {"responses": {200: {"description": "The file, always as a download.", "content": content}}}


AS_DOWNLOAD = as_download("application/octet-stream")


class FileShown(Shown):
    """A file; `audience` says for whom: everybody who sees the event, or only holders of a place.

    `use` says which of them is the programme, and which the guide.
    """

    id: UUID
    name: str
    content_type: str
    size: int
    audience: str
    use: Literal["", "programme", "guide"]
    created_at: datetime

    @classmethod
    def of(cls, row: EventFile) -> Self:
        fields = ("name", "content_type", "size", "created_at")
        return cls.made(id=row.pk, audience=str(row.audience), use=str(row.use), **shapes.read(row, fields))


class FilesWanted(Sent):
    bin: bool = Field(default=False, description="Those in the bin instead; for organisers.")


@router.get("/events/{slug}/files", response=paging.Page[FileShown], auth=keys.ANYBODY, summary="List an event's files")
def of_event(request: HttpRequest, slug: Slug, wanted: Query[FilesWanted], window: Query[paging.Window]) -> Any:
    """Those that one may download, by name, all at once; those in the bin page by page, the last first."""
    person = keys.person(request)
    if wanted.bin:
        rows = files.binned(events.find_managed(person, slug=slug))
        return paging.page(rows, FileShown, order=("-binned_at", "-id"), window=window)
    return paging.whole(files.of(events.find_visible(person, slug=slug), person), FileShown)


@router.post("/events/{slug}/files", response={201: FileShown}, summary="Add a file")
def add(
    request: HttpRequest,
    slug: Slug,
    file: File[UploadedFile],
    audience: Form[Literal["everybody", "holders"]] = "everybody",
    use: Form[Literal["", "programme", "guide"]] = "",
) -> Any:
    """PDF, pictures, plain text or office documents without macros, up to 10 MB; judged by their bytes.

    A programme or guide is a PDF, and takes the place of the one before.
    """
    event = events.find_managed(keys.person(request), slug=slug)
    row = files.add(event, file, audience=audience, use=use, by=keys.actor(request), at=clock.now())
    return Status(201, FileShown.of(row))


@router.get(
    "/events/{slug}/files/{file}/content",
    auth=keys.ANYBODY,
    summary="Download a file",
    openapi_extra=AS_DOWNLOAD,
)
def download(request: HttpRequest, slug: Slug, file: UUID) -> Any:
    """Always as a download: nothing of it is shown or run in the browser."""
    person = keys.person(request)
    return content(files.find(events.find_visible(person, slug=slug), person, file))


def content(row: EventFile) -> FileResponse:
    """Return the file as a download. Raises Missing where it is stored no more."""
    return download_of(row.file, row.name)


def download_of(file: FieldFile, name: str) -> FileResponse:
    """Return what is stored as a download that no browser opens or runs. Raises Missing where it is there no more."""
    try:
        answer = FileResponse(file.open("rb"), as_attachment=True, filename=name)
    except FileNotFoundError:
        raise Missing from None
    answer.headers["Content-Type"] = "application/octet-stream"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def part_of(file: FieldFile, *, size: int, asked: str) -> StreamingHttpResponse:
    """Return what is stored, or the part for which the Range header `asked`, as a download. Raises Missing."""
    try:
        found = stored_parts.of(str(file.name), size=size, asked=asked)
    except FileNotFoundError:
        raise Missing from None
    answer = StreamingHttpResponse(found.body, status=found.status, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = "attachment"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    for header, value in found.headers.items():
        answer.headers[header] = value
    return answer


@router.post("/events/{slug}/files/{file}/discard", response=FileShown, summary="Put a file into the bin")
def discard(request: HttpRequest, slug: Slug, file: UUID) -> Any:
    """Nobody can download it until it is restored."""
    person = keys.person(request)
    row = files.find(events.find_managed(person, slug=slug), person, file)
    return FileShown.of(files.discard(row, by=keys.actor(request), at=clock.now()))


@router.post("/events/{slug}/files/{file}/restoration", response=FileShown, summary="Take a file out of the bin")
def restore(request: HttpRequest, slug: Slug, file: UUID) -> Any:
    """As it was."""
    row = files.find_binned(events.find_managed(keys.person(request), slug=slug), file)
    return FileShown.of(files.restore(row, by=keys.actor(request), at=clock.now()))
