"""Marks brought back in a table: each line as if marked by hand, and only what changes."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from lineup.core.outbox.models import Message
from lineup.domains.courses.assignments import assignments, handing_in, marking, marks_arriving, marks_tables
from lineup.domains.courses.assignments.marks_tables import Line
from lineup.domains.courses.models import HandedWork
from tests.support import factories, tasks

pytestmark = [pytest.mark.django_db, pytest.mark.req("E12")]


def line(work, *points, number=2, edition=0, remarks=""):
    return Line(number, str(getattr(work, "pk", work)), str(edition), tuple(str(one) for one in points), remarks)


def told(found):
    return [(one.state.value, one.column) for one in found]


@pytest.fixture
def assignment(task):
    return assignments.of(task)


def test_what_changes_is_marked_once_and_the_learner_is_told(assignment, hand, by, at):
    work = hand()
    lines = [line(work, 4, "5.0", remarks="'=Well\nbaked")]
    (foreseen,) = marks_arriving.foresee(assignment, lines)
    assert (foreseen.state, foreseen.points, foreseen.remarks) == ("changes", (4, 5), "=Well\nbaked")
    assert (HandedWork.objects.get().marked_at, told(marks_arriving.give(assignment, lines, by=by, at=at))) == (
        None,
        [("done", "")],
    )
    marked = HandedWork.objects.get()
    assert (marked.score, marked.remarks, marked.marked_by, marked.edition) == (90, "=Well\nbaked", by.person, 1)
    later = {"by": factories.actor(factories.member("Another")), "at": at + timedelta(hours=1)}
    assert told(marks_arriving.give(assignment, lines, **later)) == [("same", "")]
    again = HandedWork.objects.get()
    assert (again.marked_by, again.marked_at, again.edition) == (by.person, at, 1)
    assert Message.objects.filter(topic="notice", payload__kind=marking.MARKED).count() == 1


def test_what_was_marked_or_handed_in_anew_since_is_named_and_left(assignment, hand, give, by, at):
    old = hand()
    written = line(old, 4, 6)
    give(old, 1, 1)
    assert told(marks_arriving.give(assignment, [written], by=by, at=at)) == [("refused", "edition")]
    new = hand("Another loaf.")
    seen = HandedWork.objects.get(pk=old.pk).edition
    lines = [replace(written, edition=str(seen)), line(new, 4, 6, number=3, edition=new.edition)]
    found = marks_arriving.give(assignment, lines, by=by, at=at)
    assert told(found) == [("refused", "edition"), ("done", "")]
    assert "newer work" in found[0].reason
    assert [float(row.score) for row in HandedWork.objects.order_by("number")] == [20, 100]


def test_each_line_that_is_wrong_says_where_and_keeps_no_other_back(assignment, hand, enrolment, module, by, me, at):
    other = handing_in.hand_in(enrolment, tasks.assignment(module, by=by, at=at), text="Other", by=me, at=at)
    work = hand()
    wrong = [
        line(uuid4(), 1, 1),
        line("=cmd|' /C calc'!A0", 1, 1, number=3),
        line(other, 1, 1, number=4),
        line(work, 4, 5, number=5),
        line(work, 1, 1, number=6),
    ]
    assert told(marks_arriving.foresee(assignment, wrong)) == [
        ("refused", "work_id"),
        ("refused", "work_id"),
        ("refused", "work_id"),
        ("changes", ""),
        ("refused", "work_id"),
    ]
    cells = [("5", "1"), ("1", ""), ("-1", "1"), ("1", "6,5"), ("=1+1", "1"), ("", "")]
    found = [marks_arriving.foresee(assignment, [line(work, *points)])[0] for points in cells]
    assert [(one.state.value, one.column) for one in found] == [
        ("refused", "1. It rises / 4"),
        ("refused", "2. It tastes / 6"),
        ("refused", "1. It rises / 4"),
        ("refused", "2. It tastes / 6"),
        ("refused", "1. It rises / 4"),
        ("empty", ""),
    ]
    odd = [line(work, 1, 1, edition="x"), line(work, 1, 1, remarks="x" * 10_001), line(work, 1, 1, remarks="\ufffd")]
    assert [told(marks_arriving.foresee(assignment, [one])) for one in odd] == [
        [("refused", "edition")],
        [("refused", "Remarks")],
        [("refused", "Remarks")],
    ]


def test_marks_by_an_older_rubric_that_nobody_touched_are_left(assignment, hand, give, by, at):
    give(hand(), 4, 5, remarks="Well")
    assignments.change(assignment, rubric=[*tasks.RUBRIC, {"words": "It keeps", "most": 2}], by=by, at=at)
    ((*_known, given), *_rest) = [[*row[4:7], row[11]] for row in list(marks_tables.rows(assignment))[1:]]
    work = HandedWork.objects.get()
    lines = [line(work, 4, 5, "", edition=work.edition, remarks=given)]
    assert (_known, told(marks_arriving.foresee(assignment, lines))) == ([4, 5, None], [("same", "")])


def test_looking_takes_one_query_and_a_press_marks_some_at_a_time(
    assignment, hand, by, at, monkeypatch, django_assert_num_queries
):
    lines = [line(hand(), 4, 5), *(line(uuid4(), 1, 1, number=number) for number in range(3, 60))]
    with django_assert_num_queries(1):
        found = marks_arriving.foresee(assignment, lines)
        assert [one.work.enrolment.place.shown_name for one in found if one.work]
    monkeypatch.setattr(marks_arriving, "AT_ONCE", 0)
    assert marks_arriving.give(assignment, lines, by=by, at=at)[0].state == "changes"
