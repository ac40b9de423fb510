"""Work marked: points for each criterion and remarks, changed later, taken back.

The lesson is done while the work that counts has passed. Locks are taken in the order enrolment, work.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Refusal
from lineup.core.notices import notices
from lineup.core.notices.notices import Telling
from lineup.core.participation.transitions import State
from lineup.core.people.actors import Actor
from lineup.domains.courses import courses, learning_records, progress
from lineup.domains.courses.assignments import rubrics
from lineup.domains.courses.models import Assignment, Enrolment, HandedWork

LONGEST_REMARKS = 10_000
MARKED = "course.work_marked"
MARKS = ("marks", "remarks", "marked_by", "marked_at", "score", "passed", "edition")


class HandedInAnew(Refusal):
    code = "work_handed_in_anew"
    sentence = _("The learner has handed in newer work, and that counts: nothing was changed. Mark the newest.")


class MarkedMeanwhile(Refusal):
    code = "work_marked_meanwhile"
    sentence = _(
        "Its marks or the rubric were changed after you opened it: nothing was changed. Look again, then mark."
    )


@transaction.atomic
def mark(
    work: HandedWork, points: Sequence[int], *, remarks: str = "", edition: int, by: Actor, at: datetime
) -> HandedWork:
    """Give the work its points, one whole number for each criterion of the rubric, and tell the learner.

    `edition`: of the work as the marker saw it; the same marks by the same person again change nothing. Work that
    passes completes the lesson, work that passes no more opens it again; a completed course stays completed. Raises
    HandedInAnew, MarkedMeanwhile, TooLong, and what `rubrics.marked` raises.
    """
    held, fresh, assignment = _hold(work)
    marks = rubrics.marked(assignment.rubric, points)
    said = inputs.prose(remarks, field="remarks", most=LONGEST_REMARKS)
    if fresh.marked_at and (fresh.marks, fresh.remarks, fresh.marked_by_id) == (marks, said, _who(by)):
        return fresh
    check_seen(fresh, edition)
    fresh.marks, fresh.remarks, fresh.marked_by, fresh.marked_at = marks, said, by.person, at
    fresh.score = rubrics.score(marks)
    fresh.passed = fresh.score >= assignment.pass_percent
    _note(held, fresh, "work.mark", by, at)
    facts = {"work": str(fresh.pk), "edition": fresh.edition}
    key = f"{MARKED}:{fresh.pk}:{fresh.edition}"
    notices.tell_many([Telling(held.place.participant_id, MARKED, key, facts)], at=at)
    return fresh


@transaction.atomic
def take_back(work: HandedWork, *, edition: int, by: Actor, at: datetime) -> HandedWork:
    """Take the marks back, so that the work waits again; what is not marked stays as it is.

    Raises HandedInAnew, MarkedMeanwhile.
    """
    held, fresh, _assignment = _hold(work)
    if fresh.marked_at is None:
        return fresh
    check_seen(fresh, edition)
    fresh.marks, fresh.remarks, fresh.marked_by, fresh.marked_at = [], "", None, None
    fresh.score, fresh.passed = None, False
    _note(held, fresh, "work.take_back", by, at)
    return fresh


def _who(by: Actor) -> Any:
    return by.person.pk if by.person else None


def _hold(work: HandedWork) -> tuple[Enrolment, HandedWork, Assignment]:
    rows = Enrolment.objects.select_for_update(of=("self",), no_key=True).select_related("place", "course__offering")
    held = learning_records.asked(rows).get(pk=work.enrolment_id)
    fresh = HandedWork.objects.select_for_update(of=("self",), no_key=True).get(pk=work.pk)
    return held, fresh, Assignment.objects.get(pk=fresh.assignment_id)


def check_seen(fresh: HandedWork, edition: int) -> None:
    """Check that this is the newest work, as it was seen. Raises HandedInAnew, MarkedMeanwhile."""
    if not fresh.is_newest:
        raise HandedInAnew
    if fresh.edition != edition:
        raise MarkedMeanwhile


def _note(held: Enrolment, fresh: HandedWork, action: str, by: Actor, at: datetime) -> None:
    fresh.edition += 1
    fresh.save(update_fields=MARKS)
    # who left the course in between keeps the result, and completes nothing
    if not fresh.passed:
        progress.passed_no_more(held, fresh.assignment_id)
    elif held.place.state == State.CONFIRMED:
        progress.passed(held, fresh.assignment_id, progress.Method.ASSIGNMENT, at=at)
    metadata = {
        "people": [str(held.place.participant_id)],
        "work": str(fresh.pk),
        "score": None if fresh.score is None else str(fresh.score),
        "passed": fresh.passed,
    }
    courses.record(held.course, action, by, at, **metadata)
