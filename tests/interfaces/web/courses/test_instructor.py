"""Who teaches a course that one finds has a page; nobody else has one."""

import pytest
from django.urls import reverse

from lineup.core.foundation import clock
from lineup.core.people import persons
from tests.interfaces.web.courses.conftest import published
from tests.support import factories

pytestmark = [pytest.mark.req("E08")]


def test_an_instructor_is_shown_with_what_they_say_and_their_courses(client, tove, kim, course):
    persons.change_profile(tove, bio="I *bake*.", by=factories.actor(tove), at=clock.now())
    page = reverse("courses:instructor", args=[tove.pk])
    assert page in client.get(f"/courses/{course.offering.slug}").content.decode()
    shown = client.get(page).content.decode()
    assert ("<em>bake</em>" in shown, course.offering.title in shown) == (True, True)
    assert client.get(f"/api/instructors/{tove.pk}").json()["bio"] == "I *bake*."
    assert [row["slug"] for row in client.get(f"/api/courses?instructor={tove.pk}").json()["items"]] == [
        course.offering.slug
    ]
    assert client.get(reverse("courses:instructor", args=[kim.pk])).status_code == 404
    assert client.get(f"/api/courses?instructor={kim.pk}").json()["items"] == []


def test_whose_courses_one_does_not_find_has_no_page(client, learner, tove):
    club = factories.club("Bakers", owner=tove)
    published(tove, "Secret rye", club=club, enrolment_type="restricted")
    page = reverse("courses:instructor", args=[tove.pk])
    assert [browser.get(page).status_code for browser in (client, learner)] == [404, 404]
