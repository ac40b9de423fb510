"""A course completed: the only writer of `Enrolment.completed_at`, and what follows from it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from lineup.core.people.actors import HOUSE
from lineup.domains.courses import certificates, courses
from lineup.domains.courses.models import Course, Enrolment


def complete(course: Course, enrolments: Collection[Any], *, at: datetime) -> None:
    """Complete the course for these enrolments (ids, locked by the caller), in the caller's transaction.

    Who had completed it before stays as they are. Where the course grants a certificate, it is issued.
    """
    rows = Enrolment.objects.filter(pk__in=enrolments, completed_at=None)
    fresh = dict(rows.values_list("pk", "place__participant"))
    if not fresh:
        return
    Enrolment.objects.filter(pk__in=fresh).update(completed_at=at)
    courses.record(course, "enrolment.complete", HOUSE, at, people=[str(one) for one in fresh.values()])
    certificates.issue(course, fresh.keys(), by=HOUSE, at=at)
