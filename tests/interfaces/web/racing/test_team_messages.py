"""The wall of a team: written to, pinned and taken back in the page and by the API."""

import pytest
from django.urls import reverse

from lineup.core.foundation import clock
from lineup.domains.racing import team_members, team_messages, teams
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("A19")]


@pytest.fixture
def owner():
    return factories.member("Olga")


@pytest.fixture
def team(owner):
    return teams.create(name="Scuderia", by=factories.actor(owner), at=clock.now())


def test_a_member_writes_the_owner_pins_and_takes_back(client, owner, team):
    driver = factories.member("Dana")
    team_members.admit(team, driver, role="driver", by=factories.actor(owner), at=clock.now())
    wall = reverse("racing:team-messages", args=[team.slug])
    client.force_login(driver.account)
    assert wall in client.get(reverse("racing:team", args=[team.slug])).content.decode()
    assert "Nothing was written yet" in client.get(wall).content.decode()
    assert client.post(wall, {"text": " "}).status_code == 422
    assert client.post(wall, {"text": "<b>Box</b> on *lap 5*"}).status_code == 302
    shown = client.get(wall).content.decode()
    assert ("&lt;b&gt;Box&lt;/b&gt; on <em>lap 5</em>" in shown, "Pin as a note" in shown) == (True, False)
    message = team_messages.of(team).get()
    client.force_login(owner.account)
    client.post(reverse("racing:team-message-pin", args=[team.slug, message.pk]))
    assert 'id="notes"' in client.get(wall).content.decode()
    client.post(reverse("racing:team-message-pin", args=[team.slug, message.pk]), {"off": "yes"})
    assert 'id="notes"' not in client.get(wall).content.decode()
    client.post(reverse("racing:team-message-removal", args=[team.slug, message.pk]))
    assert "This message was taken back." in client.get(wall).content.decode()
    refused = client.post(reverse("racing:team-message-pin", args=[team.slug, message.pk]), follow=True)
    assert "there is nothing to pin" in refused.content.decode()
    client.force_login(factories.member("Sid").account)
    assert client.get(wall).status_code == 403
