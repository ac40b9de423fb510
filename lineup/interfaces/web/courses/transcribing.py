"""All that somebody learned, on a page, and as a PDF."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lineup.core.foundation import clock, cursors
from lineup.domains.courses import enrolments, transcript_sheets, transcripts
from lineup.domains.courses.models import Certificate, Enrolment
from lineup.interfaces.web import files

PAGE = 100
AS_JSON = "/api/me/transcript"


@require_safe
@login_required
def transcript(request: HttpRequest) -> HttpResponse:
    person = request.person  # type: ignore[attr-defined]
    cursor = request.GET.get("cursor", "")
    page = cursors.page(transcripts.of(person), order=transcripts.ORDER, cursor=cursor, size=PAGE)
    results = transcripts.results(row.pk for row in page.items)
    lines = [{**_line(row), "results": results.get(row.pk, ())} for row in page.items]
    shown = {"page": page, "lines": lines, "now": clock.now(), "as_json": AS_JSON}
    return render(request, "courses/transcript.html", shown)


@require_safe
@login_required
def sheet(request: HttpRequest) -> HttpResponse:
    return files.made(transcript_sheets.pdf(request.person, at=clock.now()), transcript_sheets.NAME)  # type: ignore[attr-defined]


def _line(row: Enrolment) -> dict[str, Any]:
    offering = row.course.offering
    certificate: Certificate | None = getattr(row, "certificate", None)
    return {
        "enrolment": row,
        "offering": offering,
        "offered_by": offering.club or offering.organiser,
        "status": enrolments.status(row.place, row),
        "minutes": row.focus_seconds // 60,
        "certificate": certificate,
        "holds": certificate.status(clock.now()) if certificate else "",
    }
