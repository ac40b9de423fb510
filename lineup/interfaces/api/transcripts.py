"""The transcript of a learner: every attempt at a course, with its scores and its certificate."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from lineup.core.foundation import clock, sniffing
from lineup.domains.courses import enrolments, transcript_sheets, transcripts
from lineup.domains.courses.models import Certificate, Enrolment
from lineup.interfaces.api import files, keys, paging
from lineup.interfaces.api.learning_shapes import Status
from lineup.interfaces.api.shapes import Shown

router = Router(tags=["learning"])


class ResultShown(Shown):
    """A quiz (its best attempt) or an assignment (the newest marked work), `score` in percent."""

    lesson: UUID
    title: str
    score: Decimal
    passed: bool

    @classmethod
    def of(cls, row: transcripts.Result) -> Self:
        return cls.made(lesson=row.lesson, title=row.title, score=row.score, passed=row.passed)


class CertificateBrief(Shown):
    number: str
    status: Literal["valid", "expired", "revoked"]
    expires_at: datetime | None

    @classmethod
    def of(cls, row: Certificate) -> Self:
        return cls.made(number=row.said_number, status=str(row.status(clock.now())), expires_at=row.expires_at)


class AttemptRecorded(Shown):
    """One attempt at a course; who left it and came back has several. `id` is that of the place."""

    id: UUID
    course: str
    course_title: str
    subject: str
    offered_by: str
    status: Status
    attempt: int
    progress_percentage: int
    completed_lessons: int
    total_lessons: int
    learning_time_hours: float
    enrolled_on: datetime
    completed_on: datetime | None
    certificate: CertificateBrief | None
    results: list[ResultShown]

    @classmethod
    def of_row(cls, row: Enrolment, results: Sequence[transcripts.Result]) -> Self:
        """With all that `transcripts.of` reads along."""
        offering = row.course.offering
        offered_by = offering.club or offering.organiser
        certificate: Certificate | None = getattr(row, "certificate", None)
        return cls.made(
            id=row.pk,
            course=offering.slug,
            course_title=offering.title,
            subject=row.course.subject_id,
            offered_by=offered_by.name if offered_by else "",
            status=enrolments.status(row.place, row),
            attempt=row.attempt,
            progress_percentage=row.percent,
            completed_lessons=row.done,
            total_lessons=row.course.counted,
            learning_time_hours=round(row.focus_seconds / 3600, 2),
            enrolled_on=row.begun_at,
            completed_on=row.completed_at,
            certificate=CertificateBrief.of(certificate) if certificate else None,
            results=[ResultShown.of(one) for one in results],
        )


@router.get("/me/transcript", response=paging.Page[AttemptRecorded], summary="Show all that I learned")
def mine(request: HttpRequest, window: Query[paging.Window]) -> Any:
    """Every attempt at every course, also of those that are archived or in the bin, the latest first."""
    rows = transcripts.of(keys.actor(request).human)
    found = paging.found(rows, order=transcripts.ORDER, window=window)
    results = transcripts.results(row.pk for row in found.items)
    return paging.shown(found, AttemptRecorded, lambda row: AttemptRecorded.of_row(row, results.get(row.pk, ())))


@router.get(
    "/me/transcript/content", summary="Download all that I learned", openapi_extra=files.as_download(sniffing.PDF)
)
def sheet(request: HttpRequest) -> Any:
    """As a PDF, in the language of Accept-Language; the 200 latest attempts."""
    answer = HttpResponse(transcript_sheets.pdf(keys.actor(request).human, at=clock.now()), content_type=sniffing.PDF)
    answer.headers["Content-Disposition"] = f'attachment; filename="{transcript_sheets.NAME}"'
    return answer
