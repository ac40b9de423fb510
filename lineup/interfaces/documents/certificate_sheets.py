"""Certificates as sheets of paper: the handler of topic "certificate-sheet"."""

from importlib import resources
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from lineup.core.foundation import moments, qr, typesetting
from lineup.core.outbox.models import Message
from lineup.domains.courses import certificates
from lineup.domains.courses.models import Certificate

TEMPLATE = resources.files(__package__) / "certificate.typ"


def set_one(message: Message) -> None:
    """Set the certificate and keep its sheet; one that is set, or holds no longer, asks for nothing."""
    certificate = certificates.sheet_due(message.payload["certificate"])
    if certificate is not None:
        certificates.keep_sheet(certificate, typesetting.pdf(TEMPLATE, said(certificate)))


def said(certificate: Certificate) -> dict[str, Any]:
    """Return what the sheet says, in its holder's language and on the clock of their days."""
    person, offering = certificate.enrolment.place.participant.person, certificate.course.offering
    offered_by = offering.club or offering.organiser
    address = f"{settings.BASE_URL}/certificates/{certificate.said_number}"
    with translation.override(person.language):
        until = moments.day(certificate.expires_at, person.time_zone) if certificate.expires_at else ""
        return {
            "language": person.language,
            "heading": _("Certificate"),
            "name": certificate.name,
            "did": _("has completed the course"),
            "course": certificate.title,
            "by": offered_by.name if offered_by else "",
            "issued": _("Issued on %(day)s") % {"day": moments.day(certificate.issued_at, person.time_zone)},
            "until": _("Valid until %(day)s") % {"day": until} if until else "",
            "number": certificate.said_number,
            "verify": _("Whether it holds can be verified at"),
            "address": address,
            "code": qr.drawn(address).svg,
        }
