"""The desk's page of fees: seen, marked, taken back, saved; and what guests see of it."""

import csv
import io
from decimal import Decimal

import pytest

from lineup.core.foundation import clock
from lineup.core.participation import places, pools
from lineup.core.participation.models import Fee, Pool
from tests.support import factories

pytestmark = pytest.mark.req("D05", "P14")


@pytest.fixture
def priced(house):
    house.event("Workshop", capacity=None, price=Decimal(12), currency="EUR", how_to_pay="Cash at the desk.")
    return house


def state(place):
    return Fee.objects.get(pk=place.pk).state


def mark(house, act, *chosen, **more):
    return house.post("/fees/marks", act=act, picked=[place.pk for place in chosen], **more)


def test_a_price_is_set_with_the_places(house):
    fields = {"capacity": "", "party_limit": 5, "admission": "open", "waitlist": "automatic", "offer_minutes": 1440}
    house.post(f"/pools/{house.pool.pk}", **fields, price="12.50", currency="EUR", how_to_pay="Cash")
    pool = Pool.objects.get(pk=house.pool.pk)
    assert (pool.price, pool.currency, pool.how_to_pay) == (Decimal("12.5"), "EUR", "Cash")
    answer = house.post(f"/pools/{house.pool.pk}", **fields, price="12.505", currency="EUR")
    assert answer.status_code == 422
    assert "Enter an amount from 0.01 to 999999" in answer.content.decode()


def test_fees_are_listed_with_their_sums_and_marked_together(priced):
    first, second = priced.join("Ana"), priced.join("Bo")
    page = priced.get("/fees")
    assert [(str(label), str(total)) for label, total in page.context["stats"]] == [("To be paid", "24.00\u00a0EUR")]
    answer = mark(priced, "pay", first, second)
    assert priced.said(answer) == ["2 fees are marked as paid."]
    assert (state(first), state(second)) == ("paid", "paid")


@pytest.mark.req("Q29")
def test_one_button_takes_the_marks_back(priced):
    place = priced.join("Ana")
    answer = mark(priced, "pay", place)
    undo = next(part for part in answer.content.decode().split('"') if part.endswith("/undo"))
    assert priced.said(priced.client.post(undo, follow=True)) == ["One mark was undone."]
    assert state(place) == "due"
    assert "This can be undone for ten minutes" in priced.said(priced.client.post(undo, follow=True))[0]


def test_what_cannot_be_marked_so_is_said_with_the_names(priced):
    place = priced.join("Ana")
    answer = mark(priced, "refund", place)
    said = ["Not done for Ana: This fee is “Due” by now; make it due again first."]
    assert (priced.said(answer), state(place)) == (said, "due")
    assert priced.said(mark(priced, "pay")) == ["Choose at least one row first."]
    assert mark(priced, "steal", place).status_code == 422


def test_the_list_is_narrowed_and_shows_what_is_to_be_given_back(priced):
    first, _second = priced.join("Ana"), priced.join("Bo")
    mark(priced, "pay", first)
    places.withdraw(first, by=priced.by, at=clock.now())
    page = priced.get("/fees", show="to_refund")
    assert [fee.pk for fee in page.context["page"].items] == [first.pk]
    assert {tab["name"]: tab["count"] for tab in page.context["tabs"]} == {"owed": 1, "to_refund": 1}
    assert [fee.place.participant.display_name for fee in priced.get("/fees", q="bo").context["page"].items] == ["Bo"]


@pytest.mark.req("Q21")
def test_the_page_takes_the_same_queries_for_one_and_for_many(priced, django_assert_num_queries):
    priced.join()
    priced.get("/fees")
    with django_assert_num_queries(7):
        priced.get("/fees")
    for _ in range(12):
        priced.join()
    with django_assert_num_queries(7):
        priced.get("/fees")


@pytest.mark.req("Q25")
def test_the_file_has_amounts_and_no_formula(priced):
    priced.join("=cmd()")
    answer = priced.get("/fees.csv")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [row[:1] + row[2:5] for row in rows[1:]] == [["'=cmd()", "12.00", "EUR", "To be paid"]]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="workshop-fees.csv"'


def test_the_guest_sees_what_to_pay_and_how_before_and_after_joining(priced, client):
    client.logout()
    for page in (f"/pools/{priced.pool.pk}/join", "/events/workshop"):
        assert "A place costs 12.00\u00a0EUR." in client.get(page).content.decode()
    member = factories.member("Mia")
    place = factories.place(priced.pool, member)
    client.force_login(member.account)
    shown = client.get(f"/places/{place.pk}").content.decode()
    assert "12.00\u00a0EUR" in shown
    assert "To be paid" in shown
    assert "Cash at the desk." in shown


def test_a_copy_of_the_event_keeps_the_price(priced, client):
    client.post("/events/workshop/copy")
    assert list(Pool.objects.filter(offering__title="Workshop").values_list("price", "currency")) == [(12, "EUR")] * 2


def test_the_guest_list_and_the_door_say_who_has_not_paid(priced):
    place = priced.join("Ana")
    for room in ("", "/check-in"):
        assert "Unpaid" in priced.get(room).content.decode()
    mark(priced, "pay", place)
    for room in ("", "/check-in"):
        assert "Unpaid" not in priced.get(room).content.decode()


def test_a_price_may_be_taken_away_and_what_is_owed_stays(priced):
    place = priced.join("Ana")
    pools.change(priced.pool, price=None, currency="", by=priced.by, at=clock.now())
    assert state(place) == "due"
    assert "12.00" in priced.get("/fees").content.decode()
