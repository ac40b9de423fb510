"""A team race as people meet it: a driver on a phone, a manager who forms teams, friends of their own, a stint plan."""

import pytest
from django.urls import reverse

from lineup.core.foundation import clock
from lineup.core.outbox.models import Message
from lineup.domains.racing import (
    apart,
    forming,
    proposals,
    seats,
    signups,
    slots,
    stint_searching,
)
from lineup.domains.racing.formation import proposing
from lineup.domains.racing.formation.answers import Limits
from lineup.domains.racing.models import RaceEntry, Signup, StintPlan
from tests.support import crews, factories, outbox, searching

pytestmark = [pytest.mark.slow, pytest.mark.req("Q29")]


@pytest.fixture(autouse=True)
def searched_in_this_process(monkeypatch):
    monkeypatch.setattr(apart, "plan", searching.plan)
    monkeypatch.setattr(
        apart, "propose", lambda club, limits, watch: proposing.propose(club, Limits(1, limits.seed, 50), watch)
    )


@pytest.fixture
def olga(transactional_db):
    return factories.member("Olga Petrova")


def _path(race, room, **keys):
    return reverse(f"racing:{room}", kwargs={"slug": race.event.offering.slug, **keys})


def _signed_up(race, *names):
    """Let people of these names sign up, who can drive all of the race."""
    slot, at, found = slots.of(race)[0], clock.now(), []
    for name in names:
        person = factories.member(name)
        hours = [(slot.starts_at, slot.ends_at)]
        found.append(signups.sign_up(race, person, by=factories.actor(person), at=at, drive=hours, spot=hours))
    return found


@pytest.mark.req("A08", "A10")
def test_a_driver_on_a_phone_says_when_they_can_and_puts_it_right(walk, olga):
    race, ada = crews.race(olga), factories.member("Ada Ross")
    driver = walk(ada, width=390, height=844)
    driver.open(_path(race, "race"))
    driver.press("Sign up as a driver")
    driver.page.get_by_role("button", name="Drive: all or none").click()
    driver.press("Sign up as a driver")
    driver.sees("You are signed up", "Signed up")
    signup = Signup.objects.get()
    assert [one.use for one in signup.windows.all()] == ["drive"]
    whole = signup.windows.get()

    driver.open(_path(race, "race"))
    driver.press("What you said")
    driver.page.get_by_role("checkbox", name="Drive,").first.uncheck()
    driver.press("Save")
    driver.sees("You are signed up")
    shorter = signup.windows.get()
    assert (shorter.starts_at > whole.starts_at, shorter.ends_at) == (True, whole.ends_at)


@pytest.mark.req("A10", "A14")
def test_a_manager_goes_from_who_signed_up_to_published_line_ups_and_drivers_are_told(walk, olga):
    race = crews.race(olga)
    drivers = _signed_up(race, "Ada Ross", "Ben Oke", "Cem Ay", "Dia Roy")
    manager = walk(olga)
    manager.open(_path(race, "sign-ups"))
    manager.sees("Ada Ross", "Dia Roy")
    manager.open(_path(race, "race-desk"))
    manager.press("Form teams")
    manager.page.locator("[name=teams_count]").fill("2")
    manager.press("Propose teams")
    manager.sees("Teams are being searched")
    forming.go_on(Message.objects.get(topic=proposals.TOPIC), at=clock.now())
    manager.page.reload()
    manager.press("Publish: enter these teams")
    manager.sees_heading("Entries")
    found = RaceEntry.objects.filter(race=race)
    assert sorted((row.status, row.number, row.seats.count()) for row in found) == [
        ("confirmed", "1", 2),
        ("confirmed", "2", 2),
    ]
    outbox.drain()
    told = walk(drivers[0].person, width=390, height=844)
    told.open("/notices")
    told.sees("You race at 6 h of Spa", "Team 1 is confirmed")


