"""Courses through the API: written, published, enrolled in, learned and looked at."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lineup.core.foundation import clock
from lineup.core.participation import offerings
from lineup.domains.courses import completing, courses, items, lessons, modules
from tests.interfaces.api.conftest import problem
from tests.support import factories, films


@pytest.fixture
def tove(db):
    return factories.member("Tove")


@pytest.fixture
def key(as_person, tove):
    return as_person(tove)


def published(who, title="Bread", **values):
    by, at = factories.actor(who), clock.now()
    made = courses.create(title=title, subject=courses.subject("craft"), by=by, at=at, **values)
    lesson = lessons.add(modules.add(made, title="Dough", by=by, at=at), title="Flour", by=by, at=at)
    items.add(lesson, "text", text="Rye", by=by, at=at)
    offerings.publish(made.offering, by=by, at=at)
    return made


@pytest.mark.req("E01", "E04", "E09")
def test_a_course_is_written_and_published(key):
    sent = {"title": "Bread", "subject": "craft", "difficulty_level": "beginner", "max_capacity": 12}
    made = key.post("/courses", sent)
    assert (made.status_code, made.json()["status"], made.json()["instructor_name"]) == (201, "draft", "Tove")
    assert problem(key.post("/courses/bread/publication")) == (422, "nothing_to_learn")
    module = key.post("/courses/bread/modules", {"title": "Dough"}).json()["id"]
    lesson = key.post(f"/courses/bread/modules/{module}/lessons", {"title": "Flour"}).json()["id"]
    path = f"/courses/bread/lessons/{lesson}"
    item = key.post(f"{path}/items", {"kind": "text", "text": "**Rye**"})
    assert (item.status_code, item.json()["text"]) == (201, "**Rye**")
    shown = key.post("/courses/bread/publication").json()
    assert (shown["status"], shown["published_at"] is not None, shown["max_capacity"]) == ("published", True, 12)
    assert [[one["title"] for one in part["lessons"]] for part in shown["modules"]] == [["Flour"]]
    assert problem(key.post(f"{path}/items/{item.json()['id']}/discard")) == (422, "nothing_to_learn")
    second = key.post(f"/courses/bread/modules/{module}/lessons", {"title": "Water"}).json()["id"]
    key.post(f"/courses/bread/lessons/{second}/position", {"index": 0})
    assert [one["title"] for one in key.get("/courses/bread").json()["modules"][0]["lessons"]] == ["Water", "Flour"]


@pytest.mark.req("E02", "E09")
def test_can_enroll_says_what_enrolling_would_do(key, as_person, tove):
    published(tove, capacity=1)
    kim, sam = (as_person(factories.member(name)) for name in ("Kim", "Sam"))

    def told(caller):
        return caller.get("/courses/bread").json()["can_enroll"]

    assert told(kim) == {"allowed": True, "message": "You can enrol."}
    pool = kim.get("/courses/bread").json()["pool"]
    assert kim.post(f"/pools/{pool}/places").status_code == 201
    assert told(kim) == {"allowed": False, "message": "You are enrolled, or have asked for it, already."}
    assert told(sam) == {"allowed": False, "message": "The course is full; you can join the waitlist."}
    assert sam.post(f"/pools/{pool}/places").json()["state"] == "waitlisted"
    key.post("/courses/bread/archive")
    late = as_person(factories.member())
    assert told(late) == {"allowed": False, "message": "This is over; nobody can join any more."}
    assert problem(late.post(f"/pools/{pool}/places")) == (409, "over")


@pytest.mark.req("E05", "E07", "E08", "E09")
def test_a_learner_completes_a_course_and_the_instructor_sees_it(key, as_person, tove):
    course = published(tove)
    person = factories.member("Kim")
    kim, pool = as_person(person), courses.pool_of(course)
    lesson = key.get("/courses/bread").json()["modules"][0]["lessons"][0]["id"]
    path = f"/courses/bread/lessons/{lesson}"
    assert problem(kim.get(path)) == (403, "not_enrolled")
    assert problem(kim("PUT", f"{path}/completion")) == (403, "not_enrolled")
    kim.post(f"/pools/{pool.pk}/places")
    assert kim.get(path).json()["items"][0]["text"] == "Rye"
    assert kim.get("/courses/bread/progress").json()["lessons"][0]["view_count"] == 0
    opened = kim.post(f"{path}/view").json()
    assert (opened["view_count"], opened["is_completed"], opened["completion_method"]) == (1, False, "")
    for _again in range(2):
        told = kim("PUT", f"{path}/completion").json()
        sums = {"progress_percentage": 100, "completed": 1, "counted": 1}
        assert told == opened | sums | {
            "is_completed": True,
            "completion_method": "manual",
            "completed_at": told["completed_on"],
            "completed_on": told["completed_at"],
        }
    (row,) = kim.get("/me/courses?show=over").json()["items"]
    assert (row["status"], row["course_title"], row["completed_lessons"]) == ("completed", "Bread", 1)
    asked = ("completed_modules", "total_modules", "learning_time_hours", "engagement_score")
    assert [row[name] for name in asked] == [1, 1, 0.0, 0.33]
    told = kim.get("/courses/bread/progress").json()
    assert [(one["title"], one["completed"], one["counted"], one["is_completed"]) for one in told["modules"]] == [
        ("Dough", 1, 1, True)
    ]
    parts = {"attention": 0.0, "regularity": 0.0, "progress": 1.0}
    assert told["engagement"] == {"score": 0.33, **parts, "days": 0, "minutes": 0}
    for query, number in (("show=completed", 1), ("show=idle", 0), ("show=begun", 0), ("q=kïm", 1), ("q=lee", 0)):
        assert len(key.get(f"/courses/bread/learners?{query}").json()["items"]) == number, query
    (learner,) = key.get("/courses/bread/learners").json()["items"]
    assert (learner["person"]["name"], learner["status"], learner["engagement_score"]) == ("Kim", "completed", 0.33)
    figures = key.get("/courses/bread/course-figures").json()
    assert (figures["total_students"], figures["completed"], figures["average_progress"]) == (1, 1, 100)
    assert [(one["opened"], one["completed"], one["stopped"]) for one in figures["lessons"]] == [(1, 1, 0)]
    assert [(one["reached"], one["stopped"]) for one in figures["modules"]] == [(1, 0)]
    assert [one["number"] for one in figures["enrolments_by_day"] + figures["completions_by_day"]] == [1, 1]
    assert {one["band"]: one["learners"] for one in figures["spread"]}["completed"] == 1
    assert key.get("/managed-courses/figures").json()["average_progress"] == 100


@pytest.mark.req("E03")
def test_a_paused_course_counts_nothing_until_it_goes_on(as_person, tove):
    course = published(tove)
    kim, pool = as_person(factories.member()), courses.pool_of(course)
    kim.post(f"/pools/{pool.pk}/places")
    lesson = kim.get("/courses/bread").json()["modules"][0]["lessons"][0]["id"]
    assert kim("PUT", "/courses/bread/pause").json()["paused_at"]
    assert problem(kim("PUT", f"/courses/bread/lessons/{lesson}/completion")) == (409, "paused")
    assert kim.delete("/courses/bread/pause").json()["paused_at"] is None


@pytest.mark.req("E02", "Q21")
def test_a_list_with_restricted_courses_asks_as_often_as_one_without(as_person, tove):
    club = factories.club(owner=tove)
    member = as_person(factories.club_member(club))
    counts = []
    for number in range(3):
        published(tove, f"Open {number}", enrolment_type="open")
        published(tove, f"Restricted {number}", club=club, enrolment_type="restricted")
        with CaptureQueriesContext(connection) as asked:
            found = member.get("/courses").json()["items"]
        counts.append(len(asked))
        assert {row["can_enroll"]["allowed"] for row in found} == {True}
    assert counts[1] == counts[2]


@pytest.mark.req("P13", "E01")
def test_courses_are_found_by_words_and_filters(tove, key, client):
    published(tove, "Pains d'été")
    published(tove, "Knots", enrolment_type="approval")
    for query, found in (("q=ete", 1), ("enrollment_type=approval", 1), ("subject=arts", 0), ("difficulty_level=", 2)):
        assert len(key.get(f"/courses?{query}").json()["items"]) == found, query
    assert len(key.get("/subjects").json()["items"]) == 8


@pytest.mark.req("E11")
def test_a_certificate_is_verified_by_anybody_and_revoked_by_who_teaches(key, as_person, tove, nobody):
    course = published(tove, certificate_enabled=True)
    kim = factories.member("Kim")
    completing.complete(course, [factories.place(courses.pool_of(course), kim).pk], at=clock.now())
    learner = as_person(kim)
    [mine] = learner.get("/me/certificates").json()["items"]
    assert (mine["name"], mine["course"], mine["status"], mine["ready"]) == ("Kim", "Bread", "valid", False)
    number = mine["number"]
    assert nobody.get(f"/certificates/{number}").json()["offered_by"] == "Tove"
    assert problem(learner.get(f"/me/certificates/{number}/content")) == (409, "certificate_not_ready")
    path = f"/courses/bread/certificates/{number}/revocation"
    assert problem(learner("PUT", path, {"reason": "Mine"}))[0] == 403
    assert key("PUT", path, {"reason": "Copied"}).json()["status"] == "revoked"
    shown = nobody.get(f"/certificates/{number}").json()
    assert (shown["status"], "reason" in shown) == ("revoked", False)
    assert key.delete(path).json()["status"] == "valid"
    assert [one["number"] for one in key.get("/courses/bread/certificates").json()["items"]] == [number]
    assert key.post("/courses/bread/certificates").json() == {"issued": 0}


@pytest.mark.req("E04")
def test_a_video_of_ones_own_is_sent_and_fetched_in_parts(key, as_person, tove, own_folders):
    course, film = published(tove), films.mp4()
    path = f"/courses/bread/lessons/{course.modules.get().lessons.get().pk}"
    parts = {"file": films.upload(), "kind": "video", "name": "Folding"}
    sent = Client().post(f"/api{path}/uploads", parts, headers=key.headers)
    here = f"{path}/items/{sent.json()['id']}"
    assert (sent.status_code, sent.json()["seconds"], sent.json()["content_type"]) == (201, 60, "video/mp4")
    assert problem(key.patch(here, {"captions": "Hello", "captions_language": "en"})) == (422, "captions_wrong")
    told = key.patch(here, {"captions": films.CAPTIONS, "captions_language": "en"}).json()
    assert (told["captions_language"], key.get(f"{here}/captions").content.decode()) == ("en", films.CAPTIONS)
    part = key.get(f"{here}/content", range="bytes=10-19")
    assert (part.status_code, b"".join(part.streaming_content)) == (206, film[10:20])
    assert (part["Content-Range"], part["Content-Disposition"]) == (f"bytes 10-19/{len(film)}", "attachment")
    assert problem(as_person(factories.member()).get(f"{here}/content")) == (403, "not_enrolled")
    key.patch(path, {"completion": "watched", "watch_percent": 10})
    kim = as_person(factories.member())
    kim.post(f"/pools/{courses.pool_of(course).pk}/places")
    kim.post(f"{path}/view")
    told = kim.post(f"{here}/watched", {"played": [[0, 3], [2, 6]]}).json()
    assert told == {"percent": 10, "wanted_percent": 10, "is_enough": True}
    assert kim.get("/courses/bread/progress").json()["lessons"][0]["completion_method"] == "watched"
