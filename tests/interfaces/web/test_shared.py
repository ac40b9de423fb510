"""A link to what is everybody's says on other sites what it leads to; of the rest nothing is told."""

import re
from datetime import timedelta

import pytest

from lineup.core.foundation import clock
from lineup.core.participation.models import Offering
from lineup.domains.events import events
from lineup.domains.onsite import sessions
from lineup.domains.racing import series
from tests.interfaces.web.courses.conftest import published
from tests.support import crews, factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("B06", "A05")]

HOME = "https://lineup.example"


@pytest.fixture(autouse=True)
def home(settings):
    settings.BASE_URL = HOME


def told(client, path):
    """What the page tells other sites, by property; and whether search engines may list it."""
    html = client.get(path).content.decode()
    found = dict(re.findall(r'<meta property="og:([a-z_:]+)" content="([^"]*)">', html))
    return found, "noindex" not in html


@pytest.fixture
def olga(db):
    return factories.member("Olga")


@pytest.fixture
def club(olga):
    return factories.club("Night Shift", owner=olga, description="We *race* at night.")


@pytest.fixture
def by(olga):
    return factories.actor(olga)


def test_a_club_is_told_and_one_for_members_alone_is_not(client, club, olga):
    found, is_listed = told(client, f"/clubs/{club.slug}")
    assert found == {
        "type": "website",
        "site_name": "Lineup",
        "title": "Night Shift",
        "description": "We race at night.",
        "url": f"{HOME}/clubs/{club.slug}",
        "image": f"{HOME}/clubs/{club.slug}/picture.png",
        "image:type": "image/png",
        "image:width": "1200",
        "image:height": "630",
        "image:alt": "Night Shift",
        "locale": "en",
    }
    assert is_listed
    hidden = factories.club("Hidden", owner=olga, is_public=False)
    client.force_login(olga.account)
    assert told(client, f"/clubs/{hidden.slug}") == ({}, False)


def test_a_course_is_told_in_the_language_of_who_reads(client, own_folders, olga):
    course = published(olga)
    found, is_listed = told(client, f"/courses/{course.offering.slug}")
    assert (found["title"], found["description"], found["url"]) == ("Bread", "Bread", f"{HOME}/courses/bread")
    assert (found["image"], is_listed) == (f"{HOME}/courses/bread/picture.png", True)
    html = client.get("/courses/bread", headers={"Accept-Language": "fr"}).content.decode()
    assert '<meta property="og:locale" content="fr">' in html


@pytest.mark.parametrize(("visibility", "is_told", "is_listed"), [("public", True, True), ("unlisted", True, False)])
def test_a_conference_is_told_by_its_programme_and_its_sessions(client, by, visibility, is_told, is_listed):
    at = clock.now()
    event = events.create(title="Forum", visibility=visibility, starts_at=at + timedelta(days=2), by=by, at=at)
    factories.published(event.offering, by=by, at=at)
    session = sessions.create(event, title="Opening", description="Come **early**.", by=by, at=at)
    found, listed = told(client, "/events/forum/programme?day=2027-01-01")
    assert (found["title"], found["url"]) == ("Programme · Forum", f"{HOME}/events/forum/programme")
    assert (found["image"], listed) == (f"{HOME}/events/forum/picture.png", is_listed)
    found, listed = told(client, f"/events/forum/programme/{session.pk}")
    assert (found["title"], found["description"], listed) == ("Opening · Forum", "Come early.", is_listed)


def test_races_and_series_are_told(client, club, olga, by):
    race = crews.race(olga, club=club)
    slug = race.event.offering.slug
    found, _listed = told(client, f"/events/{slug}/race")
    assert (found["title"].startswith(f"{race.event.offering.title} · "), found["type"]) == (True, "event")
    made = series.create(
        club, name="Winter", description="Six rounds.", audience="everybody", points=[9, 6], by=by, at=clock.now()
    )
    found, is_listed = told(client, f"/racing/series/{made.pk}")
    assert (found["title"], found["description"], is_listed) == ("Winter", "Six rounds.", True)
    assert found["image"] == f"{HOME}/racing/series/{made.pk}/picture.png"
    inside = series.create(club, name="Inside", audience="members", points=[9, 6], by=by, at=clock.now())
    client.force_login(olga.account)
    assert told(client, f"/racing/series/{inside.pk}") == ({}, False)


def test_nothing_is_told_of_a_race_that_is_private(client, club, olga):
    race = crews.race(olga, club=club)
    Offering.objects.filter(pk=race.event_id).update(visibility="private")
    client.force_login(olga.account)
    assert told(client, f"/events/{race.event.offering.slug}/race") == ({}, False)
