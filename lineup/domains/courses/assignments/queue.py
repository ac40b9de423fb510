"""The work for an assignment as those see it who mark it: what waits, what is marked, who handed nothing in."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from lineup.core.foundation import text
from lineup.core.participation.transitions import State
from lineup.domains.courses import figures
from lineup.domains.courses.assignments import handing_in
from lineup.domains.courses.models import Assignment, Enrolment, HandedWork

# the one that waits longest first
ORDER = ("handed_in_at", "id")
WAITING, MARKED, LATE, ALL = "waiting", "marked", "late", "all"
WHICH: Mapping[str, Q] = {
    WAITING: Q(marked_at=None),
    MARKED: Q(marked_at__isnull=False),
    LATE: Q(is_late=True),
    ALL: Q(),
}
NAMED = "participant__name_folded__contains"


def of(assignment: Assignment, which: str = ALL, *, query: str = "") -> "QuerySet[HandedWork]":
    """Return the work that counts of who learns, narrowed to one of WHICH and to names; in ORDER when paged."""
    rows = whole(assignment).filter(WHICH[which], is_newest=True, enrolment__place__state=State.CONFIRMED)
    return rows.filter(**{f"enrolment__place__{NAMED}": text.fold(query)}) if query else rows


def whole(assignment: Assignment) -> "QuerySet[HandedWork]":
    """Return every piece of work for the assignment, with whose it is and who marked it."""
    rows = HandedWork.objects.filter(assignment=assignment.pk)
    return rows.select_related("enrolment__place__participant", "enrolment__place__entered", "marked_by")


def missing(assignment: Assignment, *, query: str = "") -> "QuerySet[Enrolment]":
    """Return who learns and has handed nothing in; in `figures.ORDER` when paged."""
    handed = Exists(HandedWork.objects.filter(assignment=assignment.pk, enrolment=OuterRef("pk")))
    rows = figures.learning(assignment.lesson.module.course).filter(~handed)
    rows = rows.select_related("place__participant", "place__entered")
    return rows.filter(**{f"place__{NAMED}": text.fold(query)}) if query else rows


def find(assignment: Assignment, pk: Any) -> HandedWork:
    """Return anybody's work for the assignment with this id, for those who teach. Raises Missing."""
    return handing_in.one(whole(assignment), pk)


def earlier(work: HandedWork) -> "QuerySet[HandedWork]":
    """Return the learner's other pieces of work for the same assignment, the latest first."""
    rows = HandedWork.objects.filter(enrolment=work.enrolment_id, assignment=work.assignment_id).exclude(pk=work.pk)
    return rows.order_by(*handing_in.LATEST_FIRST)
