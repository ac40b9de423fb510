"""A course made, written, ordered and published in the pages."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from lineup.core.clubs.models import Role
from lineup.core.participation import offerings
from lineup.core.people.models import Account
from lineup.domains.courses import courses, outline
from lineup.domains.courses.models import Course, Item
from tests.interfaces.web.courses.conftest import signed_in
from tests.support import factories

NEW = {"title": "Bread", "offered_by": "me", "subject": "craft", "enrolment_type": "open", "waitlist": "automatic",
       "offer_minutes": "1440"}  # fmt: skip


def titles(rows):
    return [row.title for row in rows]


@pytest.mark.req("E01", "E04")
def test_an_instructor_makes_writes_and_publishes_a_course(teacher, tove):
    answer = teacher.post("/teach/new", {**NEW, "capacity": "12", "difficulty": "beginner"})
    assert (answer.status_code, answer.url) == (302, "/courses/bread/outline")
    course = courses.find_managed(tove, slug="bread")
    assert "Publish" not in teacher.get("/courses/bread").content.decode().split("<aside")[0]
    teacher.post("/courses/bread/outline", {"title": "Dough", "description": "By hand."})
    module = outline.modules(course)[0]
    answer = teacher.post(f"/courses/bread/modules/{module.pk}/lessons", {"title": "Flour"})
    lesson = outline.in_order(course)[0]
    assert answer.url == f"/courses/bread/lessons/{lesson.pk}/edit"
    new = f"/courses/bread/lessons/{lesson.pk}/items/new/text"
    shown = teacher.post(new, {"text": "**Rye** <img src=x onerror=alert(1)>", "then": "preview"}).content.decode()
    assert ("<strong>Rye</strong>" in shown, "<img src=x" in shown, Item.objects.count()) == (True, False, 0)
    teacher.post(new, {"text": "**Rye**"})
    assert "Everybody who finds it can enrol." in teacher.get("/courses/bread/publication").content.decode()
    teacher.post("/courses/bread/publication")
    page = teacher.get("/courses").content.decode()
    assert ("Bread" in page, "Tove Teacher" in page) == (True, True)


@pytest.mark.req("E01")
def test_a_form_keeps_what_was_entered_and_says_what_is_wrong(teacher):
    answer = teacher.post("/teach/new", {**NEW, "subject": "", "overview": "Slowly."})
    assert (answer.status_code, Course.objects.count()) == (422, 0)
    assert list(answer.context["form"].errors) == ["subject"]
    assert "Slowly." in answer.content.decode()


@pytest.mark.req("E01")
def test_nothing_to_learn_is_not_published_and_says_what_is_missing(teacher, tove):
    teacher.post("/teach/new", NEW)
    page = teacher.post("/courses/bread/publication", follow=True).content.decode()
    assert "Add a module with a lesson that has something in it" in page
    assert courses.find_managed(tove, slug="bread").status == "draft"


@pytest.mark.req("E04")
def test_pictures_are_shown_with_words_and_files_are_kept(teacher, course):
    lesson = outline.in_order(course)[0]
    path = f"/courses/bread/lessons/{lesson.pk}"
    out = BytesIO()
    Image.new("RGB", (3, 2), "red").save(out, "PNG")
    picture = SimpleUploadedFile("loaf.png", out.getvalue())
    refused = teacher.post(f"{path}/items/new/image", {"file": picture, "alternative": ""})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["alternative"])
    picture.seek(0)
    teacher.post(f"{path}/items/new/image", {"file": picture, "alternative": "A loaf"})
    pdf = SimpleUploadedFile("recipe.pdf", b"%PDF-1.7\n%%EOF\n")
    teacher.post(f"{path}/items/new/file", {"file": pdf, "name": "", "caption": ""})
    html = teacher.get(path).content.decode()
    assert ('alt="A loaf"' in html, "recipe.pdf" in html, "<script>alert" in html) == (True, True, False)
    image, file = (Item.objects.get(kind=kind) for kind in ("image", "file"))
    shown, kept = (teacher.get(f"{path}/items/{item.pk}/content") for item in (image, file))
    assert (shown.headers["Content-Type"], kept.headers["Content-Type"]) == ("image/webp", "application/pdf")
    assert kept.headers["Content-Disposition"].startswith("attachment")
    for answer in (shown, kept):
        answer.close()


@pytest.mark.req("E04")
def test_lessons_are_moved_by_arrows_within_and_past_the_end_of_a_module(teacher, course, tove):
    teacher.post("/courses/bread/outline", {"title": "Oven"})
    one, two = outline.in_order(course)
    teacher.post(f"/courses/bread/lessons/{two.pk}/position", {"to": "up"})
    assert titles(outline.in_order(course)) == ["Lesson 2", "Lesson 1"]
    teacher.post(f"/courses/bread/lessons/{one.pk}/position", {"to": "down"})
    assert [titles(module.shown_lessons) for module in outline.whole(course)] == [["Lesson 2"], ["Lesson 1"]]
    first = outline.modules(course)[0]
    teacher.post(f"/courses/bread/lessons/{one.pk}/position", {"module": str(first.pk), "to": "0"})
    assert titles(outline.in_order(course)) == ["Lesson 1", "Lesson 2"]
    teacher.post(f"/courses/bread/modules/{first.pk}/position", {"to": "down"})
    assert titles(outline.modules(course)) == ["Oven", "Dough"]


@pytest.mark.req("P08")
def test_what_is_put_into_the_bin_can_be_taken_out_by_the_page_that_follows(teacher, course):
    lesson = outline.in_order(course)[1]
    page = teacher.post(f"/courses/bread/lessons/{lesson.pk}/discard", follow=True).content.decode()
    assert f"/courses/bread/lessons/{lesson.pk}/restoration" in page
    teacher.post(f"/courses/bread/lessons/{lesson.pk}/restoration")
    assert titles(outline.in_order(course)) == ["Lesson 1", "Lesson 2"]


@pytest.mark.req("E01")
def test_a_course_is_archived_then_binned_and_comes_back(teacher, course, tove):
    refused = teacher.post("/courses/bread/discard", follow=True).content.decode()
    assert "People count on it" in refused
    teacher.post("/courses/bread/archive")
    teacher.post("/courses/bread/discard")
    assert "In the bin" in teacher.get("/teach").content.decode()
    teacher.post("/courses/bread/restoration")
    assert courses.find_managed(tove, slug="bread").status == "archived"


@pytest.mark.req("E01")
def test_instructors_are_named_by_address_and_taken_off(teacher, course):
    helper = factories.member("Ida")
    teacher.post("/courses/bread/instructors", {"email": helper.email})
    assert offerings.may_manage(course.offering, helper)
    unknown = teacher.post("/courses/bread/instructors", {"email": "nobody@example.org"})
    assert (unknown.status_code, list(unknown.context["form"].errors)) == (422, ["email"])
    row = course.instructors.get(person=helper)
    teacher.post(f"/courses/bread/instructors/{row.pk}/dismissal")
    assert not offerings.may_manage(course.offering, helper)


@pytest.mark.req("E07")
def test_the_instructor_sees_who_learns_and_where_they_stop(teacher, learner, course, kim):
    pool = courses.pool_of(course)
    learner.post(f"/pools/{pool.pk}/join")
    lesson = outline.in_order(course)[0]
    learner.get(f"/courses/bread/lessons/{lesson.pk}")
    learner.post(f"/courses/bread/lessons/{lesson.pk}/completion")
    answer = teacher.get("/courses/bread/learners")
    figures = answer.context["figures"]
    assert (figures.learners, figures.completed, figures.average, figures.active) == (1, 0, 50, 1)
    rows = [(number, row.opened, row.done, row.stopped) for number, row in answer.context["reached"]]
    assert rows == [("1.1", 1, 1, 1), ("1.2", 0, 0, 0)]
    assert [(mark.label, mark.value) for mark in answer.context["funnel"].marks] == [
        ("enrolled", 1),
        ("1", 1),
        ("completed", 0),
    ]
    assert [
        [mark.value for mark in answer.context[chart].marks] for chart in ("enrolled", "completions", "spread")
    ] == [
        [1],
        [],
        [0, 0, 0, 1, 0, 0],
    ]
    assert "Kim Learner" in answer.content.decode()
    assert teacher.get("/teach").context["figures"].average == 50
    for show, found in (("completed", 0), ("begun", 1), ("idle", 0), ("paused", 0)):
        assert len(teacher.get(f"/courses/bread/learners?show={show}").context["learners"]) == found
    assert len(teacher.get("/courses/bread/learners?q=kim").context["learners"]) == 1


@pytest.mark.req("E02", "E03")
def test_the_desk_of_a_course_has_its_own_rooms(teacher, course):
    html = teacher.get("/events/bread/desk").content.decode()
    assert ("/courses/bread/outline" in html, "/desk/check-in" in html, "Badges" in html) == (True, False, False)


@pytest.mark.req("E01")
def test_an_instructor_of_a_club_finds_where_to_make_a_course(db):
    club = factories.club()
    teacher = factories.member("Ira Instructor", role=Account.Role.MEMBER)
    plain = factories.member("Pia Plain", role=Account.Role.MEMBER)
    factories.club_member(club, teacher, role=Role.INSTRUCTOR)
    factories.club_member(club, plain)
    path = f"/clubs/{club.slug}"
    found = [
        ["/teach/new" in signed_in(who).get(path).content.decode() for path in ("/courses", "/teach", path)]
        for who in (teacher, plain)
    ]
    assert found == [[True] * 3, [False] * 3]
    form = signed_in(teacher).get(f"/teach/new?club={club.slug}").context["form"]
    assert form.initial["offered_by"] == str(club.pk)
