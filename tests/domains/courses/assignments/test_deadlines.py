"""Deadlines of somebody who learns: those ahead, and as entries of a calendar."""

from datetime import timedelta

import pytest

from lineup.core.participation import places
from lineup.domains.courses import lessons
from lineup.domains.courses.assignments import assignments, deadlines
from tests.support import factories, tasks

DAY = timedelta(days=1)


@pytest.mark.req("E12")
def test_the_deadlines_ahead_are_those_of_ones_own_courses_until_work_passes(
    enrolment, module, task, hand, give, kim, me, by, at
):
    def ahead(when=at):
        rows = deadlines.ahead(kim, at=when).order_by(*deadlines.ORDER)
        return [(row.lesson.title, row.is_handed_in) for row in rows]

    assert ahead() == []
    assignments.change(assignments.of(task), due_at=at + DAY, late_until=at + 2 * DAY, by=by, at=at)
    other = tasks.assignment(module, due_at=at + DAY / 2, by=by, at=at)
    lessons.change(other, title="Sooner", by=by, at=at)
    assert ahead() == [("Sooner", False), ("Task", False)]
    work = hand()
    assert [ahead(at + DAY), ahead(at + 2 * DAY)] == [[("Task", True)], []]
    give(work, 4, 6)
    assert ahead() == [("Sooner", False)]
    assert list(deadlines.ahead(factories.member(), at=at)) == []
    row = deadlines.of(kim).get(pk=task.pk)
    entry = deadlines.entry(row, base_url="https://lineup.example")
    assert (str(entry["summary"]), entry["dtstart"].dt) == ("Deadline: Task (Bread)", at + DAY)
    assert str(entry["url"]) == f"https://lineup.example/courses/bread/lessons/{task.pk}"
    lessons.discard(other, by=by, at=at)
    assert ahead() == []
    places.withdraw(enrolment.place, by=me, at=at)
    assert not deadlines.of(kim).exists()
