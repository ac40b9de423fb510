"""SimLane's data comes over once, with nobody told, and a report of what stays behind."""

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management import CommandError, call_command

from lineup.core.carrying.records import NotADump
from lineup.core.clubs.models import Club, Membership
from lineup.core.foundation.inputs import UnknownTimeZone
from lineup.core.outbox.models import Message
from lineup.domains.racing import signups
from lineup.domains.racing.models import Race, RaceEntry, Rating, Signup, SimProfile, Team, TeamMember
from lineup.domains.racing.simlane import carrying
from tests.support import factories, simlane

pytestmark = [pytest.mark.req("A15")]


def everything():
    """All rows of all tables of ours, as text."""
    models = [model for app in apps.get_app_configs() if app.name.startswith("lineup.") for model in app.get_models()]
    return {
        model._meta.label: sorted(serializers.serialize("json", [row]) for row in model._base_manager.all())
        for model in models
    }


def test_what_was_there_is_here(carry):
    report = carry(*simlane.world())
    assert report.left == []
    club = Club.objects.get()
    assert (club.name, club.website, club.is_public) == ("Blue Racing", "https://blue.example", True)
    assert set(Membership.objects.values_list("person__name", "role")) == {
        ("Olga", "owner"),
        ("Olaf", "admin"),
        ("Mona", "event_manager"),
        ("Dana", "member"),
    }
    race = Race.objects.select_related("event__offering", "pool").get()
    offering = race.event.offering
    assert (offering.title, offering.club, offering.state, offering.visibility, offering.source) == (
        "6 h of Spa", club, "published", "club_only", "club")  # fmt: skip
    assert (race.minutes, race.is_team_race, str(race.layout)) == (360, True, "Spa · Endurance")
    assert (race.pool.closes_at.isoformat(), race.slots.get().starts_at.hour) == ("2027-06-01T00:00:00+00:00", 12)
    profile = SimProfile.objects.select_related("person").get()
    assert (profile.person.name, profile.platform_id, profile.name) == ("Dana", "482913", "Dana D")
    assert list(Rating.objects.values_list("skill", "discipline")) == [(2512, "sports_car")]


def test_as_many_are_made_as_there_were(carry):
    rows = simlane.world()
    report = carry(*rows)
    said = [row["model"].rsplit(".", 1)[1] for row in rows]
    assert dict(report.made) == {model: said.count(model) for model in set(said) - set(carrying.ASIDE)}


def test_teams_come_in_their_four_kinds_and_members_in_their_seven_roles(carry):
    carry(*simlane.world())
    assert {team.name: team.kind for team in Team.objects.select_related("participant")} == {
        "Alpha": "club",
        "Olafs": "user",
        "Spare": "imported",
        "Weekend": "temporary",
    }
    imported = Team.objects.get(external_id="-77")
    assert (imported.simulator.name, imported.owner.name) == ("iRacing", "Olaf")
    rows = TeamMember.objects.filter(team__participant__display_name="Olafs")
    assert dict(rows.values_list("person__name", "role")) == {
        "Olaf": "owner",
        "Mona": "manager",
        "Dana": "driver",
        "Rene": "reserve",
        "Enzo": "engineer",
        "Spike": "spotter",
        "Gaby": "guest",
    }


def test_participations_become_sign_ups_and_entries(carry):
    carry(*simlane.world())
    race = Race.objects.get()
    stood = {one.person.name: signups.status_of(one) for one in signups.of(race)}
    assert stood == {"Dana": "signed_up", "Rene": "confirmed", "Enzo": "entered"}
    entries = {one.name: one for one in RaceEntry.objects.select_related("participant", "car__car", "place")}
    assert {name: (one.status, one.number) for name, one in entries.items()} == {
        "Alpha": ("confirmed", "7"),
        "Weekend": ("submitted", ""),
    }
    alpha = entries["Alpha"]
    assert (str(alpha.car), alpha.place.state) == ("BMW M4", "confirmed")
    assert sorted(alpha.seats.values_list("signup__person__name", "role")) == [("Enzo", "driver"), ("Rene", "driver")]
    dana = Signup.objects.get(person__name="Dana")
    assert (dana.experience, dana.stint_minutes_most, str(dana.preferred_car)) == ("expert", 90, "BMW M4")
    assert [one.hour for one in dana.windows.values_list("starts_at", "ends_at").get()] == [12, 18]


