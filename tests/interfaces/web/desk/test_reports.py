"""Reports at the desk: of one event and of a period, as a page and as files."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.utils import translation

from lineup.core.foundation import clock
from lineup.core.participation import fees
from lineup.core.participation.models import Place
from lineup.interfaces.web.desk import report_words
from tests.support import factories

pytestmark = pytest.mark.req("P14")


def table(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


@pytest.fixture
def sold(house):
    house.event("Workshop", capacity=None, price=Decimal(12), currency="EUR")
    place = house.join("Ana")
    house.join("Bo")
    fees.mark([place.pk], "pay", offering=house.pool.offering, by=house.by, at=clock.now())
    return house


def test_the_figures_of_an_event_are_drawn_explained_and_saved(sold):
    page = sold.get("/figures")
    assert [(str(label), str(total)) for label, total in page.context["fee_stats"]] == [
        ("To be paid", "12.00\u00a0EUR"),
        ("Paid", "12.00\u00a0EUR"),
    ]
    assert "How these numbers are counted" in page.content.decode()
    rows = table(sold.get("/figures.csv"))
    assert ["Fees", "Paid", "1", "", "12.00", "EUR"] in rows
    assert ["Still coming", "", "2", "2", "", ""] in rows
    book = io.BytesIO(b"".join(sold.get("/figures.csv", **{"as": "xlsx"}).streaming_content))
    sheet = list(openpyxl.load_workbook(book).active.iter_rows(values_only=True))
    assert ("Fees", "Paid", 1, None, 12, "EUR") in sheet


@pytest.mark.req("P11")
def test_months_are_written_as_the_language_writes_them():
    days = [(date(2026, 8, 30), 2), (date(2026, 8, 31), 1), (date(2026, 9, 1), 4)]
    assert report_words.by_month(days) == [("Aug 2026", 3), ("Sep 2026", 4)]
    with translation.override("fr"):
        assert report_words.by_month(days) == [("août 2026", 3), ("sept. 2026", 4)]


@pytest.mark.req("P11")
def test_a_month_without_sign_ups_stands_between_those_with_some():
    days = [(date(2026, 11, 30), 2), (date(2027, 1, 31), 1)]
    assert report_words.by_month(days) == [("Nov 2026", 2), ("Dec 2026", 0), ("Jan 2027", 1)]
    assert report_words.by_month([]) == []


def test_a_period_counts_the_events_that_begin_in_it(sold):
    today = clock.now().date()
    ahead = {"begins": today, "ends": today + timedelta(days=30)}
    found = sold.client.get("/desk/reports", ahead).context
    assert ([line.offering.title for line in found["lines"]], found["total"]) == (["Workshop", "Hike"], 2)
    assert sold.client.get("/desk/reports").context["lines"] == []
    late = sold.client.get("/desk/reports", {"begins": today + timedelta(days=30), "ends": today})
    assert (late.status_code, late.context["lines"]) == (200, [])


@pytest.mark.req("P10")
def test_a_report_is_narrowed_to_a_club_and_never_shows_another_s(sold):
    club = factories.club("Mine", owner=sold.organiser)
    sold.event("Club night", club=club)
    other = factories.club("Theirs")
    factories.pool(factories.offering("Secret", club=other))
    span = {"begins": clock.now().date(), "ends": clock.now().date() + timedelta(days=60)}

    def titles(**how):
        return [line.offering.title for line in sold.client.get("/desk/reports", {**span, **how}).context["lines"]]

    assert titles(club=club.slug) == ["Club night"]
    assert "Club night" not in titles(club="own")
    assert "Secret" not in titles()
    assert titles(club=other.slug) == titles()


def test_the_events_of_a_period_are_saved_with_their_figures(sold):
    span = {"begins": clock.now().date(), "ends": clock.now().date() + timedelta(days=60), "of": "events"}
    head, first, _second = table(sold.client.get("/desk/reports.csv", span))
    assert dict(zip(head, first, strict=True)) | {"Starts": ""} == {
        "Event": "Workshop",
        "Starts": "",
        "Offered by": "Olga Organiser",
        "Sign-ups": "2",
        "Confirmed": "2",
        "Waiting": "0",
        "Checked in": "0",
        "Out of": "0",
        "Marked paid": "12.00\u00a0EUR",
    }
    assert table(sold.client.get("/desk/reports.csv", {**span, "of": ""}))[0][0] == "Figure"


@pytest.mark.req("Q21")
def test_a_period_takes_the_same_queries_for_one_event_and_for_many(sold, django_assert_num_queries):
    span = {"begins": clock.now().date(), "ends": clock.now().date() + timedelta(days=60)}
    sold.client.get("/desk/reports", span)
    with django_assert_num_queries(16):
        sold.client.get("/desk/reports", span)
    for number in range(6):
        sold.event(f"Event {number}")
        sold.join()
    with django_assert_num_queries(16):
        sold.client.get("/desk/reports", span)


def test_an_event_without_guests_has_a_report(house):
    page = house.get("/figures")
    assert (page.status_code, Place.objects.count()) == (200, 0)
    assert "Nothing to draw yet" in page.content.decode()
