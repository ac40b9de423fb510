"""The files of an event, by the link of a place: no account, no script, and asked for at each download."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lineup.core.foundation import clock
from lineup.core.participation import offerings, place_links, places
from lineup.core.people.actors import HOUSE
from lineup.domains.events import events, files
from tests.support import factories
from tests.support.factories import actor

pytestmark = [pytest.mark.django_db, pytest.mark.req("B03", "D01", "Q12", "Q16")]

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def event(request):
    """With one place, a file for everybody and one for holders; private, so that no guest sees its page."""
    organiser, at = factories.member(), clock.now()
    starts_at = at + timedelta(days=3)
    made = events.create(
        title="Hike", visibility="private", capacity=1, starts_at=starts_at, by=actor(organiser), at=at
    )
    offerings.publish(made.offering, by=actor(organiser), at=at)
    return made


def add(event, name, audience):
    upload = SimpleUploadedFile(f"{name}.pdf", PDF)
    return files.add(event, upload, audience=audience, by=actor(event.offering.organiser), at=clock.now())


@pytest.fixture
def route(event):
    return add(event, "Route", "holders")


@pytest.fixture
def poster(event):
    return add(event, "Poster", "everybody")


def link_to(place):
    return f"/p/{place_links.mint(place, at=clock.now())}"


def guest_at(event):
    return places.add(events.pool_of(event), factories.guest(), by=HOUSE, at=clock.now())


def opens(client, path):
    answer = client.get(path)
    return (answer.status_code, b"".join(answer.streaming_content)) == (200, PDF) if answer.streaming else False


def test_a_guest_with_a_place_downloads_what_is_for_holders(client, event, route, poster):
    link = link_to(guest_at(event))
    page = client.get(link).content.decode()
    for file in (route, poster):
        assert f'<a href="{link}/files/{file.pk}" download>{file.name}</a>' in page
        assert opens(client, f"{link}/files/{file.pk}")
    answer = client.get(f"{link}/files/{route.pk}")
    headers, _content = answer.headers, b"".join(answer.streaming_content)
    assert headers["Content-Disposition"] == 'attachment; filename="Route.pdf"'
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in headers["Cache-Control"]


def test_who_waits_gets_what_is_for_everybody_alone(client, event, route, poster):
    guest_at(event)
    waiting = _waits(event)
    link = link_to(waiting)
    page = client.get(link).content.decode()
    assert ("Poster.pdf" in page, "Route.pdf" in page) == (True, False)
    assert (opens(client, f"{link}/files/{poster.pk}"), opens(client, f"{link}/files/{route.pk}")) == (True, False)


def _waits(event):
    offerings.change(event.offering, visibility="public", by=HOUSE, at=clock.now())
    place = factories.place(events.pool_of(event))
    offerings.change(event.offering, visibility="private", by=HOUSE, at=clock.now())
    return place


def test_with_the_place_goes_the_way_to_the_files(client, event, route, poster):
    place = guest_at(event)
    link = link_to(place)
    assert opens(client, f"{link}/files/{route.pk}")
    places.withdraw(place, by=HOUSE, at=clock.now())
    assert [opens(client, f"{link}/files/{file.pk}") for file in (route, poster)] == [False, False]
    assert client.get(f"{link}/files/{route.pk}").status_code == 404


def test_a_link_opens_no_file_of_another_event_and_none_from_the_bin(client, event, route):
    link = link_to(guest_at(event))
    other = events.create(title="Other", by=actor(factories.member()), at=clock.now())
    foreign = add(other, "Foreign", "everybody")
    assert client.get(f"{link}/files/{foreign.pk}").status_code == 404
    files.discard(route, by=HOUSE, at=clock.now())
    assert client.get(f"{link}/files/{route.pk}").status_code == 404
    assert client.get(f"/p/lnp_wrong/files/{route.pk}").status_code == 404


def test_a_file_that_is_stored_no_more_is_not_there(client, event, route):
    link = link_to(guest_at(event))
    route.file.storage.delete(route.file.name)
    assert client.get(f"{link}/files/{route.pk}").status_code == 404


def test_the_holder_with_an_account_finds_them_on_the_page_of_the_place_too(client, event, route):
    member = factories.member()
    place = places.add(events.pool_of(event), member, by=HOUSE, at=clock.now())
    assert client.get(f"/places/{place.pk}/files/{route.pk}").status_code == 302
    client.force_login(member.account)
    assert f"/places/{place.pk}/files/{route.pk}" in client.get(f"/places/{place.pk}").content.decode()
    assert opens(client, f"/places/{place.pk}/files/{route.pk}")
    client.force_login(factories.member().account)
    assert client.get(f"/places/{place.pk}/files/{route.pk}").status_code == 404


def test_the_api_gives_them_for_the_secret_in_the_body(client, event, route, poster):
    secret = place_links.mint(guest_at(event), at=clock.now())
    sent = {"data": {"token": secret}, "content_type": "application/json", "headers": {"Idempotency-Key": "k"}}
    listed = client.post("/api/guest-place/files", **sent).json()["items"]
    assert [(file["name"], file["audience"]) for file in listed] == [
        ("Poster.pdf", "everybody"),
        ("Route.pdf", "holders"),
    ]
    for _time in range(2):
        answer = client.post(f"/api/guest-place/files/{route.pk}/content", **sent)
        assert b"".join(answer.streaming_content) == PDF
    unknown = {**sent, "data": {"token": "lnp_wrong"}}
    assert client.post(f"/api/guest-place/files/{route.pk}/content", **unknown).status_code == 404
