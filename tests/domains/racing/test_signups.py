"""Drivers sign up on the ledger, with what they would like and when they can; each status moves as the table says."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lineup.core.foundation.errors import Refusal
from lineup.core.participation import places
from lineup.core.participation.models import Place
from lineup.core.people import merging
from lineup.core.privacy import erasure
from lineup.domains.racing import availability, races, signup_states, signups, slots
from lineup.domains.racing.models import AvailabilityWindow, Signup
from lineup.domains.racing.signup_states import TABLE, THE_LEDGER, Act, Status
from tests.support import factories


@pytest.fixture
def race(make_race):
    return make_race()


@pytest.fixture
def slot(race, by, at):
    return slots.add(race, starts_at=at + timedelta(days=30), by=by, at=at)


@pytest.fixture
def sign_up(race, driver, at):
    return lambda **values: signups.sign_up(race, driver, by=factories.actor(driver), at=at, **values)


@pytest.mark.req("A07", "A08")
def test_a_sign_up_is_a_place_with_what_the_driver_said(race, slot, sign_up, make_car, driver):
    car, backup = make_car("m4"), make_car("m6")
    begins = slot.starts_at
    hours = [(begins - timedelta(hours=1), begins + timedelta(hours=2)), (begins + timedelta(hours=2), slot.ends_at)]
    made = sign_up(preferred_car=car, backup_car=backup, slots=[slot], drive=hours, wants_to_spot=True, note="Nights")
    kept = signups.held(race, driver)
    assert (kept, signups.status_of(kept), kept.place.state) == (made, Status.SIGNED_UP, "confirmed")
    assert (kept.preferred_car, kept.backup_car, [*kept.slots.all()], kept.note) == (car, backup, [slot], "Nights")
    assert signups.spans(kept, "drive") == [(begins, slot.ends_at)]
    assert signups.spans(kept, "spot") == []


@pytest.mark.req("A07")
def test_a_person_takes_part_in_a_race_once_also_after_withdrawing(race, sign_up, driver, at):
    first = sign_up()
    assert sign_up(note="Again") == first
    signups.withdraw(signups.held(race, driver), by=factories.actor(driver), at=at)
    assert signups.status_of(signups.held(race, driver)) == Status.WITHDRAWN
    again = sign_up()
    assert (again.pk, signups.status_of(again), Place.objects.filter(pool=race.pool).count()) == (
        first.pk,
        "signed_up",
        2,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Signup.objects.create(race=race, person=driver, created_at=at, updated_at=at)


@pytest.mark.req("A07")
def test_whoever_gets_a_place_by_another_way_takes_part_as_well(race, driver, by, at):
    places.add(race.pool, driver, by=by, at=at)
    assert signups.status_of(signups.held(race, driver)) == Status.SIGNED_UP


@pytest.mark.req("A07")
def test_a_place_from_before_there_were_sign_ups_is_signed_up_with(race, sign_up, driver, by, at):
    place = places.add(race.pool, driver, by=by, at=at)
    Signup.objects.all().delete()
    assert (sign_up(note="Here since spring").place, race.pool.places.count()) == (place, 1)


@pytest.mark.req("A07")
def test_interest_holds_no_place_and_becomes_a_sign_up_or_goes(race, sign_up, driver, at):
    who = factories.actor(driver)
    noted = signups.note_interest(race, driver, by=who, at=at)
    assert (signups.status_of(noted), noted.place, race.pool.places.count()) == (Status.INTERESTED, None, 0)
    assert sign_up() == noted
    other = factories.member()
    signups.withdraw(signups.note_interest(race, other, by=who, at=at), by=who, at=at)
    assert signups.held(race, other) is None


@pytest.mark.req("A07")
def test_who_waits_is_read_out_of_the_ledger(make_race, driver, by, at):
    race = make_race()
    race.pool.capacity = 0
    race.pool.save()
    row = signups.sign_up(race, driver, by=factories.actor(driver), at=at)
    assert (row.place.state, signups.status_of(signups.held(race, driver))) == ("waitlisted", Status.WAITLIST)


STAGED = [status for status in Status if status not in (Status.WAITLIST, Status.WITHDRAWN)]


@pytest.mark.req("A07")
@pytest.mark.parametrize("act", [act for act in Act if act not in THE_LEDGER])
def test_each_act_moves_from_where_the_table_has_it_and_from_nowhere_else(act, race, sign_up, by, at):
    row = sign_up()
    for status in STAGED:
        Signup.objects.filter(pk=row.pk).update(stage=status)
        row.refresh_from_db()
        if (act, status) in TABLE:
            assert signups.move(row, act, by=by, at=at).stage == TABLE[act, status]
        else:
            with pytest.raises(signup_states.WrongSignupStatus):
                signups.move(row, act, by=by, at=at)
            row.refresh_from_db()
            assert row.stage == status


@pytest.mark.req("A07")
@pytest.mark.parametrize("act", list(Act))
def test_who_withdrew_can_do_nothing_but_sign_up_again(act):
    allowed = {act for act, status in TABLE if status == Status.WITHDRAWN}
    assert allowed == {Act.SIGN_UP}
    if act not in allowed:
        with pytest.raises(signup_states.WrongSignupStatus):
            signup_states.target(act, Status.WITHDRAWN)


@pytest.mark.req("A08")
@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"wants_to_drive": False}, "signup_role_needed"),
        ({"experience": "champion"}, "unknown_choice"),
        ({"stint_minutes_most": 5}, "out_of_range"),
        ({"note": "x" * 1001}, "too_long"),
    ],
)
def test_what_cannot_be_is_refused_and_no_place_is_taken(values, code, race, sign_up):
    with pytest.raises(Refusal) as refused:
        sign_up(**values)
    assert (refused.value.code, race.pool.places.count(), Signup.objects.count()) == (code, 0, 0)


@pytest.mark.req("A08")
def test_cars_are_of_the_race_and_two_different_ones(race, sign_up, make_row, make_car):
    own, other = make_car("m4"), make_car("m6", of=make_row("simulators", slug="acc", name="ACC"))
    with pytest.raises(signups.CarNotInRace):
        sign_up(preferred_car=other)
    with pytest.raises(signups.BackupIsTheSame):
        sign_up(preferred_car=own, backup_car=own)


@pytest.mark.req("A06")
def test_what_else_is_required_is_agreed_to(race, sign_up, by, at):
    races.change(race, requirement="Voice chat", by=by, at=at)
    with pytest.raises(signups.AgreementNeeded):
        sign_up()
    assert sign_up(has_agreed=True).has_agreed


@pytest.mark.req("A08", "Q23")
def test_windows_that_touch_are_one_across_midnight_and_lie_in_the_slots(slot):
    begins, hour = slot.starts_at, timedelta(hours=1)
    said = [(begins + hour, begins + 2 * hour), (begins, begins + hour), (begins + 5 * hour, begins + 9 * hour)]
    bounds = [(slot.starts_at, slot.ends_at)]
    assert availability.within(said, bounds) == [(begins, begins + 2 * hour), (begins + 5 * hour, slot.ends_at)]
    with pytest.raises(availability.WindowWrongWayRound):
        availability.merged([(begins, begins)])
    assert len(availability.cells(bounds)) == 12


@pytest.mark.req("A08")
def test_spans_without_others_are_what_is_left_on_either_side(at):
    hours = [at + timedelta(hours=one) for one in range(8)]
    cut = [(hours[1], hours[2]), (hours[4], hours[6])]
    assert availability.without([(hours[0], hours[3]), (hours[5], hours[7])], cut) == [
        (hours[0], hours[1]),
        (hours[2], hours[3]),
        (hours[6], hours[7]),
    ]
    assert (availability.without(cut, cut), availability.without(cut, [])) == ([], cut)


def test_coverage_counts_who_can_through_all_of_each_cell(race, slot, sign_up):
    begins = slot.starts_at
    sign_up(drive=[(begins, begins + timedelta(minutes=45))], spot=[(begins, slot.ends_at)])
    counted = [(part.drive, part.spot) for part in signups.coverage(race)]
    assert counted == [(1, 1), *[(0, 1)] * 11]


@pytest.mark.req("P02", "A07")
def test_of_a_guest_who_has_an_account_the_place_outweighs_the_interest(race, driver, by, at):
    guest = factories.guest()
    place = places.add(race.pool, guest, by=by, at=at)
    signups.note_interest(race, driver, by=factories.actor(driver), at=at)
    with transaction.atomic():
        merging.merge(guest, into=driver, by=factories.actor(driver), at=at)
    assert [(row.person, row.place) for row in Signup.objects.all()] == [(driver, place)]


@pytest.mark.req("P09", "Q17")
def test_who_is_erased_leaves_their_place_but_nothing_they_said(race, slot, sign_up, driver, at):
    sign_up(note="Call me", drive=[(slot.starts_at, slot.ends_at)])
    erasure.erase(driver, by=factories.actor(driver), at=at)
    assert (Signup.objects.count(), AvailabilityWindow.objects.count(), race.pool.places.count()) == (0, 0, 1)
