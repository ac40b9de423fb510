"""What the older system let be wrong is decided in one way, and reported."""

import pytest

from lineup.domains.racing.models import Race, RaceEntry, SimProfile, Team, TeamMember
from tests.support import simlane
from tests.support.simlane import participation, record

pytestmark = [pytest.mark.req("A15")]

START = [*simlane.users(), *simlane.catalogue(), *simlane.club(), *simlane.event(), simlane.team()]
BOTH = "both a person and a team: the person signed up, and sits in the team's entry"
LINK = "a link opens where it was made alone: invite, or ask, here anew"

# what is left, and why
LEFT = {
    "who takes part is not said": (
        [participation("x", "signed_up")],
        ["it says neither who takes part, nor which team"],
    ),
    "who takes part is not there": (
        [participation("x", "signed_up", user="gone")],
        ["it belongs to user gone, which was left behind"],
    ),
    "an unknown status": ([participation("x", "odd", user="dana")], ["there is no status “odd”"]),
    "the same person twice": (
        [participation("x", "signed_up", user="dana"), participation("y", "confirmed", user="dana")],
        ["Dana takes part in this race already, as it is told elsewhere"],
    ),
    "the same record twice": (
        [participation("x", "signed_up", user="dana"), participation("x", "signed_up", user="rene")],
        ["there are several records with this id: the first one holds"],
    ),
    "a user without an address": ([record("user", "x", username="x")], ["it has no e-mail address"]),
    "a user with no address at all": (
        [record("user", "x", username="x", email="nonsense")],
        ["Enter an e-mail address like name@example.org, so that we can send you the link."],
    ),
    "an unknown role in a club": (
        [record("clubmember", "x", club="blue", user="gaby", role="king")],
        ["there is no role “king”"],
    ),
    "an unknown role in a team": (
        [record("teammember", "x", team="alpha", user="gaby", role="king")],
        ["there is no role “king”"],
    ),
    "a membership that ends before it begins": (
        [record("teammember", "x", team="alpha", user="gaby", valid_from=simlane.END, valid_until=simlane.START)],
        ["It must end after it begins; change one of the two."],
    ),
    "a team that nobody owns": (
        [simlane.team("x", club=None)],
        ["nobody owns it: neither a club, nor a person, nor a profile that somebody claimed"],
    ),
    "a race of which nothing says how long it is": (
        simlane.event("x")[:1],
        ["nothing says how long the race is: no session, and no instance that ends after it starts"],
    ),
    "a race in a simulator that is not there": (
        [record("simulator", "gt7", name="Gran Turismo"), *simlane.event("x", simulator="gt7")[:1]],
        [
            "the catalogue has no “Gran Turismo”: add it there, and run again",
            "it belongs to simulator gt7, which was left behind",
        ],
    ),
    "a slot twice": (
        [record("eventinstance", "x", event="spa", start_time=simlane.START, end_time=simlane.END)],
        ["There is a slot at this time already; choose another time."],
    ),
    "a class that the catalogue has not": (
        [record("eventclass", "x", event="spa", name="Karts")],
        ["the catalogue has no “Karts”: add it there, and run again"],
    ),
    "hours that end before they start": (
        [
            participation("x", "signed_up", user="dana"),
            record("availabilitywindow", "x", participation="x", start_time=simlane.END, end_time=simlane.START),
        ],
        ["it doesn't end after it starts"],
    ),
    "a profile without an id": (
        [record("simprofile", "x", user="dana", simulator="ir", profile_name="Dana")],
        ["it has no id of the simulator, by which its driver could be told apart"],
    ),
    "another club's sheet": (
        [
            record("club", "red", name="Red"),
            record("clubeventsignupsheet", "x", club="red", event="spa", title="Ours"),
        ],
        ["the race is not offered by this club here: who signed up there signs up to the race itself"],
    ),
    "an invitation": ([record("eventinvitation", "x", event="spa", status="pending")], [LINK]),
    "an invitation into a club": ([record("clubinvitation", "x", club="blue", email="x@example.org")], [LINK]),
    "an invitation that was accepted": (
        [record("eventsignupinvitation", "x", event="spa", status="accepted")],
        ["it was accepted: who came is carried over as a member or by their participation"],
    ),
    "an invitation that is over": ([record("eventinvitation", "x", event="spa", status="expired")], ["it is over"]),
    "a stint plan": (
        [record("stintassignment", "x", driver="dana")],
        ["stint plans are made here anew, from the entry's page"],
    ),
    "a model of which nobody knows": ([record("theme", "x")], ["nothing here corresponds to it"]),
}

