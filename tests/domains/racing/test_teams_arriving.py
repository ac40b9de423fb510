"""Teams out of a simulator's file: made, renamed and filled by invitation, and the same again changes nothing."""

from datetime import timedelta

import pytest

from lineup.core.clubs import memberships, permissions
from lineup.core.outbox.models import Message
from lineup.domains.racing import profiles, team_invitations, team_members, teams, teams_arriving
from lineup.domains.racing.models import Team, TeamInvitation, TeamMember
from lineup.domains.racing.result_files.shape import Source
from lineup.domains.racing.result_files.team_names import NamedTeam
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("A02"), pytest.mark.req("A09")]
NORTH = NamedTeam("-501", "North Wind", "BMW M4", ("482913", "70", "71"))
SOUTH = NamedTeam("-502", "South Wall", "", ("72",))


@pytest.fixture
def club(organiser, at):
    return factories.club("Endurance", owner=organiser, at=at)


@pytest.fixture
def dana(club, driver, profile, by, at):
    """A member whose profile everybody may see."""
    memberships.admit(club, driver, role="member", by=by, at=at)
    profiles.change(profile, is_public=True, by=factories.actor(driver), at=at)
    return driver


def bring(club, by, at, *named, chosen=("-501", "-502")):
    return teams_arriving.bring(club, Source.IRACING, named or (NORTH, SOUTH), chosen=chosen, by=by, at=at)


def told(found):
    return [(one.state.value, [person.name for person in one.invited], one.asked, one.unknown) for one in found]


def test_ticked_teams_are_made_and_members_who_drove_invited_and_again_nothing_changes(club, dana, by, at):
    foreseen = teams_arriving.foresee(club, Source.IRACING, (NORTH, SOUTH), by=by)
    assert told(foreseen) == [("new", ["Dana"], 0, 2), ("new", [], 0, 1)]
    assert ([one.is_ours for one in foreseen], Team.objects.count()) == ([True, False], 0)
    found = bring(club, by, at, chosen=("-501",))
    assert ([one.is_done for one in found], told(found)) == ([True, False], told(foreseen))
    team = Team.objects.get()
    assert (team.name, team.club, team.external_id, team.kind) == ("North Wind", club, "-501", "imported")
    assert (TeamMember.objects.count(), TeamInvitation.objects.get().email) == (0, dana.email)
    again = bring(club, by, at + timedelta(days=30), chosen=("-501",))
    assert told(again) == [("stands", [], 1, 2), ("new", [], 0, 1)]
    assert [one.is_done for one in again] == [False, False]
    assert (Team.objects.count(), TeamInvitation.objects.count()) == (1, 1)
    assert Message.objects.filter(topic="notice", payload__kind=team_invitations.TOLD).count() == 1


def test_a_team_that_is_here_is_renamed_whichever_way_its_id_is_written(club, dana, simulator, by, at):
    team = teams.create(name="Old name", club=club, simulator=simulator, external_id="501", by=by, at=at)
    team_members.admit(team, dana, role="driver", by=by, at=at)
    (one,) = bring(club, by, at, NORTH)
    assert (one.state, one.before, one.asked, one.invited) == ("renamed", "Old name", 1, ())
    renamed = Team.objects.get()
    assert (renamed.name, renamed.external_id, renamed.slug) == ("North Wind", "501", team.slug)
    teams.discard(renamed, by=by, at=at)
    (one,) = bring(club, by, at, NORTH)
    assert (one.state, one.reason) == ("refused", str(teams_arriving.InTheBin()))


def test_a_team_of_somebody_else_is_neither_told_nor_changed(club, dana, simulator, by, at):
    owner = factories.member("Otto")
    other = factories.club("Other", owner=owner, at=at)
    theirs = teams.create(
        name="Theirs",
        club=other,
        is_public=False,
        simulator=simulator,
        external_id="-501",
        by=factories.actor(owner),
        at=at,
    )
    one, two = bring(club, by, at)
    assert (one.state, one.team, one.before, one.invited, one.is_done) == ("refused", None, "", (), False)
    assert one.reason == str(teams.ImportedAlready())
    assert (two.state, two.is_done) == ("new", True)
    theirs.refresh_from_db()
    assert (theirs.name, theirs.club, TeamInvitation.objects.count()) == ("Theirs", other, 0)


def test_hidden_profiles_strangers_and_those_who_said_no_are_not_invited(club, dana, simulator, by, at):
    stranger, shy = factories.member("Sten"), factories.member("Shy")
    memberships.admit(club, shy, role="member", by=by, at=at)
    for person, pk, is_public in ((stranger, "70", True), (shy, "71", False)):
        profiles.add(
            person, simulator, platform_id=pk, name="X", is_public=is_public, by=factories.actor(person), at=at
        )
    assert told(bring(club, by, at, NORTH)) == [("new", ["Dana"], 0, 2)]
    team_invitations.decline(TeamInvitation.objects.get(), by=factories.actor(dana), at=at)
    assert told(bring(club, by, at, NORTH)) == [("stands", [], 1, 2)]


def test_who_may_not_know_addresses_makes_teams_and_invites_nobody(club, dana, simulator, by, at):
    manager, member = factories.member("Mara"), factories.member("Mel")
    memberships.admit(club, manager, role="event_manager", by=by, at=at)
    memberships.admit(club, member, role="member", by=by, at=at)
    assert told(bring(club, factories.actor(manager), at, NORTH)) == [("new", [], 0, 3)]
    assert (Team.objects.get().club, TeamInvitation.objects.count()) == (club, 0)
    with pytest.raises(permissions.NotAllowed):
        bring(club, factories.actor(member), at, SOUTH)


def test_a_file_of_many_teams_takes_no_more_queries(club, dana, by, django_assert_max_num_queries):
    many = [NamedTeam(f"-{pk}", f"Team {pk}", "", (str(pk),)) for pk in range(1, 101)]
    with django_assert_max_num_queries(10):
        found = teams_arriving.foresee(club, Source.IRACING, many, by=by)
    assert {one.state for one in found} == {teams_arriving.State.NEW}


def test_a_simulator_that_is_not_in_the_catalogue_is_named(club, by):
    with pytest.raises(teams_arriving.SimulatorNotKnown):
        teams_arriving.foresee(club, Source.IRACING, (NORTH,), by=by)
