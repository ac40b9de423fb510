"""What is answered at a door, and what follows from it."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lineup.core.foundation.errors import Missing
from lineup.core.participation import fees, holdings, offerings, places, pools, qualifications
from lineup.core.participation.holdings import Grant
from lineup.core.participation.models import Offering
from lineup.domains.events import attendance
from lineup.domains.events.models import Attendance
from lineup.domains.onsite import badges, sessions
from lineup.domains.onsite.door import doors, log, occupancy, scans
from lineup.domains.onsite.door.scans import Wanted
from lineup.domains.onsite.models import Presence, Scan
from tests.domains.onsite.conftest import clock
from tests.support import factories


def inside(*rooms):
    for room in rooms:
        room.refresh_from_db()
    return [room.inside for room in rooms]


# --- the entrance -------------------------------------------------------------------------------


@pytest.mark.req("D10")
def test_who_comes_is_let_in_and_checked_in(guest, show, by, now):
    ada = guest("Ada")
    answer = show(ada)
    assert (answer.decision.reason, answer.decision.granted, answer.name) == ("welcome", True, "Ada")
    assert list(Attendance.objects.values_list("place", "at", "by")) == [(ada.place.pk, now, by.person.pk)]


@pytest.mark.req("Q9")
def test_a_second_entry_says_when_the_first_was(guest, show, now):
    ada = guest()
    show(ada)
    answer = show(ada, at=now + timedelta(minutes=5))
    assert (answer.decision.reason, answer.decision.granted, answer.before) == ("already_in", False, now)


@pytest.mark.req("D10")
def test_the_same_tap_again_is_answered_as_the_first_time(guest, show):
    ada, tap = guest(), uuid4()
    first, second = show(ada, client_id=tap), show(ada, client_id=tap)
    assert (first.again, second.again, second.decision.reason, second.name) == (False, True, "welcome", "Ada")
    assert second.scan == first.scan
    assert Scan.objects.count() == 1


@pytest.mark.req("D10")
def test_a_refusal_is_written_down_too(event, show):
    answer = show("https://example.org/somewhere")
    assert (answer.decision.reason, answer.decision.granted) == ("not_a_badge", False)
    row = Scan.objects.get()
    assert (row.granted, row.reason, row.person, row.room) == (False, "not_a_badge", None, None)
    assert log.figures(event) == log.Figures(scans=1, refused=1, people=0)


@pytest.mark.req("Q9")
def test_a_replaced_badge_opens_nothing_and_the_new_one_does(guest, show, by, at):
    ada = guest()
    badges.replace(ada.badge, by=by, at=at)
    assert show(ada).decision.reason == "revoked"
    assert show(badges.code_of(ada.badge, at=at)).decision.reason == "welcome"


def test_a_typed_number_is_as_good_as_the_code(guest, show):
    ada = guest()
    assert show(str(ada.badge).lower()).decision.reason == "welcome"
    assert show("222-2222").decision.reason == "unknown_badge"


def test_somebody_found_by_name_needs_no_badge(guest, show):
    ada = guest()
    answer = show(None, person_id=ada.person.pk)
    assert (answer.decision.reason, answer.scan.badge, answer.name) == ("welcome", "", "Ada")


@pytest.mark.req("D10")
def test_the_badge_of_another_event_is_told_so(guest, show, by, at):
    other = factories.pool(factories.offering(), capacity=None)
    ada = guest()
    event = ada.badge.event
    assert show(ada).decision.granted
    assert other.offering_id != event.pk


@pytest.mark.req("D10")
def test_who_lost_their_place_is_not_on_the_list(guest, show, by, at):
    ada = guest()
    places.revoke(ada.place, by=by, at=at)
    assert show(ada).decision.reason == "not_on_the_list"


@pytest.mark.req("D10")
def test_the_day_before_and_the_day_after(guest, show, now):
    ada = guest()
    assert show(ada, at=now - timedelta(days=1)).decision.reason == "wrong_day"
    assert show(ada, at=now + timedelta(days=1)).decision.reason == "event_over"


@pytest.mark.req("D10")
def test_who_left_may_come_back(guest, show):
    ada = guest()
    assert [show(ada, way=way).decision.reason for way in ("out", "in", "out", "in", "in")] == [
        "not_inside",
        "welcome",
        "left",
        "back",
        "already_in",
    ]
    assert Attendance.objects.count() == 1


def test_who_was_checked_in_by_hand_is_in_already(guest, show, by, at):
    ada = guest()
    attendance.check_in(ada.place, by=by, at=at)
    assert show(ada).decision.reason == "already_in"
    attendance.undo(ada.place, by=by, at=at)
    assert show(ada).decision.reason == "welcome"


# --- rooms --------------------------------------------------------------------------------------


@pytest.mark.req("D03")
def test_entering_one_room_leaves_the_other(event, guest, show, make_room, now):
    hall, cellar, ada = make_room(), make_room("Cellar"), guest()
    later = [now + timedelta(minutes=minute) for minute in range(4)]
    told = [
        show(ada, hall, at=later[0]),
        show(ada, cellar, at=later[1]),
        show(ada, cellar, at=later[2]),
        show(ada, cellar, "out", at=later[3]),
    ]
    assert [answer.decision.reason for answer in told] == ["enter", "moved", "still_inside", "left"]
    assert inside(hall, cellar) == [0, 0]
    assert told[2].before == later[1]


@pytest.mark.req("D03")
def test_a_full_room_lets_nobody_in_until_somebody_leaves(guest, show, make_room, now):
    hall, ada, bo = make_room(capacity=1), guest("Ada"), guest("Bo")
    assert [show(ada, hall).decision.reason, show(bo, hall).decision.reason] == ["enter", "room_full"]
    show(ada, hall, "out", at=now + timedelta(minutes=1))
    assert show(bo, hall, at=now + timedelta(minutes=2)).decision.reason == "enter"
    assert inside(hall) == [1]


@pytest.mark.req("D03")
def test_a_room_that_only_warns_lets_more_in(guest, show, make_room):
    hall, ada, bo = make_room(capacity=1, when_full="warn"), guest("Ada"), guest("Bo")
    assert [show(ada, hall).decision.reason, show(bo, hall).decision.reason] == ["enter", "over_capacity"]
    assert inside(hall) == [2]


@pytest.mark.req("D10")
def test_rooms_after_the_entrance_where_the_event_wants_it(event, guest, show, make_room, by, at):
    hall, ada = make_room(), guest()
    doors.keep(event, check_in_first=True, no_show_minutes=None, by=by, at=at)
    assert show(ada, hall).decision.reason == "not_checked_in"
    show(ada)
    assert show(ada, hall).decision.reason == "enter"


@pytest.mark.req("D10")
def test_leaving_the_event_leaves_the_room(guest, show, make_room, now):
    hall, ada = make_room(), guest()
    show(ada)
    show(ada, hall, at=now + timedelta(minutes=1))
    assert inside(hall) == [1]
    show(ada, way="out", at=now + timedelta(minutes=2))
    assert inside(hall) == [0]


# --- ateliers -----------------------------------------------------------------------------------


@pytest.fixture
def atelier(make_session, make_room):
    def make(title="Clay", room=None, **values):
        return make_session(title, kind="atelier", room=room or make_room(title), hours=(9, 11), **values)

    return make


def book(session, ada, at):
    return factories.place(session.pool, ada.person, at=at)


@pytest.mark.req("D10")
def test_an_atelier_is_for_who_booked_it(guest, show, atelier, at):
    clay, ada, bo = atelier(capacity=5), guest("Ada"), guest("Bo")
    book(clay, ada, at)
    assert show(ada, clay.room).decision.reason == "enter"
    told = show(bo, clay.room)
    assert (told.decision.reason, told.scan.session) == ("not_on_the_session_list", clay)


@pytest.mark.req("D10")
def test_the_wrong_room_is_told_with_the_right_one(guest, show, atelier, at):
    clay, wood, ada = atelier(capacity=5), atelier("Wood", capacity=5), guest()
    book(wood, ada, at)
    told = show(ada, clay.room)
    assert (told.decision.reason, told.decision.expected_in) == ("wrong_room", str(wood.room.pk))


@pytest.mark.req("D05")
def test_an_unpaid_atelier_stays_closed_until_it_is_marked(guest, show, atelier, at, by):
    clay, ada = atelier(price=Decimal(20), currency="EUR"), guest()
    place = book(clay, ada, at)
    assert show(ada, clay.room).decision.reason == "session_unpaid"
    fees.mark([place.pk], "pay", offering=clay.event.offering, by=by, at=at)
    assert show(ada, clay.room).decision.reason == "enter"
    fees.mark([place.pk], "refund", offering=clay.event.offering, by=by, at=at)
    assert show(ada, clay.room).decision.reason == "session_unpaid"


@pytest.mark.req("D10")
def test_who_waits_for_an_atelier_waits_at_its_door(guest, show, atelier, at):
    clay, ada, bo = atelier(capacity=1), guest("Ada"), guest("Bo")
    book(clay, ada, at)
    book(clay, bo, at)
    assert show(bo, clay.room).decision.reason == "waiting_for_the_session"


@pytest.mark.req("D04")
def test_a_session_said_to_be_over_is_at_no_door(guest, show, atelier, by, now):
    clay, ada = atelier(capacity=5), guest()
    assert show(ada, clay.room).decision.reason == "not_on_the_session_list"
    sessions.mark(clay, "termine", by=by, at=now)
    assert show(ada, clay.room, at=now + timedelta(minutes=1)).decision.reason == "enter"


# --- who may scan -------------------------------------------------------------------------------


def test_who_organises_nothing_here_scans_nothing(event, make_room, now):
    room, stranger = make_room(), factories.member()
    for person, refusal in ((stranger, offerings.NotManager), (None, offerings.NotManager)):
        for room_id in (None, room.pk):
            with pytest.raises(refusal):
                doors.open_to(person, slug=event.offering.slug, room_id=room_id, at=now)


def test_a_room_of_another_event_is_not_there(event, organiser, now):
    with pytest.raises(Missing):
        doors.open_to(organiser, slug=event.offering.slug, room_id=uuid4(), at=now)
    with pytest.raises(Missing):
        doors.open_to(organiser, slug="none-of-ours", at=now)


def test_nothing_shown_is_refused(event, organiser, by, now):
    opened = doors.open_to(organiser, slug=event.offering.slug, at=now)
    with pytest.raises(scans.NothingShown):
        scans.scan(opened, Wanted(uuid4(), "  "), by=by, at=now)


# --- what it costs ------------------------------------------------------------------------------


def test_a_scan_asks_the_database_seven_times(event, organiser, by, guest, show, atelier, now, at):
    """From one room into an atelier, the dearest there is; who asks is one more, known from their token."""
    clay, other, ada = atelier(capacity=5), atelier("Wood"), guest()
    book(clay, ada, at)
    Presence.objects.all().delete()
    show(ada)
    show(ada, other.room, at=now + timedelta(minutes=1))
    with CaptureQueriesContext(connection) as asked:
        told = show(ada, clay.room, at=now + timedelta(minutes=2))
    assert told.decision.reason in ("enter", "moved")
    statements = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(statements) <= 7, "\n".join(statements)


def test_where_people_are_is_counted_from_the_scans(event, guest, show, make_room, now):
    hall, ada = make_room(), guest()
    show(ada, hall)
    assert occupancy.counted(event) == {hall.pk: 1}
    assert list(occupancy.recount(event)) == []
    assert clock(9) == now


@pytest.mark.req("E14")
def test_who_lost_what_the_sign_up_asks_for_is_sent_to_the_desk_until_it_is_granted(guest, show, pool, by, now):
    ada, club = guest(), factories.club("Kiln", owner=by.person)
    Offering.objects.filter(pk=pool.offering_id).update(club=club, organiser=None)
    pool.offering.refresh_from_db()
    licence = qualifications.create(club, name="Kiln licence", by=by, at=now)
    pools.change(pool, qualification=licence, by=by, at=now)
    assert show(ada).decision.reason == "not_qualified"
    soon = Grant(ada.person.pk, "soon over", now + timedelta(hours=1))
    held = holdings.grant(licence, [soon], by=by, at=now)
    assert show(ada).decision.reason == "welcome"
    assert show(ada, at=now + timedelta(hours=2)).decision.reason == "not_qualified"
    holdings.revoke(held[0], reason="Lost", by=by, at=now)
    assert show(ada, at=now + timedelta(minutes=1)).decision.reason == "not_qualified"
    holdings.grant(licence, [Grant(ada.person.pk, "renewed")], by=by, at=now)
    assert show(ada, at=now + timedelta(minutes=2)).decision.reason == "already_in"
