"""A club, a course and a series of races have a picture beside their links; what is hidden has none."""

import pytest

from lineup.core.foundation import clock
from lineup.core.participation.models import Offering
from lineup.domains.racing import series
from lineup.interfaces.web import poster
from lineup.interfaces.web.poster import Poster
from tests.interfaces.web.courses.conftest import published
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("B06", "A05")]

PNG = b"\x89PNG"


@pytest.fixture
def olga(db, own_folders):
    return factories.member("Olga Secret")


@pytest.fixture
def club(olga):
    return factories.club("Night Shift", owner=olga, city="Ghent", language="fr")


@pytest.fixture
def said(monkeypatch):
    """What was drawn since."""
    drawn = []
    monkeypatch.setattr(poster, "draw", lambda one: drawn.append(one) or PNG)
    return drawn


def a_series(club, olga, audience="everybody"):
    by, at = factories.actor(olga), clock.now()
    return series.create(club, name="Winter", audience=audience, points=[9, 6, 4], by=by, at=at)


def test_a_clubs_picture_says_its_name_and_town(client, club, said):
    shown = client.get(f"/clubs/{club.slug}/picture.png")
    assert (shown.status_code, shown.content, shown.headers["Content-Type"]) == (200, PNG, "image/png")
    assert said == [Poster(title="Night Shift", where="Ghent", hue=club.hue)]


def test_a_hidden_clubs_picture_is_for_nobody(client, olga):
    hidden = factories.club(owner=olga, is_public=False)
    client.force_login(olga.account)
    assert client.get(f"/clubs/{hidden.slug}/picture.png").status_code == 404


def test_a_courses_picture_says_its_subject_in_the_language_of_the_club(client, club, olga, said):
    course = published(olga, title="Rain", club=club)
    assert client.get(f"/courses/{course.offering.slug}/picture.png").content == PNG
    assert said == [Poster(title="Rain", when=course.subject.name_fr, by="Night Shift", hue=club.hue)]


def test_a_course_of_nobodys_club_says_no_name(client, olga, said):
    course = published(olga, title="Rain")
    client.get(f"/courses/{course.offering.slug}/picture.png")
    assert said == [Poster(title="Rain", when=course.subject.name_en)]


@pytest.mark.parametrize(("visibility", "status"), [("unlisted", 200), ("club_only", 404)])
def test_a_course_has_a_picture_where_its_page_is_for_everybody(client, club, olga, visibility, status):
    course = published(olga, club=club)
    Offering.objects.filter(pk=course.pk).update(visibility=visibility)
    client.force_login(olga.account)
    assert client.get(f"/courses/{course.offering.slug}/picture.png").status_code == status


def test_a_series_picture_says_whose_it_is(client, club, olga, said):
    assert client.get(f"/racing/series/{a_series(club, olga).pk}/picture.png").content == PNG
    assert said == [Poster(title="Winter", by="Night Shift", hue=club.hue)]


def test_a_series_for_members_has_no_picture_not_even_for_them(client, club, olga):
    client.force_login(olga.account)
    assert client.get(f"/racing/series/{a_series(club, olga, audience='members').pk}/picture.png").status_code == 404


def test_who_has_the_picture_is_told_so_without_drawing(client, club, said):
    path = f"/clubs/{club.slug}/picture.png"
    etag = client.get(path).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.content, len(said)) == (304, b"", 1)
