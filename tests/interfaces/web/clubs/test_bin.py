"""A club in the bin: first its published events are called off, then nobody meets its events until it is back."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lineup.core.clubs import clubs
from lineup.core.clubs.models import Club, Role
from lineup.core.foundation import clock
from lineup.core.foundation.errors import Missing
from lineup.core.participation import feeds, in_use, invitations, offerings, place_links, places
from lineup.core.participation.models import Offering
from lineup.domains.events import events, files, venues
from lineup.interfaces.web import binned
from tests.interfaces.api.conftest import caller
from tests.support import factories
from tests.support.factories import actor

pytestmark = [pytest.mark.django_db, pytest.mark.req("P08", "A05", "B01", "Q29")]

TITLE = "Zqgala"
SOUGHT = "Zqga"


def event(club, title, *, state="published", visibility="public", days=-9, **values):
    at, by = clock.now(), actor(factories.club_owner(club))
    starts_at = at + timedelta(days=days)
    times = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
    made = events.create(title=title, club=club, visibility=visibility, capacity=5, by=by, at=at, **times, **values)
    if state != "draft":
        offerings.publish(made.offering, by=by, at=at)
    return made


def called_off(made):
    offerings.cancel(made.offering, by=actor(factories.club_owner(made.offering.club)), at=clock.now())
    return made


# --- what stands in the way -----------------------------------------------------------------------


@pytest.fixture
def club():
    return factories.club("Blue Club", owner=factories.member("Ola"))


@pytest.fixture
def owner(client, club):
    person = factories.club_owner(club)
    client.force_login(person.account)
    return person


def is_binned(club):
    return Club.objects.get(pk=club.pk).binned_at is not None


def test_a_club_whose_events_people_count_on_stays_and_they_are_named(client, owner, club):
    first, second = event(club, "First", days=3), event(club, "Second", days=2, visibility="private")
    asked = client.get(f"/clubs/{club.slug}/discard")
    body = asked.content.decode()
    assert (asked.status_code, "2 events of this club are published: cancel them first" in body) == (200, True)
    assert body.index(f"/events/{second.offering.slug}/cancel") < body.index(f"/events/{first.offering.slug}/cancel")
    assert "Move it to the bin" not in body
    assert client.post(f"/clubs/{club.slug}/discard").status_code == 409
    refused = caller(owner).post(f"/clubs/{club.slug}/discard")
    assert (refused.status_code, refused.json()["code"]) == (409, "club_has_published")
    assert (refused.json()["facts"], is_binned(club)) == ({"number": 2}, False)


def test_drafts_and_what_was_called_off_or_is_over_do_not_keep_it(client, owner, club):
    event(club, "Draft", state="draft")
    called_off(event(club, "Off", days=3))
    offerings.finish(event(club, "Over").offering, although_ahead=True, by=actor(owner), at=clock.now())
    asked = client.get(f"/clubs/{club.slug}/discard").content.decode()
    assert "3 events of it, past, cancelled or drafts, are seen by nobody." in asked
    assert client.post(f"/clubs/{club.slug}/discard").status_code == 302
    assert is_binned(club)


def test_another_clubs_events_keep_nobody_but_their_own_club(client, owner, club):
    event(factories.club("Red Club"), "Theirs", days=3)
    client.post(f"/clubs/{club.slug}/discard")
    assert is_binned(club)


def test_nothing_of_a_club_in_the_bin_is_published(owner, club):
    draft = event(club, "Draft", state="draft")
    clubs.discard(club, by=actor(owner), at=clock.now())
    with pytest.raises(Missing):
        offerings.publish(draft.offering, by=actor(owner), at=clock.now())
    assert Offering.objects.get().state == "draft"


# --- what nobody meets ------------------------------------------------------------------------------


class House:
    """A club with an event of every state and visibility, and everybody who might meet one of them."""

    def __init__(self):
        self.at = clock.now()
        self.owner = factories.member("Ola")
        self.club = factories.club("Blue Club", owner=self.owner)
        self.by = actor(self.owner)
        self.venue = venues.create(
            club=self.club, name=f"Hall {TITLE}", address="1 Rue", city="Lyon", country="FR", by=self.by, at=self.at
        )
        self.holder, self.invited = factories.member("Holder"), factories.member("Invited")
        self.viewers = {
            "stranger": None,
            "holder": self.holder,
            "invited": self.invited,
            "member": factories.club_member(self.club),
            "manager": factories.club_member(self.club, role=Role.EVENT_MANAGER),
            "admin": factories.admin(),
        }
        self.events = [self._draft(), *(self._past(visibility) for visibility in ("public", "club_only", "private"))]
        self.browsers = {viewer: _browser(person) for viewer, person in self.viewers.items()}
        self.feeds = [feeds.make(who, club=club, at=self.at)[1] for who, club in self._calendars()]

    def _calendars(self):
        return [(self.viewers["member"], self.club), (self.holder, None), (self.viewers["admin"], self.club)]

    def _draft(self):
        return event(self.club, f"{TITLE} draft", state="draft", venue=self.venue)

    def _past(self, visibility):
        made = event(self.club, f"{TITLE} {visibility}", visibility=visibility, days=9, venue=self.venue)
        pool = events.pool_of(made)
        self.link = place_links.mint(places.add(pool, self.holder, by=self.by, at=self.at), at=self.at)
        invitation = invitations.invite(made.offering, email=self.invited.email, pool=pool, by=self.by, at=self.at)
        self.invitation = invitations.mint_link(invitation)
        self.file = files.add(made, SimpleUploadedFile("a.pdf", b"%PDF-1.7\n%%EOF\n"), by=self.by, at=self.at)
        return called_off(made)

    def addresses(self):
        month = (self.at + timedelta(days=9)).strftime("%Y-%m")
        yield from ("/", f"/events?q={SOUGHT}", "/events?when=past", f"/events/month/{month}", "/desk?show=rest")
        yield from ("/desk?show=drafts", "/bin", "/venues", "/clubs", f"/clubs/{self.club.slug}")
        yield from (f"/clubs/{self.club.slug}/calendar.ics", f"/clubs/{self.club.slug}/audit", "/events/new")
        yield from (f"/i/{self.invitation}", *(f"/feeds/{secret}.ics" for secret in self.feeds))
        yield from (f"/api/events?q={SOUGHT}", "/api/events?when=past", "/api/managed-events", "/api/venues")
        yield from (f"/api/events?after={month}-01T00:00:00Z", "/api/invitations", f"/api/clubs/{self.club.slug}")
        for made in self.events:
            slug, pool = made.offering.slug, events.pool_of(made)
            yield from (f"/events/{slug}", f"/events/{slug}/calendar.ics", f"/events/{slug}/edit")
            yield from (
                f"/events/{slug}/desk",
                f"/events/{slug}/files",
                f"/events/{slug}/desk/invitations",
                f"/pools/{pool.pk}/join",
            )
            yield from (f"/api/events/{slug}", f"/api/events/{slug}/files", f"/api/events/{slug}/pools")
            yield from (f"/api/pools/{pool.pk}", f"/api/pools/{pool.pk}/places", f"/api/events/{slug}/invitations")
        slug = self.file.event.offering.slug
        yield from (f"/events/{slug}/files/{self.file.pk}", f"/api/events/{slug}/files/{self.file.pk}/content")

    def ways(self):
        return {(viewer, address) for viewer in self.viewers for address in self.addresses()}

    def met(self, ways):
        """Those of these (viewer, address) where a page opens that names an event of the club, or belongs to one."""
        return {(viewer, address) for viewer, address in ways if self.is_met(self.browsers[viewer], address)}

    def is_met(self, browser, address):
        answer = browser.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code < 500
        return answer.status_code == 200 and (TITLE.encode() in body or "/files/" in address)


def _browser(person):
    browser = Client()
    if person:
        browser.force_login(person.account)
    return browser


@pytest.mark.slow
def test_nobody_meets_an_event_of_a_club_in_the_bin_and_all_is_back_with_it():
    house = House()
    before = house.met(house.ways())
    assert len(before) > 120
    clubs.discard(house.club, by=house.by, at=house.at)
    assert house.met(before) == set()
    clubs.restore(house.club, by=house.by, at=house.at)
    some = set(sorted(before)[::3])
    assert house.met(some) == some


def test_who_held_a_place_keeps_its_history_without_a_way_to_the_event():
    house = House()
    clubs.discard(house.club, by=house.by, at=house.at)
    page = Client().get(f"/p/{house.link}")
    assert page.status_code == 200
    assert f'href="/events/{house.events[-1].offering.slug}"' not in page.content.decode()


def test_what_lies_in_the_bin_of_a_club_in_the_bin_comes_back_with_the_club(client, owner, club):
    draft = event(club, "Draft", state="draft")
    offerings.discard(draft.offering, by=actor(owner), at=clock.now())
    clubs.discard(club, by=actor(owner), at=clock.now())
    assert client.post(f"/events/{draft.offering.slug}/restoration").status_code == 404
    assert not in_use.in_bin().exists()
    clubs.restore(club, by=actor(owner), at=clock.now())
    assert [row.title for row in in_use.in_bin()] == ["Draft"]


def test_more_clubs_in_the_bin_than_a_page_shows_are_a_click_away(client, owner, monkeypatch):
    monkeypatch.setattr(binned, "PAGE", 2)
    at, by = clock.now(), actor(owner)
    for number in range(3):
        clubs.discard(clubs.found(name=f"Gone {number}", by=by, at=at), by=by, at=at + timedelta(minutes=number))
    first = client.get("/clubs").content.decode()
    assert [name for name in ("Gone 0", "Gone 1", "Gone 2") if name in first] == ["Gone 1", "Gone 2"]
    assert first.count("kept until it is restored") == 2
    (following,) = re.findall(r'href="(\?bin=[^"]+)"', first)
    second = client.get(f"/clubs{following}").content.decode()
    assert [name for name in ("Gone 0", "Gone 1", "Gone 2") if name in second] == ["Gone 0"]
