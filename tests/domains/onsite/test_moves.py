"""Who booked or starred a session that moves or is cancelled hears of it, once in ten minutes."""

from datetime import timedelta

import pytest

from lineup.core.notices.models import Notice
from lineup.core.outbox.models import Message
from lineup.core.participation.models import Pool
from lineup.domains.onsite import favourites, moves, sessions
from lineup.domains.onsite.models import SessionMove
from tests.domains.onsite.conftest import clock
from tests.support import factories, outbox

# twenty past eight, on the day itself
EIGHT = clock(8, 20)


@pytest.fixture
def fan(db):
    return factories.member("Fanny", time_zone="Europe/Paris")


def minutes(number):
    return EIGHT + timedelta(minutes=number)


def told(person):
    rows = Notice.objects.filter(person=person, kind=moves.TOLD).order_by("created_at")
    return [(row.title, row.sentence) for row in rows]


@pytest.fixture
def talk(make_session, make_room, fan):
    talk = make_session("Opening", (13, 14), room=make_room("Hall"))
    favourites.star(talk, fan, at=EIGHT)
    return talk


@pytest.mark.req("D06", "D15")
def test_several_moves_within_ten_minutes_are_told_once_as_it_stands_then(talk, fan, make_room, by):
    attic = make_room("Attic")
    for minute, hour in ((0, 14), (3, 15), (9, 16)):
        sessions.move(talk, room=attic, starts_at=clock(hour), by=by, at=minutes(minute))
        outbox.drain(at=minutes(minute))
        assert told(fan) == []
    outbox.drain(at=minutes(11))
    assert told(fan) == [("“Opening” moves", "Now: Monday 3 May 2027, 18:00–19:00 (CEST), Attic.")]
    sessions.move(talk, room=attic, starts_at=clock(13), by=by, at=minutes(12))
    outbox.drain(at=minutes(19))
    assert len(told(fan)) == 1
    outbox.drain(at=minutes(21))
    assert [title for title, _sentence in told(fan)] == ["“Opening” moves", "“Opening” moves"]


@pytest.mark.req("D06")
def test_an_hour_of_moving_every_minute_is_told_six_times(talk, fan, by):
    for minute in range(60):
        sessions.move(talk, room=talk.room, starts_at=clock(12, minute), by=by, at=minutes(minute))
        outbox.drain(at=minutes(minute))
    outbox.drain(at=minutes(75))
    assert len(told(fan)) == 6


@pytest.mark.req("D06")
def test_what_is_put_back_within_ten_minutes_is_no_news(talk, fan, by):
    sessions.move(talk, room=talk.room, starts_at=clock(15), by=by, at=minutes(0))
    sessions.move(talk, room=talk.room, starts_at=clock(13), by=by, at=minutes(5))
    outbox.drain(at=minutes(30))
    assert told(fan) == []


@pytest.mark.req("D06")
def test_several_sessions_are_told_together(talk, fan, make_session, by):
    other = make_session("Closing", (16, 17))
    favourites.star(other, fan, at=EIGHT)
    sessions.move(talk, room=talk.room, starts_at=clock(15), by=by, at=minutes(0))
    sessions.discard(other, by=by, at=minutes(2))
    outbox.drain(at=minutes(11))
    assert told(fan) == [
        (
            "2 of your sessions at Forum changed",
            "“Opening” moves. Now: Monday 3 May 2027, 17:00–18:00 (CEST), Hall. "
            "“Closing” is cancelled. Look at the programme of Forum for another.",
        )
    ]


@pytest.mark.req("D06")
def test_who_booked_hears_it_and_who_has_nothing_to_do_with_it_does_not(make_session, fan, by):
    atelier = make_session("Soldering", (13, 14), kind="atelier", capacity=2)
    booked, other = factories.member("Bo"), factories.member("Otto")
    factories.place(Pool.objects.select_related("offering").get(pk=atelier.pool_id), booked, at=EIGHT)
    sessions.move(atelier, room=None, starts_at=clock(15), by=by, at=minutes(0))
    outbox.drain(at=minutes(11))
    assert [len(told(one)) for one in (booked, other, fan)] == [1, 0, 0]


@pytest.mark.req("D06")
def test_a_new_title_or_speaker_is_no_move_and_in_french_it_is_french(talk, by):
    fan = factories.member("Fanette", language="fr", time_zone="Europe/Paris")
    favourites.star(talk, fan, at=EIGHT)
    sessions.change(talk, title="Ouverture", speakers=["Ada"], by=by, at=minutes(0))
    outbox.drain(at=minutes(11))
    assert (told(fan), SessionMove.objects.count()) == ([], 0)
    sessions.discard(talk, by=by, at=minutes(11))
    outbox.drain(at=minutes(21))
    assert told(fan)[0][0] == "« Ouverture » est annulée"


@pytest.mark.req("D06")
def test_a_mail_says_it_too_and_old_moves_are_forgotten(talk, fan, by):
    sessions.move(talk, room=talk.room, starts_at=clock(15), by=by, at=minutes(0))
    outbox.drain(at=minutes(11), leave="mail")
    assert Message.objects.filter(topic="mail").count() == 1
    assert (moves.forget(before=minutes(0)), moves.forget(before=minutes(1))) == (0, 1)
