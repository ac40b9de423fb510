"""Copies of courses and modules: all that is written in them, and nothing that anybody did there."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from lineup.core.clubs.models import Role
from lineup.core.participation import offerings, pools, qualifications, questions
from lineup.core.people.models import Account
from lineup.domains.courses import (
    copying,
    counting,
    courses,
    enrolments,
    lessons,
    modules,
    outline,
    prerequisites,
    progress,
    purging,
    teaching,
)
from lineup.domains.courses.models import Course, Enrolment, HandedWork, Item, Module, QuizAttempt
from tests.domains.courses.assignments.conftest import code_of
from tests.support import factories, parcels

pytestmark = [pytest.mark.django_db, pytest.mark.req("E04")]


@pytest.fixture
def whole(own_folders, by, at):
    """A course with every kind of lesson and piece, in whose bin a module lies."""
    course = parcels.whole(by=by, at=at, capacity=12)
    modules.discard(modules.add(course, title="Gone", by=by, at=at), by=by, at=at)
    return course


def written(course):
    """What a package says of the course, but for its title."""
    told = parcels.document(parcels.written(course))
    told["course"].pop("title")
    return told


def test_a_copy_is_a_draft_with_all_that_is_written_in_the_course(whole, by, at):
    questions.add(courses.pool_of(whole), kind="text", text="Which oven?", by=by, at=at)
    offerings.publish(whole.offering, by=by, at=at)
    made = copying.duplicate(whole, by=by, at=at + timedelta(days=1))
    assert (made.offering.title, made.offering.slug, made.offering.state) == ("Copy of Bread", "copy-of-bread", "draft")
    assert written(made) == written(whole)
    assert [one.wording.text for one in questions.of(courses.pool_of(made))] == ["Which oven?"]
    assert {one.created_at for one in Module.objects.filter(course=made.pk)} == {at + timedelta(days=1)}
    assert (made.counted, Course.objects.get(pk=made.pk).counted) == (whole.counted, whole.counted)
    assert list(counting.faults()) == []


def test_what_people_did_stays_with_the_first_and_so_do_its_other_instructors(make_course, by, at):
    course = make_course(certificate_enabled=True)
    kim, colleague = factories.member("Kim"), factories.member("Colleague")
    teaching.appoint(course, kim, by=by, at=at)
    factories.place(courses.pool_of(course), kim, at=at)
    progress.complete(enrolments.of(course, kim), outline.in_order(course).get(), by=factories.actor(kim), at=at)
    teaching.appoint(course, colleague, by=by, at=at)
    made = copying.duplicate(course, by=factories.actor(colleague), at=at)
    assert [one.person for one in teaching.of(made)] == [colleague]
    assert (made.offering.organiser, courses.pool_of(made).taken) == (colleague, 0)
    assert not Enrolment.objects.filter(course=made).exists()
    assert Enrolment.objects.get(course=course).done == 1
    courses.change(made, title="Other", by=factories.actor(colleague), at=at)
    lesson = outline.in_order(made).get()
    lesson.module.course = made
    lessons.change(lesson, title="Changed", by=factories.actor(colleague), at=at)
    assert [one.title for one in outline.in_order(course)] == ["Lesson 1"]


def test_the_copy_asks_of_who_enrols_what_the_first_does(course, by, at):
    pool = courses.pool_of(course)
    asked = {"admission": "invitation", "price": Decimal(9), "currency": "EUR", "how_to_pay": "By bank", "capacity": 3}
    times = {"opens_at": at - timedelta(days=9), "closes_at": at - timedelta(days=2), "answers_until": at}
    pools.change(pool, by=by, at=at, **asked, **times)
    copied = courses.pool_of(copying.duplicate(course, by=by, at=at))
    assert {field: getattr(copied, field) for field in (*asked, *times)} == asked | dict.fromkeys(times)


def test_a_stored_file_is_shared_and_stays_until_the_last_copy_is_gone(whole, by, at):
    made = copying.duplicate(whole, by=by, at=at)
    stored = {item.file.name for item in Item.objects.exclude(file="")}
    own = Item.objects.exclude(file="").filter(lesson__module__course=made)
    assert {item.file.name for item in own} == stored
    offerings.discard(whole.offering, by=by, at=at)
    purging.purge_courses(before=at + timedelta(days=1), at=at + timedelta(days=1))
    assert [item.file.storage.exists(item.file.name) for item in own] == [True] * len(own)


def test_the_club_offers_the_copy_where_one_makes_its_courses_else_one_does_oneself(by, at):
    club = factories.club()
    owner = factories.club_owner(club)
    teacher = factories.club_member(club, role=Role.INSTRUCTOR)
    outsider, plain = factories.member("Outsider"), factories.member("Plain", role=Account.Role.MEMBER)
    base = _of_club(club, owner, "Flour", at)
    course = _of_club(club, owner, "Bread", at, builds_on=["flour"], enrolment_type="restricted")
    licence = qualifications.create(club, name="Baker", by=factories.actor(owner), at=at)
    pools.change(courses.pool_of(course), qualification=licence, by=factories.actor(owner), at=at)
    for who in (outsider, plain):
        teaching.appoint(course, who, by=factories.actor(owner), at=at)
    of_club, own = (copying.duplicate(course, by=factories.actor(who), at=at) for who in (teacher, outsider))
    assert [(one.offering.club, one.offering.organiser) for one in (of_club, own)] == [(club, None), (None, outsider)]
    assert [one.offering.visibility for one in (of_club, own)] == ["club_only", "private"]
    assert [list(prerequisites.of(one)) for one in (of_club, own)] == [[base], []]
    assert [courses.pool_of(one).qualification for one in (of_club, own)] == [licence, None]
    assert code_of(lambda: copying.duplicate(course, by=factories.actor(plain), at=at)) == "may_not_teach"
    assert Course.objects.count() == 4


def _of_club(club, owner, title, at, **values):
    by = factories.actor(owner)
    return courses.create(title=title, club=club, subject=courses.subject("craft"), by=by, at=at, **values)


def test_a_copy_is_named_in_the_language_of_who_makes_it_and_within_bounds(make_course, by, at):
    course = make_course("Pain")
    with translation.override("fr"):
        assert copying.duplicate(course, by=by, at=at).offering.title == "Pain (copie)"
        long = copying.duplicate(make_course("Ü" * 200), by=by, at=at).offering.title
    assert (len(long), long.endswith("Ü (copie)")) == (200, True)


def test_a_module_is_copied_right_after_itself_with_its_lessons(whole, by, at):
    dough, oven = outline.modules(whole)
    dough.course = whole
    before = whole.counted
    made = copying.duplicate_module(dough, by=by, at=at)
    told = parcels.document(parcels.written(whole))["modules"]
    assert [one["title"] for one in told] == ["Dough", "Copy of Dough", "Oven"]
    assert (made.position, told[1]["lessons"]) == (1, told[0]["lessons"])
    oven.refresh_from_db()
    oven.course = whole
    copying.duplicate_module(oven, by=by, at=at)
    told = parcels.document(parcels.written(whole))["modules"]
    assert (told[3]["title"], told[3]["lessons"]) == ("Copy of Oven", told[2]["lessons"])
    assert Course.objects.get(pk=whole.pk).counted == 2 * before
    assert list(counting.faults()) == []


def test_who_learns_has_the_copied_lessons_ahead_and_what_they_did_is_in_none(course, module, enrolment, me, by, at):
    lesson = outline.in_order(course).get()
    progress.complete(enrolment, lesson, by=me, at=at)
    module.course = course
    copying.duplicate_module(module, by=by, at=at)
    now = Enrolment.objects.get(pk=enrolment.pk)
    assert (now.done, Course.objects.get(pk=course.pk).counted, now.completed_at) == (1, 2, at)
    assert (HandedWork.objects.count(), QuizAttempt.objects.count()) == (0, 0)


def test_a_course_that_is_full_of_modules_or_lessons_takes_no_copy(course, module, by, at, monkeypatch):
    module.course = course
    for where, code in ((modules, "too_many_modules"), (lessons, "too_many_lessons")):
        with monkeypatch.context() as patched:
            patched.setattr(where, "MOST", 1)
            assert code_of(lambda: copying.duplicate_module(module, by=by, at=at)) == code
    assert Module.objects.count() == 1


def test_a_large_course_is_copied_in_a_fixed_number_of_queries(make_course, by, at, django_assert_max_num_queries):
    course = make_course(number=40)
    with django_assert_max_num_queries(60):
        copying.duplicate(course, by=by, at=at)
