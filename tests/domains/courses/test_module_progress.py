"""Modules: how far a learner is in each, for the page that explains the sum and for lists."""

import pytest

from lineup.domains.courses import lessons, module_progress, modules, outline, progress
from lineup.domains.courses.models import Enrolment


@pytest.fixture
def second(course, by, at):
    """A module with two lessons, of which one counts for nothing."""
    made = modules.add(course, title="Second", by=by, at=at)
    for title, is_optional in (("Must", False), ("May", True)):
        lessons.add(made, title=title, is_optional=is_optional, by=by, at=at)
    modules.add(course, title="Empty", by=by, at=at)
    return made


@pytest.mark.req("E05", "E09")
def test_a_module_is_done_when_all_that_counts_in_it_is(
    course, second, enrolment, me, by, at, django_assert_num_queries
):
    def told():
        fresh = Enrolment.objects.select_related("course", "place").get(pk=enrolment.pk)
        rows = module_progress.of(progress.explain(fresh).steps)
        with django_assert_num_queries(2):
            found = module_progress.numbers([course.pk], [enrolment.pk])
        shown = [(row.module.title, row.done, row.counted, row.percent, row.is_done) for row in rows]
        return shown, found.completed[enrolment.pk], found.totals[course.pk]

    first, must, may = outline.in_order(course)
    assert told() == ([("First", 0, 1, 0, False), ("Second", 0, 1, 0, False)], 0, 2)
    for lesson in (first, may):
        progress.complete(enrolment, lesson, by=me, at=at)
    assert told() == ([("First", 1, 1, 100, True), ("Second", 0, 1, 0, False)], 1, 2)
    lessons.change(outline.find_lesson(course, may.pk), is_optional=False, by=by, at=at)
    assert told() == ([("First", 1, 1, 100, True), ("Second", 1, 2, 50, False)], 1, 2)
    progress.complete(enrolment, must, by=me, at=at)
    assert told()[1:] == (2, 2)


@pytest.mark.req("E09")
def test_of_a_course_or_an_enrolment_that_is_not_asked_for_there_are_none(course, second, enrolment):
    found = module_progress.numbers([], [])
    assert (found.totals[course.pk], found.completed[enrolment.pk]) == (0, 0)
