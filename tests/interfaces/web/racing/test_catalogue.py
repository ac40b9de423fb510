"""The racing catalogue, and driver profiles, on their pages."""

import pytest
from django.urls import reverse

from lineup.core.foundation import clock
from lineup.domains.racing.catalogue import looking, rows, sorts
from lineup.domains.racing.models import CarClass, LapTime, Rating, SimProfile, Simulator, Track
from tests.architecture.authorisation import circuit
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("A13")]


@pytest.fixture
def made():
    return circuit.catalogue(1, by=factories.actor(factories.admin()), at=clock.now())


@pytest.fixture
def noor(client):
    noor = factories.admin("Noor")
    client.force_login(noor.account)
    return noor


@pytest.fixture
def dana(client):
    dana = factories.member("Dana")
    client.force_login(dana.account)
    return dana


@pytest.mark.once
def test_an_admin_loads_the_packaged_catalogue_and_anybody_reads_it(client, noor):
    answer = client.post(reverse("racing:catalogue-loading"), follow=True)
    assert "rows were added" in answer.content.decode()
    client.logout()
    shown = client.get(reverse("racing:cars", args=["iracing"]), {"q": "bmw gt3"}).content.decode()
    assert "BMW M4 GT3 EVO" in shown
    assert "Porsche 911" not in shown
    assert "7004 m" in client.get(reverse("racing:tracks", args=["acc"]), {"q": "spa"}).content.decode()


@pytest.mark.once
def test_an_admin_adds_a_track_and_is_told_what_is_wrong_with_another(client, noor):
    new = reverse("racing:catalogue-new", args=["tracks"])
    values = {"slug": "spa", "name": "Spa", "country": "BE", "time_zone": "Europe/Brussels", "is_active": "on"}
    assert client.post(new, values).status_code == 302
    assert Track.objects.get().city == ""
    again = client.post(new, values)
    assert (again.status_code, "This is in the catalogue already" in again.content.decode()) == (422, True)


@pytest.mark.once
def test_a_class_is_named_first_and_filled_with_cars_of_its_simulator_then(client, noor, made):
    new = reverse("racing:catalogue-new", args=["classes"])
    answer = client.post(new, {"simulator": made["simulator"].pk, "name": "Cup", "is_active": "on"})
    cup = CarClass.objects.get(name="Cup")
    assert answer.headers["Location"] == reverse("racing:catalogue-row", args=["classes", cup.pk])
    values = {"simulator": made["simulator"].pk, "name": "Cup", "cars": [made["sim_car"].pk], "is_active": "on"}
    assert client.post(answer.headers["Location"], values).status_code == 302
    assert [*cup.cars.all()] == [made["sim_car"]]
    assert [row.pk for row in looking.cars(made["simulator"], car_class=cup)] == [made["sim_car"].pk]


@pytest.mark.once
@pytest.mark.parametrize("sort", [sort.slug for sort in sorts.SORTS])
def test_every_sort_has_its_list_and_its_form_filled_in(sort, client, noor, made):
    kept = sorts.find(sort)
    row = kept.rows().first()
    assert str(row) in client.get(reverse("racing:catalogue-rows", args=[sort])).content.decode()
    page = client.get(reverse("racing:catalogue-row", args=[sort, row.pk]))
    sent = {name: _sent(value) for name, value in page.context["form"].initial.items() if value not in (None, False)}
    assert client.post(page.request["PATH_INFO"], sent).status_code == 302
    assert rows.find(kept, row.pk) == row


def _sent(value):
    return [row.pk for row in value] if isinstance(value, list) else value


def test_a_driver_adds_a_profile_rates_it_and_notes_a_lap(client, dana, made):
    new = {"simulator": made["simulator"].pk, "platform_id": "482913", "name": "Dana D", "is_public": "on"}
    answer = client.post(reverse("racing:profile-new"), new)
    profile = SimProfile.objects.get()
    assert answer.headers["Location"] == reverse("racing:profile", args=[profile.pk])
    rating = {"rating-discipline": "all", "rating-licence": made["licence"].pk, "rating-skill": "2100"}
    assert client.post(reverse("racing:profile-ratings", args=[profile.pk]), rating).status_code == 302
    lap = {"lap-layout": made["layout"].pk, "lap-car": made["sim_car"].pk, "lap-time": "2:18.456"}
    assert client.post(reverse("racing:profile-laps", args=[profile.pk]), lap).status_code == 302
    assert (Rating.objects.get().licence, LapTime.objects.get().milliseconds) == (made["licence"], 138_456)
    gone = reverse("racing:profile-lap-removal", args=[profile.pk, LapTime.objects.get().pk])
    assert gone in client.get(reverse("racing:profile", args=[profile.pk])).content.decode()
    visitor = type(client)()
    shown = visitor.get(reverse("racing:driver", args=[profile.pk])).content.decode()
    assert [word in shown for word in ("Dana D", "2100", "2:18.456", "482913")] == [True, True, True, False]
    assert (gone in shown, client.post(gone).status_code, LapTime.objects.count()) == (False, 302, 0)


def test_what_is_wrong_is_said_in_the_form_it_was_sent_with(client, dana, made):
    simulator = Simulator.objects.get()
    client.post(reverse("racing:profile-new"), {"simulator": simulator.pk, "platform_id": "1", "name": "D"})
    profile = SimProfile.objects.get()
    answer = client.post(reverse("racing:profile-ratings", args=[profile.pk]), {"rating-discipline": "all"})
    assert (answer.status_code, "Fill in at least one" in answer.content.decode()) == (422, True)
    lap = {"lap-layout": made["layout"].pk, "lap-car": made["sim_car"].pk, "lap-time": "fast"}
    answer = client.post(reverse("racing:profile-laps", args=[profile.pk]), lap)
    assert (answer.status_code, "like 2:18.456" in answer.content.decode()) == (422, True)


def test_a_profile_that_is_removed_is_gone(client, dana, made):
    client.post(reverse("racing:profile-new"), {"simulator": made["simulator"].pk, "platform_id": "1", "name": "D"})
    assert "Simulator 1" in client.get(reverse("racing:home")).content.decode()
    client.post(reverse("racing:profile-removal", args=[SimProfile.objects.get().pk]))
    assert not SimProfile.objects.exists()
