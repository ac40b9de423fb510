"""What a course builds on: chosen in its form, shown on its page, and asked for in every way in."""

import pytest

from lineup.domains.courses import courses, prerequisites
from tests.interfaces.api.conftest import caller, problem
from tests.interfaces.web.courses.conftest import published

pytestmark = pytest.mark.req("E12")

SENT = {"title": "Sourdough", "subject": "craft", "enrolment_type": "open", "waitlist": "automatic",
        "offer_minutes": "1440"}  # fmt: skip


@pytest.fixture
def sourdough(course, tove):
    return published(tove, "Sourdough")


def test_a_teacher_chooses_what_a_course_builds_on_and_takes_it_back(sourdough, teacher, learner):
    assert 'name="builds_on" value="bread"' in teacher.get("/courses/sourdough/edit").content.decode()
    assert teacher.post("/courses/sourdough/edit", {**SENT, "builds_on": ["bread"]}).status_code == 302
    assert [one.offering.slug for one in prerequisites.of(sourdough)] == ["bread"]

    shown = learner.get("/courses/sourdough").content.decode()
    assert ("complete these first: Bread." in shown, '<a href="/courses/bread">Bread</a>' in shown) == (True, True)
    pool = courses.pool_of(sourdough)
    answer = learner.post(f"/pools/{pool.pk}/join")
    told = "complete these first: Bread." in answer.content.decode()
    assert (answer.status_code, told, pool.places.count()) == (409, True, 0)

    teacher.post("/courses/sourdough/edit", SENT)
    assert list(prerequisites.of(sourdough)) == []


def test_a_circle_is_refused_beside_the_field(course, sourdough, tove, teacher):
    caller(tove).patch("/courses/sourdough", {"builds_on": ["bread"]})
    answer = teacher.post("/courses/bread/edit", {**SENT, "title": "Bread", "builds_on": ["sourdough"]})
    assert (answer.status_code, "builds on this course itself" in answer.content.decode()) == (422, True)
    assert list(prerequisites.of(course)) == []


def test_the_api_sets_shows_and_asks_for_it(sourdough, tove, kim):
    key, other = caller(tove), caller(kim)
    answer = key.patch("/courses/sourdough", {"builds_on": ["bread"]}).json()
    assert [(one["slug"], one["title"], one["completed"]) for one in answer["builds_on"]] == [("bread", "Bread", False)]
    assert problem(key.patch("/courses/sourdough", {"builds_on": ["none"]})) == (422, "unknown_prerequisite")
    assert problem(key.patch("/courses/bread", {"builds_on": ["sourdough"]})) == (422, "builds_on_itself")

    told = other.get("/courses/sourdough").json()["can_enroll"]
    assert told == {"allowed": False, "message": "This course builds on others; complete these first: Bread."}
    pool = courses.pool_of(sourdough)
    assert problem(other.post(f"/pools/{pool.pk}/places", {})) == (409, "complete_first")
