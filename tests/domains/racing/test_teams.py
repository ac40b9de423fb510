"""Teams are a club's or a person's, are seen by whom they should, and keep their people by role, right and time."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lineup.core.clubs import memberships
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.notices.models import Notice
from lineup.core.outbox.models import Message
from lineup.core.people.models import Participant
from lineup.core.privacy import erasure
from lineup.domains.racing import purging, team_invitations, team_members, teams
from lineup.domains.racing.models import Role, Team, TeamInvitation, TeamMember
from tests.support import factories


@pytest.fixture
def club(organiser, at):
    return factories.club("Endurance", owner=organiser, at=at)


@pytest.fixture
def team(by, at):
    return teams.create(name="Scuderia", by=by, at=at)


@pytest.fixture
def dana(team, driver, by, at):
    return team_members.admit(team, driver, role="driver", by=by, at=at)


@pytest.mark.req("A02")
def test_a_team_is_of_its_maker_who_owns_it_or_of_a_club(club, team, organiser, by, at):
    assert (team.kind, team.owner, team.club, team.slug) == ("user", organiser, None, "scuderia")
    assert [(row.person, row.role, row.can_edit_team) for row in team_members.of(team)] == [(organiser, "owner", True)]
    of_club = teams.create(name="Scuderia", club=club, by=by, at=at)
    assert (of_club.kind, of_club.owner, of_club.club, of_club.members.count()) == ("club", None, club, 0)
    assert of_club.slug.startswith("scuderia-")
    assert Participant.objects.filter(kind="team", display_name="Scuderia").count() == 2


@pytest.mark.req("A02")
@pytest.mark.parametrize("both", [True, False])
def test_the_database_keeps_a_team_to_exactly_one_owner(both, club, team, organiser):
    owners = {"club": club, "owner": organiser} if both else {"club": None, "owner": None}
    with pytest.raises(IntegrityError), transaction.atomic():
        Team.objects.filter(pk=team.pk).update(**owners)


@pytest.mark.req("A02")
def test_a_team_is_imported_once_and_temporary_for_an_event(event, simulator, team, by, at):
    teams.change(team, simulator=simulator, external_id="-4711", by=by, at=at)
    assert (team.kind, teams.of_simulator(simulator, "-4711")) == ("imported", team)
    with pytest.raises(teams.ImportedAlready):
        teams.create(name="Again", simulator=simulator, external_id="-4711", by=by, at=at)
    with pytest.raises(teams.SimulatorOfTeamNeeded):
        teams.create(name="Nowhere", external_id="1", by=by, at=at)
    assert teams.create(name="For Spa", event=event, by=by, at=at).kind == "temporary"


@pytest.mark.req("A16")
def test_a_hidden_team_is_known_to_its_people_and_its_club_alone(club, by, at, driver):
    team = teams.create(name="Secret", club=club, is_public=False, by=by, at=at)
    stranger, member = factories.member(), factories.member()
    memberships.admit(club, member, role="member", by=by, at=at)
    for reader in (None, stranger, driver):
        with pytest.raises(Missing):
            teams.find_visible(reader, team.slug)
    row = team_members.admit(team, driver, role="driver", by=by, at=at)
    for reader in (member, driver, factories.admin()):
        assert teams.find_visible(reader, team.slug) == team
    team_members.change(row, status="suspended", by=by, at=at)
    with pytest.raises(Missing):
        teams.find_visible(driver, team.slug)


@pytest.mark.req("A16")
def test_who_is_in_a_team_is_shown_to_its_people_unless_it_shows_everybody(team, dana, driver, by, at):
    stranger = factories.member()
    assert [teams.sees_members(team, who, at=at) for who in (driver, stranger, None)] == [True, False, False]
    teams.change(team, shows_members=True, by=by, at=at)
    assert [teams.sees_members(team, who, at=at) for who in (stranger, None)] == [True, True]


@pytest.mark.req("A03")
def test_permissions_are_of_each_member_and_hold_while_the_membership_does(team, dana, driver, by, at):
    assert teams.held(team, driver, at=at) == frozenset()
    times = {"valid_from": at, "valid_until": at + timedelta(days=1)}
    team_members.change(dana, role="engineer", can_invite_members=True, by=by, at=at, **times)
    assert teams.held(team, driver, at=at) == {"can_invite_members"}
    assert [teams.held(team, driver, at=then) for then in (at - timedelta(1), times["valid_until"])] == [
        frozenset()
    ] * 2
    team_members.change(dana, status="inactive", by=by, at=at)
    assert teams.held(team, driver, at=at) == frozenset()
    with pytest.raises(teams.NotInThisTeam):
        teams.change(team, name="Mine", by=factories.actor(driver), at=at)


@pytest.mark.req("A03")
@pytest.mark.parametrize("role", [role for role in Role.values if role != "owner"])
def test_each_role_may_be_given_and_a_manager_may_everything_at_first(role, team, driver, by, at):
    row = team_members.admit(team, driver, role=role, by=by, at=at)
    assert (row.role, row.can_edit_team, row.can_manage_entries) == (role, role == "manager", role == "manager")


@pytest.mark.req("A03")
@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"role": "owner"}, "team_has_one_owner"),
        ({"role": "pilot"}, "unknown_choice"),
        ({"status": "gone"}, "unknown_choice"),
    ],
)
def test_what_is_no_part_in_a_team_is_refused(values, code, dana, by, at):
    with pytest.raises(Refusal) as refused:
        team_members.change(dana, by=by, at=at, **values)
    assert refused.value.code == code


@pytest.mark.req("A03")
def test_a_membership_ends_after_it_begins(dana, by, at):
    with pytest.raises(team_members.NeverValid):
        team_members.change(dana, valid_from=at, valid_until=at, by=by, at=at)


@pytest.mark.req("A02", "A03")
def test_a_team_is_handed_over_and_its_former_owner_stays_as_a_manager(team, dana, organiser, driver, by, at):
    with pytest.raises(team_members.OwnerOfTeamStays):
        team_members.remove(team_members.own(team, organiser), by=by, at=at)
    with pytest.raises(teams.NotInThisTeam):
        team_members.hand_over(dana, by=factories.actor(driver), at=at)
    assert team_members.hand_over(team_members.find(team, dana.pk), by=by, at=at).owner == driver
    roles = dict(TeamMember.objects.values_list("person__name", "role"))
    assert roles == {"Olga": "manager", "Dana": "owner"}


@pytest.mark.req("A09")
def test_an_invitation_is_told_accepted_once_and_brings_its_role(team, driver, by, at):
    asked = team_invitations.invite(team, email=driver.email, role="spotter", message="Come", by=by, at=at)
    assert Message.objects.filter(topic="notice", key__contains=str(asked.pk)).exists() or Notice.objects.exists()
    with pytest.raises(team_invitations.AnothersTeamInvitation):
        team_invitations.accept(asked, by=by, at=at)
    row = team_invitations.accept(asked, by=factories.actor(driver), at=at)
    assert (row.person, row.role) == (driver, "spotter")
    with pytest.raises(team_invitations.TeamInvitationOver):
        team_invitations.accept(asked, by=factories.actor(driver), at=at)


@pytest.mark.req("A09", "Q14")
def test_an_invitation_opens_by_its_latest_link_for_its_time(team, by, at):
    asked = team_invitations.invite(team, email="new@example.org", by=by, at=at)
    first, latest = team_invitations.mint_link(asked), team_invitations.mint_link(asked)
    assert team_invitations.find(latest, at=at) == asked
    assert latest not in str(TeamInvitation.objects.values().get())
    with pytest.raises(team_invitations.TeamInvitationUnknown):
        team_invitations.find(first, at=at)
    with pytest.raises(team_invitations.TeamInvitationOver):
        team_invitations.find(latest, at=at + team_invitations.LASTS)
    with pytest.raises(team_invitations.InvitedIntoTeamAlready):
        team_invitations.invite(team, email="NEW@example.org", by=by, at=at)
    later = team_invitations.invite(team, email="new@example.org", by=by, at=at + team_invitations.LASTS)
    team_invitations.revoke(later, by=by, at=at)
    with pytest.raises(team_invitations.TeamInvitationOver):
        team_invitations.decline(later, by=by, at=at)


@pytest.mark.req("P08")
def test_a_team_in_the_bin_is_nobody_s_to_see_comes_back_and_is_purged_in_time(team, organiser, by, at):
    teams.discard(team, by=by, at=at)
    with pytest.raises(Missing):
        teams.find_visible(organiser, team.slug)
    teams.restore(teams.find_binned(organiser, team.slug), by=by, at=at)
    assert teams.find_visible(None, team.slug) == team
    teams.discard(team, by=by, at=at)
    assert purging.purge_teams(before=at + timedelta(days=1), at=at) == 1
    assert (Team.objects.count(), Participant.objects.filter(kind="team").count()) == (0, 0)


@pytest.mark.req("P09", "Q17")
def test_who_is_erased_is_in_no_team_and_their_own_goes_to_the_bin(team, dana, driver, by, at):
    mine = teams.create(name="Dana's", by=factories.actor(driver), at=at)
    team_invitations.invite(team, email=driver.email, by=by, at=at)
    erasure.erase(driver, by=factories.actor(driver), at=at)
    assert not TeamMember.objects.filter(person=driver).exists()
    assert Team.objects.get(pk=mine.pk).binned_at == at
    assert driver.email not in str([*TeamInvitation.objects.values_list("email", "email_folded")])
