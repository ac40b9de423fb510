"""Assignments: written, counted once they are, copied with their lesson, gone with it."""

from datetime import timedelta

import pytest

from lineup.core.outbox.models import Message
from lineup.core.privacy.removing import REMOVE
from lineup.domains.courses import counting, lessons, outline, purging
from lineup.domains.courses.assignments import assignments, handing_in
from lineup.domains.courses.models import HandedWork
from tests.domains.courses.assignments.conftest import code_of
from tests.support import tasks

DAY = timedelta(days=1)


@pytest.mark.req("E12")
def test_an_assignment_counts_once_it_is_written_and_stays_one(course, module, lesson, by, at):
    made = lessons.add(module, title="Task", completion="assignment", by=by, at=at)
    assert counting.counted(course).count() == 1
    row = assignments.of(made)
    assert code_of(lambda: assignments.change(row, times=2, by=by, at=at)) == "brief_needed"
    assert code_of(lambda: assignments.change(assignments.of(made), brief="Bake", by=by, at=at)) == "criterion_needed"
    assignments.change(assignments.of(made), brief="Bake", rubric=tasks.RUBRIC, by=by, at=at)
    assert (counting.counted(course).count(), outline.whole(course)[0].shown_lessons[1].briefs) == (2, 1)
    assert code_of(lambda: lessons.change(made, completion="manual", by=by, at=at)) == "stays_an_assignment"
    assert code_of(lambda: lessons.change(lesson, completion="assignment", by=by, at=at)) == "stays_an_assignment"
    assert code_of(lambda: assignments.of(lesson)) == "not_an_assignment"


def test_late_work_needs_a_deadline_before_it(task, by, at):
    def change(**values):
        return code_of(lambda: assignments.change(assignments.of(task), by=by, at=at, **values))

    assert [change(late_until=at), change(due_at=at, late_until=at)] == ["late_before_deadline"] * 2
    assert (change(due_at=at, late_until=at + DAY), change(due_at=None)) == ("", "late_before_deadline")
    assert [change(times=0), change(pass_percent=101), change(takes="paint")] == ["out_of_range"] * 2 + [
        "unknown_choice"
    ]


def test_a_copy_asks_for_the_same_and_has_no_work(task, hand, by, at):
    assignments.change(assignments.of(task), due_at=at + DAY, takes="text", by=by, at=at)
    hand()
    copied = assignments.of(lessons.duplicate(task, by=by, at=at))
    assert {field: getattr(copied, field) for field in assignments.FIELDS} == {
        "brief": tasks.BRIEF,
        "takes": "text",
        "due_at": at + DAY,
        "late_until": None,
        "times": 3,
        "pass_percent": 60,
        "rubric": tasks.RUBRIC,
    }
    assert copied.handed_work.count() == 0


def test_a_lesson_deleted_for_good_takes_the_files_that_were_handed_in(
    task, lesson, enrolment, me, by, at, own_folders
):
    work = handing_in.hand_in(enrolment, task, upload=tasks.paper(), by=me, at=at)
    lessons.discard(task, by=by, at=at)
    assert purging.purge_lessons(before=at, at=at) == 0
    assert purging.purge_lessons(before=at + DAY, at=at) == 1
    assert not HandedWork.objects.exists()
    assert [row.payload["name"] for row in Message.objects.filter(topic=REMOVE)] == [work.file.name]
