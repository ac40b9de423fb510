from datetime import timedelta

import icalendar
import pytest

from lineup.core.foundation import clock
from lineup.core.participation import feeds, offerings, places
from lineup.core.participation.models import Offering, Place
from lineup.domains.courses import courses
from lineup.domains.courses.assignments import assignments
from lineup.domains.events import events, venues
from lineup.domains.onsite import duties, favourites, rooms, sessions
from lineup.domains.onsite.roles import Staff
from lineup.interfaces.web.feeds import answers
from tests.interfaces.web.courses.conftest import published
from tests.support import factories, tasks

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


@pytest.mark.req("E12")
def test_a_persons_feed_has_the_deadlines_of_their_courses_and_follows_them(client, person):
    tutor, at = factories.member(), clock.now()
    by, path = factories.actor(tutor), address(person)
    course = published(tutor)
    module = course.modules.get()
    module.course = course
    task = tasks.assignment(module, due_at=at + timedelta(days=3), by=by, at=at)
    assert titles(client.get(path)) == []
    factories.place(courses.pool_of(course), person)
    answer = client.get(path)
    assert titles(answer) == [("Deadline: Task (Bread)", "CONFIRMED")]
    again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assignments.change(assignments.of(task), due_at=None, by=by, at=at)
    assert (again.status_code, titles(client.get(path))) == (304, [])
    assert titles(client.get(address(tutor))) == []


@pytest.mark.req("D08")
def test_a_persons_feed_has_their_duties_and_follows_them(client, person):
    made, at = event("Forum"), clock.now()
    by, path = factories.actor(made.offering.organiser), address(person)
    room = rooms.create(made, name="Hall", location="Second floor", by=by, at=at)
    times = {"starts_at": at + timedelta(days=9), "ends_at": at + timedelta(days=9, hours=2)}
    duty = duties.assign(made, person, role=Staff.CONTROLLER, room=room, by=by, at=at, **times)
    first = client.get(path)
    (entry,) = icalendar.Calendar.from_ical(first.content).events
    assert (str(entry["summary"]), str(entry["location"])) == ("Badge controller: Forum", "Hall, Second floor")
    later = {"starts_at": times["starts_at"] + timedelta(hours=1), "ends_at": times["ends_at"] + timedelta(hours=1)}
    duties.move(made, duty, room=room, by=by, at=at + timedelta(minutes=1), **later)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    (moved,) = icalendar.Calendar.from_ical(again.content).events
    assert (moved["uid"], moved.start > entry.start) == (entry["uid"], True)
    assert int(moved["sequence"]) > int(entry["sequence"])


@pytest.mark.req("D15", "D05")
def test_a_persons_feed_has_the_sessions_they_starred_or_booked_and_follows_them(client, person):
    made, at = event("Forum"), clock.now()
    by, path = factories.actor(made.offering.organiser), address(person)
    hall = rooms.create(made, name="Hall", by=by, at=at)
    times = {"starts_at": at + timedelta(days=9), "ends_at": at + timedelta(days=9, hours=1)}
    talk = sessions.create(made, title="Talk", room=hall, speakers=["Ada"], by=by, at=at, **times)
    small = {"kind": "atelier", "capacity": 1, "by": by, "at": at}
    booked = sessions.create(made, title="Booked", **small, **times)
    later = {"starts_at": times["ends_at"], "ends_at": times["ends_at"] + timedelta(hours=1)}
    full = sessions.create(made, title="Full", **small, **later)
    sessions.create(made, title="Somebody else's", by=by, at=at)
    empty = client.get(path)
    favourites.star(talk, person, at=at)
    factories.place(booked.pool, person)
    factories.fill(full.pool)
    factories.place(full.pool, person)
    told = client.get(path, headers={"If-None-Match": empty.headers["ETag"]})
    assert titles(told) == [
        ("Booked", "CONFIRMED"),
        ("Forum", "CONFIRMED"),
        ("Full", "TENTATIVE"),
        ("Talk", "CONFIRMED"),
    ]
    tag = told.headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    sessions.move(talk, room=hall, starts_at=at + timedelta(days=10), by=by, at=at + timedelta(minutes=1))
    entries = icalendar.Calendar.from_ical(client.get(path, headers={"If-None-Match": tag}).content).events
    moved = next(one for one in entries if str(one["summary"]) == "Talk")
    assert (moved.start.date(), str(moved["location"]), int(moved["sequence"])) == (
        (at + timedelta(days=10)).date(), "Hall", 1)  # fmt: skip
    Offering.objects.filter(pk=made.pk).update(visibility="private")
    assert "Talk" in dict(titles(client.get(path)))
    Place.objects.update(state="withdrawn")
    assert titles(client.get(path)) == []


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
    with django_assert_num_queries(7):
        client.get(f"/feeds/{secret}.ics")


