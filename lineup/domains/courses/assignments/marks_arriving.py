"""Marks that come back in a table: looked at line by line, then given as if each piece were marked by hand."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs, sheets, tables
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.people.actors import Actor
from lineup.domains.courses.assignments import marking, marks_tables, queue, rubrics
from lineup.domains.courses.assignments.marks_tables import Line
from lineup.domains.courses.models import Assignment, HandedWork

# so many are marked by one press: nobody waits long for them
AT_ONCE = 200
NUMBER = re.compile(r"[0-9]{1,3}(?:\.0+)?")
EDITION = re.compile(r"[0-9]{1,9}(?:\.0+)?")


class UnknownWork(Invalid):
    code = "unknown_work"
    sentence = _("No work with this id was handed in for this assignment; save the marks as a table again.")


class WorkSaidTwice(Invalid):
    code = "work_said_twice"
    sentence = _("Left out: the same work stands in line %(line)s.")


class NotPoints(Invalid):
    code = "not_points"
    sentence = _("Write whole points from 0 to %(most)s, or leave all points of the line empty.")


class State(StrEnum):
    """What becomes of a line."""

    CHANGES = "changes"
    DONE = "done"
    # it says what stands already
    SAME = "same"
    # it gives no points
    EMPTY = "empty"
    REFUSED = "refused"


@dataclass(frozen=True)
class Foreseen:
    """What would become, or became, of a line; `column`, `code` and `reason` of one that is refused."""

    line: Line
    state: State
    work: HandedWork | None = None
    points: tuple[int, ...] = ()
    remarks: str = ""
    edition: int = 0
    column: str = ""
    code: str = ""
    reason: str = ""


def foresee(assignment: Assignment, lines: Sequence[Line]) -> list[Foreseen]:
    """Return what would become of each line, in their order. One query, whatever the length; nothing is written."""
    works = _works(assignment, lines)
    known: dict[UUID, int] = {}
    return [_foreseen(assignment, line, works, known) for line in lines]


def give(assignment: Assignment, lines: Sequence[Line], *, by: Actor, at: datetime) -> list[Foreseen]:
    """Mark the work of up to AT_ONCE lines that change anything; return what became of each line.

    Each piece of work is marked by `marking.mark` in a transaction of its own: what others marked meanwhile is left and
    said, the rest is done, and nobody who marks beside it waits. Lines beyond AT_ONCE still say CHANGES; the same
    lines again go on with them, and change nothing that was done.
    """
    found = foresee(assignment, lines)
    turn = [number for number, one in enumerate(found) if one.state == State.CHANGES][:AT_ONCE]
    for number in turn:
        found[number] = _given(assignment, found[number], by, at)
    return found


def _given(assignment: Assignment, one: Foreseen, by: Actor, at: datetime) -> Foreseen:
    if one.work is None:
        return one
    try:
        marking.mark(one.work, one.points, remarks=one.remarks, edition=one.edition, by=by, at=at)
    except Refusal as refusal:
        return _refused(assignment, one, refusal)
    return replace(one, state=State.DONE)


def _works(assignment: Assignment, lines: Iterable[Line]) -> Mapping[UUID, HandedWork]:
    ids = {pk for line in lines if (pk := _id(line.work))}
    rows = queue.whole(assignment).filter(pk__in=ids).defer("text")
    return {work.pk: work for work in rows}


def _id(cell: str) -> UUID | None:
    try:
        return UUID(cell)
    except ValueError:
        return None


def _foreseen(assignment: Assignment, line: Line, works: Mapping[UUID, HandedWork], known: dict[UUID, int]) -> Foreseen:
    pk = _id(line.work)
    work = works.get(pk) if pk else None
    one = Foreseen(line, State.REFUSED, work)
    try:
        return _judged(assignment, one, known)
    except Refusal as refusal:
        return _refused(assignment, one, refusal)


def _judged(assignment: Assignment, one: Foreseen, known: dict[UUID, int]) -> Foreseen:
    line, work = one.line, one.work
    if work is None:
        raise UnknownWork(field=marks_tables.WORK)
    first = known.setdefault(work.pk, line.number)
    if first != line.number:
        raise WorkSaidTwice(field=marks_tables.WORK, line=first)
    remarks = _remarks(line.remarks, work)
    stands = rubrics.given(assignment.rubric, work.marks)
    # also of work that was marked by an older rubric
    as_written = line.points == tuple("" if given is None else str(given) for given in stands)
    if work.marked_at and as_written and remarks == work.remarks:
        return replace(one, state=State.SAME)
    if not any(line.points) and remarks in ("", work.remarks):
        return replace(one, state=State.EMPTY)
    points = tuple(
        _points(cell, number, criterion["most"])
        for number, (cell, criterion) in enumerate(zip(line.points, assignment.rubric, strict=True), start=1)
    )
    if work.marked_at and (stands, work.remarks) == (list(points), remarks):
        return replace(one, state=State.SAME)
    edition = _edition(line.edition)
    marking.check_seen(work, edition)
    return replace(one, state=State.CHANGES, points=points, remarks=remarks, edition=edition)


def _remarks(cell: str, work: HandedWork) -> str:
    """What is meant by the cell; remarks that come back as they were written out are the same to the last sign."""
    if cell == tables.whole(sheets.harmless(work.remarks), most=marking.LONGEST_REMARKS + 1):
        return work.remarks
    if tables.UNREADABLE in cell:
        raise inputs.Unstorable(field="remarks")
    return inputs.prose(sheets.meant(cell), field="remarks", most=marking.LONGEST_REMARKS)


def _points(cell: str, number: int, most: int) -> int:
    if not NUMBER.fullmatch(cell) or int(cell.partition(".")[0]) > most:
        raise NotPoints(field=rubrics.field_of(number), most=most)
    return int(cell.partition(".")[0])


def _edition(cell: str) -> int:
    if not EDITION.fullmatch(cell):
        raise marking.MarkedMeanwhile(field=marks_tables.EDITION)
    return int(cell.partition(".")[0])


def _refused(assignment: Assignment, one: Foreseen, refusal: Refusal) -> Foreseen:
    column = _column(assignment, refusal.field)
    return replace(one, state=State.REFUSED, column=column, code=refusal.code, reason=str(refusal))


def _column(assignment: Assignment, field: str | None) -> str:
    """What the table calls the column at fault; stale work is so by its edition."""
    names = {rubrics.field_of(n): title for n, title in enumerate(marks_tables.titles(assignment.rubric), start=1)}
    names |= {"remarks": str(marks_tables.REMARKS), marks_tables.WORK: marks_tables.WORK}
    return names.get(field or "", marks_tables.EDITION)
