"""Entries: made for teams and by single drivers, with a line-up out of who signed up, moved as the table says."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lineup.core.foundation.errors import Refusal
from lineup.core.participation import places
from lineup.domains.racing import (
    entry_rights,
    entry_states,
    race_classes,
    race_entries,
    seats,
    signups,
    slots,
    team_members,
    teams,
)
from lineup.domains.racing.entry_states import TABLE, EntryAct, EntryStatus
from lineup.domains.racing.models import EntrySeat, RaceEntry
from lineup.domains.racing.signup_states import Status
from tests.support import factories

pytestmark = [pytest.mark.req("A07")]
DRIVER, SPOTTER = EntrySeat.Role.DRIVER, EntrySeat.Role.SPOTTER


@pytest.fixture
def car(make_car):
    return make_car()


@pytest.fixture
def gt3(make_row, simulator, car):
    return make_row("classes", simulator=simulator, name="GT3", cars=[car])


@pytest.fixture
def race(make_race):
    return make_race(drivers_least=2, drivers_most=3)


@pytest.fixture
def race_class(race, gt3, by, at):
    return race_classes.add(race, gt3, most_entries=2, by=by, at=at)


@pytest.fixture
def slot(race, by, at):
    return slots.add(race, starts_at=at + timedelta(days=30), by=by, at=at)


@pytest.fixture
def manager(db):
    return factories.member("Mona")


@pytest.fixture
def team(manager, at):
    return teams.create(name="Blue Team", by=factories.actor(manager), at=at)


@pytest.fixture
def sign_up(race, at):
    def make(name, team=None, of=None):
        person = factories.member(name)
        row = signups.sign_up(of or race, person, by=factories.actor(person), at=at)
        if team:
            team_members.admit(team, person, role="driver", by=factories.actor(team.owner), at=at)
        return row

    return make


@pytest.fixture
def values(race_class, slot, car):
    return {"race_class": race_class, "slot": slot, "car": car}


@pytest.fixture
def entry(race, team, manager, values, at):
    return race_entries.propose(race, team, by=factories.actor(manager), at=at, **values)


def _statuses(race):
    return {row.person.name: signups.status_of(row) for row in signups.of(race)}


def test_a_team_is_entered_filled_sent_in_and_confirmed_with_its_drivers(
    race, entry, team, manager, sign_up, race_class, by, at
):
    own = factories.actor(manager)
    ada, ben = sign_up("Ada", team), sign_up("Ben", team)
    assert (entry.status, entry.place, entry.name) == (EntryStatus.PENDING, None, "Blue Team")
    seats.set_line_up(entry, [(ada, DRIVER), (ben, DRIVER)], by=own, at=at)
    assert _statuses(race) == {"Ada": Status.TEAM_ASSIGNED, "Ben": Status.TEAM_ASSIGNED}
    race_entries.move(entry, EntryAct.SUBMIT, by=own, at=at)
    assert _statuses(race) == {"Ada": Status.ENTRY_PENDING, "Ben": Status.ENTRY_PENDING}
    race_entries.move(entry, EntryAct.CONFIRM, by=by, at=at)
    race_class.pool.refresh_from_db()
    kept = RaceEntry.objects.get()
    assert (kept.status, kept.number, kept.place.state, kept.place.participant.display_name) == (
        "confirmed",
        "1",
        "confirmed",
        "Blue Team",
    )
    assert race_class.pool.taken == 1
    assert _statuses(race) == {"Ada": Status.ENTERED, "Ben": Status.ENTERED}
    with pytest.raises(race_entries.NotBegun):
        race_entries.move(entry, EntryAct.FINISH, by=by, at=at)
    race_entries.move(entry, EntryAct.FINISH, by=by, at=entry.slot.starts_at)
    assert _statuses(race) == {"Ada": Status.PARTICIPATED, "Ben": Status.PARTICIPATED}


def test_a_team_takes_its_own_people_and_the_organiser_anybody(entry, team, manager, sign_up, by, at):
    stranger = sign_up("Zoe")
    with pytest.raises(seats.DriverNotYours):
        seats.set_line_up(entry, [(stranger, DRIVER)], by=factories.actor(manager), at=at)
    assert [seat.signup for seat in seats.set_line_up(entry, [(stranger, SPOTTER)], by=by, at=at)] == [stranger]


def test_nobody_sits_in_two_entries(race, entry, values, sign_up, by, at):
    ada = sign_up("Ada")
    seats.set_line_up(entry, [(ada, DRIVER)], by=by, at=at)
    other = race_entries.add_temporary(race, "Red Team", by=by, at=at, **values)
    with pytest.raises(seats.DriverNotFree):
        seats.set_line_up(other, [(ada, DRIVER)], by=by, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        EntrySeat.objects.create(entry=other, signup=ada, created_at=at)
    assert (other.participant.team.kind, other.status) == ("temporary", EntryStatus.SUBMITTED)


def test_an_organiser_without_rights_in_the_club_makes_a_team_for_the_race(race, values, at):
    organiser = factories.member("Olaf")
    race.event.offering.organiser = organiser
    race.event.offering.save(update_fields=["organiser"])

    made = race_entries.add_temporary(race, "Red Team", by=factories.actor(organiser), at=at, **values)

    assert (made.participant.team.club, made.participant.team.event) == (race.event.offering.club, race.event)


def test_who_leaves_the_line_up_is_free_again(race, entry, sign_up, by, at):
    ada, ben = sign_up("Ada"), sign_up("Ben")
    seats.set_line_up(entry, [(ada, DRIVER), (ben, DRIVER)], by=by, at=at)
    seats.set_line_up(entry, [(ben, SPOTTER)], by=by, at=at)
    assert _statuses(race) == {"Ada": Status.SIGNED_UP, "Ben": Status.TEAM_ASSIGNED}
    assert [(seat.signup, seat.role) for seat in seats.of(entry)] == [(ben, SPOTTER)]
    assert [*seats.free(race)] == [ada]


def test_a_line_up_has_as_many_drivers_as_the_race_asks(entry, sign_up, by, at):
    rows = [sign_up(name) for name in ("Ada", "Ben", "Cem", "Dia")]
    with pytest.raises(seats.LineUpTooLarge):
        seats.set_line_up(entry, [(row, DRIVER) for row in rows], by=by, at=at)
    seats.set_line_up(entry, [(rows[0], DRIVER)], by=by, at=at)
    with pytest.raises(seats.LineUpTooSmall) as refused:
        race_entries.move(entry, EntryAct.SUBMIT, by=by, at=at)
    assert str(refused.value) == "Put at least 2 drivers into the line-up first."
    seats.set_line_up(entry, [(row, DRIVER) for row in rows[:3]] + [(rows[3], SPOTTER)], by=by, at=at)


@pytest.mark.parametrize("act", list(EntryAct))
def test_each_act_moves_from_where_the_table_has_it_and_from_nowhere_else(act):
    for status in EntryStatus:
        if (act, status) in TABLE:
            assert entry_states.target(act, status) == TABLE[act, status]
        else:
            with pytest.raises(entry_states.WrongEntryStatus):
                entry_states.target(act, status)


def test_a_number_races_once_and_is_free_again_after_withdrawing(race, entry, values, manager, by, at):
    own = factories.actor(manager)
    race_entries.change(entry, number="007", by=own, at=at)
    other = race_entries.add_temporary(race, "Red Team", by=by, at=at, **values)
    with pytest.raises(race_entries.NumberTaken):
        race_entries.change(other, number="007", by=by, at=at)
    with pytest.raises(race_entries.NumberWrong):
        race_entries.change(other, number="7a", by=by, at=at)
    race_entries.move(entry, EntryAct.WITHDRAW, by=own, at=at)
    assert race_entries.change(other, number="007", by=by, at=at).number == "007"


def test_what_does_not_fit_the_race_is_refused(race, entry, team, manager, values, make_car, by, at):
    with pytest.raises(race_entries.CarOfAnotherClass):
        race_entries.change(entry, car=make_car("m6"), by=by, at=at)
    with pytest.raises(race_entries.EnteredAlready):
        race_entries.propose(race, team, by=factories.actor(manager), at=at, **values)
    with pytest.raises(race_entries.NotForSingleDrivers):
        race_entries.enter(race, by=factories.actor(manager), at=at, **values)
    with pytest.raises(slots.SlotHasEntries):
        slots.remove(values["slot"], by=by, at=at)
    with pytest.raises(race_classes.ClassHasEntries):
        race_classes.remove(values["race_class"], by=by, at=at)


def test_others_may_not_touch_an_entry_nor_see_it_before_it_is_confirmed(race, entry, manager, driver, by, at):
    for who, outcome in ((driver, []), (None, []), (manager, [entry]), (by.person, [entry])):
        assert [*entry_rights.shown(race, who, at=at)] == outcome
    with pytest.raises(entry_rights.NotYourEntry):
        race_entries.change(entry, number="3", by=factories.actor(driver), at=at)
    with pytest.raises(entry_rights.NotYourEntry):
        race_entries.move(entry, EntryAct.WITHDRAW, by=factories.actor(driver), at=at)
    with pytest.raises(entry_rights.NotYourEntry):
        race_entries.move(entry, EntryAct.DISQUALIFY, by=factories.actor(manager), at=at)


def test_a_full_class_takes_no_entry_and_nothing_is_changed(race, values, race_class, sign_up, by, at):
    race_classes.change(race_class, most_entries=1, by=by, at=at)
    made = []
    for number, names in enumerate((("Ada", "Ben"), ("Cem", "Dia"))):
        entry = race_entries.add_temporary(race, f"Team {number}", by=by, at=at, **values)
        seats.set_line_up(entry, [(sign_up(name), DRIVER) for name in names], by=by, at=at)
        made.append(entry)
    race_entries.move(made[0], EntryAct.CONFIRM, by=by, at=at)
    with pytest.raises(Refusal) as refused:
        race_entries.move(made[1], EntryAct.CONFIRM, by=by, at=at)
    made[1].refresh_from_db()
    assert (refused.value.code, made[1].status, made[1].number) == ("pool_full", "submitted", "")


def test_a_driver_who_withdraws_leaves_the_line_up(race, entry, sign_up, by, at):
    ada = sign_up("Ada")
    seats.set_line_up(entry, [(ada, DRIVER)], by=by, at=at)
    signups.withdraw(signups.find(race, ada.pk), by=factories.actor(ada.person), at=at)
    assert ([*seats.of(entry)], _statuses(race)) == ([], {"Ada": Status.WITHDRAWN})


def test_a_place_taken_back_withdraws_the_entry_and_frees_its_drivers(race, entry, sign_up, race_class, by, at):
    seats.set_line_up(entry, [(sign_up("Ada"), DRIVER), (sign_up("Ben"), DRIVER)], by=by, at=at)
    race_entries.move(entry, EntryAct.SUBMIT, by=by, at=at)
    race_entries.move(entry, EntryAct.CONFIRM, by=by, at=at)
    places.revoke(entry.place, by=by, at=at)
    entry.refresh_from_db()
    race_class.pool.refresh_from_db()
    assert (entry.status, race_class.pool.taken) == (EntryStatus.WITHDRAWN, 0)
    assert _statuses(race) == {"Ada": Status.SIGNED_UP, "Ben": Status.SIGNED_UP}


def test_a_single_driver_enters_at_once_and_withdraws_with_their_sign_up(make_race, gt3, car, driver, by, at):
    race = make_race(is_team_race=False)
    race_class = race_classes.add(race, gt3, by=by, at=at)
    me = factories.actor(driver)
    with pytest.raises(race_entries.SignUpFirst):
        race_entries.enter(race, race_class=race_class, car=car, by=me, at=at)
    own = signups.sign_up(race, driver, by=me, at=at)
    entry = race_entries.enter(race, race_class=race_class, car=car, number="44", by=me, at=at)
    assert (entry.status, str(entry), entry.place.state) == ("confirmed", "#44 Dana", "confirmed")
    assert _statuses(race) == {"Dana": Status.ENTERED}
    signups.withdraw(signups.find(race, own.pk), by=me, at=at)
    entry.refresh_from_db()
    entry.place.refresh_from_db()
    assert (entry.status, entry.place.state) == ("withdrawn", "withdrawn")
