"""Sessions are planned, moved and taken away; an atelier has places of its own."""

from decimal import Decimal

import pytest

from lineup.core.audit.models import Entry
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.participation import places
from lineup.domains.events import events
from lineup.domains.onsite import rooms, sessions
from lineup.domains.onsite.models import Session, Speaker
from tests.domains.onsite.conftest import clock
from tests.support import factories


@pytest.mark.req("D04")
def test_a_session_keeps_what_is_said_of_it(event, make_room, make_session):
    made = make_session(
        description="Welcome",
        room=make_room(),
        speakers=["Ada Lovelace", "ada  lovelace", "Grace Hopper"],
        youtube_live_url="https://www.youtube.com/watch?v=abc",
    )
    kept = sessions.find(event, made.pk)
    assert (kept.title, kept.kind, kept.description, kept.room.name) == ("Opening", "conference", "Welcome", "Hall")
    assert (kept.starts_at, kept.ends_at, kept.pool) == (clock(9), clock(10), None)
    assert sorted(kept.speakers.values_list("name", flat=True)) == ["Ada Lovelace", "Grace Hopper"]


@pytest.mark.req("D04", "D05")
def test_an_atelier_has_places_with_a_price_and_follows_its_title(make_session, by, at):
    made = make_session("Soldering", kind="atelier", capacity=12, price=Decimal("15.00"), currency="EUR")
    pool = made.pool
    assert (pool.role, pool.name, pool.capacity, pool.price, pool.currency) == ("atelier", "Soldering", 12, 15, "EUR")
    changed = sessions.change(made, title="Soldering for all", capacity=20, by=by, at=at)
    assert (changed.pool.name, changed.pool.capacity) == ("Soldering for all", 20)


@pytest.mark.req("D04")
@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"title": " "}, "session_title_needed", "title"),
        ({"title": "x" * 201}, "too_long", "title"),
        ({"ends_at": None}, "session_times_needed", "ends_at"),
        ({"ends_at": clock(9)}, "session_ends_before_it_starts", "ends_at"),
        ({"kind": "party"}, "unknown_choice", "kind"),
        ({"price": Decimal(5), "currency": "EUR"}, "only_ateliers_have_places", "price"),
        ({"capacity": 5}, "only_ateliers_have_places", "capacity"),
        ({"youtube_live_url": "javascript:alert(1)"}, "not_a_web_address", "youtube_live_url"),
        ({"speakers": [f"Speaker {number}" for number in range(21)]}, "too_many_speakers", "speakers"),
    ],
)
def test_what_is_no_session_is_refused_and_nothing_is_kept(values, code, field, make_session):
    with pytest.raises(Refusal) as refused:
        make_session(**values)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert (Session.objects.count(), Speaker.objects.count()) == (0, 0)


@pytest.mark.req("D03", "P10")
def test_a_room_of_another_event_cannot_be_chosen(make_session, by, at):
    stranger = factories.member()
    elsewhere = events.create(title="Elsewhere", starts_at=clock(9), by=factories.actor(stranger), at=at)
    foreign = rooms.create(elsewhere, name="Hall", by=factories.actor(stranger), at=at)
    with pytest.raises(sessions.ForeignRoom):
        make_session(room=foreign)


@pytest.mark.req("D04")
def test_another_time_raises_the_revision_and_another_word_does_not(make_session, make_room, by, at):
    made = make_session()
    sessions.change(made, description="More", by=by, at=at)
    assert made.revision == 0
    sessions.move(made, room=make_room(), starts_at=clock(14), by=by, at=at)
    assert (made.revision, made.starts_at, made.ends_at, made.room.name) == (1, clock(14), clock(15), "Hall")


@pytest.mark.req("D04", "P08")
def test_a_session_goes_to_the_bin_and_comes_back_without_a_room_that_is_gone(event, make_room, make_session, by, at):
    hall = make_room()
    made = make_session(room=hall)
    sessions.discard(made, by=by, at=at)
    rooms.discard(hall, by=by, at=at)
    with pytest.raises(Missing):
        sessions.find(event, made.pk)
    back = sessions.restore(sessions.find(event, made.pk, binned=True), by=by, at=at)
    assert (back.binned_at, back.room) == (None, None)


@pytest.mark.req("D05")
def test_an_atelier_with_places_cannot_be_thrown_away(make_session, by, at):
    made = make_session(kind="atelier", capacity=1)
    guest = factories.guest()
    places.join(made.pool, guest, by=factories.actor(guest), at=at)
    with pytest.raises(sessions.AtelierHasPlaces) as refused:
        sessions.discard(made, by=by, at=at)
    assert refused.value.facts == {"people": 1}


@pytest.mark.req("D04", "P07")
def test_every_act_is_recorded(make_session, by, at):
    made = make_session()
    sessions.change(made, title="Closing", by=by, at=at)
    sessions.mark(made, "en_cours", by=by, at=at)
    sessions.discard(made, by=by, at=at)
    acts = Entry.objects.filter(resource_id=str(made.pk)).order_by("id").values_list("action", flat=True)
    assert [act.removeprefix("programme_session.") for act in acts] == ["create", "change", "mark", "discard"]


@pytest.mark.req("D15")
def test_a_session_is_found_by_the_end_of_its_id_within_its_event(event, make_session, by, at):
    made, other = make_session(), make_session()
    elsewhere = events.create(title="Other", starts_at=at, time_zone="UTC", by=by, at=at)
    found = [sessions.find_ending(event, end).pk for end in (sessions.ending(made), made.pk.hex)]
    assert (found, sessions.ending(made) == sessions.ending(other)) == ([made.pk, made.pk], False)
    refused = ("", sessions.ending(made)[1:], f"x{sessions.ending(made)}", str(made.pk), "0" * 12)
    for end in refused:
        with pytest.raises(Missing):
            sessions.find_ending(event, end)
    sessions.discard(made, by=by, at=at)
    with pytest.raises(Missing):
        sessions.find_ending(event, sessions.ending(made))
    with pytest.raises(Missing):
        sessions.find_ending(elsewhere, sessions.ending(other))
