"""Certificates: issued once for a completed enrolment, revoked with a reason, verified by whoever has the number.

The sheet of paper (a PDF) is set afterwards by a worker: see `sheet_due` and `keep_sheet`.
"""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids, inputs
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.notices import notices
from lineup.core.notices.notices import Telling
from lineup.core.outbox import messages
from lineup.core.outbox.messages import Work
from lineup.core.participation import holdings, qualifications
from lineup.core.participation.holdings import Grant
from lineup.core.participation.models import Granting
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.courses import courses
from lineup.domains.courses.models import Certificate, Course, Enrolment

TOPIC = "certificate-sheet"
ISSUED, REVOKED, EXPIRES = "course.certificate", "course.certificate_revoked", "course.certificate_expires"
# without letters and digits that are taken for each other; 20 of them are 100 random bits
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 20
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})
MOST_AT_ONCE = 200
LONGEST_REASON = 500
WARNED_BEFORE = timedelta(days=21)
ORDER = ("-issued_at", "-id")


class NoCertificates(Refusal):
    code = "no_certificates"
    sentence = _("This course gives no certificate; switch it on under “About the course” first.")


class ReasonNeeded(Invalid):
    code = "reason_needed"
    sentence = _("Say why; the holder reads it.")
    field = "reason"


class NotReadyYet(Refusal):
    code = "certificate_not_ready"
    sentence = _("The certificate is being set; come back in a minute.")


class NoLongerHolds(Refusal):
    code = "certificate_revoked"
    sentence = _("This certificate was revoked; there is nothing to download.")


# --- issued -------------------------------------------------------------------------------------


def issue(course: Course, completed: Collection[Any], *, by: Actor, at: datetime) -> int:
    """Give each of these enrolments (ids, locked by the caller) its certificate, in the caller's transaction.

    Who has one keeps it, and a course that grants none issues none. Returns how many are new.
    """
    if not course.certificate_enabled:
        return 0
    rows = Enrolment.objects.filter(pk__in=completed, completed_at__isnull=False, certificate=None)
    made = [_made(course, row, at) for row in rows.select_related("place__participant", "place__entered")]
    if made:
        Certificate.objects.bulk_create(made)
        people = [str(row.enrolment.place.participant_id) for row in made]
        courses.record(course, "certificate.issue", by, at, people=people)
        _follow(made, ISSUED, at)
        _qualify(course, made, by, at)
    return len(made)


def _made(course: Course, enrolment: Enrolment, at: datetime) -> Certificate:
    return Certificate(
        enrolment=enrolment,
        course=course,
        number=new_number(),
        name=enrolment.place.shown_name,
        title=course.offering.title,
        issued_at=at,
        expires_at=at + relativedelta(months=course.certificate_months) if course.certificate_months else None,
    )


def _qualify(course: Course, rows: Sequence[Certificate], by: Actor, at: datetime) -> None:
    """Who completed what grants a qualification holds it as long as the certificate holds."""
    for qualification in qualifications.granted_by(course.pk):
        grants = [Grant(row.enrolment.place.participant_id, _source(row), row.expires_at) for row in rows]
        holdings.grant(qualification, grants, by=by, at=at)


def _source(row: Certificate) -> str:
    return f"certificate:{row.pk.hex}"


def new_number() -> str:
    """Return LENGTH random LETTERS."""
    return "".join(secrets.choice(LETTERS) for _place in range(LENGTH))


def _follow(rows: Sequence[Certificate], kind: str, at: datetime, again: str = "") -> None:
    """Tell the holders, and have the sheets set of those that hold."""
    holders = {row.pk: row.enrolment.place.participant_id for row in rows}
    told = [Telling(holders[row.pk], kind, f"{kind}:{row.pk}{again}", {"certificate": str(row.pk)}) for row in rows]
    notices.tell_many(told, at=at)
    due = [Work(TOPIC, f"{TOPIC}:{row.pk}{again}", {"certificate": str(row.pk)}) for row in rows if not row.revoked_at]
    messages.enqueue_many(due, at=at)


def without(course: Course) -> "QuerySet[Enrolment]":
    """Return who completed the course and has no certificate: before it granted one, say."""
    return Enrolment.objects.filter(course=course.pk, completed_at__isnull=False, certificate=None)


@transaction.atomic
def issue_missing(course: Course, *, by: Actor, at: datetime) -> int:
    """Give MOST_AT_ONCE of those `without` theirs; return how many. Raises NoCertificates."""
    if not course.certificate_enabled:
        raise NoCertificates
    rows = without(course).filter(place__participant__person__anonymised_at=None).order_by("pk")
    held = rows.select_for_update(of=("self",), no_key=True)[:MOST_AT_ONCE]
    return issue(course, [row.pk for row in held], by=by, at=at)


# --- found --------------------------------------------------------------------------------------


def _rows() -> "QuerySet[Certificate]":
    return Certificate.objects.select_related("course__offering__club", "course__offering__organiser")


def of_course(course: Course) -> "QuerySet[Certificate]":
    """Return the certificates of the course, the newest first by ORDER."""
    return _rows().filter(course=course.pk).order_by(*ORDER)


