"""Rooms of an event have names of their own, and stay while sessions take place there."""

import pytest

from lineup.core.foundation.errors import Missing, Refusal
from lineup.domains.onsite import rooms, sessions


@pytest.mark.req("D03")
def test_a_room_keeps_what_is_said_of_it_and_comes_after_the_others(event, make_room):
    hall = make_room(description="With a stage", capacity=300, location="Ground floor")
    cellar = make_room("Cellar")
    assert [(one.name, one.position) for one in rooms.of(event)] == [("Hall", 0), ("Cellar", 1)]
    kept = rooms.find(event, hall.pk)
    assert (kept.description, kept.capacity, kept.location) == ("With a stage", 300, "Ground floor")
    assert rooms.find(event, cellar.pk).capacity is None


@pytest.mark.req("D03")
@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"name": "  "}, "room_name_needed", "name"),
        ({"name": "hALL"}, "room_name_taken", "name"),
        ({"name": "x" * 121}, "too_long", "name"),
        ({"capacity": 0}, "out_of_range", "capacity"),
        ({"location": "x" * 201}, "too_long", "location"),
    ],
)
def test_what_is_no_room_is_refused(values, code, field, event, make_room):
    make_room()
    with pytest.raises(Refusal) as refused:
        make_room(**{"name": "Other", **values})
    assert (refused.value.code, refused.value.field) == (code, field)
    assert rooms.of(event).count() == 1


@pytest.mark.req("D03", "P08")
def test_a_room_in_use_stays_and_an_empty_one_goes_to_the_bin_and_back(event, make_room, make_session, by, at):
    hall = make_room()
    opening = make_session(room=hall)
    with pytest.raises(rooms.RoomInUse):
        rooms.discard(hall, by=by, at=at)
    sessions.discard(opening, by=by, at=at)
    rooms.discard(hall, by=by, at=at)
    with pytest.raises(Missing):
        rooms.find(event, hall.pk)
    assert rooms.restore(rooms.find(event, hall.pk, binned=True), by=by, at=at).binned_at is None


@pytest.mark.req("D03")
def test_a_room_does_not_come_back_under_a_name_that_is_taken(event, make_room, by, at):
    gone = rooms.discard(make_room(), by=by, at=at)
    make_room()
    with pytest.raises(rooms.RoomNameTaken):
        rooms.restore(gone, by=by, at=at)


def test_a_room_of_another_event_is_not_found(make_room, event):
    hall = make_room()
    with pytest.raises(Missing):
        rooms.find(event, "nonsense")
    assert rooms.find(event, hall.pk) == hall


@pytest.mark.req("D03")
def test_a_room_is_put_between_others_which_keep_their_order(event, make_room, by, at):
    hall, cellar, attic = (make_room(name) for name in ("Hall", "Cellar", "Attic"))
    rooms.change(attic, position=1, by=by, at=at)
    assert [(room.name, room.position) for room in rooms.of(event)] == [("Hall", 0), ("Attic", 1), ("Cellar", 2)]
    rooms.change(rooms.find(event, hall.pk), position=9, by=by, at=at)
    make_room("Yard", position=0)
    assert [room.name for room in rooms.of(event)] == ["Yard", "Attic", "Cellar", "Hall"]
    with pytest.raises(Refusal) as refused:
        rooms.change(cellar, position=-1, by=by, at=at)
    assert (refused.value.code, refused.value.field) == ("out_of_range", "position")
