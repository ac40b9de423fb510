"""Progress: kept at the leaves, summed as it happens, explained, and never falling without a reason."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.core.foundation.errors import Missing
from lineup.core.participation import offerings, places
from lineup.domains.courses import counting, courses, enrolments, items, lessons, modules, outline, progress
from lineup.domains.courses.models import Enrolment, LessonProgress
from tests.support import factories


@pytest.fixture
def learn(at):
    """Enrols somebody new; their enrolment."""

    def make(course):
        place = factories.place(courses.pool_of(course), factories.member(), at=at)
        found = enrolments.of(course, place.contact)
        assert found
        return found

    return make


def again(enrolment):
    return Enrolment.objects.select_related("course", "place").get(pk=enrolment.pk)


def me(enrolment):
    return factories.actor(enrolment.place.contact)


@pytest.mark.req("E05")
def test_three_lessons_of_which_two_are_done_are_66_percent_and_say_why(make_course, learn, at):
    course = make_course(number=3)
    enrolment = learn(course)
    one, two, _three = outline.in_order(course)
    progress.complete(enrolment, one, by=me(enrolment), at=at)
    progress.complete(enrolment, two, by=me(enrolment), at=at)
    progress.complete(enrolment, two, by=me(enrolment), at=at)
    told = progress.explain(again(enrolment))
    assert (told.percent, told.done, told.counted, told.added) == (66, 2, 3, 0)
    assert [(step.lesson.title, step.is_done) for step in told.steps] == [
        ("Lesson 1", True),
        ("Lesson 2", True),
        ("Lesson 3", False),
    ]
    assert list(counting.faults()) == []


@pytest.mark.req("E05")
def test_the_last_lesson_completes_the_course_and_completed_it_stays(make_course, learn, by, at):
    course = make_course(number=2)
    enrolment = learn(course)
    for lesson in outline.in_order(course):
        progress.complete(enrolment, lesson, by=me(enrolment), at=at)
    assert (again(enrolment).completed_at, again(enrolment).percent) == (at, 100)
    module = outline.find_module(course, outline.modules(course)[0].pk)
    lessons.add(module, title="New", by=by, at=at + timedelta(days=1))
    told = progress.explain(again(enrolment))
    assert (told.percent, told.done, told.counted, told.added) == (100, 2, 3, 1)
    progress.undo(enrolment, outline.in_order(course)[0], by=me(enrolment), at=at)
    assert (again(enrolment).completed_at, again(enrolment).percent, again(enrolment).done) == (at, 100, 1)
    assert list(counting.faults()) == []


@pytest.mark.req("E05")
def test_an_added_lesson_lowers_the_percentage_and_is_named_as_the_reason(make_course, learn, by, at):
    course = make_course(number=2)
    enrolment = learn(course)
    progress.complete(enrolment, outline.in_order(course)[0], by=me(enrolment), at=at)
    module = outline.find_module(course, outline.modules(course)[0].pk)
    lessons.add(module, title="New", by=by, at=at + timedelta(days=1))
    told = progress.explain(again(enrolment))
    assert (told.percent, told.added) == (33, 1)
    assert [step.lesson.title for step in told.steps if step.is_new] == ["New"]


@pytest.mark.req("E05")
def test_a_lesson_taken_away_completes_who_had_done_the_rest(make_course, learn, by, at):
    course = make_course(number=3)
    through, half = learn(course), learn(course)
    one, two, three = outline.in_order(course)
    for lesson in (one, two):
        progress.complete(through, lesson, by=me(through), at=at)
    progress.complete(half, three, by=me(half), at=at)
    later = at + timedelta(days=1)
    lessons.discard(outline.find_lesson(course, three.pk), by=by, at=later)
    assert (again(through).completed_at, again(through).done) == (later, 2)
    assert (again(half).completed_at, again(half).done, again(half).percent) == (None, 0, 0)
    assert (progress.explain(again(half)).taken_out, progress.explain(again(through)).taken_out) == (1, 0)
    lessons.restore(outline.find_lesson(course, three.pk, binned=True), by=by, at=later)
    assert (again(through).percent, again(half).done) == (100, 1)
    assert list(counting.faults()) == []


@pytest.mark.req("E05")
def test_what_is_optional_is_noted_and_counts_for_nothing(make_course, learn, by, at):
    course = make_course(number=1)
    enrolment = learn(course)
    module = outline.find_module(course, outline.modules(course)[0].pk)
    extra = lessons.add(module, title="More", is_optional=True, by=by, at=at)
    progress.complete(enrolment, extra, by=me(enrolment), at=at)
    assert (again(enrolment).done, again(enrolment).percent) == (0, 0)
    lessons.change(extra, is_optional=False, by=by, at=at)
    assert (again(enrolment).done, again(enrolment).percent) == (1, 50)


@pytest.mark.req("E05")
def test_a_lesson_is_done_by_opening_it_by_time_or_by_word(make_course, learn, by, at):
    course = make_course(number=0, published=False)
    module = modules.add(course, title="M", by=by, at=at)
    opened = lessons.add(module, title="Opened", completion="auto", by=by, at=at)
    timed = lessons.add(module, title="Timed", completion="time_based", minutes=10, by=by, at=at)
    said = lessons.add(module, title="Said", by=by, at=at)
    enrolment = _enrolled(course, by, at)
    assert progress.view(enrolment, opened, at=at).method == "auto"
    assert progress.view(enrolment, timed, at=at).completed_at is None
    with pytest.raises(progress.TooSoon):
        progress.complete(enrolment, timed, by=by, at=at + timedelta(minutes=9))
    assert progress.view(enrolment, timed, at=at + timedelta(minutes=10)).method == "time_based"
    assert progress.view(enrolment, said, at=at).completed_at is None
    assert progress.complete(enrolment, said, by=by, at=at).method == "manual"
    assert again(enrolment).percent == 100
    row = LessonProgress.objects.get(lesson=timed)
    assert (row.views, row.last_viewed_at, row.started_at) == (2, at + timedelta(minutes=10), at)


def _enrolled(course, by, at):
    items.add(outline.find_lesson(course, outline.in_order(course)[0].pk), "text", text="Words", by=by, at=at)
    offerings.publish(course.offering, by=by, at=at)
    who = factories.member()
    places.add(courses.pool_of(course), who, by=by, at=at)
    return enrolments.of(course, who)


@pytest.mark.req("E05")
def test_one_goes_on_where_one_left(make_course, learn, at):
    course = make_course(number=3)
    enrolment = learn(course)
    one, two, three = outline.in_order(course)
    assert progress.next_lesson(again(enrolment), at=at) == one
    progress.view(enrolment, two, at=at)
    assert progress.next_lesson(again(enrolment), at=at) == two
    progress.complete(enrolment, two, by=me(enrolment), at=at)
    assert progress.next_lesson(again(enrolment), at=at) == three
    progress.complete(enrolment, three, by=me(enrolment), at=at)
    assert progress.next_lesson(again(enrolment), at=at) == one
    progress.complete(enrolment, one, by=me(enrolment), at=at)
    assert progress.next_lesson(again(enrolment), at=at) is None


def test_a_lesson_of_another_course_or_of_the_bin_is_not_there(make_course, learn, by, at):
    course, other = make_course(number=2), make_course("Knots")
    enrolment = learn(course)
    gone = outline.find_lesson(course, outline.in_order(course)[0].pk)
    lessons.discard(gone, by=by, at=at)
    for lesson in (gone, outline.in_order(other)[0]):
        for act in (progress.complete, progress.undo):
            with pytest.raises(Missing):
                act(enrolment, lesson, by=me(enrolment), at=at)
    assert again(enrolment).done == 0


@pytest.mark.req("E05")
def test_a_lesson_done_asks_as_much_of_a_long_course_as_of_a_short_one(make_course, learn, at):
    counts = []
    for number in (2, 30):
        course = make_course(f"Course of {number}", number=number)
        enrolment = learn(course)
        lesson = outline.in_order(course)[0]
        with CaptureQueriesContext(connection) as asked:
            progress.complete(enrolment, lesson, by=me(enrolment), at=at)
        counts.append(len(asked))
    assert counts[0] == counts[1]
