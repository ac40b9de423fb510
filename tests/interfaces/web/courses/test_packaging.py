"""A course taken along as a file, on its pages."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lineup.domains.courses.models import Course, CoursePackage
from lineup.domains.courses.packages import layout
from tests.support import cartridges, parcels

pytestmark = pytest.mark.req("E13")


def taken(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_who_teaches_downloads_the_course_and_nobody_else_does(teacher, learner, course):
    page = teacher.get("/courses/bread/outline").content.decode()
    assert 'href="/courses/bread/package"' in page
    answer = teacher.get("/courses/bread/package")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bread.zip"'
    assert taken(answer) == parcels.written(course)
    assert learner.get("/courses/bread/package").status_code == 403


def test_a_course_that_does_not_fit_is_refused_with_a_sentence(teacher, course, monkeypatch):
    monkeypatch.setattr(layout, "LARGEST_DOCUMENT", 10)
    answer = teacher.get("/courses/bread/package")
    assert (answer.status_code, "make two courses of it" in answer.content.decode()) == (409, True)


def sent(browser, content: bytes, **chosen):
    upload = SimpleUploadedFile("bread.zip", content)
    return browser.post("/teach/packages", {"file": upload, "offered_by": "me", **chosen})


def words(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def test_a_course_is_looked_at_and_made_on_plain_pages(teacher, learner, course):
    assert 'href="/teach/packages"' in teacher.get("/teach").content.decode()
    content = parcels.written(course)
    answer = sent(teacher, content)
    package = CoursePackage.objects.get()
    path = f"/teach/packages/{package.pk}"
    assert (answer.status_code, answer.url) == (302, path)
    page = words(teacher.get(path))
    assert [one in page for one in ("What would be made", "1 module", "2 lessons", "2 pieces")] == [True] * 4
    assert (learner.get(path).status_code, learner.post(f"{path}/course").status_code) == (404, 404)
    pressed = [teacher.post(f"{path}/course") for _ in range(2)]
    made = Course.objects.exclude(pk=course.pk).get()
    assert [(one.status_code, one.url) for one in pressed] == [(302, f"/courses/{made.offering.slug}/outline")] * 2
    assert (made.status, taken(teacher.get(f"/courses/{made.offering.slug}/package"))) == ("draft", content)
    assert "Go to the course" in words(teacher.get(path))
    assert "Made" in words(teacher.get("/teach/packages"))
    assert teacher.post(f"{path}/discard").url == "/teach/packages"
    assert (CoursePackage.objects.count(), Course.objects.count()) == (0, 2)


def test_a_cartridge_is_looked_at_and_made_on_the_same_page(teacher, tove, own_folders):
    assert 'accept=".zip,.imscc"' in teacher.get("/teach/packages").content.decode()
    sent(teacher, cartridges.whole(), subject="craft")
    path = f"/teach/packages/{CoursePackage.objects.get().pk}"
    page = words(teacher.get(path))
    told = (
        "6 lessons",
        "“Talk” is something that courses don't have (imsdt_xmlv1p1).",
        "“A crumb” is named on the page",
    )
    assert [one in page for one in told] == [True] * 3
    assert teacher.post(f"{path}/course").url == "/courses/bread/outline"
    tove.language = "fr"
    tove.save()
    refused = sent(teacher, parcels.packed({"imsmanifest.xml": "<!DOCTYPE a><manifest/>"}))
    assert (refused.status_code, "« imsmanifest.xml » dans ce fichier ne peut pas" in words(refused)) == (422, True)


def test_what_is_wrong_is_told_in_the_language_of_who_brings_it(teacher, tove):
    told = parcels.small()
    told["modules"] = [{"title": ""}]
    sent(teacher, parcels.of(told))
    page = words(teacher.get(f"/teach/packages/{CoursePackage.objects.get().pk}"))
    assert ("modules[0].title" in page, "Give the module a title" in page, "Make the course" in page) == (
        True,
        True,
        False,
    )
    refused = sent(teacher, b"no zip")
    assert (refused.status_code, "This is no ZIP that can be read here" in words(refused)) == (422, True)
    tove.language = "fr"
    tove.save()
    assert "Ceci n’est pas un ZIP" in words(sent(teacher, b"no zip"))
    tove.language = "en"
    tove.save()
    assert "Choose the file of a course first." in words(sent(teacher, b""))
