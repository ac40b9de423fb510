"""My badge: shown on the phone, by account or by a guest's link."""

import re
from datetime import timedelta

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from lineup.core.foundation import clock
from lineup.domains.onsite import badges
from lineup.domains.onsite.models import Badge
from tests.interfaces.web.badges.conftest import event, organiser, places
from tests.support import factories

__all__ = ["event", "organiser", "places"]

SVG = re.compile(r'<svg class="badge-code" viewBox="0 0 (\d+) \d+".*?<path d="([^"]+)"', re.DOTALL)
RECTANGLE = re.compile(r"M(\d+) (\d+)h(\d+)v(\d+)h-\d+Z")


def read(page: str) -> list[str]:
    """The codes on the page, as a camera would read them."""
    found = []
    for size, path in SVG.findall(page):
        picture = Image.new("L", (int(size) * 4, int(size) * 4), 255)
        pen = ImageDraw.Draw(picture)
        for left, top, width, height in (map(int, one) for one in RECTANGLE.findall(path)):
            pen.rectangle([left * 4, top * 4, (left + width) * 4 - 1, (top + height) * 4 - 1], fill=0)
        found += [one.text for one in zxingcpp.read_barcodes(picture)]
    return found


@pytest.mark.req("D10")
def test_a_badge_is_made_by_a_click_and_shown_from_then_on(client, event, places):
    place = places["Ada"]
    client.force_login(place.contact.account)
    path = f"/places/{place.pk}/badge"
    assert ("My badge" in client.get(f"/places/{place.pk}").content.decode(), Badge.objects.count()) == (True, 0)
    assert ("Show my badge" in client.get(path).content.decode(), Badge.objects.count()) == (True, 0)
    assert client.post(path).url == path
    found = [badges.read(event.pk, code) for code in read(client.get(path).content.decode())]
    assert sorted(one.badge.person.name for one in found) == ["Ada", "Cy"]
    assert {one.verdict for one in found} == {"valid"}


@pytest.mark.req("D10")
def test_a_guest_shows_theirs_by_the_link_of_the_mail(client, event, places):
    path = f"/p/{factories.place_link(places['Bo'])}/badge"
    assert client.post(path).url == path
    (code,) = read(client.get(path).content.decode())
    assert badges.read(event.pk, code).badge.person.name == "Bo"


@pytest.mark.req("D10")
def test_somebody_without_a_confirmed_place_gets_none(client, event):
    pool = event.offering.pools.get(role="attendee")
    pool.capacity = pool.taken = 0
    pool.save()
    waits = factories.place(pool, factories.member("Waits"))
    client.force_login(waits.contact.account)
    page = client.get(f"/places/{waits.pk}/badge").content.decode()
    assert ("No badge yet" in page, "Show my badge" in page) == (True, False)
    assert client.post(f"/places/{waits.pk}/badge").status_code == 409
    assert Badge.objects.count() == 0


@pytest.mark.req("D10")
def test_a_revoked_badge_is_not_shown_again(client, event, places, organiser):
    person = places["Bo"].contact
    badge = badges.ensure(event, person, at=clock.now())
    badges.revoke(badge, by=factories.actor(organiser), at=clock.now())
    path = f"/p/{factories.place_link(places['Bo'])}/badge"
    assert read(client.get(path).content.decode()) == []
    refused = client.post(path)
    assert (refused.status_code, "This badge was revoked" in refused.content.decode()) == (409, True)


@pytest.mark.req("D10")
def test_the_page_of_the_event_s_badge_is_for_everybody_who_has_one(client, event, places):
    client.force_login(places["Ada"].contact.account)
    assert client.post("/events/forum/badge").url == "/events/forum/badge"
    (code,) = read(client.get("/events/forum/badge").content.decode())
    assert badges.read(event.pk, code).badge.person.name == "Ada"
    client.force_login(factories.member("Other").account)
    assert "No badge yet" in client.get("/events/forum/badge").content.decode()


def test_the_badge_is_offered_until_the_event_is_over(client, event, places):
    place = places["Ada"]
    client.force_login(place.contact.account)
    type(event.offering).objects.filter(pk=event.pk).update(starts_at=clock.now() - timedelta(days=2))
    assert f"/places/{place.pk}/badge" not in client.get(f"/places/{place.pk}").content.decode()