def of(person: Person) -> "QuerySet[Certificate]":
    """Return what this person holds, the newest first by ORDER."""
    return _rows().filter(enrolment__place__participant=person.pk).order_by(*ORDER)


def verify(number: str) -> Certificate:
    """Return the certificate with this number, however it was written. Raises Missing."""
    found = _rows().filter(number=plain(number)).first()
    if found is None:
        raise Missing
    return found


def plain(number: str) -> str:
    """Return a number as it is stored: letters that look alike are taken for the one we use."""
    return number.upper().translate(READ_AS)[:LENGTH]


def find(course: Course, number: str) -> Certificate:
    """Return the course's certificate with this number. Raises Missing."""
    found = of_course(course).select_related("enrolment__place").filter(number=plain(number)).first()
    if found is None:
        raise Missing
    found.course = course
    return found


def held_by(person: Person, number: str) -> Certificate:
    """Return the person's certificate with this number. Raises Missing for everybody else, NoLongerHolds."""
    found = of(person).select_related("enrolment__place__participant__person").filter(number=plain(number)).first()
    if found is None:
        raise Missing
    if found.revoked_at:
        raise NoLongerHolds
    return found


def sheet_for(person: Person, number: str) -> Certificate:
    """Return the person's certificate with its file. Raises Missing for everybody else, NoLongerHolds, NotReadyYet."""
    found = held_by(person, number)
    if not found.file:
        raise NotReadyYet
    return found


# --- revoked ------------------------------------------------------------------------------------


@transaction.atomic
def revoke(certificate: Certificate, *, reason: str, by: Actor, at: datetime) -> Certificate:
    """Let the certificate hold no longer, and tell its holder why; a second time changes nothing.

    Raises ReasonNeeded, TooLong.
    """
    reason = inputs.line(reason, field="reason", most=LONGEST_REASON)
    if not reason:
        raise ReasonNeeded
    held = _held(certificate)
    if held.revoked_at is None:
        held.revoked_at, held.revoked_by, held.reason = at, by.person, reason
        held.save(update_fields=["revoked_at", "revoked_by", "reason"])
        courses.record(held.course, "certificate.revoke", by, at, people=[str(held.enrolment.place.participant_id)])
        _follow([held], REVOKED, at, f":{at.timestamp()}")
        holdings.end_of(held.enrolment.place.participant_id, _source(held), at=at)
    return held


@transaction.atomic
def reinstate(certificate: Certificate, *, by: Actor, at: datetime) -> Certificate:
    """Take a revocation back, and tell the holder that it holds again; a second time changes nothing."""
    held = _held(certificate)
    if held.revoked_at is not None and held.name:
        held.revoked_at, held.revoked_by, held.reason = None, None, ""
        held.save(update_fields=["revoked_at", "revoked_by", "reason"])
        courses.record(held.course, "certificate.reinstate", by, at, people=[str(held.enrolment.place.participant_id)])
        _follow([held], ISSUED, at, f":{at.timestamp()}")
        holdings.let_hold_again(held.enrolment.place.participant_id, _source(held), at=at)
    return held


def _held(certificate: Certificate) -> Certificate:
    rows = Certificate.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("course__offering", "enrolment__place").get(pk=certificate.pk)


def leave(person: Person, *, by: Actor, at: datetime) -> None:
    """Vouch no longer for somebody who is erased: without a name there is nothing to vouch for."""
    Certificate.objects.filter(enrolment__place__participant=person.pk, revoked_at=None).update(revoked_at=at)


# --- time passes --------------------------------------------------------------------------------


@transaction.atomic
def warn_due(*, at: datetime) -> int:
    """Tell the holders of certificates that expire within WARNED_BEFORE, once each; return how many there were."""
    rows = Certificate.objects.filter(warned_at=None, revoked_at=None, expires_at__lte=at + WARNED_BEFORE)
    held = rows.select_for_update(of=("self",), no_key=True).select_related("enrolment__place").order_by("expires_at")
    due = list(held[:MOST_AT_ONCE])
    Certificate.objects.filter(pk__in=[row.pk for row in due]).update(warned_at=at)
    # of what grants a qualification, its end is told as that one's
    grants = set(
        Granting.objects.filter(offering__in={row.course_id for row in due}).values_list("offering", flat=True)
    )
    told = [row for row in due if row.status(at) == Certificate.Status.VALID and row.course_id not in grants]
    notices.tell_many([_warning(row) for row in told], at=at)
    return len(due)


def _warning(row: Certificate) -> Telling:
    return Telling(row.enrolment.place.participant_id, EXPIRES, f"{EXPIRES}:{row.pk}", {"certificate": str(row.pk)})


# --- set on paper -------------------------------------------------------------------------------


def sheet_due(pk: Any) -> Certificate | None:
    """Return the certificate with this id while it holds and its sheet is not set."""
    rows = _rows().select_related("enrolment__place__participant__person")
    return rows.filter(pk=pk, file="", revoked_at=None).first()


def keep_sheet(certificate: Certificate, sheet: bytes) -> None:
    """Store the sheet; who comes second changes nothing."""
    name = default_storage.save(f"certificates/{ids.new().hex}", ContentFile(sheet))
    if not Certificate.objects.filter(pk=certificate.pk, file="", revoked_at=None).update(file=name):
        default_storage.delete(name)
