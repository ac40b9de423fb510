"""Series on their pages, without scripts: made, given races, read by everybody."""

import re

import pytest
from django.urls import reverse

from lineup.core.foundation import clock
from lineup.domains.racing import results, series
from lineup.domains.racing.models import Series
from tests.support import crews, factories, result_files

pytestmark = [pytest.mark.django_db, pytest.mark.req("A18")]


@pytest.fixture
def olga():
    return factories.member("Olga")


@pytest.fixture
def club(olga):
    return factories.club("Night Shift", owner=olga)


@pytest.fixture
def race(club, olga):
    return crews.race(olga, club=club)


SAID = {"name": "Winter", "audience": "everybody", "preset": "own", "points": "9, 6; 4", "counted": "1"}


def test_a_series_is_made_given_races_and_read_by_everybody(client, olga, club, race):
    client.force_login(olga.account)
    made = client.post(reverse("racing:series-new", args=[club.slug]), SAID)
    found = Series.objects.get()
    assert (made.url, found.points, found.counted) == (reverse("racing:series-edit", args=[found.pk]), [9, 6, 4], 1)
    page = client.get(made.url).content.decode()
    assert ("6 h of Spa" in page, 'value="9, 6, 4"' in page) == (True, True)
    client.post(reverse("racing:series-rounds", args=[found.pk]), {"rounds": [str(race.pk)]})
    by, at = factories.actor(olga), clock.now()
    results.publish(
        results.import_file(race, result_files.written(result_files.acc()), kind="race", by=by, at=at), by=by, at=at
    )
    client.logout()
    shown = client.get(reverse("racing:series", args=[found.pk])).content.decode()
    assert shown.index("North Wind") < shown.index("South Wall") < shown.index("Late Apex")
    assert '<td class="right number"><b>9</b></td>' in shown
    rows = b"".join(client.get(reverse("racing:series-table", args=[found.pk])).streaming_content)
    assert rows.decode("utf-8-sig").splitlines()[:2] == [
        "Class,Position,Name,Points,Given or taken off,1 6 h of Spa",
        "Class 1,1,North Wind,9,0,9",
    ]
    assert "Winter" in client.get(reverse("racing:series-list", args=[club.slug])).content.decode()
    assert reverse("racing:series-list", args=[club.slug]) in client.get(f"/clubs/{club.slug}").content.decode()


def test_points_are_taken_off_with_their_reason_and_taken_back(client, olga, club, race):
    by, at = factories.actor(olga), clock.now()
    found = series.create(club, name="Winter", points=[9, 6, 4], by=by, at=at)
    series.set_rounds(found, [race], by=by, at=at)
    read = results.import_file(race, result_files.written(result_files.acc()), kind="race", by=by, at=at)
    results.publish(read, by=by, at=at)
    client.force_login(olga.account)
    edit = reverse("racing:series-edit", args=[found.pk])
    choices = re.findall(r'<option value="([^"]+\t[^"]*)"', client.get(edit).content.decode())
    give = reverse("racing:series-adjustments", args=[found.pk])
    assert client.get(edit).content.decode().count('id="id_points"') == 1
    said = {"given-competitor": choices[0], "given-reason": "Contact <b>twice</b>."}
    wrong = client.post(give, {**said, "given-points": "0"})
    assert (wrong.status_code, "5 gives five, −5 takes five off." in wrong.content.decode()) == (422, True)
    answer = client.post(give, {**said, "given-points": "-4"})
    shown = client.get(answer.headers["Location"]).content.decode()
    assert ("<b>North Wind</b>: 4 points taken off. Contact &lt;b&gt;twice&lt;/b&gt;." in shown) is True
    assert ("<b>5</b>" in shown, "(-4)" in shown) == (True, True)
    adjustment = found.adjustments.get()
    client.post(reverse("racing:series-adjustment-removal", args=[found.pk, adjustment.pk]))
    assert "taken off" not in client.get(reverse("racing:series", args=[found.pk])).content.decode()


def test_what_is_wrong_is_said_and_a_series_is_changed_and_deleted(client, olga, club, race):
    client.force_login(olga.account)
    refused = client.post(reverse("racing:series-new", args=[club.slug]), {**SAID, "points": "4, nine"})
    assert (refused.status_code, "Points are whole numbers" in refused.content.decode()) == (422, True)
    by, at = factories.actor(olga), clock.now()
    found = series.create(club, name="Winter", points=[1], by=by, at=at)
    edit = reverse("racing:series-edit", args=[found.pk])
    assert client.post(edit, {**SAID, "name": ""}).status_code == 422
    client.post(edit, {**SAID, "preset": "ten", "counted": ""})
    found.refresh_from_db()
    assert (found.points[:3], found.counted) == ([25, 18, 15], None)
    wrong = client.post(reverse("racing:series-rounds", args=[found.pk]), {"rounds": ["x"]})
    assert wrong.status_code == 422
    client.post(reverse("racing:series-removal", args=[found.pk]))
    assert Series.objects.count() == 0
