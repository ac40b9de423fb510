"""Teams out of a simulator's file through the API: looked at, then brought in once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lineup.core.clubs import memberships
from lineup.core.foundation import clock
from lineup.domains.racing import profiles
from lineup.domains.racing.models import Simulator, Team, TeamInvitation
from tests.interfaces.api.conftest import caller, problem, upload
from tests.support import factories, result_files

pytestmark = [pytest.mark.django_db, pytest.mark.req("A02", "A13")]
FILE = result_files.written(result_files.iracing())


@pytest.fixture
def olga():
    return factories.member("Olga")


@pytest.fixture
def club(olga):
    club, at = factories.club("Endurance", owner=olga, at=clock.now()), clock.now()
    simulator = Simulator.objects.create(slug="iracing", name="iRacing")
    dana = factories.member("Dana")
    memberships.admit(club, dana, role="member", by=factories.actor(olga), at=at)
    me, own = factories.actor(dana), {"platform_id": "482913", "name": "Dana D", "is_public": True}
    profiles.add(dana, simulator, by=me, at=at, **own)
    return club


def run(person, club, *chosen):
    sent = {"file": SimpleUploadedFile("race.json", FILE), "chosen": chosen}
    return Client().post(f"/api/clubs/{club.slug}/teams-file/run", sent, headers=caller(person).headers)


def test_a_file_is_looked_at_and_the_chosen_teams_brought_in_once(club, olga):
    seen = upload(olga, f"/clubs/{club.slug}/teams-file/preview", FILE)
    assert (seen.status_code, Team.objects.count()) == (200, 0)
    first = seen.json()["teams"][0]
    assert (first["external_id"], first["name"], first["state"]) == ("-501", "North Wind", "new")
    assert (first["invited"], first["unknown"], first["is_done"]) == (["Dana"], 1, False)
    for is_again in (False, True):
        brought = run(olga, club, "-501").json()["teams"]
        assert (brought[0]["state"], brought[0]["is_done"]) == (("stands", False) if is_again else ("new", True))
        assert [row["is_done"] for row in brought[1:]] == [False] * (len(brought) - 1)
    assert [(team.name, team.club) for team in Team.objects.all()] == [("North Wind", club)]
    assert TeamInvitation.objects.count() == 1


def test_who_may_not_make_teams_of_the_club_and_files_without_teams_are_refused(club, olga):
    member = factories.club_member(club)
    assert problem(run(member, club, "-501")) == (403, "not_allowed_in_club")
    answer = upload(olga, f"/clubs/{club.slug}/teams-file/preview", result_files.written(result_files.acc()))
    assert answer.status_code == 422
    assert Team.objects.count() == 0
