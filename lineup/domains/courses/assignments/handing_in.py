"""Work handed in: taken until the deadline, or as late, as often as the assignment allows; the newest counts.

The enrolment's lock is taken first, so that of two tabs one comes after the other.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lineup.core.foundation import inputs, moments, uploads
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.people.actors import Actor
from lineup.domains.courses import progress
from lineup.domains.courses.assignments import assignments, standing
from lineup.domains.courses.assignments.standing import Phase
from lineup.domains.courses.models import Assignment, Enrolment, HandedWork, Lesson

LONGEST_TEXT = 50_000
LATEST_FIRST = ("-number", "-id")
T = Assignment.Takes


class NotWrittenYet(Refusal):
    code = "assignment_not_written"
    sentence = _("This assignment asks for nothing yet; come back when its instructors have written it.")


class WorkPassed(Refusal):
    code = "work_already_passed"
    sentence = _("Your work passed; nothing more is needed.")


class NoWorkLeft(Refusal):
    code = "no_work_left"
    sentence = ngettext_lazy(
        "This assignment takes %(most)s piece of work and you have handed it in; ask the instructors for another.",
        "This assignment takes %(most)s pieces of work and you have handed them in; ask the instructors for another.",
        "most",
    )


class AssignmentClosed(Refusal):
    code = "assignment_closed"
    sentence = _("Work was taken until %(when)s, and this came after it: nothing was changed. Ask the instructors.")


class TextNeeded(Invalid):
    code = "work_text_needed"
    sentence = _("Write your text before you hand it in.")
    field = "text"


class WorkFileNeeded(Invalid):
    code = "work_file_needed"
    sentence = _("Choose the file that you hand in.")
    field = "file"


class WorkNeeded(Invalid):
    code = "work_needed"
    sentence = _("Write a text or choose a file: nothing was handed in yet.")
    field = "text"


class TextNotTaken(Invalid):
    code = "work_text_not_taken"
    sentence = _("This assignment takes a file alone; put your text into it.")
    field = "text"


class FileNotTaken(Invalid):
    code = "work_file_not_taken"
    sentence = _("This assignment takes a text alone; leave the file out.")
    field = "file"


def of(enrolment: Enrolment, assignment: Assignment) -> "QuerySet[HandedWork]":
    """Return the learner's work for the assignment; ordered by LATEST_FIRST when paged."""
    return HandedWork.objects.filter(enrolment=enrolment.pk, assignment=assignment.pk)


def find(enrolment: Enrolment, assignment: Assignment, pk: Any) -> HandedWork:
    """Return the learner's own work with this id. Raises Missing."""
    return one(of(enrolment, assignment), pk)


def one(rows: "QuerySet[HandedWork]", pk: Any) -> HandedWork:
    """Return the one of these rows with this id. Raises Missing."""
    try:
        found = rows.filter(pk=pk).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise Missing
    return found


def hand_in(
    enrolment: Enrolment,
    lesson: Lesson,
    *,
    text: str = "",
    upload: File | None = None,
    key: UUID | None = None,
    by: Actor,
    at: datetime,
) -> HandedWork:
    """Return the work, now handed in; with a `key` that was there before, the work of then: nothing is changed.

    A text is Markdown. Raises NotLearning, Paused, NotOpenYet, Missing, NotAnAssignment, NotWrittenYet, WorkPassed,
    NoWorkLeft, AssignmentClosed, TooLong, what `uploads.taken_in` raises, and where something is missing or not taken:
    TextNeeded, WorkFileNeeded, WorkNeeded, TextNotTaken, FileNotTaken.
    """
    assignment = assignments.of(lesson)
    there = _sent_before(enrolment, assignment, key)
    if there is not None:
        return there
    _check_taken(enrolment, assignment, at)
    work = HandedWork(key=key, text=inputs.prose(text, field="text", most=LONGEST_TEXT), handed_in_at=at)
    _check_whole(assignment, work, upload)
    if upload is not None:
        _store(work, upload)
    return _kept_or_dropped(enrolment, lesson, work, at)


def _sent_before(enrolment: Enrolment, assignment: Assignment, key: UUID | None) -> HandedWork | None:
    return of(enrolment, assignment).filter(key=key).first() if key else None


def _check_whole(assignment: Assignment, work: HandedWork, upload: File | None) -> None:
    if assignment.takes == T.FILE and work.text:
        raise TextNotTaken
    if assignment.takes == T.TEXT and upload is not None:
        raise FileNotTaken
    if not work.text and upload is None:
        raise {T.TEXT: TextNeeded, T.FILE: WorkFileNeeded}.get(assignment.takes, WorkNeeded)  # type: ignore[call-overload]


def _store(work: HandedWork, upload: File) -> None:
    """Written before the transaction, which must not wait for a disk or a network."""
    raw, work.content_type = uploads.taken_in(upload)
    work.name, work.size = uploads.label(upload.name or "", work.content_type), len(raw)
    work.file.save("upload", ContentFile(raw), save=False)


def _kept_or_dropped(enrolment: Enrolment, lesson: Lesson, work: HandedWork, at: datetime) -> HandedWork:
    kept = None
    try:
        kept = _keep(enrolment, lesson, work, at)
        return kept
    finally:
        if work.file and kept is not work:
            work.file.delete(save=False)


@transaction.atomic
def _keep(enrolment: Enrolment, lesson: Lesson, work: HandedWork, at: datetime) -> HandedWork:
    held = progress.at_work(enrolment, lesson, at=at)
    assignment = assignments.of(lesson)
    there = _sent_before(held, assignment, work.key)
    if there is not None:
        return there
    stands = _check_taken(held, assignment, at)
    of(held, assignment).filter(is_newest=True).update(is_newest=False)
    work.enrolment, work.assignment, work.number = held, assignment, stands.used + 1
    work.is_late = stands.phase == Phase.LATE
    work.save(force_insert=True)
    return work


def _check_taken(enrolment: Enrolment, assignment: Assignment, at: datetime) -> standing.Standing:
    stands = standing.of(enrolment, assignment, at=at)
    if not stands.is_written:
        raise NotWrittenYet
    if stands.passed:
        raise WorkPassed
    if not stands.left:
        raise NoWorkLeft(most=assignment.times)
    if stands.phase == Phase.CLOSED:
        person = enrolment.place.contact
        until = assignment.late_until or assignment.due_at
        assert until is not None
        raise AssignmentClosed(when=moments.said(until, person.time_zone if person else "UTC"))
    return stands
