"""Courses as files in the API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.interfaces.api.conftest import caller, problem
from tests.interfaces.web.courses.conftest import published
from tests.support import factories, parcels

pytestmark = pytest.mark.req("E13")


@pytest.fixture
def tove(db, own_folders):
    return factories.member("Tove Teacher")


def test_a_course_is_downloaded_by_who_manages_it(tove):
    course = published(tove)
    answer = caller(tove, scope="read").get("/courses/bread/package")
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, parcels.written(course))
    assert caller(factories.member("Kim Learner")).get("/courses/bread/package").status_code == 403


def test_a_course_is_brought_looked_at_and_made_by_the_api_alone(tove):
    course = published(tove)
    teacher = caller(tove)

    def bring(content: bytes, **said):
        upload = SimpleUploadedFile("bread.zip", content)
        return Client().post("/api/course-packages", {"file": upload, **said}, headers=teacher.headers)

    brought = bring(parcels.written(course), subject="arts")
    told = brought.json()
    path = f"/course-packages/{told['id']}"
    assert (brought.status_code, told["state"], told["title"], told["lessons"]) == (201, "ready", "Bread", 2)
    assert [row["id"] for row in teacher.get("/course-packages").json()["items"]] == [told["id"]]
    made = [teacher.post(f"{path}/course") for _ in range(2)]
    assert [one.status_code for one in made] == [201, 201]
    assert made[0].json() == made[1].json()
    shown = teacher.get(path).json()
    assert (shown["state"], shown["course"]) == ("made", made[0].json()["slug"])
    assert parcels.document(parcels.written(course))["course"]["subject"] != made[0].json()["subject"]
    assert caller(factories.member("Kim Learner")).get(path).status_code == 404
    assert teacher.post(f"{path}/discard").status_code == 204
    faulty = bring(parcels.of(parcels.small(capacity=-1)))
    assert [(one["place"], one["code"]) for one in faulty.json()["faults"]] == [("course.capacity", "out_of_range")]
    assert problem(teacher.post(f"/course-packages/{faulty.json()['id']}/course")) == (409, "package_faulty")
    assert problem(bring(b"PK")) == (422, "package_not_a_zip")
    assert problem(bring(parcels.written(course), club="nowhere")) == (404, "not_found")
