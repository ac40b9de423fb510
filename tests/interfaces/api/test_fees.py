"""Fees through the API: the organiser marks, the holder sees."""

from datetime import timedelta
from decimal import Decimal

import pytest

from lineup.core.foundation import clock
from lineup.domains.events import events
from tests.interfaces.api.conftest import caller, problem
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("D05", "P14", "P06")]


@pytest.fixture
def pool(db):
    offering = factories.offering("Atelier", organiser=factories.member("Organiser"))
    return factories.pool(offering, capacity=3, price=Decimal("12.5"), currency="EUR", how_to_pay="Cash")


@pytest.fixture
def organiser(pool):
    return caller(pool.offering.organiser)


def test_fees_are_listed_added_up_marked_and_taken_back(organiser, pool):
    first, second = factories.fill(pool)[:2]
    path = f"/events/{pool.offering.slug}"
    assert [row["standing"] for row in organiser.get(f"{path}/fees").json()["items"]] == ["owed"] * 3
    marked = organiser.post(f"{path}/fee-marks", {"act": "pay", "places": [str(first.pk), str(second.pk)]}).json()
    assert (len(marked["done"]), marked["refused"]) == (2, [])
    totals = organiser.get(f"{path}/fee-totals").json()["items"]
    assert [(total["standing"], total["number"], total["amount"], total["currency"]) for total in totals] == [
        ("owed", 1, "12.50", "EUR"),
        ("paid", 2, "25.00", "EUR"),
    ]
    paid = organiser.get(f"{path}/fees?standing=paid").json()["items"]
    assert [row["settled_by"]["name"] for row in paid] == ["Organiser"] * 2
    organiser.post(f"{path}/fee-marks/{marked['act']}/undo")
    assert organiser.get(f"{path}/fees?standing=paid").json()["items"] == []


def test_the_price_is_shown_and_changed_with_the_pool(organiser, pool, nobody):
    shown = nobody.get(f"/pools/{pool.pk}").json()
    assert (shown["price"], shown["currency"], shown["how_to_pay"]) == ("12.50", "EUR", "Cash")
    changed = organiser.patch(f"/pools/{pool.pk}", {"price": 20, "currency": "chf"}).json()
    assert (changed["price"], changed["currency"]) == ("20.00", "CHF")
    assert problem(organiser.patch(f"/pools/{pool.pk}", {"price": "1.005"})) == (422, "not_an_amount")
    assert problem(organiser.patch(f"/pools/{pool.pk}", {"currency": "EUX"})) == (422, "unknown_currency")
    assert organiser.patch(f"/pools/{pool.pk}", {"price": None}).json()["price"] is None


def test_the_holder_sees_what_the_place_costs(pool):
    member = factories.member()
    place = factories.place(pool, member)
    shown = caller(member).get(f"/places/{place.pk}").json()["fee"]
    assert (shown["amount"], shown["currency"], shown["state"], shown["standing"]) == ("12.50", "EUR", "due", "owed")


def test_reports_count_one_event_and_all_of_a_period(as_person):
    host, at = factories.member(), clock.now()
    starts_at = at + timedelta(days=9)
    event = events.create(
        title="Atelier", capacity=3, price=Decimal("12.5"), currency="EUR", starts_at=starts_at,
        by=factories.actor(host), at=at,
    )  # fmt: skip
    factories.fill(events.pool_of(factories.published(event.offering, by=factories.actor(host), at=at).event))
    organiser, span = as_person(host), "begins=2020-01-01T00:00:00Z&ends=2099-01-01T00:00:00Z"
    figures = organiser.get("/events/atelier/figures").json()
    assert (figures["by_state"]["confirmed"], figures["sources"], figures["people_to_tell"]) == (3, {"web": 3}, 3)
    assert [(total["standing"], total["amount"]) for total in figures["fees"]] == [("owed", "37.50")]
    assert organiser.get(f"/reports?{span}").json()["by_state"]["confirmed"] == 3
    assert as_person(factories.member()).get(f"/reports?{span}").json()["by_state"]["confirmed"] == 0
    assert problem(organiser.get(f"/reports?{span}&club=nowhere")) == (404, "not_found")
