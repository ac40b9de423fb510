"""Results on their pages, without scripts: read from a file, looked through, corrected, published, seen."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.racing import profiles, race_classes, races, results
from lineup.domains.racing.models import RaceResults
from tests.architecture.authorisation import circuit
from tests.support import factories, result_files

pytestmark = [pytest.mark.django_db, pytest.mark.req("A17")]
BUDGET = 100 * 1024


@pytest.fixture
def olga():
    return factories.member("Olga")


@pytest.fixture
def race(olga):
    made = circuit.catalogue(1, by=factories.actor(factories.admin()), at=clock.now())
    by, at = factories.actor(olga), clock.now()
    event = events.create(title="6 h of Spa", starts_at=at + timedelta(days=9), by=by, at=at)
    factories.published(event.offering, by=by, at=at)
    race = races.create(event, simulator=made["simulator"], layout=made["layout"], minutes=180, by=by, at=at)
    race_class = race_classes.add(race, made["car_class"], most_entries=5, by=by, at=at)
    circuit.entry(race, race_class, "North Wind", by=by, at=at)
    return race


@pytest.fixture
def found(race, olga):
    content = result_files.written(result_files.acc(), "utf-16-le")
    return results.import_file(race, content, kind="race", by=factories.actor(olga), at=clock.now())


def address(race, name, **keys):
    return reverse(f"racing:{name}", kwargs={"slug": race.event.offering.slug, **keys})


def send(client, race, content, kind="race"):
    file = SimpleUploadedFile("results.json", content)
    return client.post(address(race, "results-desk"), {"file": file, "kind": kind, "number": "1"})


def test_a_file_is_read_looked_through_and_published(client, olga, race):
    client.force_login(olga.account)
    made = send(client, race, result_files.written(result_files.acc(), "utf-16-le"))
    found = RaceResults.objects.get()
    assert made.url == address(race, "results-draft", pk=found.pk)
    page = client.get(made.url).content.decode()
    assert "3 cars are none of the entries" in page
    assert "Imposed in the simulator: DriveThrough 3, PitSpeeding" in page
    assert client.get(address(race, "results-desk")).content.decode().count("Draft") == 1
    client.post(address(race, "results-publication", pk=found.pk))
    client.logout()
    shown = client.get(address(race, "results")).content.decode()
    assert [one for one in ("North Wind", "South Wall", "Late Apex", "Nora Nil") if one in shown] == [
        "North Wind",
        "South Wall",
        "Late Apex",
        "Nora Nil",
    ]
    assert ("4:33.000" in shown, "+1 lap" in shown, "Did not start" in shown) == (True, True, True)


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        (b"", "race", "This file is empty; choose another."),
        (b"<html>", "race", "This is no JSON; upload the file of results as the simulator wrote it."),
        (result_files.written(result_files.acc()), "practice", "This file has no results of such a session"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_beside_it(client, olga, race, content, kind, words):
    client.force_login(olga.account)
    answer = send(client, race, content, kind)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert RaceResults.objects.count() == 0


def test_a_correction_is_seen_with_its_reason(client, olga, race, found):
    client.force_login(olga.account)
    line = found.lines.get(number="7")
    path = address(race, "result-line", pk=found.pk, line=line.pk)
    said = {"entry": str(line.entry_id), "status": "finished", "penalty_seconds": "30", "reason": ""}
    assert client.post(path, said).status_code == 422
    client.post(path, {**said, "reason": "Unsafe release"})
    page = client.get(address(race, "results-of", pk=found.pk)).content.decode()
    assert page.index("South Wall") < page.index("North Wind")
    assert "+30 s penalty: Unsafe release" in page


def test_a_draft_is_hidden_taken_back_and_deleted(client, olga, race, found):
    path = address(race, "results-of", pk=found.pk)
    assert client.get(path).status_code == 404
    assert "No results yet" in client.get(address(race, "results")).content.decode()
    client.force_login(olga.account)
    client.post(address(race, "results-publication", pk=found.pk))
    client.post(address(race, "results-removal", pk=found.pk))
    client.post(address(race, "results-withdrawal", pk=found.pk))
    assert (client.get(path).status_code, RaceResults.objects.count()) == (200, 1)
    client.post(address(race, "results-removal", pk=found.pk))
    assert RaceResults.objects.count() == 0


def test_the_lap_chart_is_drawn_and_said_in_a_table(client, olga, race, found):
    client.force_login(olga.account)
    page = client.get(address(race, "results-laps", pk=found.pk)).content.decode()
    assert page.count("<polyline") == 3
    assert '<th scope="row" class="right number">3</th><td class="right">1</td><td class="right">2</td>' in page
    gaps = client.get(address(race, "results-laps", pk=found.pk), {"by": "gap"}).content.decode()
    assert '<td class="right">0:02.500</td>' in gaps
    assert 'style="' not in page + gaps


def test_results_without_laps_have_no_chart(client, olga, race):
    content = result_files.written(result_files.iracing())
    found = results.import_file(race, content, kind="race", by=factories.actor(olga), at=clock.now())
    client.force_login(olga.account)
    assert client.get(address(race, "results-laps", pk=found.pk)).status_code == 404
    assert "Lap chart" not in client.get(address(race, "results-of", pk=found.pk)).content.decode()


def test_results_come_as_a_table_too(client, olga, race, found):
    client.force_login(olga.account)
    answer = client.get(address(race, "results-table", pk=found.pk))
    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert rows[0] == "Class,Position,Car number,Team,Drivers,Laps,Time,Gap,Best lap,Laps led,Note"
    assert rows[1] == 'Class 1,1,7,North Wind,"Dana Dubois, Otto Ottesen",3,4:33.000,4:33.000,1:31.000,,'


def test_who_made_their_profile_public_is_linked(client, olga, race, found):
    mia = factories.member("Mia")
    made = profiles.add(
        mia,
        race.simulator,
        platform_id="76561190000000003",
        name="Mia M",
        is_public=True,
        by=factories.actor(mia),
        at=clock.now(),
    )
    results.publish(found, by=factories.actor(olga), at=clock.now())
    page = client.get(address(race, "results")).content.decode()
    assert f'<a href="/racing/drivers/{made.pk}">Mia Moreau</a>' in page


@pytest.mark.req("Q21")
def test_a_long_race_of_many_cars_stays_a_small_page(client, olga, race):
    cars = [
        (
            place + 1,
            f"Team number {place}",
            ((f"S{place}", "First", "Last"), (f"S9{place}", "Second", "Last")),
            [90_000 + (place * lap) % 977 for lap in range(300)],
        )
        for place in range(50)
    ]
    content = result_files.written(_long(cars))
    found = results.import_file(race, content, kind="race", by=factories.actor(olga), at=clock.now())
    results.publish(found, by=factories.actor(olga), at=clock.now())
    sizes = {}
    for name in ("results-of", "results-laps"):
        with CaptureQueriesContext(connection) as asked:
            sizes[name] = len(client.get(address(race, name, pk=found.pk)).content)
        assert len(asked) < 20
    sizes["gaps"] = len(client.get(address(race, "results-laps", pk=found.pk), {"by": "gap", "from": "20"}).content)
    assert {name: size for name, size in sizes.items() if size > BUDGET} == {}


def _long(cars):
    said = result_files.acc(cars=cars)
    said["laps"] = [
        {"carId": 1001 + place, "driverIndex": 0, "laptime": ms, "isValidForBest": True}
        for place, car in enumerate(cars)
        for ms in car[3]
    ]
    return said
