"""The picture of an event: for everybody whose page is, drawn once, never asked for in vain."""

import re
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.core.foundation import clock
from lineup.core.people.actors import Actor
from lineup.domains.events import events
from lineup.interfaces.web import poster
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("B06")]


def an_event(organiser=None, **values):
    organiser = organiser or factories.member("Olga Secret")
    by, at = Actor(organiser), clock.now()
    made = events.create(**{"title": "Night run", "starts_at": at + timedelta(days=9), **values}, by=by, at=at)
    factories.published(made.offering, by=by, at=at)
    return made


def path(event):
    return f"/events/{event.offering.slug}/picture.png"


def test_it_is_drawn_once_and_kept(client, monkeypatch):
    event, times = an_event(), []
    whole = poster.draw
    monkeypatch.setattr(poster, "draw", lambda said: times.append(said) or whole(said))
    first, second = client.get(path(event)), client.get(path(event))
    assert first.headers["Content-Type"] == "image/png"
    assert first.content == second.content
    assert first.content.startswith(b"\x89PNG")
    assert (len(times), len(default_storage.listdir("posters")[1])) == (1, 1)


def test_who_has_it_is_told_so_without_drawing(client, monkeypatch):
    event = an_event()
    etag = client.get(path(event)).headers["ETag"]
    monkeypatch.setattr(poster, "draw", lambda _said: pytest.fail("drawn again"))
    with CaptureQueriesContext(connection) as queries:
        again = client.get(path(event), headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert len(queries) <= 1


def test_another_title_is_another_picture(client):
    event = an_event()
    before = client.get(path(event)).headers["ETag"]
    events.change(event, title="Day run", by=Actor(event.offering.organiser), at=clock.now())
    assert client.get(path(event)).headers["ETag"] != before


@pytest.mark.parametrize(("visibility", "status"), [("public", 200), ("unlisted", 200), ("private", 404)])
@pytest.mark.req("A05")
def test_only_what_is_for_everybody_has_a_picture(client, visibility, status):
    assert client.get(path(an_event(visibility=visibility))).status_code == status


@pytest.mark.req("A05")
def test_a_members_event_has_none_not_even_for_members(client):
    owner = factories.member()
    event = an_event(owner, club=factories.club(owner=owner), visibility="club_only")
    client.force_login(owner.account)
    assert client.get(path(event)).status_code == 404


@pytest.mark.req("Q17")
def test_no_persons_name_is_in_it(client, monkeypatch):
    said = []
    monkeypatch.setattr(poster, "draw", lambda one: said.append(one) or b"")
    client.get(path(an_event()))
    assert "Olga" not in repr(said)


def test_pages_name_it_with_its_whole_address(client, settings):
    event = an_event()
    shown = client.get(f"/events/{event.offering.slug}").content.decode()
    assert re.findall(r'og:image" content="([^"]+)"', shown) == [f"{settings.BASE_URL}{path(event)}"]
    private = an_event(visibility="private")
    client.force_login(private.offering.organiser.account)
    assert "og:image" not in client.get(f"/events/{private.offering.slug}").content.decode()
