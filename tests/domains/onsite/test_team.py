"""Who works at an event, and what their role opens to them."""

import pytest

from lineup.core.foundation.errors import Refusal
from lineup.core.participation import offerings
from lineup.domains.events import events
from lineup.domains.onsite import duties, team
from lineup.domains.onsite.models import RoomDuty, StaffRole
from lineup.domains.onsite.roles import Staff
from tests.domains.onsite.conftest import clock
from tests.support import factories


def sees(person, event):
    return offerings.visible_to(person).filter(pk=event.pk).exists()


@pytest.mark.req("D02", "D09")
@pytest.mark.parametrize(("role", "manages"), [(Staff.MANAGER, True), (Staff.CONTROLLER, False)])
def test_a_role_opens_the_event_and_the_managers_its_desk(role, manages, event, by, at):
    events.change(event, visibility="private", by=by, at=at)
    gina = factories.member("Gina")
    assert (sees(gina, event), offerings.may_manage(event.offering, gina)) == (False, False)
    held = team.add(event, gina, role=role, by=by, at=at)
    assert (sees(gina, event), offerings.may_manage(event.offering, gina)) == (True, manages)
    team.remove(event, held, by=by, at=at)
    assert (sees(gina, event), offerings.may_manage(event.offering, gina)) == (False, False)


@pytest.mark.req("D02")
def test_a_role_is_given_once(event, by, at):
    gina = factories.member("Gina", email="gina@example.org")
    first = team.add_address(event, email="GINA@example.org", role=Staff.MANAGER, by=by, at=at)
    assert team.add(event, gina, role=Staff.MANAGER, by=by, at=at) == first
    team.add(event, gina, role=Staff.CONTROLLER, by=by, at=at)
    assert team.roles_of(event.offering, gina) == {Staff.MANAGER, Staff.CONTROLLER}


@pytest.mark.req("D02", "Q13")
def test_who_is_added_by_address_stands_as_entered_be_they_known_or_not(event, by, at):
    factories.member("Gina", email="gina@example.org")
    held = [
        team.add_address(event, email=f"{name}@example.org", name=f"Ms {name}", role=Staff.CONTROLLER, by=by, at=at)
        for name in ("gina", "nobody")
    ]
    assert [one.shown_name for one in held] == ["Ms gina", "Ms nobody"]
    own = team.add_address(event, email=by.person.email, name="Me", role=Staff.MANAGER, by=by, at=at)
    assert own.shown_name == "Olga"


@pytest.mark.req("D01", "Q13")
def test_who_presides_by_address_is_somebody_known_anyway(event, by, at):
    paula = factories.member("Paula", email="paula@example.org")
    for email in ("paula@example.org", "nobody@example.org"):
        with pytest.raises(team.PresidentNotHere):
            team.preside(event, email=email, by=by, at=at)
    factories.place(events.pool_of(event), paula, at=at)
    assert team.preside(event, email="paula@example.org", by=by, at=at).president == paula
    assert team.preside(event, email="", by=by, at=at).president is None


@pytest.mark.req("D01", "D09")
def test_the_president_has_the_organisers_rights_and_hands_them_on(event, by, at):
    paula, next_one = factories.member("Paula"), factories.member("Nora")
    team.set_president(event, paula, by=by, at=at)
    assert offerings.may_manage(event.offering, paula) is True
    team.set_president(event, next_one, by=factories.actor(paula), at=at)
    kept = events.find_visible(next_one, pk=event.pk)
    assert (kept.president, offerings.may_manage(event.offering, paula)) == (next_one, False)


@pytest.mark.req("D09")
@pytest.mark.parametrize(
    "act",
    [
        lambda event, who, by, at: team.add(event, who, role=Staff.CONTROLLER, by=by, at=at),
        lambda event, who, by, at: team.set_president(event, who, by=by, at=at),
        lambda event, who, by, at: events.change(event, president=who, by=by, at=at),
    ],
)
def test_a_room_manager_makes_nobody_more(act, event, by, at):
    gina, hugo = factories.member("Gina"), factories.member("Hugo")
    team.add(event, gina, role=Staff.MANAGER, by=by, at=at)
    with pytest.raises(Refusal) as refused:
        act(event, hugo, factories.actor(gina), at)
    assert (refused.value.code, StaffRole.objects.count()) == ("not_leading", 1)


@pytest.mark.req("D02", "D08")
def test_who_leaves_the_team_leaves_duties_behind_only_where_they_were(event, make_room, by, at):
    gina, room = factories.member("Gina"), make_room()
    for hours in ((8, 9), (9, 12), (13, 14)):
        times = {"starts_at": clock(hours[0]), "ends_at": clock(hours[1])}
        duties.assign(event, gina, role=Staff.MANAGER, room=room, by=by, at=at, **times)
    held = StaffRole.objects.get()
    team.remove(event, held, by=factories.actor(gina), at=clock(10))
    assert list(RoomDuty.objects.order_by("starts_at").values_list("ends_at", flat=True)) == [clock(9), clock(10)]


@pytest.mark.req("D02")
def test_nobody_but_leaders_takes_somebody_else_off(event, by, at):
    held = team.add(event, factories.member("Gina"), role=Staff.CONTROLLER, by=by, at=at)
    with pytest.raises(Refusal) as refused:
        team.remove(event, held, by=factories.actor(factories.member("Mallory")), at=at)
    assert refused.value.code == "not_leading"
