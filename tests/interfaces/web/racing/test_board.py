"""The board in the page and by the API: put up, found, answered, accepted."""

import html
import json
import re

import pytest
from django.urls import reverse

from lineup.core.foundation import clock
from lineup.domains.racing import adverts, team_members, teams
from lineup.domains.racing.models import Advert
from tests.architecture.authorisation import circuit
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("A19")]


@pytest.fixture
def simulator():
    return circuit.catalogue(1, by=factories.actor(factories.admin()), at=clock.now())["simulator"]


def test_a_driver_puts_up_an_advert_and_comes_into_the_team_that_answers(client, simulator):
    driver, owner = factories.member("Dana"), factories.member("Olga")
    team = teams.create(name="Scuderia", by=factories.actor(owner), at=clock.now())
    client.force_login(driver.account)
    board, new = reverse("racing:board"), reverse("racing:advert-new")
    assert "Nobody looks for anybody" in client.get(board).content.decode()
    wish = {"kind": "team_wanted", "simulator": simulator.pk, "text": "Likes <i>rain</i>.", "days": 30}
    assert client.post(new, {**wish, "text": ""}).status_code == 422
    assert client.post(new, wish).url == board
    advert = Advert.objects.get()
    page = reverse("racing:advert", args=[advert.pk])
    client.force_login(owner.account)
    shown = client.get(f"{board}?kind=team_wanted&simulator={simulator.slug}").content.decode()
    assert (page in shown, "<i>rain" in shown) == (True, False)
    assert page not in client.get(f"{board}?kind=coach_wanted").content.decode()
    assert client.post(page, {"text": "Join us"}).status_code == 422
    assert client.post(page, {"text": "Join us", "team": team.pk}).status_code == 302
    assert "Take your answer back" in client.get(page).content.decode()
    client.force_login(driver.account)
    assert "Join us" in client.get(page).content.decode()
    answer = advert.answers.get()
    accept = reverse("racing:advert-answer", args=[advert.pk, answer.pk])
    assert "They are told." in client.post(accept, {"reply": "Gladly"}, follow=True).content.decode()
    assert "accepted or declined already" in client.post(accept, {"no": "yes"}, follow=True).content.decode()
    assert team_members.own(team, driver).role == "driver"
    client.post(reverse("racing:advert-closing", args=[advert.pk]))
    assert "until" not in client.get(page).content.decode().split("<main")[1].split("<h2")[0]


def test_all_of_ones_own_adverts_are_reached_page_by_page(client, simulator):
    driver = factories.member("Dana")
    by, wish = factories.actor(driver), {"kind": "team_wanted", "simulator": simulator, "days": 30}
    for _number in range(12):
        made = adverts.put_up(**wish, text="Likes rain.", by=by, at=clock.now())
        adverts.close(made, by=by, at=clock.now())
    client.force_login(driver.account)
    first = client.get(reverse("racing:board")).content.decode()
    seen = re.findall(r'href="(/racing/board/[0-9a-f-]{36})"', first)
    further = re.search(r'href="(\?[^"]*own=[^"]+)"', first)
    rest = client.get(reverse("racing:board") + html.unescape(further[1])).content.decode()
    seen += re.findall(r'href="(/racing/board/[0-9a-f-]{36})"', rest)
    assert (len(seen), len(set(seen))) == (12, 12)


def test_a_team_finds_its_driver_by_the_api(client, simulator):
    driver, owner = factories.member("Dana"), factories.member("Olga")
    team = teams.create(name="Scuderia", by=factories.actor(owner), at=clock.now())

    def send(person, path, **body):
        client.force_login(person.account)
        answer = client.post(f"/api/racing/adverts{path}", json.dumps(body), content_type="application/json")
        return answer.status_code, answer.json()

    wish = {"kind": "driver_wanted", "simulator": simulator.slug, "text": "A fourth for Spa.", "team": team.slug}
    assert send(driver, "", **wish)[0] == 403
    status, made = send(owner, "", **wish)
    assert (status, made["team"], made["kind"]) == (201, "scuderia", "driver_wanted")
    status, given = send(driver, f"/{made['id']}/answers", text="Me")
    assert status == 201
    assert send(driver, f"/{made['id']}/answers/{given['id']}/acceptance")[0] == 403
    status, settled = send(owner, f"/{made['id']}/answers/{given['id']}/acceptance", reply="Welcome")
    assert (status, settled["reply"], settled["declined_at"]) == (200, "Welcome", None)
    assert team_members.own(team, driver).role == "driver"
    assert [row["id"] for row in client.get("/api/racing/adverts?mine=true").json()["items"]] == [made["id"]]
