"""How many are inside: what the scans say, also when people are joined or erased, or many come at once."""

import random
import time
from datetime import timedelta
from uuid import uuid4

import pytest

from lineup.core.people import merging
from lineup.core.people.actors import Actor
from lineup.core.privacy import erasure
from lineup.domains.events import events
from lineup.domains.events.models import Attendance
from lineup.domains.onsite import badges, rooms
from lineup.domains.onsite.door import doors, occupancy, scans
from lineup.domains.onsite.door.scans import Wanted
from lineup.domains.onsite.models import Presence, Room, Scan
from tests.domains.onsite.conftest import NOON, clock
from tests.support import crowd, factories

SCANS = 10_000 if crowd.FULL else 600
MOST_SECONDS = 60


def insides(event):
    return dict(Room.objects.filter(event=event, inside__gt=0).values_list("pk", "inside"))


@pytest.mark.slow
@pytest.mark.req("D03", "D10")
def test_after_any_scans_the_counts_are_those_of_the_scans(event, guest, show, make_room, now):
    chance = random.Random(7)
    halls = [make_room("One", capacity=3), make_room("Two", capacity=5, when_full="warn"), make_room("Three"), None]
    people = [guest(f"P{number}") for number in range(12)]
    told = set()
    for step in range(SCANS):
        who, hall = chance.choice(people), chance.choice(halls)
        answer = show(who, hall, chance.choice(["in", "in", "out"]), at=now + timedelta(seconds=step))
        told.add(answer.decision.reason)
        assert Room.objects.filter(event=event, name="One", inside__lte=3).exists()
        if step % 50 == 0:
            assert insides(event) == occupancy.counted(event)
    assert insides(event) == occupancy.counted(event)
    assert list(occupancy.faults()) == []
    assert told == {"welcome", "already_in", "back", "left", "not_inside", "enter", "moved", "still_inside",
                    "room_full", "over_capacity"}  # fmt: skip


def test_a_room_that_counts_others_than_are_in_it_is_found(event, guest, show, make_room):
    hall = make_room()
    show(guest(), hall)
    Room.objects.filter(pk=hall.pk).update(inside=2)
    assert [fault.code for fault in occupancy.faults()] == ["wrong_room_count"]
    assert list(occupancy.recount(event)) == [hall.pk]
    assert list(occupancy.faults()) == []


@pytest.mark.req("P09")
def test_who_is_erased_is_counted_nowhere(guest, show, make_room, by, now):
    hall, ada = make_room(), guest()
    show(ada, hall)
    erasure.erase(ada.person, by=Actor(None, channel="command"), at=now)
    assert (Presence.objects.count(), list(occupancy.faults())) == (0, [])


def test_two_who_turn_out_to_be_one_are_counted_once(event, pool, guest, show, make_room, at, now):
    hall, other, ada = make_room(), make_room("Other"), guest()
    show(ada, hall)
    account = factories.member("Ada")
    factories.place(pool, account, at=at)
    known = badges.ensure(event, account, at=at)
    show(badges.code_of(known, at=at), other, at=now + timedelta(minutes=1))
    merging.merge(guest=ada.person, into=account, by=factories.actor(account), at=now + timedelta(minutes=2))
    assert Presence.objects.get(person=account).room == other
    assert list(occupancy.faults()) == []


# --- many at once -------------------------------------------------------------------------------

PROCESSES = 8


@pytest.fixture
def crowded(transactional_db):
    """An event that is on, its hall for five, and as many guests with badges as are asked for."""
    organiser = factories.member("Olga")
    by, at = factories.actor(organiser), NOON - timedelta(days=30)
    hours = {"starts_at": clock(8), "ends_at": clock(18), "time_zone": "Europe/Paris"}
    event = events.create(title="Forum", capacity=None, by=by, at=at, **hours)
    factories.published(event.offering, by=by, at=at)
    hall = rooms.create(event, name="Hall", capacity=5, by=by, at=at)

    def codes(number):
        pool = events.pool_of(event)
        made = [badges.ensure(event, factories.place(pool, at=at).contact, at=at) for _ in range(number)]
        return [badges.code_of(badge, at=at) for badge in made]

    return event, hall, organiser, codes


def scan_as(organiser, event, hall, code, *, client_id=None, at=None):
    at = at or clock(9)
    opened = doors.open_to(organiser, slug=event.offering.slug, room_id=hall.pk if hall else None, at=at)
    return scans.scan(opened, Wanted(client_id or uuid4(), code), by=factories.actor(organiser), at=at)


@pytest.mark.slow
@pytest.mark.xdist_group("crowds")
@pytest.mark.req("Q1", "D03")
def test_a_room_that_stops_is_never_over_full(crowded):
    event, hall, organiser, make = crowded
    codes = make(PROCESSES * 3)

    def work(number, say):
        for code in codes[number::PROCESSES]:
            say(reason=scan_as(organiser, event, hall, code).decision.reason)

    with crowd.of(PROCESSES, work) as processes:
        processes.go()
        processes.wait()
        crashes, told = processes.of("crash"), processes.of("reason")
    hall.refresh_from_db()
    assert crashes == []
    assert (hall.inside, told.count("enter"), told.count("room_full")) == (5, 5, PROCESSES * 3 - 5)
    assert (Presence.objects.filter(room=hall).count(), Scan.objects.count()) == (5, PROCESSES * 3)
    assert list(occupancy.faults()) == []


@pytest.mark.slow
@pytest.mark.xdist_group("crowds")
@pytest.mark.req("Q4", "Q9")
def test_one_badge_at_all_doors_at_once_comes_in_once(crowded):
    event, _hall, organiser, make = crowded
    [code] = make(1)
    tap = uuid4()

    def work(number, say):
        # half of them are one tap, sent again and again
        told = scan_as(organiser, event, None, code, client_id=tap if number % 2 else None)
        say(reason=told.decision.reason, tap=bool(number % 2))

    with crowd.of(PROCESSES, work) as processes:
        processes.go()
        processes.wait()
        crashes, said = processes.of("crash"), processes.said
    assert crashes == []
    answers = [(one["reason"], one["tap"]) for one in said]
    taps = {reason for reason, tap in answers if tap}
    assert len(taps) == 1
    fresh = [reason for reason, tap in answers if not tap]
    assert (fresh + list(taps)).count("welcome") == 1
    assert (Attendance.objects.count(), Scan.objects.count()) == (1, PROCESSES // 2 + 1)


@pytest.mark.slow
@pytest.mark.xdist_group("crowds")
@pytest.mark.req("Q5")
def test_killed_in_the_middle_every_count_is_that_of_the_scans(crowded):
    event, hall, organiser, make = crowded
    other = rooms.create(event, name="Other", by=factories.actor(organiser), at=clock(8))
    codes = make(PROCESSES)

    def work(number, say):
        for step in range(10_000):
            told = scan_as(
                organiser, event, (hall, other)[step % 2], codes[number], at=clock(9, 0) + timedelta(seconds=step)
            )
            say(scan=str(told.scan.pk))

    with crowd.of(PROCESSES, work) as processes:
        processes.go()
        until = time.monotonic() + MOST_SECONDS
        while len(processes.of("scan")) < PROCESSES * 10 and time.monotonic() < until:
            time.sleep(0.05)
        processes.kill()
        crashes, acknowledged = processes.of("crash"), processes.of("scan")
    assert crashes == []
    kept = set(map(str, Scan.objects.values_list("pk", flat=True)))
    assert len(acknowledged) > PROCESSES
    assert [one for one in acknowledged if one not in kept] == []
    assert list(occupancy.faults()) == []
    assert insides(event) == occupancy.counted(event)
