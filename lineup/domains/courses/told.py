"""What people are told of courses, in their own words and only while it is true."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from lineup.core.foundation import moments
from lineup.core.notices.kinds import NoticeKind, Words
from lineup.core.people.models import Person
from lineup.domains.courses import certificates
from lineup.domains.courses.assignments import marking
from lineup.domains.courses.models import Certificate, HandedWork

CERTIFICATES, WORK = "certificates", "course_work"


def about_issued(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return that the person holds a certificate, or None once it was revoked."""
    row = _own(facts, person)
    if row is None or row.revoked_at:
        return None
    sentence = _("You find it under your certificates, as a PDF and with an address at which others can verify it.")
    return _words(row, _("Your certificate for %(course)s"), sentence)


def about_revoked(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return that a certificate holds no longer, and why; None where that was taken back."""
    row = _own(facts, person)
    if row is None or not row.revoked_at:
        return None
    return _words(row, _("Your certificate for %(course)s was revoked"), _("The reason: %(reason)s"))


def about_expiry(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return until when a certificate holds, or None once it was revoked."""
    row = _own(facts, person)
    if row is None or row.revoked_at or row.expires_at is None:
        return None
    sentence = _("It holds until %(until)s. To renew it, take the course again.")
    return _words(
        row,
        _("Your certificate for %(course)s expires soon"),
        sentence,
        until=moments.day(row.expires_at, person.time_zone),
    )


def _own(facts: Mapping[str, Any], person: Person) -> Certificate | None:
    return certificates.of(person).filter(pk=facts["certificate"]).first()


def _words(row: Certificate, title: str, sentence: str, **values: str) -> Words:
    said = {"course": row.title, "reason": row.reason, **values}
    return Words(
        title=title % said,
        sentence=sentence % said,
        reason=_("You hear this because you completed %(course)s.") % said,
        path="/learn/certificates",
        club=row.course.offering.club_id,
    )


def about_work(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return what became of the person's work, or None where its marks are others by now."""
    rows = HandedWork.objects.filter(pk=facts["work"], enrolment__place__participant=person.pk)
    row = rows.select_related("assignment__lesson", "enrolment__course__offering").first()
    if row is None or row.score is None or row.edition != facts["edition"]:
        return None
    offering = row.enrolment.course.offering
    said = {"lesson": row.assignment.lesson.title, "course": offering.title, "score": f"{row.score:.2f}"}
    passed, failed = _("It passed with %(score)s %%."), _("It did not pass: %(score)s %%.")
    return Words(
        title=_("Your work for %(lesson)s was marked") % said,
        sentence=(passed if row.passed else failed) % said,
        reason=_("You hear this because you learn in %(course)s.") % said,
        path=f"/courses/{offering.slug}/lessons/{row.assignment_id}",
        club=offering.club_id,
    )


KINDS = (
    NoticeKind(slug=certificates.ISSUED, words=about_issued, matter=CERTIFICATES),
    NoticeKind(slug=certificates.REVOKED, words=about_revoked, matter=CERTIFICATES),
    NoticeKind(slug=certificates.EXPIRES, words=about_expiry, matter=CERTIFICATES),
    NoticeKind(slug=marking.MARKED, words=about_work, matter=WORK),
)