@pytest.mark.req("Q21")
def test_who_has_it_already_costs_six_queries_however_much_is_in_it(client, person, django_assert_num_queries):
    path = address(person)
    for number in range(5):
        join(event(f"Hike {number}"), person)
    etag = client.get(path).headers["ETag"]
    with django_assert_num_queries(6):
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 304


def test_another_address_of_the_venue_is_another_calendar(client, person):
    hall = {"name": "Hall", "address": "1 Main Street", "city": "Lyon", "country": "FR"}
    made = event("Hike", new_venue=hall)
    join(made, person)
    path = address(person)
    etag = client.get(path).headers["ETag"]
    venues.change(made.venue, address="2 Side Street", by=factories.actor(made.offering.organiser), at=clock.now())
    again = client.get(path, headers={"If-None-Match": etag})
    assert again.status_code == 200
    assert b"2 Side Street" in again.content


@pytest.mark.req("Q23")
def test_a_cancelled_event_stays_and_says_so_with_a_later_sequence(client, person):
    made = event("Hike")
    join(made, person)
    path = address(person)
    [before] = icalendar.Calendar.from_ical(client.get(path).content).events
    offerings.cancel(made.offering, by=factories.actor(made.offering.organiser), at=clock.now())
    [after] = icalendar.Calendar.from_ical(client.get(path).content).events
    assert (str(before["UID"]), str(after["STATUS"])) == (str(after["UID"]), "CANCELLED")
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


def test_a_calendar_says_how_often_to_ask(client, person):
    shown = client.get(address(person)).content
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in shown
    assert b"X-PUBLISHED-TTL:PT1H" in shown


def test_the_public_calendar_of_a_club_is_not_sent_again_either(client, django_assert_num_queries):
    club = factories.club()
    event("Open evening", club=club)
    path = f"/clubs/{club.slug}/calendar.ics"
    first = client.get(path)
    assert first.headers["Cache-Control"] == "public, max-age=600"
    with django_assert_num_queries(2):
        assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    event("Another", club=club)
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


class WithinOneMinute(answers.Pace):
    """However long the test takes."""

    def keep(self, address, *, seconds):
        super().keep(address, seconds=30)


def test_who_asks_all_the_time_is_told_to_wait(client, person, monkeypatch):
    monkeypatch.setattr(answers, "PACE", WithinOneMinute(most=3))
    path, other = address(person), address(person)
    assert [client.get(path).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert 1 <= int(client.get(path).headers["Retry-After"]) <= 60
    assert client.get(other).status_code == 200


def test_a_pace_is_counted_by_the_minute_and_forgets_the_longest_unread():
    pace = answers.Pace(most=2, kept=2)
    for seconds in (0, 1, 60, 61):
        pace.keep("a", seconds=seconds)
    with pytest.raises(answers.TooOften) as told:
        pace.keep("a", seconds=90)
    assert told.value.facts == {"retry_after": 30}
    for name in ("b", "c", "a"):
        pace.keep(name, seconds=91)


@pytest.mark.req("Q14")
def test_a_revoked_or_unknown_address_opens_nothing(client, person):
    feed, secret = feeds.make(person, at=clock.now())
    feeds.revoke(feed, at=clock.now())
    assert [client.get(f"/feeds/{key}.ics").status_code for key in (secret, "lnp_unknown")] == [404, 404]
