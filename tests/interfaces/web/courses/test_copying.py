"""A course and a module copied on their pages and through the API: first what comes along, then the draft."""

import pytest

from lineup.core.foundation import clock
from lineup.core.people.models import Account
from lineup.domains.courses import courses, outline, teaching
from lineup.domains.courses.models import Course, Module
from tests.interfaces.web.courses.conftest import signed_in
from tests.support import factories

pytestmark = pytest.mark.req("E04")


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_page_says_what_comes_along_before_a_course_is_copied(teacher, course, tove):
    assert 'href="/courses/bread/copy"' in text_of(teacher.get("/courses/bread"))
    assert 'href="/courses/bread/copy"' in text_of(teacher.get("/courses/bread/outline"))
    page = text_of(teacher.get("/courses/bread/copy"))
    said = (
        "A draft is made, “Copy of Bread”, offered by Tove Teacher.",
        "quizzes with questions",
        "Learners, their work",
    )
    assert [one for one in said if one not in page] == []
    assert Course.objects.count() == 1
    made = teacher.post("/courses/bread/copy")
    assert (made.status_code, made.url) == (302, "/courses/copy-of-bread/outline")
    copied = courses.find_managed(tove, slug="copy-of-bread")
    assert (copied.status, [one.title for one in outline.in_order(copied)]) == ("draft", ["Lesson 1", "Lesson 2"])


def test_a_module_is_copied_beside_itself(teacher, course):
    module = course.modules.get()
    assert "all that is written in it" in text_of(teacher.get("/courses/bread/outline"))
    made = teacher.post(f"/courses/bread/modules/{module.pk}/copy")
    assert (made.status_code, made.url) == (302, f"/courses/bread/outline#module-{module.pk}")
    page = text_of(teacher.get("/courses/bread/outline"))
    assert ("Copy of Dough" in page, "The copy stands right after it" in page) == (True, True)
    assert [one.title for one in outline.modules(course)] == ["Dough", "Copy of Dough"]


def test_in_the_api_a_copy_is_named_in_the_language_of_the_caller(teacher, course, tove):
    tove.language = "fr"
    tove.save(update_fields=["language"])
    made = teacher.post("/api/courses/bread/copy").json()
    assert (made["title"], made["status"], made["instructor_name"]) == (
        *("Bread (copie)", "draft"),
        "Tove Teacher",
    )
    module = course.modules.get()
    again = teacher.post(f"/api/courses/bread/modules/{module.pk}/copy")
    assert (again.status_code, again.json()["title"]) == (201, "Dough (copie)")


def test_who_may_make_no_course_of_their_own_copies_no_other_persons(course, learner, tove):
    plain = factories.member("Plain", role=Account.Role.MEMBER)
    teaching.appoint(course, plain, by=factories.actor(tove), at=clock.now())
    browser = signed_in(plain)
    answers = [
        browser.get("/courses/bread/copy"),
        browser.post("/courses/bread/copy"),
        learner.get("/courses/bread/copy"),
    ]
    assert [answer.status_code for answer in answers] == [403] * 3
    assert "Your account may take part but not offer courses" in text_of(answers[0])
    assert browser.post("/api/courses/bread/copy").json()["code"] == "may_not_teach"
    assert (Course.objects.count(), Module.objects.count()) == (1, 1)
