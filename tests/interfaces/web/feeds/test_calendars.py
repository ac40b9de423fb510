from datetime import timedelta

import icalendar
import pytest

from lineup.core.foundation import clock
from lineup.core.participation import feeds, offerings, places
from lineup.domains.events import events
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("B06")]


@pytest.fixture
def person():
    return factories.member("Ana")


def event(title, *, club=None, **values):
    at = clock.now()
    host = factories.actor(factories.club_owner(club) if club else factories.member())
    values = {"capacity": 5, "starts_at": at + timedelta(days=9), "ends_at": at + timedelta(days=9, hours=2), **values}
    made = events.create(title=title, club=club, by=host, at=at, **values)
    offerings.publish(made.offering, by=host, at=at)
    return made


def join(made, person):
    return factories.place(events.pool_of(made), person)


def address(person, **of):
    return f"/feeds/{feeds.make(person, at=clock.now(), **of)[1]}.ics"


def titles(answer):
    return sorted((str(e["summary"]), str(e["status"])) for e in icalendar.Calendar.from_ical(answer.content).events)


def test_a_persons_feed_has_what_they_come_to_and_wait_for(client, person):
    join(event("Hike"), person)
    full = event("Talk", capacity=1)
    join(full, factories.guest())
    join(full, person)
    event("Somebody else's")
    answer = client.get(address(person))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert titles(answer) == [("Hike", "CONFIRMED"), ("Talk", "TENTATIVE")]


@pytest.mark.req("A05")
def test_a_clubs_feed_has_what_its_reader_may_find(client, person):
    club = factories.club()
    event("Open evening", club=club)
    event("Members' evening", club=club, visibility="club_only")
    strangers = client.get(address(person, club=club))
    factories.club_member(club, person)
    members = client.get(address(person, club=club))
    assert [title for title, _ in titles(strangers)] == ["Open evening"]
    assert [title for title, _ in titles(members)] == ["Members' evening", "Open evening"]


def test_what_did_not_change_is_not_sent_again(client, person):
    place = join(event("Hike"), person)
    path = address(person)
    etag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    places.withdraw(place, by=factories.actor(person), at=clock.now())
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


def test_reading_is_noted_once_an_hour(client, person, django_assert_num_queries):
    feed, secret = feeds.make(person, at=clock.now())
    client.get(f"/feeds/{secret}.ics")
    feed.refresh_from_db()
    assert feed.last_read_at is not None
    with django_assert_num_queries(5):
        client.get(f"/feeds/{secret}.ics")


@pytest.mark.req("Q14")
def test_a_revoked_or_unknown_address_opens_nothing(client, person):
    feed, secret = feeds.make(person, at=clock.now())
    feeds.revoke(feed, at=clock.now())
    assert [client.get(f"/feeds/{key}.ics").status_code for key in (secret, "lnp_unknown")] == [404, 404]
