"""The platform's other rooms: overview, clubs, features."""

from datetime import timedelta

import pytest
from django.test import Client

from lineup.core.clubs.models import Club
from lineup.core.flags import flags
from lineup.core.flags.models import Switch
from lineup.core.foundation import clock
from lineup.core.outbox import messages, ticks
from lineup.core.people import standing
from lineup.core.people.actors import HOUSE
from tests.support import factories

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def noor(client):
    noor = factories.admin("Noor")
    client.force_login(noor.account)
    return noor


def test_strangers_and_members_are_told_that_there_is_nothing_here(client):
    nothing = Client().get("/no-such-page")
    member = Client()
    member.force_login(factories.member().account)
    for browser in (Client(), member):
        for path in ("/platform", "/platform/people", "/platform/outbox", "/platform/audit", "/platform/flags"):
            assert browser.get(path).status_code == 404
    assert nothing.status_code == 404


@pytest.mark.req("P15")
def test_a_quiet_day_is_said_to_be_one(client, noor):
    factories.admin()
    ticks.claim("seal", due_at=clock.now())
    body = client.get("/platform").content.decode()
    assert "All is well" in body
    assert "Lineup 0." in body


@pytest.mark.req("P15")
def test_what_asks_for_attention_stands_on_top_with_the_way_to_its_remedy(client, noor):
    at = clock.now()
    messages.enqueue("mail", key="late", at=at - timedelta(minutes=6))
    club = factories.club()
    standing.deactivate(factories.club_owner(club).account, reason="Gone", by=HOUSE, at=at)
    concerns = client.get("/platform").context["concerns"]
    assert [concern.href for concern in concerns] == [
        "",
        "/platform/outbox",
        "/platform/clubs?standing=ownerless",
        "/platform/people",
    ]


@pytest.mark.req("P08", "P10")
def test_a_club_is_binned_with_a_way_back(client, noor):
    club = factories.club("Blue Club")
    response = client.post(f"/platform/clubs/{club.slug}/discard", follow=True)
    assert f"/platform/clubs/{club.slug}/restoration" in response.content.decode()
    club.refresh_from_db()
    assert club.binned_at
    assert "Blue Club" in client.get("/platform/clubs?standing=binned").content.decode()
    client.post(f"/platform/clubs/{club.slug}/restoration")
    assert Club.objects.get().binned_at is None


@pytest.mark.req("P02", "P10")
def test_a_club_without_an_owner_is_given_to_who_can_sign_in(client, noor):
    club, heir = factories.club("Blue Club"), factories.member("Zoe", email="zoe@example.org")
    standing.deactivate(factories.club_owner(club).account, reason="Gone", by=HOUSE, at=clock.now())
    path = f"/platform/clubs/{club.slug}"
    assert "Nobody owns this club any more" in client.get(path).content.decode()
    for email in ("nobody@example.org", factories.guest().email):
        response = client.post(f"{path}/ownership", {"email": email})
        assert (response.status_code, list(response.context["form"].errors)) == (422, ["email"])
    client.post(f"{path}/ownership", {"email": "Zoe@Example.org"})
    assert factories.club_owner(club) == heir
    assert "Nobody owns this club any more" not in client.get(path).content.decode()


def test_the_list_of_clubs_costs_the_same_with_one_row_and_with_several(client, noor, django_assert_num_queries):
    factories.club()
    client.get("/platform/clubs")
    with django_assert_num_queries(4):
        client.get("/platform/clubs")
    for _ in range(4):
        factories.club()
    with django_assert_num_queries(4):
        client.get("/platform/clubs")


@pytest.mark.req("P16")
def test_a_feature_is_switched_for_the_platform_and_back(client, noor):
    assert "month-view" in client.get("/platform/flags").content.decode()
    client.post("/platform/flags/month-view", {"share": "25"})
    assert Switch.objects.get().share == 25
    assert "25 % of people" in client.get("/platform/flags").content.decode()
    client.post("/platform/flags/month-view/reset")
    assert not Switch.objects.exists()


@pytest.mark.req("P16")
def test_a_feature_is_switched_for_a_club_and_back(client, noor):
    club = factories.club("Blue Club")
    client.post("/platform/flags/month-view", {"share": "0", "club": club.slug})
    assert not flags.is_on("month-view", club=club)
    assert "Blue Club" in client.get("/platform/flags/month-view").content.decode()
    assert client.post("/platform/flags/month-view/reset", {"of": "no-such-club"}).status_code == 404
    assert Switch.objects.count() == 1
    client.post("/platform/flags/month-view/reset", {"of": club.slug})
    assert flags.is_on("month-view", club=club)


@pytest.mark.req("P16")
@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"share": "101"}, "share"),
        ({"share": ""}, "share"),
        ({"share": "5", "club": "no-such-club"}, "club"),
        ({"share": "5", "club": ""}, "club"),
    ],
)
def test_what_can_t_be_switched_is_said_beside_its_field(client, noor, sent, field):
    response = client.post("/platform/flags/month-view", sent)
    form = response.context["club_form" if "club" in sent else "form"]
    assert (response.status_code, list(form.errors)) == (422, [field])
    assert not Switch.objects.exists()


@pytest.mark.req("P16")
def test_what_is_left_of_a_feature_is_removed(client, noor):
    Switch.objects.create(flag="gone", share=10, changed_at=clock.now())
    assert "Left over" in client.get("/platform/flags").content.decode()
    assert client.post("/platform/flags/month-view/removal").status_code == 404
    client.post("/platform/flags/gone/removal")
    assert not Switch.objects.exists()
    assert client.get("/platform/flags/gone").status_code == 404
