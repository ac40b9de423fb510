"""What a course builds on is completed first; nobody is led in a circle."""

import pytest

from lineup.core.audit.models import Entry
from lineup.core.participation import offerings, places
from lineup.core.people.models import Person
from lineup.domains.courses import courses, enrolments, entry, outline, prerequisites, progress
from lineup.domains.courses.models import Course, Prerequisite
from tests.support import factories

pytestmark = pytest.mark.req("E12")


@pytest.fixture
def basics(make_course):
    return make_course("Basics")


@pytest.fixture
def advanced(make_course, basics):
    return make_course("Advanced", builds_on=["basics"])


@pytest.fixture
def kim(db) -> Person:
    return factories.member("Kim")


def enrol(course: Course, person: Person, at):
    return places.join(courses.pool_of(course), person, by=factories.actor(person), at=at)


def complete(course: Course, person: Person, at) -> None:
    enrol(course, person, at)
    for lesson in outline.in_order(course):
        progress.complete(enrolments.of(course, person), lesson, by=factories.actor(person), at=at)


def changes() -> int:
    return Entry.objects.filter(action="course.describe").count()


def can_enrol(course: Course, person: Person, at):
    pool = courses.pool_of(course)
    return entry.can_enrol([pool], person, at=at)[pool.pk]


def test_one_enrols_once_what_the_course_builds_on_is_completed(basics, advanced, kim, at):
    with pytest.raises(prerequisites.CompleteFirst) as refused:
        enrol(advanced, kim, at)
    assert str(refused.value) == "This course builds on others; complete these first: Basics."
    assert can_enrol(advanced, kim, at) == entry.CanEnrol(allowed=False, message=str(refused.value))

    enrol(basics, kim, at)
    with pytest.raises(prerequisites.CompleteFirst):
        enrol(advanced, kim, at)

    places.withdraw(courses.pool_of(basics).places.get(), by=factories.actor(kim), at=at)
    complete(basics, kim, at)
    assert can_enrol(advanced, kim, at).allowed
    assert enrol(advanced, kim, at).state == "confirmed"


def test_who_completed_it_once_has_completed_it(basics, advanced, kim, at):
    complete(basics, kim, at)
    places.withdraw(courses.pool_of(basics).places.get(), by=factories.actor(kim), at=at)
    assert enrol(advanced, kim, at).state == "confirmed"


def test_whom_the_teacher_enrols_need_not_have_completed_anything(advanced, kim, by, at):
    assert places.add(courses.pool_of(advanced), kim, by=by, at=at).state == "confirmed"


def test_a_course_in_the_bin_keeps_nobody_out(basics, advanced, kim, by, at):
    offerings.finish(basics.offering, by=by, at=at)
    offerings.discard(basics.offering, by=by, at=at)
    assert enrol(advanced, kim, at).state == "confirmed"
    courses.change(advanced, builds_on=[], by=by, at=at)
    offerings.restore(basics.offering, by=by, at=at)
    assert [one.pk for one in prerequisites.of(advanced)] == [basics.pk]


def test_what_somebody_may_not_see_is_not_named(basics, advanced, kim, by, at):
    courses.change(basics, enrolment_type="restricted", by=by, at=at)
    with pytest.raises(prerequisites.CompleteFirstUnseen):
        enrol(advanced, kim, at)
    assert (list(prerequisites.seen_of(advanced, kim)), list(prerequisites.seen_of(advanced, None))) == ([], [])
    assert [(one.pk, one.is_met) for one in prerequisites.seen_of(advanced, by.person)] == [(basics.pk, False)]


def test_what_it_builds_on_is_set_once_and_recorded_when_it_changes(basics, advanced, by, at):
    before = changes()
    courses.change(advanced, builds_on=["basics"], by=by, at=at)
    assert changes() == before
    courses.change(advanced, builds_on=[], by=by, at=at)
    assert (list(prerequisites.of(advanced)), changes()) == ([], before + 1)


@pytest.mark.parametrize("slug", ["advanced", "none", "abroad"])
def test_a_course_builds_on_others_of_its_house_alone(slug, advanced, by, at):
    stranger = factories.member("Sam")
    courses.create(title="Abroad", subject=courses.subject("craft"), by=factories.actor(stranger), at=at)
    with pytest.raises(prerequisites.UnknownPrerequisite):
        courses.change(advanced, builds_on=["basics", slug], by=by, at=at)
    assert Prerequisite.objects.count() == 1


def test_nobody_is_led_in_a_circle(make_course, basics, advanced, by, at):
    make_course("Master", builds_on=["advanced"])
    with pytest.raises(prerequisites.BuildsOnItself) as refused:
        courses.change(basics, builds_on=["master"], by=by, at=at)
    assert str(refused.value) == "“Master” builds on this course itself, so that nobody could begin; leave it out."
    assert list(prerequisites.of(basics)) == []


def test_a_course_builds_on_ten_others_at_most(make_course, advanced, by, at):
    slugs = [make_course(f"Part {number}", number=0, published=False).offering.slug for number in range(11)]
    with pytest.raises(prerequisites.TooManyPrerequisites):
        courses.change(advanced, builds_on=slugs, by=by, at=at)
    courses.change(advanced, builds_on=slugs[:10], by=by, at=at)
    assert prerequisites.of(advanced).count() == 10


def test_a_list_of_courses_asks_once_for_all(make_course, advanced, kim, at, django_assert_num_queries):
    pools = [courses.pool_of(course) for course in (advanced, *(make_course(f"Part {one}") for one in range(3)))]
    with django_assert_num_queries(5):
        answers = entry.can_enrol(pools, kim, at=at)
    assert [answers[pool.pk].allowed for pool in pools] == [False, True, True, True]
    with django_assert_num_queries(4):
        entry.can_enrol(pools[1:], kim, at=at)


def test_what_is_chosen_stays_to_choose_from_in_a_house_of_many(make_course, advanced, monkeypatch):
    monkeypatch.setattr(prerequisites, "MOST_CANDIDATES", 1)
    make_course("A first")
    assert [one.offering.title for one in prerequisites.candidates(advanced)] == ["A first", "Basics"]


def test_what_another_changed_meanwhile_stays(basics, advanced, by, at):
    Course.objects.filter(pk=advanced.pk).update(estimated_hours=7)
    courses.change(advanced, builds_on=[], by=by, at=at)
    assert Course.objects.get(pk=advanced.pk).estimated_hours == 7
