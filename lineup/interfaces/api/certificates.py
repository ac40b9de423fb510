"""Certificates: one's own, those of a course for its keepers, and whether one holds for whoever has its number."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from django.conf import settings
from django.http import HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from lineup.core.foundation import clock
from lineup.domains.courses import certificates, courses, credentials
from lineup.domains.courses.models import Certificate, Course
from lineup.interfaces.api import files, keys, paging, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["certificates"])

Number = Annotated[str, Path(max_length=40, examples=["7K2M-9QXD-4T0B-H6WZ-C1RV"])]
COURSE = "/courses/{slug}/certificates"


class CertificateVerified(Shown):
    """What anybody learns who has the number; `name` is empty once its holder was erased."""

    number: str
    status: Literal["valid", "expired", "revoked"]
    name: str
    course: str
    offered_by: str
    issued_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None

    @classmethod
    def of(cls, row: Certificate) -> Self:
        return cls.made(**cls._said(row))

    @staticmethod
    def _said(row: Certificate) -> dict[str, Any]:
        offered_by = row.course.offering.club or row.course.offering.organiser
        return {
            "number": row.said_number,
            "status": str(row.status(clock.now())),
            "course": row.title,
            "offered_by": offered_by.name if offered_by else "",
            **shapes.read(row, ("name", "issued_at", "expires_at", "revoked_at")),
        }


class CertificateShown(CertificateVerified):
    """A certificate to its holder and to those who keep the course; `address` verifies it, `ready` is its PDF."""

    address: str
    reason: str
    ready: bool

    @classmethod
    def of(cls, row: Certificate) -> Self:
        address = f"{settings.BASE_URL}/certificates/{row.said_number}"
        ready = bool(row.file) and row.revoked_at is None
        return cls.made(**cls._said(row), address=address, reason=row.reason, ready=ready)


class BadgeSigned(Shown):
    badge: str


class BadgeToVerify(Sent):
    badge: str = Field(max_length=credentials.LONGEST, description="A VC-JWT: three parts with dots between.")


class CertificatesIssued(Shown):
    issued: int


class Revocation(Sent):
    reason: str = Field(min_length=1, max_length=certificates.LONGEST_REASON, description="Its holder reads it.")


@router.get("/certificates/{number}", response=CertificateVerified, auth=keys.ANYBODY, summary="Verify a certificate")
def verify(request: HttpRequest, number: Number) -> Any:
    """Whether it holds, for whoever has its number; dashes and case do not matter."""
    return CertificateVerified.of(certificates.verify(number))


@router.get("/me/certificates", response=paging.Page[CertificateShown], summary="List my certificates")
def mine(request: HttpRequest, window: Query[paging.Window]) -> Any:
    """The newest first."""
    rows = certificates.of(keys.actor(request).human)
    return paging.page(rows, CertificateShown, order=certificates.ORDER, window=window)


@router.get("/me/certificates/{number}/content", summary="Download my certificate", openapi_extra=files.AS_DOWNLOAD)
def content(request: HttpRequest, number: Number) -> Any:
    """As a PDF, which is there a moment after it was issued."""
    row = certificates.sheet_for(keys.actor(request).human, number)
    return files.download_of(row.file, f"{row.said_number}.pdf")


@router.get("/me/certificates/{number}/badge", response=BadgeSigned, summary="Show my certificate as a signed badge")
def badge(request: HttpRequest, number: Number) -> Any:
    """An Open Badge 3.0 as a VC-JWT, to be shown elsewhere; its keys stand at `/open-badges/keys`."""
    _row, signed = credentials.signed_for(keys.actor(request).human, number)
    return BadgeSigned.made(badge=signed)


@router.post("/badge-verifications", response=CertificateVerified, auth=keys.ANYBODY, summary="Verify a signed badge")
def verify_badge(request: HttpRequest, body: BadgeToVerify) -> Any:
    """Whether it was signed here, and whether its certificate holds. Nothing is kept."""
    return CertificateVerified.of(credentials.verify(body.badge))


@router.get(COURSE, response=paging.Page[CertificateShown], summary="List a course's certificates")
def of_course(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """For those who teach, the newest first."""
    rows = certificates.of_course(_managed(request, slug))
    return paging.page(rows, CertificateShown, order=certificates.ORDER, window=window)


@router.post(COURSE, response=CertificatesIssued, summary="Issue certificates that are missing")
def issue(request: HttpRequest, slug: Slug) -> Any:
    """To those who completed the course before it granted one, 200 at a time; `issued` says how many."""
    number = certificates.issue_missing(_managed(request, slug), by=keys.actor(request), at=clock.now())
    return CertificatesIssued.made(issued=number)


@router.put(f"{COURSE}/{{number}}/revocation", response=CertificateShown, summary="Revoke a certificate")
def revoke(request: HttpRequest, slug: Slug, number: Number, body: Revocation) -> Any:
    """It holds no longer, and its holder is told why. A second time changes nothing."""
    row = certificates.find(_managed(request, slug), number)
    certificates.revoke(row, reason=body.reason, by=keys.actor(request), at=clock.now())
    return _again(request, slug, number)


@router.delete(f"{COURSE}/{{number}}/revocation", response=CertificateShown, summary="Take a revocation back")
def reinstate(request: HttpRequest, slug: Slug, number: Number) -> Any:
    """It holds again, and its holder is told."""
    row = certificates.find(_managed(request, slug), number)
    certificates.reinstate(row, by=keys.actor(request), at=clock.now())
    return _again(request, slug, number)


def _again(request: HttpRequest, slug: str, number: str) -> CertificateShown:
    return CertificateShown.of(certificates.find(_managed(request, slug), number))


def _managed(request: HttpRequest, slug: str) -> Course:
    return courses.find_managed(keys.person(request), slug=slug)
