"""Teams on their pages: made, filled by invitation, looked after, left."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from lineup.core.foundation import clock
from lineup.domains.racing import team_invitations, team_members, teams
from lineup.domains.racing.models import Team, TeamInvitation, TeamMember
from lineup.interfaces.web.racing import teams as teams_pages
from tests.support import factories

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def olga(client):
    olga = factories.member("Olga")
    client.force_login(olga.account)
    return olga


@pytest.fixture
def team(olga):
    return teams.create(name="Scuderia Nord", by=factories.actor(olga), at=clock.now())


def _path(room, team, **key):
    return reverse(f"racing:{room}", kwargs={"slug": team.slug, **key})


def _picture():
    content = BytesIO()
    Image.new("RGB", (40, 30), "red").save(content, "PNG")
    return SimpleUploadedFile("logo.png", content.getvalue(), "image/png")


@pytest.mark.req("A02")
def test_a_team_is_made_with_a_logo_that_is_shown_to_whom_the_team_is(client, olga, own_folders):
    values = {"kept_by": "me", "name": "Scuderia Nord", "picture": _picture()}
    answer = client.post(reverse("racing:team-new"), values)
    team = Team.objects.get()
    assert answer.headers["Location"] == _path("team", team)
    assert team.logo.url in client.get(_path("team", team)).content.decode()
    assert b"".join(client.get(team.logo.url).streaming_content).startswith(b"RIFF")
    assert Client().get(team.logo.url).status_code == 404
    client.post(_path("team-edit", team), {"name": "Scuderia Sud", "is_public": "on", "no_picture": "on"})
    team.refresh_from_db()
    assert (team.name, team.logo.name, team.is_public) == ("Scuderia Sud", "", True)


@pytest.mark.req("A09")
def test_somebody_is_invited_opens_the_link_signs_in_and_comes_in(client, team):
    dana = factories.member("Dana")
    client.post(_path("team-invitations", team), {"email": dana.email, "role": "driver"})
    asked = TeamInvitation.objects.get()
    theirs = Client()
    shown = theirs.get(reverse("racing:team-link", args=[team_invitations.mint_link(asked)])).content.decode()
    assert "Scuderia Nord" in shown
    assert reverse("racing:team-invitation", args=[asked.pk]) in shown
    theirs.force_login(dana.account)
    assert "Join the team" in theirs.get(reverse("racing:team-invitation", args=[asked.pk])).content.decode()
    theirs.post(reverse("racing:team-invitation-acceptance", args=[asked.pk]))
    assert "Dana" in theirs.get(_path("team", team)).content.decode()
    theirs.post(_path("team-member-removal", team, pk=team_members.own(team, dana).pk))
    assert TeamMember.objects.count() == 1


@pytest.mark.req("A09")
def test_an_invitation_is_turned_down_by_its_link_without_an_account(client, team):
    client.post(_path("team-invitations", team), {"email": "new@example.org", "role": "driver"})
    asked = TeamInvitation.objects.get()
    Client().post(reverse("racing:team-link-refusal", args=[team_invitations.mint_link(asked)]))
    asked.refresh_from_db()
    assert asked.declined_at is not None


@pytest.mark.req("A03")
def test_a_member_is_given_a_role_permissions_and_a_time(client, olga, team):
    dana = factories.member("Dana")
    row = team_members.admit(team, dana, role="driver", by=factories.actor(olga), at=clock.now())
    page = _path("team-member", team, pk=row.pk)
    values = {"role": "engineer", "can_manage_entries": "on", "status": "active"}
    late = {"valid_until_0": "2020-01-01", "valid_until_1": "10:00"}
    assert client.post(page, {**values, **late}).status_code == 302
    row.refresh_from_db()
    assert (row.role, row.can_manage_entries, row.can_edit_team) == ("engineer", True, False)
    assert "not now" in client.get(_path("team", team)).content.decode()
    client.post(_path("team-ownership", team, pk=row.pk))
    team.refresh_from_db()
    assert team.owner == dana


@pytest.mark.req("A16")
def test_who_is_in_a_team_is_not_told_to_strangers_unless_it_says_so(client, olga, team):
    team_members.admit(team, factories.member("Dana Q"), role="driver", by=factories.actor(olga), at=clock.now())
    assert "Dana Q" not in Client().get(_path("team", team)).content.decode()
    teams.change(team, shows_members=True, by=factories.actor(olga), at=clock.now())
    assert "Dana Q" in Client().get(_path("team", team)).content.decode()


def test_ones_own_teams_are_paged(client, olga):
    named = [f"Team {number:02}" for number in range(teams_pages.PAGE + 1)]
    for name in named:
        teams.create(name=name, by=factories.actor(olga), at=clock.now())
    first = client.get(reverse("racing:teams")).context["own"]
    address = f"{reverse('racing:teams')}?own={first.next}"
    assert address.partition("?")[2] in client.get(reverse("racing:teams")).content.decode()
    second = client.get(address).context["own"]
    assert [team.name for page in (first, second) for team in page.items] == named
    assert second.next is None
    assert client.get(reverse("racing:teams"), {"own": "x"}).status_code == 422
    assert Client().get(reverse("racing:teams")).context["own"] is None
