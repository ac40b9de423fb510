"""Teams from a file on their pages, without scripts: chosen, looked at, brought in with one press."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lineup.core.clubs import memberships
from lineup.core.foundation import clock
from lineup.domains.racing import profiles
from lineup.domains.racing.models import Simulator, Team, TeamInvitation
from tests.support import factories, result_files

pytestmark = [pytest.mark.django_db, pytest.mark.req("A02")]
CARRIED = re.compile(r'name="teams" value="([^"]+)"')


@pytest.fixture
def olga(client):
    olga = factories.member("Olga")
    client.force_login(olga.account)
    return olga


@pytest.fixture
def club(olga):
    club, by = factories.club("Endurance", owner=olga, at=clock.now()), factories.actor(olga)
    simulator = Simulator.objects.create(slug="iracing", name="iRacing")
    dana = factories.member("Dana")
    memberships.admit(club, dana, role="member", by=by, at=clock.now())
    profiles.add(
        dana,
        simulator,
        platform_id="482913",
        name="Dana D",
        is_public=True,
        by=factories.actor(dana),
        at=clock.now(),
    )
    return club


def _sent(said):
    return {"file": SimpleUploadedFile("race.json", result_files.written(said))}


def test_a_file_is_looked_at_and_its_ticked_teams_brought_in_once(client, club):
    path, run = (reverse(f"racing:{name}", args=[club.slug]) for name in ("teams-file", "teams-file-run"))
    assert path in client.get(reverse("racing:teams")).content.decode()
    said = result_files.iracing()
    said["data"]["session_results"][1]["results"][1]["display_name"] = "<script>alert(1)</script>"
    page = client.post(path, _sent(said)).content.decode()
    assert ("<script>alert" in page, "&lt;script&gt;alert(1)" in page, page.count(" checked")) == (False, True, 1)
    assert (Team.objects.count(), "Dana" in page, "Mia M" in page) == (0, True, False)
    carried = CARRIED.search(page)[1]
    for _press in range(2):
        answer = client.post(run, {"teams": carried, "picked": ["-501", "-999"]})
        assert answer.status_code == 200
    assert [(team.name, team.club) for team in Team.objects.all()] == [("North Wind", club)]
    assert TeamInvitation.objects.count() == 1
    # what was read travels for one club and one person
    other = factories.member("Otto")
    theirs = factories.club("Other", owner=other, at=clock.now())
    browser = Client()
    browser.force_login(other.account)
    elsewhere = reverse("racing:teams-file-run", args=[theirs.slug])
    assert browser.post(elsewhere, {"teams": carried, "picked": ["-502"]}).status_code == 302
    assert Team.objects.count() == 1


def test_a_file_that_names_no_teams_is_refused_beside_its_field(client, club):
    path = reverse("racing:teams-file", args=[club.slug])
    answer = client.post(path, _sent(result_files.acc()))
    assert (answer.status_code, "make these teams by hand" in answer.content.decode()) == (422, True)
    assert client.post(path, {"file": SimpleUploadedFile("x.json", b"[" * 50_000)}).status_code == 422
    assert Team.objects.count() == 0
