"""A course: written and published by its instructor, asked for, read and completed by a learner on a phone."""

import pytest

from lineup.core.foundation import clock
from lineup.core.participation import offerings
from lineup.domains.courses import completing, courses, items, lessons, modules, outline
from lineup.domains.courses.models import Certificate, Course, Enrolment
from tests.support import factories, outbox

pytestmark = [pytest.mark.slow]


@pytest.fixture
def tove(transactional_db):
    return factories.member("Tove Teacher")


@pytest.mark.req("E01", "E02", "E03", "E04", "E05", "E08")
def test_an_instructor_publishes_a_course_and_a_learner_completes_it_on_a_phone(walk, tove):
    host = walk(tove)
    host.open("/teach")
    host.press("New course")
    host.page.get_by_label("Title").fill("Bread at home")
    host.page.get_by_label("Subject").select_option("craft")
    host.page.get_by_label("By approval").check()
    host.press("Go on to the lessons")
    host.page.get_by_label("Title", exact=True).fill("Dough")
    host.press("Add")
    for title in ("Flour", "Water"):
        host.page.get_by_label("Title of a new lesson of “Dough”").fill(title)
        host.press("Add lesson")
        host.press("Text")
        host.page.get_by_label("Text").fill(f"All about **{title}**.")
        host.press("Preview")
        host.sees("How it will look")
        host.press("Save")
        host.sees("It stands in the lesson.")
        host.press("All lessons")
    host.press("Move “Water” up")
    host.press("Course page")
    host.press("Publish")
    host.page.locator("dialog, main").get_by_role("button", name="Publish", exact=True).last.click()
    host.sees("It is published.")
    course = Course.objects.get()
    assert [lesson.title for lesson in outline.in_order(course)] == ["Water", "Flour"]

    kim = factories.member("Kim Learner")
    guest = walk(kim, width=390, height=844)
    guest.open("/courses")
    guest.press("Bread at home")
    guest.press("Ask for a place")
    guest.press("Ask for a place")
    guest.sees("The organiser looks at your request")

    host.open("/events/bread-at-home/desk?show=requested")
    host.page.get_by_label("Kim Learner").check()
    host.press("Approve")
    host.page.get_by_text("approved", exact=False).first.wait_for()

    guest.open("/learn")
    guest.press("Go on with Bread at home")
    guest.sees("All about Water.")
    guest.press("Done, go on")
    guest.sees("All about Flour.")
    guest.press("Done")
    guest.sees("You completed the course. Well done!", "Why 100 %?", "2 of 2 lessons that count are done.")
    enrolment = Enrolment.objects.select_related("course").get()
    assert (enrolment.percent, enrolment.done, courses.pool_of(course).taken) == (100, 2, 1)


@pytest.mark.req("E05")
def test_a_learner_learns_by_keyboard_alone(walk, tove):
    course = _of_two_lessons(factories.actor(tove), clock.now())
    kim = factories.member()
    factories.place(courses.pool_of(course), kim)
    guest = walk(kim)
    guest.open("/courses/knots/continuation")
    button = guest.page.get_by_role("button", name="Done, go on")
    button.focus()
    guest.page.keyboard.press("Enter")
    guest.sees_heading("Bowline")
    assert Enrolment.objects.get().done == 1


@pytest.mark.req("E11")
def test_a_stranger_verifies_the_certificate_that_a_learner_shows(walk, tove):
    course = _of_two_lessons(factories.actor(tove), clock.now(), certificate_enabled=True)
    kim = factories.member("Kim Learner")
    place = factories.place(courses.pool_of(course), kim)
    completing.complete(course, [place.pk], at=clock.now())
    outbox.drain(leave="mail")
    learner = walk(kim, width=390, height=844)
    learner.open("/learn")
    learner.press("Your certificates")
    learner.sees("Knots", "Valid")
    with learner.page.expect_download() as download:
        learner.press("Download the certificate for Knots")
    number = Certificate.objects.get().said_number
    assert download.value.suggested_filename == f"{number}.pdf"
    learner.open("/learn/transcript")
    with learner.page.expect_download() as download:
        learner.press("Download the PDF")
    assert download.value.suggested_filename == "transcript.pdf"

    stranger = walk(width=390, height=844)
    stranger.open("/certificates")
    stranger.page.get_by_label("Number").fill(number.lower())
    stranger.press("Verify")
    stranger.sees("This certificate is valid", "Kim Learner", "Knots", "Tove Teacher")

    host = walk(tove)
    host.open("/courses/knots/certificates")
    host.press("Revoke the certificate of Kim Learner")
    host.page.get_by_label("Reason").fill("Issued by mistake")
    host.press("Revoke")
    host.sees("The certificate of Kim Learner is revoked.")
    stranger.page.reload()
    stranger.sees("This certificate was revoked")


def _of_two_lessons(by, at, **values):
    course = courses.create(title="Knots", **values, subject=courses.subject("craft"), by=by, at=at)
    module = modules.add(course, title="Ropes", by=by, at=at)
    for title in ("Reef knot", "Bowline"):
        items.add(lessons.add(module, title=title, by=by, at=at), "text", text="Over and under.", by=by, at=at)
    offerings.publish(course.offering, by=by, at=at)
    return course
