"""Assignments and the work for them as callers see and send them."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import Field

from lineup.domains.courses.assignments import assignments, handing_in, marking, rubrics
from lineup.domains.courses.assignments.standing import Standing
from lineup.domains.courses.models import Assignment, Enrolment, HandedWork
from lineup.interfaces.api import briefs, shapes
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Moment, Search, Sent

Takes = Literal["text", "file", "either"]
OWN = ("brief", "due_at", "late_until", "times", "pass_percent")
WORK = ("number", "is_newest", "handed_in_at", "is_late", "name", "size", "marked_at", "score", "passed", "edition")


class Criterion(Sent):
    """What is looked at, and the most points it gives."""

    words: str = Field(max_length=rubrics.LONGEST, examples=["It rises"])
    most: int = Field(ge=1, le=rubrics.MOST_POINTS, examples=[5])


class CriterionShown(Shown):
    words: str
    most: int


class AssignmentShown(Shown):
    """What an assignment asks for; `brief` is Markdown, empty until it is written.

    `due_at`: the deadline, from which on work is late. Until `late_until` it is taken all the same. `times`: how many
    pieces of work one learner may hand in.
    """

    lesson: UUID
    brief: str
    takes: Takes
    due_at: datetime | None
    late_until: datetime | None
    times: int
    pass_percent: int
    rubric: list[CriterionShown]

    @classmethod
    def of(cls, row: Assignment) -> Self:
        return cls.made(**_asked(row))


def _asked(row: Assignment) -> dict[str, Any]:
    rubric = [CriterionShown.made(**one) for one in row.rubric]
    return {"lesson": row.pk, "takes": str(row.takes), "rubric": rubric, **shapes.read(row, OWN)}


class WorkStanding(Shown):
    """Where the caller stands: `newest` is the work that counts; `phase` says whether work is taken now."""

    used: int
    left: int
    passed: bool
    may_hand_in: bool
    phase: Literal["open", "late", "closed"]
    newest: UUID | None


class AssignmentRead(AssignmentShown):
    """An assignment for who learns, with their `standing`, and for who teaches."""

    standing: WorkStanding | None

    @classmethod
    def read(cls, row: Assignment, stands: Standing | None) -> Self:
        return cls.made(**_asked(row), standing=_standing(stands) if stands else None)


def _standing(stands: Standing) -> WorkStanding:
    newest = stands.newest.pk if stands.newest else None
    told = shapes.read(stands, ("used", "left", "passed", "may_hand_in"))
    return WorkStanding.made(newest=newest, phase=str(stands.phase), **told)


class AssignmentChanged(Sent):
    """What to change; what is left out stays. Work that is marked keeps its marks."""

    brief: str = Field("", max_length=assignments.LONGEST_BRIEF, examples=["Bake a loaf and write what you saw."])
    takes: Takes = "either"
    due_at: Moment | None = None
    late_until: Moment | None = None
    times: int = Field(3, ge=1, le=assignments.MOST_TIMES)
    pass_percent: int = Field(60, ge=1, le=100)
    rubric: list[Criterion] = Field([], max_length=rubrics.MOST)


class WorkSent(Sent):
    text: str = Field(max_length=handing_in.LONGEST_TEXT, examples=["My loaf rose for **three** hours."])


class MarkShown(Shown):
    words: str
    most: int
    points: int


class WorkBrief(Shown):
    """A piece of work; the newest counts. `name`: of its file, empty without one. `score` in percent, once marked.

    `edition` rises whenever its marks change, or the rubric does.
    """

    id: UUID
    number: int
    is_newest: bool
    handed_in_at: datetime
    is_late: bool
    name: str
    size: int
    marked_at: datetime | None
    score: Decimal | None
    passed: bool
    edition: int

    @classmethod
    def of(cls, row: HandedWork) -> Self:
        return cls.made(**_told(row))


class WorkShown(WorkBrief):
    """With its text and what was said of it."""

    text: str
    marks: list[MarkShown]
    remarks: str

    @classmethod
    def of(cls, row: HandedWork) -> Self:
        return cls.made(**_told(row), **_wholly(row))


class LearnerWork(WorkBrief):
    """A piece of work of somebody who learns, for those who teach."""

    place: UUID
    person: briefs.PersonBrief

    @classmethod
    def of(cls, row: HandedWork) -> Self:
        return cls.made(**_told(row), **_whose(row.enrolment))


class LearnerWorkShown(LearnerWork):
    """With its text, its marks, and who gave them."""

    text: str
    marks: list[MarkShown]
    remarks: str
    marked_by: briefs.PersonBrief | None

    @classmethod
    def of(cls, row: HandedWork) -> Self:
        by = briefs.PersonBrief.of(row.marked_by) if row.marked_by else None
        return cls.made(**_told(row), **_whose(row.enrolment), **_wholly(row), marked_by=by)


class WithoutWork(Shown):
    """Somebody who learns and has handed nothing in."""

    place: UUID
    person: briefs.PersonBrief

    @classmethod
    def of(cls, row: Enrolment) -> Self:
        return cls.made(**_whose(row))


def _told(row: HandedWork) -> dict[str, Any]:
    return {"id": row.pk, **shapes.read(row, WORK)}


def _wholly(row: HandedWork) -> dict[str, Any]:
    return {"marks": [MarkShown.made(**one) for one in row.marks], **shapes.read(row, ("text", "remarks"))}


def _whose(row: Enrolment) -> dict[str, Any]:
    place = row.place
    return {"place": place.pk, "person": briefs.PersonBrief.made(id=place.participant_id, name=place.shown_name)}


class WorkWanted(Sent):
    """Which of the work that counts."""

    show: Literal["waiting", "marked", "late", "all"] = Field("all", description="Narrowed to some of it.")
    query: Search = ""


class MarksGiven(Sent):
    """Points for each criterion in its order; `edition` of the work as you saw it."""

    points: list[Annotated[int, Field(ge=0, le=rubrics.MOST_POINTS)]] = Field(max_length=rubrics.MOST, examples=[[4]])
    remarks: str = Field("", max_length=marking.LONGEST_REMARKS)
    edition: int = Field(ge=0, le=2**31 - 1)


class EditionSeen(Sent):
    edition: int = Field(0, ge=0, le=2**31 - 1, description="Of the work as you saw it.")


class DeadlineShown(Shown):
    """A deadline of the caller; from `due_at` on work is late, from `late_until` (else from then) not taken."""

    course: str
    course_title: str
    lesson: UUID
    lesson_title: str
    due_at: datetime
    late_until: datetime | None
    handed_in: bool

    @classmethod
    def of(cls, row: Any) -> Self:
        """Of a row of `deadlines.ahead`."""
        offering = row.lesson.module.course.offering
        return cls.made(
            course=offering.slug,
            course_title=offering.title,
            lesson=row.pk,
            lesson_title=row.lesson.title,
            handed_in=row.is_handed_in,
            **shapes.read(row, ("due_at", "late_until")),
        )
