"""Assignments in the API: the same operations as on the pages."""

from datetime import timedelta

import pytest
from django.test import Client

from lineup.core.foundation import clock
from lineup.domains.courses import courses
from lineup.domains.courses.models import HandedWork
from tests.interfaces.api.conftest import caller, problem
from tests.interfaces.web.courses.conftest import published
from tests.support import factories, tasks


@pytest.fixture
def tove(db, own_folders):
    return factories.member("Tove Teacher")


@pytest.fixture
def course(tove):
    return published(tove)


@pytest.fixture
def kim(course):
    person = factories.member("Kim Learner")
    factories.place(courses.pool_of(course), person)
    return person


@pytest.mark.req("E12")
def test_an_assignment_is_made_handed_in_and_marked_by_the_api_alone(tove, kim, course):
    teacher, learner = caller(tove), caller(kim)
    module = course.modules.get()
    made = teacher.post(f"/courses/bread/modules/{module.pk}/lessons", {"title": "Task", "completion": "assignment"})
    path = f"/courses/bread/lessons/{made.json()['id']}"
    assert problem(teacher("PATCH", f"{path}/assignment", {"times": 2})) == (422, "brief_needed")
    asked = {"brief": "Bake", "rubric": tasks.RUBRIC, "times": 2}
    written = teacher("PATCH", f"{path}/assignment", asked).json()
    assert {key: written[key] for key in asked} == asked
    assert (learner("PATCH", f"{path}/assignment", asked).status_code, learner.get(f"{path}/works").status_code) == (
        403,
        403,
    )
    stands = learner.get(f"{path}/assignment").json()["standing"]
    assert (stands["left"], stands["phase"], stands["may_hand_in"]) == (2, "open", True)
    assert problem(learner.post(f"{path}/work", {"text": " "})) == (422, "work_needed")
    first = learner.post(f"{path}/work", {"text": "Flat"}).json()
    sent = {"file": tasks.paper(), "text": "Risen"}
    upload = Client().post(f"/api{path}/work-uploads", sent, headers=learner.headers).json()
    assert (first["number"], upload["number"], upload["name"]) == (1, 2, "loaf.pdf")
    assert problem(learner.post(f"{path}/work", {"text": "More"})) == (409, "no_work_left")
    assert [row["is_newest"] for row in learner.get(f"{path}/work").json()["items"]] == [True, False]
    content = f"{path}/work/{upload['id']}/content"
    assert [b"".join(who.get(content).streaming_content) for who in (learner, teacher)] == [b"%PDF-1.7 my loaf"] * 2
    assert learner.get(f"{path}/work/{first['id']}/content").status_code == 404
    (waiting,) = teacher.get(f"{path}/works?show=waiting").json()["items"]
    assert (waiting["person"]["name"], waiting["id"]) == ("Kim Learner", upload["id"])
    marks = f"{path}/works/{upload['id']}/marks"
    assert problem(teacher("PUT", marks, {"points": [1], "edition": 0})) == (422, "marks_do_not_fit")
    marked = [teacher("PUT", marks, {"points": [4, 6], "remarks": "Good", "edition": 0}).json() for _ in range(2)]
    assert [(one["score"], one["edition"], one["marked_by"]["name"]) for one in marked] == [
        ("100.00", 1, "Tove Teacher")
    ] * 2
    assert problem(teacher("PUT", marks, {"points": [0, 0], "edition": 0})) == (409, "work_marked_meanwhile")
    read = learner.get(f"{path}/work/{upload['id']}").json()
    assert (read["passed"], read["remarks"], [one["points"] for one in read["marks"]]) == (True, "Good", [4, 6])
    assert problem(learner("PUT", f"{path}/completion")) == (409, "work_to_pass")
    assert teacher.get(f"{path}/works/{upload['id']}").json()["text"] == "Risen"
    assert teacher("DELETE", f"{marks}?edition=1").json()["score"] is None


@pytest.mark.req("E12")
def test_after_the_deadline_the_api_takes_nothing(tove, kim, course):
    module = course.modules.get()
    module.course = course
    due = clock.now() - timedelta(seconds=1)
    task = tasks.assignment(module, due_at=due, by=factories.actor(tove), at=clock.now())
    path = f"/courses/bread/lessons/{task.pk}"
    assert problem(caller(kim).post(f"{path}/work", {"text": "Late"})) == (409, "assignment_closed")
    assert HandedWork.objects.count() == 0
    assert caller(kim).get("/me/deadlines").json()["items"] == []
    due = clock.now() + timedelta(days=1)
    asked = {"due_at": due.isoformat(), "late_until": (due + timedelta(days=1)).isoformat()}
    assert caller(tove).patch(f"{path}/assignment", asked).status_code == 200
    (ahead,) = caller(kim).get("/me/deadlines").json()["items"]
    assert (ahead["lesson_title"], ahead["course_title"], ahead["handed_in"]) == ("Task", "Bread", False)
    missing = caller(tove).get(f"{path}/missing-work").json()["items"]
    assert [row["person"]["name"] for row in missing] == ["Kim Learner"]