def test_nobody_is_told_of_the_past(carry):
    carry(*simlane.world())
    assert list(Message.objects.filter(topic__in=["notice", "fan-out", "mail"])) == []


def test_a_second_run_changes_nothing(carry):
    first = carry(*simlane.world())
    before = everything()
    again = carry(*simlane.world())
    assert everything() == before
    assert (sum(again.made.values()), dict(again.known), again.left) == (0, dict(first.made), [])


def test_a_later_run_brings_what_is_new(carry):
    carry(*simlane.world())
    report = carry(*simlane.world(), simlane.participation("spike", "signed_up", user="spike"))
    assert dict(report.made) == {"eventparticipation": 1}


def test_what_was_left_comes_once_the_catalogue_has_it(carry, make_car):
    rows = [
        *simlane.world(),
        simlane.record("carmodel", "m2", name="M2", manufacturer="BMW"),
        simlane.record("simcar", "m2", simulator="ir", car_model="m2", sim_api_id="x"),
    ]
    assert carry(*rows).left == [("simcar", "m2", "the catalogue has no “BMW M2”: add it there, and run again")]
    make_car("m2")
    assert dict(carry(*rows).made) == {"simcar": 1}


def test_a_dry_run_says_the_same_and_keeps_nothing(carry):
    rows = [*simlane.world(), simlane.participation("x", "odd", user="gaby")]
    before = everything()
    tried = carry(*rows, dry_run=True)
    assert everything() == before
    real = carry(*rows)
    assert (tried.made, tried.left, tried.notes) == (real.made, real.left, real.notes)


def test_a_club_of_here_stands_for_the_dump_s(carry, by, at):
    club = factories.club("Blue", owner=by.person, at=at)
    report = carry(*simlane.world(), club=club)
    assert (report.left, Club.objects.get(), Race.objects.get().event.offering.club) == ([], club, club)


def test_of_several_clubs_the_chosen_one_is_carried(carry, by, at):
    club = factories.club("Blue Racing", owner=by.person, at=at)
    rows = [*simlane.world(), simlane.record("club", "red", name="Red", slug="red"), simlane.team("ruby", club="red")]
    assert carry(*rows, club=club).left == [
        ("club", "red", "only “Blue Racing” is carried over; leave --club out to carry every club"),
        ("team", "ruby", "it belongs to club red, which was left behind"),
    ]


def test_who_has_an_account_here_is_that_person(carry):
    dana = factories.member("Dana of here", email="DANA@example.org")
    carry(*simlane.world())
    assert SimProfile.objects.get().person == dana


def test_a_file_that_is_no_dump_and_a_clock_that_is_none_are_refused(by, at):
    with pytest.raises(NotADump):
        carrying.carry(b"{}", source="simlane", by=by, at=at)
    with pytest.raises(UnknownTimeZone):
        carrying.carry(b"[]", source="simlane", zone="Mars/Base", by=by, at=at)


def test_the_command_tells_what_became_of_each(carry, tmp_path, capsys):
    file = tmp_path / "dump.json"
    file.write_bytes(simlane.dumped(*simlane.world(), simlane.record("laptime", 1, lap_time_ms=1)))
    call_command("import_simlane", str(file), by="olga@example.org", dry_run=True)
    assert capsys.readouterr().out.splitlines()[-1] == "A dry run: nothing was kept."
    assert Race.objects.count() == 0
    call_command("import_simlane", str(file), by="olga@example.org")
    said = capsys.readouterr().out.splitlines()
    assert "teammember                  7 made      0 known      0 left" in said
    why = "lap times of iRacing are wrong there by a factor of ten: read the results themselves"
    assert said[-2:] == [f"left: laptime 1: {why}", "Done."]
    with pytest.raises(CommandError):
        call_command("import_simlane", str(file), by="olga@example.org", club="nowhere")
    with pytest.raises(CommandError):
        call_command("import_simlane", str(tmp_path / "none.json"), by="olga@example.org")