# what is carried, and what is said of it
NOTED = {
    "a person and a team in one row": ([participation("x", "entered", user="dana", team="alpha")], [BOTH]),
    "two users with one address": (
        [record("user", "x", username="x", email="DANA@example.org")],
        ["another user has this address: both are one person here"],
    ),
    "a team with two owners": (
        [simlane.team("x", owner_user="dana")],
        ["both a club and a person own it: it is the club's, the person manages it"],
    ),
    "an owner of what is the club's": (
        [record("teammember", "x", team="alpha", user="dana", role="owner")],
        ["the team is somebody else's, or its club's: they manage it"],
    ),
    "a team for one event that is in none": (
        [simlane.team("x", is_temporary=True)],
        ["it was for one event, and is in none: it stays"],
    ),
    "an id in no simulator": (
        [simlane.team("x", external_team_id="12")],
        ["its id in a simulator names no simulator that is here: the id is left out"],
    ),
    "a team that was switched off": (
        [simlane.team("x", is_active=False)],
        ["it was switched off: it is kept, seen by its people alone"],
    ),
    "two organisers": (
        simlane.event("x", organising_user="dana"),
        ["both a club and a person organise it: it is the club's, the person presides"],
    ),
    "an event for the members of no club": (
        simlane.event("x", organising_club=None),
        ["it was for a club's members, and no club offers it: it is private now"],
    ),
    "an event that was cancelled": (
        simlane.event("x", status="CANCELLED"),
        ["it was cancelled: it is kept as a draft"],
    ),
    "an event without a time": (
        simlane.event("x")[:2],
        ["it has no time: it is kept as a draft"],
    ),
    "more drivers at least than at most": (
        simlane.event("x", min_drivers_per_entry=4, max_drivers_per_entry=2),
        ["it asked for more drivers at least than at most: neither is asked any more"],
    ),
    "a licence that is not there": (
        simlane.event("x", min_license_level="Pro 9"),
        ["it asked for the licence Pro 9, which its simulator has not here"],
    ),
    "requirements of its own": (
        simlane.event("x", entry_requirements={"laps": 10}),
        ["what else it required is a sentence now, to which drivers agree: nothing checks it"],
    ),
    "a car that does not race": (
        [participation("x", "signed_up", user="dana", preferred_car="car", backup_car="car")],
        ["its backup_car is no other car of “6 h of Spa”: it is left out"],
    ),
    "a number that is taken": (
        [
            participation("x", "entered", team="alpha", car_number="7"),
            simlane.team("beta"),
            participation("y", "entered", team="beta", car_number="7"),
        ],
        ["number 7 is taken, or none: it gets another"],
    ),
    "a website that is none": (
        [record("club", "x", name="X", website="javascript:alert(1)")],
        ["This is not a web address; it starts with https://."],
    ),
    "a name that is too long": ([simlane.team("x", name="x" * 130)], ["its name was cut to 120 characters"]),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "why"), LEFT.values(), ids=LEFT)
def test_what_can_not_be_carried_is_left_and_named(rows, why, carry):
    assert carry(*START).left == []
    report = carry(*START, *rows)
    assert [reason for _model, _pk, reason in report.left] == why


@pytest.mark.parametrize(("rows", "said"), NOTED.values(), ids=NOTED)
def test_what_can_be_carried_otherwise_is_and_said(rows, said, carry):
    report = carry(*START, *rows)
    assert ([note.partition(": ")[2] for note in report.notes], report.left) == (said, [])


def test_who_does_not_meet_the_requirements_stays_and_is_named(carry):
    rows = [*START[:-5], *simlane.event(min_skill_rating=2000), participation("x", "confirmed", user="dana")]
    report = carry(*rows)
    assert report.notes[0] == (
        "eventparticipation x: it is kept, although: This race asks for ratings: add your driver profile for iRacing, "
        "and say where you stand."
    )
    assert Race.objects.get().signups.count() == 1


def test_a_class_that_is_full_leaves_the_entry_behind(carry):
    rows = [*START[:-5], *simlane.event(), simlane.team(), simlane.team("beta")]
    for row in rows:
        if row["model"] == "sim.eventclass":
            row["fields"]["max_entries"] = 1
    report = carry(*rows, participation("x", "entered", team="alpha"), participation("y", "entered", team="beta"))
    assert [(model, pk) for model, pk, _why in report.left] == [("eventparticipation", "y")]
    assert RaceEntry.objects.count() == 1


def test_a_team_that_is_here_under_its_id_is_that_one(carry):
    first = simlane.team("x", external_team_id="12", simulator="ir")
    report = carry(*START, first, simlane.team("y", external_team_id="12", simulator="ir"))
    assert (report.left, Team.objects.filter(external_id="12").count()) == ([], 1)


def test_a_team_imported_with_a_profile_is_of_who_claimed_it(carry):
    profile = record("simprofile", "d", linked_user="dana", simulator="ir", profile_name="D", external_data_id="9")
    nobody = record("simprofile", "n", user=None, simulator="ir", profile_name="N", external_data_id="8")
    own = simlane.team("x", club=None, owner_sim_profile="d", external_team_id="12", simulator="ir")
    report = carry(*START, profile, nobody, own, simlane.team("y", club=None, owner_sim_profile="n"))
    assert Team.objects.get(external_id="12").owner.name == "Dana"
    assert [pk for _model, pk, _why in report.left] == ["y"]
    assert SimProfile.objects.get(platform_id="8").person is None


def test_members_keep_what_they_may_do_and_for_how_long(carry):
    fields = {"team": "alpha", "user": "dana", "role": "engineer", "can_manage_entries": True, "status": "suspended"}
    carry(*START, record("teammember", "x", **fields, valid_until=simlane.END))
    row = TeamMember.objects.get()
    assert (row.role, row.can_manage_entries, row.can_edit_team, row.status, row.valid_until.hour) == (
        "engineer", True, False, "suspended", 18)  # fmt: skip