@pytest.mark.req("A07")
def test_somebody_enters_with_friends_of_their_own(walk, olga):
    race, mona = crews.race(olga), factories.member("Mona Berg")
    _signed_up(race, "Finn Aho")
    friend = Signup.objects.get().person
    walker = walk(mona)
    walker.open("/racing/teams")
    walker.press("New team")
    walker.page.locator("[name=name]").fill("Two of Us")
    walker.press("Save")
    walker.sees_heading("Two of Us")
    walker.page.locator("[name=email]").fill(friend.account.email)
    walker.press("Send the invitation")
    there = walk(friend, width=390, height=844)
    outbox.drain()
    there.open("/notices")
    there.press("Look at it")
    there.press("Join the team")
    there.sees_heading("Two of Us")

    walker.open(_path(race, "race"))
    walker.press("Enter")
    walker.press("Enter")
    walker.page.get_by_label("Role, Finn Aho").select_option("driver")
    walker.press("Save the line-up")
    walker.press("Send it in")
    walker.sees("Sent in")
    entry = RaceEntry.objects.get()
    assert (entry.participant.display_name, [row.signup.person for row in seats.of(entry)]) == ("Two of Us", [friend])


def _planned(manager, entry):
    """Have a plan found, on its page."""
    manager.open(_path(entry.race, "plan", pk=entry.pk))
    manager.page.locator("[name=litres_per_lap]").fill("3.2")
    manager.press("Search for a plan")
    manager.sees("The plan is being searched for")
    stint_searching.search(Message.objects.get(topic=stint_searching.TOPIC), at=clock.now())
    manager.page.reload()
    manager.sees("Proved: no plan is better")


@pytest.mark.req("A12")
def test_a_stint_is_dragged_to_another_driver_and_saved_as_a_new_version(walk, olga):
    mona = factories.member("Mona Berg")
    entry = crews.entered(mona, ("Ann Lee", "Ben Oke"), organiser=olga)
    manager = walk(mona)
    _planned(manager, entry)
    first = StintPlan.objects.get().stints.get(number=1)
    other = next(seat.signup for seat in seats.of(entry) if seat.signup_id != first.driver_id)
    bar = manager.page.locator("[data-stint='1']")
    row = manager.page.locator(f"[data-driver='{other.pk}']")
    manager.page.get_by_text("Stints were moved").wait_for(state="hidden")
    here, there = bar.bounding_box(), row.bounding_box()
    manager.page.mouse.move(here["x"] + 10, here["y"] + here["height"] / 2)
    manager.page.mouse.down()
    manager.page.mouse.move(here["x"] + 14, there["y"] + there["height"] / 2, steps=5)
    manager.page.mouse.up()
    manager.sees("Stints were moved")
    # back by the form, which moves the bar, and there again
    choice = manager.page.locator("select[name=driver-1]")
    assert choice.input_value() == str(other.pk)
    choice.select_option(str(first.driver_id), force=True)
    manager.page.get_by_text("Stints were moved").wait_for(state="hidden")
    choice.select_option(str(other.pk), force=True)
    manager.page.get_by_role("button", name="Save as a new version").first.click()
    manager.sees("Saved as version 2.")
    assert StintPlan.objects.get(version=2).stints.get(number=1).driver_id == other.pk


@pytest.mark.req("A12")
def test_a_team_manager_plans_stints_and_a_driver_reads_theirs_on_a_phone(walk, olga):
    mona = factories.member("Mona Berg")
    entry = crews.entered(mona, ("Ann Lee", "Ben Oke"), organiser=olga)
    manager = walk(mona)
    manager.open(_path(entry.race, "entry", pk=entry.pk))
    manager.press("Stint plan")
    manager.sees("No plan yet")
    _planned(manager, entry)
    manager.press("Let this plan stand")
    manager.sees("It stands")

    ann = seats.of(entry)[0].signup.person
    driver = walk(ann, width=390, height=844)
    driver.open(_path(entry.race, "plan", pk=entry.pk))
    driver.sees("It stands", "My stints for my calendar")
    driver.misses("Propose a plan")
    assert StintPlan.objects.get().is_current
