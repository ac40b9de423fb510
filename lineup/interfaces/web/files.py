"""Stored files as answers, once it is settled that who asks may see them."""

from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from lineup.core.foundation import sniffing, stored_parts, subtitles
from lineup.core.foundation.errors import Missing
from lineup.domains.courses.models import Certificate, HandedWork, Item
from lineup.domains.events.models import EventFile
from lineup.domains.onsite.models import Booth

INERT = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


def of_event(file: EventFile) -> FileResponse:
    """Answer a file of an event as a download that no browser opens or runs. Raises Missing."""
    return _inert(file.file, file.name, file.content_type)


def of_item(item: Item) -> FileResponse:
    """Answer a file of a lesson as a download that no browser opens or runs. Raises Missing."""
    if item.kind != Item.Kind.FILE:
        raise Missing
    return _inert(item.file, item.name, item.content_type)


def of_work(work: HandedWork) -> FileResponse:
    """Answer a file that was handed in as a download that no browser opens or runs. Raises Missing without one."""
    if not work.file:
        raise Missing
    return _inert(work.file, work.name, work.content_type)


def of_certificate(certificate: Certificate) -> FileResponse:
    """Answer a certificate as a download. Raises Missing where it is stored no more."""
    return _inert(certificate.file, f"{certificate.said_number}.pdf", sniffing.PDF)


def made(content: bytes, name: str) -> HttpResponse:
    """Answer a PDF that was just made as a download; no copy of it is kept."""
    response = HttpResponse(content, content_type=sniffing.PDF, headers=INERT)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def of_booth(booth: Booth) -> FileResponse:
    """Answer the floor plan of a booth as a download that no browser opens or runs. Raises Missing."""
    if not booth.plan_file:
        raise Missing
    return _inert(booth.plan_file, booth.plan_name, sniffing.PDF)


def _inert(file: FieldFile, name: str, kind: str) -> FileResponse:
    try:
        stored = file.open("rb")
    except FileNotFoundError:
        raise Missing from None
    response = FileResponse(stored, as_attachment=True, filename=name, content_type=kind)
    for header, value in INERT.items():
        response.headers[header] = value
    return response


def picture(path: str) -> FileResponse:
    """Answer a stored WebP so that no browser takes it for anything else. Raises Missing."""
    try:
        response = FileResponse(default_storage.open(path), content_type="image/webp")
    except FileNotFoundError:
        raise Missing from None
    response.headers["Content-Disposition"] = "inline"
    response.headers["X-Content-Type-Options"] = "nosniff"
    # the name is random and new for each picture
    response.headers["Cache-Control"] = "private, max-age=604800, immutable"
    return response


def video(item: Item, *, asked: str) -> StreamingHttpResponse:
    """Answer a stored video, or the part of it that the Range header `asked` for ("" for none). Raises Missing."""
    try:
        answer = stored_parts.of(str(item.file.name), size=item.size, asked=asked)
    except FileNotFoundError:
        raise Missing from None
    response = StreamingHttpResponse(answer.body, status=answer.status, content_type=item.content_type)
    said = {**INERT, "Cache-Control": "private, no-cache", "Content-Disposition": "inline", **answer.headers}
    for header, value in said.items():
        response.headers[header] = value
    return response


def captions(item: Item) -> HttpResponse:
    """Answer the captions of a video. Raises Missing."""
    if not item.captions:
        raise Missing
    return HttpResponse(item.captions, content_type=f"{subtitles.TYPE}; charset=utf-8", headers=INERT)
