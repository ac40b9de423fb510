"""People look after rooms by time slots, one room at a time."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lineup.core.foundation.errors import Refusal
from lineup.core.outbox.models import Message
from lineup.core.participation import offerings
from lineup.domains.events import events
from lineup.domains.onsite import duties, rooms, team
from lineup.domains.onsite.models import RoomDuty, StaffRole
from lineup.domains.onsite.roles import Staff
from tests.domains.onsite.conftest import clock
from tests.support import crowd, factories

MANAGER, CONTROLLER = Staff.MANAGER, Staff.CONTROLLER


@pytest.fixture
def gina(db):
    return factories.member("Gina")


@pytest.fixture
def assign(event, by, at):
    def assign(person, room, hours, role=MANAGER, **more):
        times = {"starts_at": clock(hours[0]), "ends_at": clock(hours[1])}
        return duties.assign(event, person, role=role, room=room, **{**times, "by": by, "at": at, **more})

    return assign


@pytest.mark.req("D08")
def test_in_the_morning_room_three_and_in_the_evening_room_four(event, make_room, assign, gina):
    three, four = make_room("Room 3"), make_room("Room 4")
    morning, evening = assign(gina, three, (9, 12)), assign(gina, four, (12, 18))
    offering = event.offering

    def now(hour):
        return duties.on_duty(offering, gina, MANAGER, at=clock(hour))

    assert [now(hour) for hour in (8, 9, 11, 12, 17, 18)] == [None, morning, morning, evening, evening, None]
    assert duties.on_duty(offering, gina, MANAGER, four, at=clock(9)) is None
    assert duties.on_duty(offering, gina, CONTROLLER, three, at=clock(9)) is None
    assert duties.next_slot(offering, gina, MANAGER, at=clock(8)) == morning
    assert duties.next_slot(offering, gina, MANAGER, at=clock(9)) == evening
    assert duties.next_slot(offering, gina, MANAGER, three, at=clock(9)) is None
    assert duties.standing(offering, gina, at=clock(10)) == duties.Standing(frozenset({MANAGER}), morning, evening)
    assert duties.standing(offering, gina, at=clock(8)) == duties.Standing(frozenset({MANAGER}), None, morning)


@pytest.mark.req("D08")
@pytest.mark.parametrize("hours", [(9, 12), (8, 10), (11, 13), (10, 11), (8, 13)])
def test_two_rooms_at_once_are_refused_with_the_other_room_and_time(hours, make_room, assign, gina):
    assign(gina, make_room("Room 3"), (9, 12))
    with pytest.raises(duties.OnDutyElsewhere) as refused:
        assign(gina, make_room("Room 4"), hours, role=CONTROLLER)
    assert str(refused.value) == (
        "Gina is in Room 3 on Monday 3 May 2027, 11:00–14:00 (CEST): one room at a time. "
        "Choose another time, or end that first."
    )
    assert (refused.value.code, RoomDuty.objects.count()) == ("on_duty_elsewhere", 1)


@pytest.mark.req("D08")
def test_another_person_may_be_there_at_once_and_the_same_right_afterwards(make_room, assign, gina):
    room = make_room()
    assign(gina, room, (9, 12))
    assign(factories.member("Hugo"), room, (9, 12))
    assign(gina, room, (12, 13))
    assert RoomDuty.objects.count() == 3


@pytest.mark.req("D02", "D08")
def test_at_another_event_of_others_no_more_is_told_than_that_they_are_busy(event, make_room, assign, gina, at):
    assign(gina, make_room("Secret room"), (9, 12))
    other_by = factories.actor(factories.member("Otto"))
    other = events.create(title="Other", starts_at=clock(9), ends_at=clock(18), by=other_by, at=at)
    room = rooms.create(other, name="Elsewhere", by=other_by, at=at)
    times = {"starts_at": clock(10), "ends_at": clock(11)}
    with pytest.raises(Refusal) as refused:
        duties.assign(other, gina, role=CONTROLLER, room=room, by=other_by, at=at, **times)
    assert (type(refused.value), "Secret" in str(refused.value)) == (duties.OnDutyAtAnotherEvent, False)
    later = {"starts_at": clock(12), "ends_at": clock(13)}
    duties.assign(other, gina, role=CONTROLLER, room=room, by=other_by, at=at, **later)
    assert (team.roles_of(event.offering, gina), team.roles_of(other.offering, gina)) == ({MANAGER}, {CONTROLLER})


@pytest.mark.req("D08")
@pytest.mark.parametrize("off", ["cancelled", "in the bin"])
def test_what_was_called_off_keeps_nobody_from_another_event(off, event, make_room, assign, gina, by, at):
    assign(gina, make_room("Hall"), (9, 12))
    offerings.cancel(event.offering, by=by, at=at)
    if off == "in the bin":
        offerings.discard(event.offering, by=by, at=at)
    other = events.create(title="Other", starts_at=clock(9), ends_at=clock(18), by=by, at=at)
    room = rooms.create(other, name="Elsewhere", by=by, at=at)
    times = {"starts_at": clock(10), "ends_at": clock(11)}
    duties.assign(other, gina, role=CONTROLLER, room=room, by=by, at=at, **times)
    assert [duty.room for duty in RoomDuty.objects.select_related("room")] == [room]


@pytest.mark.req("D08")
def test_the_database_itself_lets_nobody_be_in_two_rooms(event, make_room, assign, gina, at):
    three, four = make_room("Room 3"), make_room("Room 4")
    first, later = assign(gina, three, (9, 12)), assign(gina, four, (12, 13))

    def refused(act):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()

    same = {"offering": event.offering, "person": gina, "role": CONTROLLER, "room": four, "updated_at": at}
    refused(lambda: RoomDuty.objects.create(starts_at=clock(11), ends_at=clock(12), **same))
    refused(lambda: RoomDuty.objects.filter(pk=later.pk).update(starts_at=clock(11, 59)))
    refused(lambda: RoomDuty.objects.filter(pk=first.pk).update(ends_at=clock(12) + timedelta(microseconds=1)))
    RoomDuty.objects.create(starts_at=clock(13), ends_at=clock(14), **same)
    RoomDuty.objects.filter(pk=first.pk).update(ends_at=clock(11))
    assert RoomDuty.objects.count() == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.req("D08")
def test_of_many_who_assign_at_the_same_moment_one_comes_through(event, make_room, by, at):
    gina, halls = factories.member("Gina"), [make_room(f"Room {number}") for number in range(8)]
    times = {"starts_at": clock(9), "ends_at": clock(12)}

    def put_into(number, say):
        try:
            duties.assign(event, gina, role=MANAGER, room=halls[number], by=by, at=at, **times)
            say(outcome="assigned")
        except Refusal as refusal:
            say(outcome=refusal.code)

    with crowd.of(len(halls), put_into) as processes:
        processes.go()
        processes.wait()
        outcomes = processes.of("outcome")
    assert sorted(outcomes) == ["assigned", *["on_duty_elsewhere"] * 7]
    assert (RoomDuty.objects.count(), StaffRole.objects.count()) == (1, 1)


@pytest.mark.req("D08")
def test_a_duty_moves_to_another_room_and_time(event, make_room, assign, gina, by, at):
    made = assign(gina, make_room("Room 3"), (9, 12))
    four = make_room("Room 4")
    duties.move(event, made, room=four, starts_at=clock(10), ends_at=clock(13), by=by, at=at)
    kept = duties.find(event, made.pk)
    assert (kept.room, kept.starts_at, kept.ends_at) == (four, clock(10), clock(13))


@pytest.mark.req("D08")
def test_a_running_duty_ends_now_one_ahead_is_gone_and_one_that_is_over_stays(event, make_room, assign, gina, by):
    room = make_room()
    over, running, ahead = assign(gina, room, (8, 9)), assign(gina, room, (9, 12)), assign(gina, room, (13, 14))
    duties.end(event, running, by=by, at=clock(10))
    duties.end(event, ahead, by=by, at=clock(10))
    with pytest.raises(duties.DutyOver):
        duties.end(event, over, by=by, at=clock(10))
    assert [(one.pk, one.ends_at) for one in duties.of(event)] == [(over.pk, clock(9)), (running.pk, clock(10))]
    assert duties.on_duty(event.offering, gina, MANAGER, at=clock(10)) is None


@pytest.mark.req("D08")
@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"role": "organisateur"}, "unknown_choice"),
        ({"ends_at": clock(9)}, "duty_ends_before_it_starts"),
        ({"ends_at": clock(9) + timedelta(days=15)}, "duty_too_long"),
        ({"ends_at": None}, "duty_times_needed"),
        ({"starts_at": clock(9).replace(year=1999)}, "date_out_of_range"),
    ],
)
def test_what_is_no_duty_is_refused(values, code, make_room, assign, gina):
    with pytest.raises(Refusal) as refused:
        assign(gina, make_room(), (9, 12), **values)
    assert (refused.value.code, RoomDuty.objects.count()) == (code, 0)


@pytest.mark.req("D08", "D09")
def test_who_only_manages_rooms_puts_nobody_on_duty(make_room, assign, gina):
    room = make_room()
    assign(gina, room, (9, 12))
    with pytest.raises(Refusal) as refused:
        assign(gina, make_room("Room 4"), (13, 14), by=factories.actor(gina))
    assert refused.value.code == "not_leading"


@pytest.mark.req("D08")
def test_a_room_with_people_on_duty_stays_out_of_the_bin(event, make_room, assign, gina, by, at):
    room = make_room()
    assign(gina, room, (9, 12))
    with pytest.raises(rooms.RoomHasDuties):
        rooms.discard(room, by=by, at=at)
    rooms.discard(room, by=by, at=clock(12))


@pytest.mark.req("D08")
def test_who_is_on_duty_is_told(make_room, assign, gina, by, at):
    assign(gina, make_room(), (9, 12))
    kinds = [message.payload["kind"] for message in Message.objects.filter(topic="notice").order_by("id")]
    assert kinds == ["onsite.staff_role", "onsite.duty"]
