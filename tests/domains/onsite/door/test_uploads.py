"""Scans made without network: each taken once, however often it is sent, and none kept from it by another."""

import os
import random
from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest

from lineup.core.participation.models import Place, PlaceChange, Pool
from lineup.core.people.models import Participant, Person
from lineup.domains.events.models import Attendance
from lineup.domains.onsite import badges, rooms
from lineup.domains.onsite.door import devices, log, occupancy, uploads
from lineup.domains.onsite.door.uploads import Made
from lineup.domains.onsite.models import Badge, Presence, Room, Scan

BADGES = 5_000 if os.environ.get("TEST_FULL") == "1" else 400


@pytest.fixture
def device(event, by, at):
    return opened(event, by, at, "Phone")


def opened(event, by, at, name):
    _made, link = devices.make(event, name=name, by=by, at=at)
    device, _token = devices.open_by_link(link, by=by, at=at)
    return device


def made(code, at, *, reason="welcome", room=None, way="in", client_id=None):
    return Made(client_id or uuid4(), code, at, reason, room_id=room.pk if room else None, way=way)


def test_what_a_phone_let_in_is_checked_in_at_its_time(device, guest, by, now):
    ada = guest()
    [taken] = uploads.take(device, [made(ada.code, now)], sent_at=now, by=by, at=now + timedelta(hours=1))
    row = Scan.objects.get()
    assert (row.client_id, row.offline, row.reason, row.house_reason) == (taken, True, "welcome", "")
    # the phone sent at once, so that its clock is an hour behind ours
    assert Attendance.objects.get().at == row.at == now + timedelta(hours=1)


def test_the_same_again_is_taken_once(device, guest, by, now):
    one = made(guest().code, now)
    for _time in range(3):
        assert uploads.take(device, [one], sent_at=now, by=by, at=now) == [one.client_id]
    assert (Scan.objects.count(), Presence.objects.count()) == (1, 1)


def test_one_that_is_not_understood_keeps_no_other_from_being_taken(device, guest, by, now):
    good, strange = made(guest().code, now), made(guest("Bo").code, now, reason="from the future")
    sideways = made(guest("Cy").code, now, way="sideways")
    assert uploads.take(device, [strange, good, sideways], sent_at=now, by=by, at=now) == [good.client_id]
    assert list(Scan.objects.values_list("client_id", flat=True)) == [good.client_id]


def test_a_scan_of_a_room_in_the_bin_is_no_check_in(device, event, guest, make_room, by, at, now):
    hall, ada = make_room(), guest()
    rooms.discard(hall, by=by, at=at)
    uploads.take(device, [made(ada.code, now, reason="enter", room=hall)], sent_at=now, by=by, at=now)
    hall.refresh_from_db()
    assert (Attendance.objects.count(), Scan.objects.get().room, hall.inside) == (0, hall, 1)
    assert list(occupancy.faults()) == []


def test_a_scan_of_a_room_that_was_deleted_moves_nobody(device, guest, make_room, by, at, now):
    hall, ada = make_room(), guest()
    scan = made(ada.code, now, reason="enter", room=hall)
    Room.objects.filter(pk=hall.pk).delete()
    assert uploads.take(device, [scan], sent_at=now, by=by, at=now) == [scan.client_id]
    assert (Attendance.objects.count(), Presence.objects.count(), Scan.objects.get().room) == (0, 0, None)


@pytest.mark.slow
@pytest.mark.req("Q10", "D13")
def test_three_phones_with_wrong_clocks_converge(event, pool, by, at, now):
    """A tenth of the badges were shown at two doors; each batch arrives three times, in any order."""
    chance = random.Random(20261129)
    codes = a_crowd(event, pool, at)
    phones = [(opened(event, by, at, f"Phone {number}"), timedelta(minutes=minutes))
              for number, minutes in enumerate((-5, 0, 5))]  # fmt: skip
    shown = {code: sorted(chance.sample(range(3), 1 + (number % 10 == 0))) for number, code in enumerate(codes)}
    queues = [[], [], []]
    first = {}
    for code, doors in shown.items():
        for nth, door in enumerate(doors):
            moment = now + timedelta(seconds=chance.randrange(3600) + nth * 3600, milliseconds=chance.randrange(1000))
            first[code] = min(first.get(code, moment), moment)
            queues[door].append(made(code, moment + phones[door][1]))
    batches = [(door, queue[start : start + 100]) for door, queue in enumerate(queues)
               for start in range(0, len(queue), 100)] * 3  # fmt: skip
    chance.shuffle(batches)
    sent = now + timedelta(hours=3)
    for door, batch in batches:
        phone, off = phones[door]
        chance.shuffle(batch)
        uploads.take(phone, batch, sent_at=sent + off, by=by, at=sent)
    doubled = [code for code, doors in shown.items() if len(doors) == 2]
    assert Scan.objects.count() == sum(map(len, queues)) == len(codes) + len(doubled)
    names = dict(Badge.objects.values_list("person", "badge_id"))
    came = dict(Attendance.objects.values_list("place__contact", "at"))
    assert {names[person]: moment for person, moment in came.items()} == {codes[code]: first[code] for code in codes}
    listed = Counter(row.badge for row in log.conflicts(event))
    assert listed == Counter(codes[code] for code in doubled)
    assert list(occupancy.faults()) == []


def a_crowd(event, pool, at):
    """So many who come, with badges; their codes by which badge it is."""
    people = [Participant(display_name=f"P{number}") for number in range(BADGES)]
    Participant.objects.bulk_create(people, 500)
    Person.objects.bulk_create(
        [Person(participant=one, name=one.display_name, email=f"{one.pk}@x.org", email_folded=f"{one.pk}@x.org")
         for one in people], 500
    )  # fmt: skip
    places = [Place(pool=pool, participant=one, contact_id=one.pk, state="confirmed", queued_at=at) for one in people]
    Place.objects.bulk_create(places, 500)
    PlaceChange.objects.bulk_create(
        [PlaceChange(place=one, action="join", to_state="confirmed", channel="import", at=at) for one in places], 500
    )
    Pool.objects.filter(pk=pool.pk).update(taken=BADGES)
    badges.make(event, [one.pk for one in people], at=at)
    rows = list(Badge.objects.filter(event=event))
    signed = badges.codes_of(event, rows, at=at)
    return {signed[row.pk]: row.badge_id for row in rows}
