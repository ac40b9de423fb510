"""Dumps of before the one model of participation: club events, sign-ups, allocations, entries and availability."""

import pytest

from lineup.domains.racing import signups
from lineup.domains.racing.models import EntrySeat, Race, RaceEntry, Signup
from tests.support import simlane

pytestmark = [pytest.mark.req("A15")]


@pytest.fixture
def start():
    return [*simlane.users(), *simlane.catalogue(), *simlane.club(), *simlane.event(), simlane.team()]


def old():
    """A club's event with two sign-ups, allocated to a team."""
    names = ("dana", "spike")
    return [
        simlane.record("clubevent", 1, club="blue", base_event="spa", title="Spa", signup_deadline="2027-06-01"),
        simlane.record("eventsignup", "dana", club_event=1, user="dana", assigned_team="alpha", preferred_cars=["car"],
                       experience_level="beginner", preferred_instances=["spa"]),
        simlane.record("eventsignup", "spike", club_event=1, user="spike", can_drive=False, can_spot=True),
        simlane.record("eventsignup", "rene", club_event=1, user="rene", notes="Nights", availability_notes="Late"),
        simlane.record("teamallocation", 1, club_event=1, team="alpha", assigned_sim_car="car"),
        *(simlane.record("teamallocationmember", name, team_allocation=1, event_signup=name,
                         role={"spike": "spotter"}.get(name, "driver")) for name in names),
        simlane.record("eventsignupavailability", 1, signup="rene", event_instance="spa", available=True),
        simlane.record("eventsignupavailability", 2, signup="spike", event_instance="spa", available=False),
    ]  # fmt: skip


def test_sign_ups_of_a_club_s_event_become_participations(carry, start):
    rows = [*start, *old()]
    assert carry(*rows).left == []
    race = Race.objects.select_related("event__offering", "pool").get()
    assert {one.person.name: signups.status_of(one).value for one in signups.of(race)} == {
        "Dana": "team_assigned",
        "Spike": "team_assigned",
        "Rene": "signed_up",
    }
    entry = RaceEntry.objects.select_related("car__car").get()
    assert (entry.status, str(entry.car), race.pool.closes_at.day) == ("pending", "BMW M4", 1)
    seats = EntrySeat.objects.values_list("signup__person__name", "role").order_by("role")
    assert list(seats) == [("Dana", "driver"), ("Spike", "spotter")]
    found = {one.person.name: one for one in Signup.objects.select_related("person")}
    assert {name: one.slots.count() for name, one in found.items()} == {"Dana": 1, "Spike": 0, "Rene": 1}
    assert found["Rene"].note == "Nights\n\nLate"
    spike = found["Spike"]
    assert (spike.wants_to_drive, spike.wants_to_spot) == (False, True)
    again = carry(*rows)
    assert (sum(again.made.values()), again.left) == (0, [])


def test_a_sign_up_that_became_a_participation_is_told_once(carry, start):
    report = carry(*start, *old(), simlane.participation("dana", "signed_up", user="dana"))
    why = "Dana takes part in this race already, as it is told elsewhere"
    assert ("eventsignup", "dana", why) in report.left
    assert Signup.objects.filter(person__name="Dana").count() == 1


@pytest.mark.parametrize(("status", "expected"), [("SCHEDULED", "confirmed"), ("COMPLETED", "raced")])
def test_entries_stand_as_their_event_does(status, expected, carry):
    rows = [*simlane.users(), *simlane.catalogue(), *simlane.club(), *simlane.event(status=status), simlane.team()]
    entry = simlane.record("evententry", 1, event="spa", team="alpha", user="dana", sim_car="car", event_class="spa")
    available = simlane.record("driveravailability", 1, event_entry=1, user="dana", instance="spa", available=True)
    report = carry(*rows, entry, available)
    found = RaceEntry.objects.select_related("participant").get()
    assert (report.left, found.name, found.status, found.seats.count()) == ([], "Alpha", expected, 1)
    assert Signup.objects.get().slots.count() == 1


def test_an_entry_of_a_driver_alone_is_theirs_where_each_drives_alone(carry):
    rows = [*simlane.users(), *simlane.catalogue(), *simlane.club(), *simlane.event(is_team_event=False)]
    carry(*rows, simlane.record("evententry", 1, event="spa", user="dana", sim_car="car"))
    assert RaceEntry.objects.select_related("participant").get().name == "Dana"
