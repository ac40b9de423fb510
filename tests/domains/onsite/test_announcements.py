"""Announcements reach whom they are for, and only their author changes them."""

import pytest

from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.notices.models import Notice
from lineup.core.participation import pools
from lineup.domains.events import events
from lineup.domains.onsite import announcements, duties, favourites, purging, team
from lineup.domains.onsite.models import Announcement
from lineup.domains.onsite.roles import EXHIBITOR, Staff
from tests.domains.onsite.conftest import clock
from tests.support import factories, outbox

T = Announcement.Target
AT = clock(8)


@pytest.fixture
def hall(make_room):
    return make_room("Hall")


@pytest.fixture
def talk(make_session, hall):
    return make_session("Talk", (13, 14), room=hall)


@pytest.fixture
def people(event, make_room, make_session, hall, talk, by, at):
    """One of each: a participant, one who waits, who starred, an exhibitor, a controller of the hall, a manager."""
    one = {name: factories.member(name.title()) for name in ("comes", "starred", "exhibits", "controls", "manages")}
    one["passes_by"] = factories.member("Passes")
    factories.place(events.pool_of(event), one["comes"], at=at)
    factories.place(pools.make(event.offering, role=EXHIBITOR, capacity=5), one["exhibits"], at=at)
    favourites.star(talk, one["starred"], at=at)
    times = {"starts_at": clock(9), "ends_at": clock(12)}
    duties.assign(event, one["controls"], role=Staff.CONTROLLER, room=hall, by=by, at=at, **times)
    attic = make_room("Attic")
    duties.assign(event, one["manages"], role=Staff.MANAGER, room=attic, by=by, at=at, **times)
    return one


FOR = {
    T.ALL: ["comes", "controls", "exhibits", "manages"],
    T.PARTICIPANTS: ["comes"],
    T.EXHIBITORS: ["exhibits"],
    T.CONTROLLERS: ["controls"],
    T.MANAGERS: ["manages"],
    T.ROOM: ["controls", "starred"],
    T.SESSION: ["controls", "starred"],
}


@pytest.fixture
def announce(event, by):
    def announce(target=T.ALL, **values):
        words = {"title": "Lunch is late", "description": "By half an hour."}
        return announcements.make(event, target=target, **{**words, "by": by, "at": AT, **values})

    return announce


@pytest.mark.req("D06")
@pytest.mark.parametrize("target", FOR)
def test_each_target_is_shown_to_its_people_and_told_to_the_same(target, event, people, announce, hall, talk, by):
    where = {T.ROOM: {"room": hall}, T.SESSION: {"session": talk}}.get(target, {})
    made = announce(target, **where)
    shown = [name for name, one in sorted(people.items()) if announcements.shown_to(event, one).exists()]
    outbox.drain(at=clock(8, 1), leave="mail")
    notices = Notice.objects.filter(kind=announcements.TOLD).values_list("person", flat=True)
    told = [name for name, one in sorted(people.items()) if one.pk in notices]
    assert (shown, told) == (FOR[target], FOR[target])
    assert list(announcements.shown_to(event, by.person)) == [made]
    assert list(announcements.shown_to(event, None)) == []


@pytest.mark.req("D06")
def test_only_its_author_changes_and_deletes_it(event, people, announce, by):
    """Not the president, not the organiser, not an admin."""
    manager = factories.actor(people["manages"])
    made = announce(by=manager)
    team.set_president(event, factories.member("Paula"), by=by, at=AT)
    for other in (by, factories.actor(event.president), factories.actor(factories.admin())):
        for act in (
            lambda by: announcements.change(event, made, title="Mine", by=by, at=AT),
            lambda by: announcements.discard(made, by=by, at=AT),
        ):
            with pytest.raises(announcements.NotItsAuthor):
                act(other)
    announcements.change(event, made, title="Dinner is late", by=manager, at=AT)
    announcements.discard(made, by=manager, at=AT)
    assert [row.title for row in announcements.binned(event, people["manages"])] == ["Dinner is late"]
    assert (list(announcements.of(event)), list(announcements.binned(event, by.person))) == ([], [])
    announcements.restore(made, by=manager, at=AT)
    assert list(announcements.of(event)) == [made]


@pytest.mark.req("D06")
def test_what_an_erased_author_left_behind_is_the_leaders(event, people, announce, by):
    made = announce(by=factories.actor(people["manages"]))
    Announcement.objects.update(author=None)
    made.refresh_from_db()
    announcements.discard(made, by=by, at=AT)
    assert list(announcements.of(event)) == []


@pytest.mark.req("D06")
@pytest.mark.parametrize("who", ["comes", "exhibits", "controls", "passes_by"])
def test_who_does_not_manage_the_event_announces_nothing(who, people, announce):
    with pytest.raises(Refusal) as refused:
        announce(by=factories.actor(people[who]))
    assert refused.value.code == "not_manager"


@pytest.mark.req("D06")
def test_what_is_deleted_at_once_is_told_to_nobody_and_gone_after_its_time(event, people, announce, by):
    announcements.discard(announce(), by=by, at=AT)
    outbox.drain(at=clock(8, 1), leave="mail")
    assert Notice.objects.filter(kind=announcements.TOLD).count() == 0
    assert purging.purge_announcements(before=clock(9), at=clock(9)) == 1
    assert Announcement.objects.count() == 0


@pytest.mark.req("D06")
def test_one_for_others_is_not_there(event, people, announce):
    made = announce(T.EXHIBITORS)
    with pytest.raises(Missing):
        announcements.find(event, people["comes"], made.pk)
    assert announcements.find(event, people["manages"], made.pk) == made


@pytest.mark.req("D06")
@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"title": " "}, "announcement_title_needed"),
        ({"description": ""}, "announcement_text_needed"),
        ({"target": "tous"}, "unknown_choice"),
        ({"target": T.ROOM}, "announcement_room_needed"),
        ({"target": T.SESSION}, "announcement_session_needed"),
        ({"title": "x" * 201}, "too_long"),
    ],
)
def test_what_is_no_announcement_is_refused(values, code, announce):
    with pytest.raises(Refusal) as refused:
        announce(**values)
    assert (refused.value.code, Announcement.objects.count()) == (code, 0)


@pytest.mark.req("D06")
def test_a_room_goes_with_its_target_alone(announce, hall):
    with pytest.raises(announcements.RoomOfTarget):
        announce(T.ALL, room=hall)
