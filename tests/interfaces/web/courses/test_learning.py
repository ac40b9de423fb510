"""A course found, enrolled in, read, completed and understood in the pages."""

import pytest
from django.test import Client

from lineup.core.foundation import clock
from lineup.core.participation import offerings
from lineup.domains.courses import courses, lessons, modules, outline
from lineup.domains.courses.models import Enrolment
from lineup.interfaces.web.courses import reading
from tests.interfaces.web.courses.conftest import published, signed_in
from tests.support import factories


def enrol(browser, course):
    return browser.post(f"/pools/{courses.pool_of(course).pk}/join")


@pytest.mark.req("E05", "E08")
def test_a_learner_enrols_reads_completes_and_asks_why(learner, course):
    assert enrol(learner, course).status_code == 302
    one, two = outline.in_order(course)
    page = learner.get("/courses/bread").content.decode()
    assert ("Begin" in page, "0%" in page) == (True, True)
    assert learner.get("/courses/bread/continuation").url == f"/courses/bread/lessons/{one.pk}"
    html = learner.get(f"/courses/bread/lessons/{one.pk}").content.decode()
    assert ("<strong>Step 1</strong>" in html, "<script>alert" in html) == (True, False)
    answer = learner.post(f"/courses/bread/lessons/{one.pk}/completion")
    assert answer.url == f"/courses/bread/lessons/{two.pk}"
    learner.get(answer.url)
    assert learner.get("/courses/bread/continuation").url == f"/courses/bread/lessons/{two.pk}"
    why = learner.get("/courses/bread/progress").content.decode()
    assert ("Why 50 %?" in why, "1 of 2 lessons that count are done." in why) == (True, True)
    assert ("<span>Dough</span>" in why, "1 of 2</small>" in why, "Said by the learner ·" in why) == (True, True, True)
    done = learner.post(f"/courses/bread/lessons/{two.pk}/completion", follow=True).content.decode()
    assert ("You completed the course. Well done!" in done, "Why 100 %?" in done) == (True, True)
    assert "Completed" in learner.get("/learn?show=over").content.decode()


@pytest.mark.req("E05")
def test_a_slip_is_taken_back(learner, course):
    enrol(learner, course)
    lesson = outline.in_order(course)[0]
    learner.post(f"/courses/bread/lessons/{lesson.pk}/completion")
    learner.post(f"/courses/bread/lessons/{lesson.pk}/reopening")
    assert Enrolment.objects.get().done == 0


@pytest.mark.req("E03")
def test_a_learner_rests_and_goes_on(learner, course):
    enrol(learner, course)
    lesson = outline.in_order(course)[0]
    assert "your place and progress are kept" in learner.post("/courses/bread/pause", follow=True).content.decode()
    html = learner.get(f"/courses/bread/lessons/{lesson.pk}").content.decode()
    assert "nothing is counted until you go on" in html
    refused = learner.post(f"/courses/bread/lessons/{lesson.pk}/completion", follow=True).content.decode()
    assert "You paused this course" in refused
    learner.post("/courses/bread/resumption")
    learner.post(f"/courses/bread/lessons/{lesson.pk}/completion")
    assert Enrolment.objects.get().done == 1


@pytest.mark.req("E02", "A05")
def test_lessons_are_for_learners_and_makers_alone(learner, teacher, course):
    lesson = outline.in_order(course)[0]
    path = f"/courses/bread/lessons/{lesson.pk}"
    assert Client().get(path).status_code == 302
    assert learner.get(path).status_code == 403
    assert "This is what learners see." in teacher.get(path).content.decode()
    assert not Enrolment.objects.exists()


@pytest.mark.req("E01")
def test_who_learned_in_an_archived_course_goes_on_reading(learner, course, tove):
    enrol(learner, course)
    offerings.finish(course.offering, by=factories.actor(tove), at=course.updated_at)
    lesson = outline.in_order(course)[0]
    assert learner.get(f"/courses/bread/lessons/{lesson.pk}").status_code == 200
    other = signed_in(factories.member())
    assert "Nobody can enrol any more" in other.get("/courses/bread").content.decode()
    assert enrol(other, course).status_code == 409


@pytest.mark.req("E02")
def test_a_restricted_course_answers_others_as_if_it_were_not_there(learner, tove):
    club = factories.club(owner=tove)
    course = published(tove, "Secret rye", club=club, enrolment_type="restricted")
    for browser in (learner, Client()):
        assert browser.get("/courses/secret-rye").status_code == 404
        assert "Secret rye" not in browser.get("/courses").content.decode()
        assert enrol(browser, course).status_code == 404
    member = signed_in(factories.club_member(club))
    assert "Secret rye" in member.get("/courses").content.decode()
    assert enrol(member, course).status_code == 302


@pytest.mark.req("E02", "E03")
def test_who_asked_or_waits_finds_it_among_their_courses(learner, tove):
    course = published(tove, enrolment_type="approval")
    enrol(learner, course)
    assert "Bread" in learner.get("/learn?show=waiting").content.decode()
    assert "Bread" not in learner.get("/learn").content.decode()
    assert "will answer you" in learner.get("/courses/bread").content.decode()


def test_a_place_in_a_course_has_no_badge_and_leads_to_the_lessons(learner, course):
    place = enrol(learner, course).url
    html = learner.get(place).content.decode()
    assert ("/courses/bread" in html, "My badge" in html, "Leave the course" in html) == (True, False, True)


@pytest.mark.req("P13")
def test_the_catalogue_is_searched_and_filtered(client, tove):
    published(tove, "Pains d'été")
    published(tove, "Knots", enrolment_type="approval")
    for query, found in (
        ("q=ete", ["Pains"]),
        ("way=approval", ["Knots"]),
        ("subject=arts", []),
        ("q=%00", ["Pains", "Knots"]),
    ):
        html = client.get(f"/courses?{query}").content.decode()
        assert [title for title in ("Pains", "Knots") if title in html] == found, query


@pytest.mark.req("E05")
def test_beside_a_lesson_of_a_long_course_stand_the_lessons_of_its_module(learner, course, tove):
    by, at = factories.actor(tove), clock.now()
    later = modules.add(course, title="Oven", by=by, at=at)
    for number in range(reading.MOST_LISTED):
        lessons.add(later, title=f"Loaf {number}", by=by, at=at)
    enrol(learner, course)
    lesson = outline.in_order(course)[0]
    address = f"/courses/bread/lessons/{lesson.pk}"
    folded = learner.get(address).content.decode()
    assert [words in folded for words in ("Lesson 2", "Loaf 7", f"?module={later.pk}#")] == [True, False, True]
    asked = learner.get(f"{address}?module={later.pk}").content.decode()
    assert [words in asked for words in ("Lesson 2", "Loaf 7", f"?module={later.pk}#")] == [True, True, False]
    assert learner.get(f"{address}?module=nonsense").status_code == 200
