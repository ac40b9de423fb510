"""Work marked: the lesson is done while the work that counts has passed; of two who mark, the later one is told."""

from decimal import Decimal

import pytest

from lineup.core.audit.models import Entry
from lineup.core.foundation.faults import Fault
from lineup.core.outbox.models import Message
from lineup.core.participation import places
from lineup.domains.courses import counting, progress, teaching, told
from lineup.domains.courses.assignments import assignments, marking, queue
from lineup.domains.courses.models import Enrolment, HandedWork, LessonProgress
from tests.domains.courses.assignments.conftest import code_of
from tests.support import factories, tasks
from tests.support.at_once import at_once


def again(enrolment):
    return Enrolment.objects.get(pk=enrolment.pk)


def faults() -> list[Fault]:
    return list(counting.faults())


@pytest.mark.req("E12")
def test_work_that_passes_completes_the_lesson_and_nothing_else_does(enrolment, task, lesson, hand, give, me, at):
    progress.complete(enrolment, lesson, by=me, at=at)
    failed = give(hand(), 2, 3, remarks=" More **salt** ")
    assert (failed.score, failed.passed, failed.remarks, again(enrolment).done) == (
        Decimal(50),
        False,
        "More **salt**",
        1,
    )
    passed = give(hand("Anew"), 4, 2)
    row = LessonProgress.objects.get(lesson=task)
    assert (passed.score, passed.passed, passed.number) == (Decimal(60), True, 2)
    assert (row.method, row.completed_at, again(enrolment).done, again(enrolment).completed_at) == (
        "assignment",
        at,
        2,
        at,
    )
    assert (code_of(lambda: hand("More")), faults()) == ("work_already_passed", [])


@pytest.mark.req("E12")
def test_marks_lowered_or_taken_back_open_the_lesson_again_but_never_a_completed_course(
    enrolment, task, lesson, hand, give, me, by, at
):
    work = give(hand(), 4, 6)
    assert (again(enrolment).done, give(work, 0, 0).passed, again(enrolment).done) == (1, False, 0)
    assert (give(work, 4, 6).passed, again(enrolment).done) == (True, 1)
    back = marking.take_back(work, edition=3, by=by, at=at)
    assert (back.score, back.marks, back.marked_by, again(enrolment).done) == (None, [], None, 0)
    assert marking.take_back(work, edition=0, by=by, at=at).edition == 4
    give(work, 4, 6)
    progress.complete(enrolment, lesson, by=me, at=at)
    give(work, 0, 0)
    kept = again(enrolment)
    kept.course = enrolment.course
    assert (kept.done, kept.completed_at, kept.percent, faults()) == (1, at, 100, [])


@pytest.mark.req("E12")
def test_the_later_of_two_who_mark_is_told_and_the_record_keeps_who_and_when(course, hand, give, by, at):
    other = factories.member("Other Teacher")
    teaching.appoint(course, other, by=by, at=at)
    work = hand()
    give(work, 4, 6, edition=0)
    assert give(work, 4, 6, edition=0).edition == 1
    assert code_of(lambda: give(work, 0, 0, edition=0, by=factories.actor(other))) == "work_marked_meanwhile"
    assert HandedWork.objects.get().score == Decimal(100)
    give(work, 3, 3, edition=1, by=factories.actor(other))
    acts = Entry.objects.filter(action="work.mark").order_by("id")
    assert [(row.actor_id, row.metadata["score"]) for row in acts] == [(by.person.pk, "100.00"), (other.pk, "60.00")]


@pytest.mark.req("E12")
@pytest.mark.django_db(transaction=True)
def test_marks_given_at_once_are_given_by_one_and_refused_to_the_others(hand, give):
    work = hand()
    got = at_once(*[lambda n=n: code_of(lambda: give(work, n, n, edition=0)) for n in (1, 2, 3)])
    kept = HandedWork.objects.get()
    assert (sorted(got), kept.edition) == (["", "work_marked_meanwhile", "work_marked_meanwhile"], 1)
    assert len({one["points"] for one in kept.marks}) == 1


def test_a_rubric_changed_meanwhile_or_newer_work_is_told_to_who_marks(task, hand, give, by, at):
    work = hand()
    rubric = [{"words": "It is there", "most": 2}]
    assignments.change(assignments.of(task), rubric=rubric, by=by, at=at)
    assert code_of(lambda: give(work, 1, edition=0)) == "work_marked_meanwhile"
    assert give(work, 1, edition=1).marks == [{"words": "It is there", "most": 2, "points": 1}]
    assignments.change(assignments.of(task), rubric=tasks.RUBRIC, by=by, at=at)
    assert HandedWork.objects.get().marks == [{"words": "It is there", "most": 2, "points": 1}]
    hand("Newer")
    assert code_of(lambda: give(work, 1, 1)) == "work_handed_in_anew"


def test_the_learner_is_told_of_the_marks_that_hold(enrolment, hand, give, kim, by, at):
    work = give(hand(), 4, 6)
    (message,) = Message.objects.filter(topic="notice", payload__kind=marking.MARKED)
    facts = message.payload["facts"]
    words = told.about_work(facts, kim)
    assert (words.title, words.sentence) == ("Your work for Task was marked", "It passed with 100.00 %.")
    assert told.about_work(facts, factories.member()) is None
    give(work, 1, 1)
    assert told.about_work(facts, kim) is None


def test_who_left_the_course_keeps_the_marks_and_completes_nothing(enrolment, hand, give, me, at):
    work = hand()
    places.withdraw(enrolment.place, by=me, at=at)
    assert (give(work, 4, 6).passed, again(enrolment).done) == (True, 0)


@pytest.mark.req("E12")
def test_the_queue_tells_what_waits_what_is_marked_what_is_late_and_who_is_missing(
    course, enrolment, task, hand, give, by, at
):
    assignments.change(assignments.of(task), due_at=at, late_until=at.replace(year=2027), by=by, at=at)
    other = factories.place(enrolment.place.pool, factories.member("Lou Missing"), at=at)
    hand("First")
    work = hand("Second")
    row = assignments.of(task)

    def listed(which, query=""):
        return [one.pk for one in queue.of(row, which, query=query)]

    assert [listed(which) for which in queue.WHICH] == [[work.pk], [], [work.pk], [work.pk]]
    give(work, 1, 1)
    assert [listed(which) for which in queue.WHICH] == [[], [work.pk], [work.pk], [work.pk]]
    assert (listed("all", "KIM"), listed("all", "lou")) == ([work.pk], [])
    assert [one.pk for one in queue.missing(row)] == [other.pk]
    assert (queue.missing(row, query="kim").count(), queue.earlier(work).count()) == (0, 1)
