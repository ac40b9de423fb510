"""Each documented status of a participation, of both models, stands for one of here."""

import re
from pathlib import Path

import pytest

from lineup.core.outbox.models import Message
from lineup.domains.racing import signups
from lineup.domains.racing.models import Race, RaceEntry
from lineup.domains.racing.simlane import words
from tests.support import simlane

pytestmark = [pytest.mark.req("A15")]

# a status there, and with a team here: where the participation stands, and the entry it sits in
IN_A_TEAM = {
    "interested": ("interested", None),
    "registered": ("signed_up", None),
    "waitlist": ("waitlist", None),
    "withdrawn": ("withdrawn", None),
    "signed_up": ("signed_up", None),
    "team_formation": ("team_formation", None),
    "team_assigned": ("team_assigned", "pending"),
    "entry_pending": ("entry_pending", "submitted"),
    "entered": ("entered", "confirmed"),
    "confirmed": ("confirmed", "confirmed"),
    "participated": ("participated", "raced"),
    "disqualified": ("participated", "disqualified"),
}
ALONE = IN_A_TEAM | {"team_assigned": ("team_formation", None)}
# without a team, where drivers share a car
NOWHERE = {status: (stood, None) for status, (stood, _entry) in IN_A_TEAM.items()}
NOWHERE |= dict.fromkeys(("team_assigned", "entry_pending", "entered", "confirmed"), ("team_formation", None))
OF_TEAMS = {
    "interested": "pending",
    "registered": "pending",
    "waitlist": "submitted",
    "withdrawn": "withdrawn",
    "signed_up": "pending",
    "team_formation": "pending",
    "team_assigned": "pending",
    "entry_pending": "submitted",
    "entered": "confirmed",
    "confirmed": "confirmed",
    "participated": "raced",
    "disqualified": "disqualified",
}


def stood():
    race = Race.objects.select_related("event__offering").get()
    [signup] = signups.of(race)
    entry = RaceEntry.objects.filter(seats__signup=signup).first()
    return signups.status_of(signup).value, entry and entry.status


def start(**fields):
    return [*simlane.users(), *simlane.catalogue(), *simlane.club(), *simlane.event(**fields), simlane.team()]


def test_no_status_is_without_its_row():
    said = set(words.STAGES)
    assert (said, set(words.ENTRIES)) == (set(IN_A_TEAM), said)
    assert set(OF_TEAMS) == said


@pytest.mark.parametrize(("status", "expected"), IN_A_TEAM.items(), ids=IN_A_TEAM)
def test_a_driver_with_a_team_sits_in_its_entry(status, expected, carry):
    report = carry(*start(), simlane.participation("dana", status, user="dana", team="alpha", assigned_car="car"))
    assert (stood(), report.left) == (expected, [])
    assert list(Message.objects.filter(topic__in=["notice", "fan-out", "mail"])) == []


@pytest.mark.parametrize(("status", "expected"), ALONE.items(), ids=ALONE)
def test_a_driver_alone_has_an_entry_of_their_own(status, expected, carry):
    rows = [*start(is_team_event=False), simlane.participation("dana", status, user="dana", assigned_car="car")]
    report = carry(*rows)
    assert (stood(), report.left) == (expected, [])
    assert sum(carry(*rows).made.values()) == 0


@pytest.mark.parametrize(("status", "expected"), NOWHERE.items(), ids=NOWHERE)
def test_a_driver_whose_team_is_nowhere_waits_for_teams_to_be_formed(status, expected, carry):
    report = carry(*start(), simlane.participation("dana", status, user="dana"))
    assert stood() == expected
    moved = f"eventparticipation dana: it was “{status}” and is “team_formation”, as the entry it is in, or is in none"
    wanted = [moved] if expected[0] == "team_formation" != status else []
    assert (report.notes, report.left) == (wanted, [])


@pytest.mark.parametrize(("status", "expected"), OF_TEAMS.items(), ids=OF_TEAMS)
def test_a_team_s_own_row_is_its_entry(status, expected, carry):
    report = carry(*start(), simlane.participation("alpha", status, team="alpha", participation_type="team_entry"))
    assert (RaceEntry.objects.get().status, report.left) == (expected, [])


def test_a_team_s_own_row_holds_whatever_its_drivers_say(carry):
    own = simlane.participation("alpha", "withdrawn", team="alpha")
    report = carry(*start(), own, simlane.participation("dana", "confirmed", user="dana", team="alpha"))
    assert (stood(), RaceEntry.objects.get().status) == (("team_formation", None), "withdrawn")
    assert report.left == []


def test_of_several_drivers_who_came_furthest_says_where_their_entry_stands(carry):
    rows = [simlane.participation(who, said, user=who, team="alpha") for who, said in
            (("dana", "team_assigned"), ("rene", "participated"), ("enzo", "confirmed"))]  # fmt: skip
    report = carry(*start(), *rows)
    assert RaceEntry.objects.get().status == "raced"
    race = Race.objects.select_related("event__offering").get()
    assert {one.person.name: signups.status_of(one).value for one in signups.of(race)} == {
        "Dana": "entered",
        "Rene": "participated",
        "Enzo": "confirmed",
    }
    assert "eventparticipation dana: it was “team_assigned” and is “entered”, as the entry it is in, or is in none" in (
        report.notes
    )


def test_the_page_for_operators_names_them_all():
    page = Path("docs/operating/simlane.md").read_text()
    [table] = re.findall(r"^## Statuses\n(.*?)\n\n", page, flags=re.DOTALL | re.MULTILINE)
    first = [row.split("|")[1] for row in table.splitlines()[2:]]
    assert sorted(re.findall(r"`(\w+)`", " ".join(first))) == sorted(words.STAGES)
