"""Fees: written with the confirmation, marked by hand, taken back, told once, and right under two hands at once."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from lineup.core.audit.models import Entry
from lineup.core.foundation import money
from lineup.core.foundation.errors import Refusal
from lineup.core.notices.models import Notice
from lineup.core.participation import fee_standing, fees, places, pools, recount, undo
from lineup.core.participation.models import Fee, FeeChange, Place, Pool
from tests.core.participation import AT, START, later
from tests.support import crowd, factories, outbox

pytestmark = [pytest.mark.django_db, pytest.mark.req("D05", "P14")]

BY = factories.actor(channel="web")
S = Fee.State


def a_pool(**settings):
    settings = {"price": Decimal("12.5"), "currency": "EUR", "how_to_pay": "Cash at the desk.", **settings}
    pool = factories.pool(factories.offering(starts_at=START, at=AT), **settings)
    return Pool.objects.select_related("offering").get(pk=pool.pk)


def mark(places_, act, *, at=AT):
    return fees.mark([place.pk for place in places_], act, offering=places_[0].pool.offering, by=BY, at=at)


def states(*places_):
    return [Fee.objects.get(pk=place.pk).state for place in places_]


def standing(pool):
    return {
        total.standing: (total.number, str(total.amount))
        for total in fee_standing.totals(fee_standing.of(pool.offering))
    }


# --- written ------------------------------------------------------------------------------------


def test_a_confirmed_place_owes_the_price_and_a_waiting_one_nothing():
    pool = a_pool(capacity=1)
    first, second = factories.fill(pool, waiting=1, at=AT)
    assert (str(first.fee), first.fee.state, Fee.objects.count()) == ("12.50\u00a0EUR", S.DUE, 1)
    places.withdraw(first, by=BY, at=later())
    assert states(second) == [S.DUE]
    assert standing(pool) == {"owed": (1, "12.50"), "dropped": (1, "12.50")}


def test_each_of_a_group_owes_and_an_offer_owes_once_it_is_accepted():
    pool = a_pool(capacity=3, waitlist="offer")
    factories.place(pool, companions=["Bo"], at=AT)
    offered = places.offer_to(pool, factories.guest(), by=BY, at=AT)
    assert Fee.objects.count() == 2
    places.accept(offered, by=BY, at=later())
    assert standing(pool) == {"owed": (3, "37.50")}


def test_another_price_is_for_those_who_come_later():
    pool = a_pool(capacity=5)
    first = factories.place(pool, at=AT)
    pool = pools.change(pool, price=Decimal(20), currency="chf", by=BY, at=AT)
    second = factories.place(pool, at=AT)
    assert [str(one.fee) for one in (first, second)] == ["12.50\u00a0EUR", "20.00\u00a0CHF"]
    pool = pools.change(pool, price=None, by=BY, at=AT)
    third = factories.place(pool, at=AT)
    assert not Fee.objects.filter(pk=third.pk).exists()


@pytest.mark.req("B05")
def test_a_price_costs_one_statement_more_and_none_where_there_is_none():
    def statements(pool):
        person = factories.guest()
        with CaptureQueriesContext(connection) as queries:
            places.join(pool, person, by=factories.actor(person), at=AT)
        return len([query for query in queries if query["sql"].split()[0] in ("SELECT", "INSERT", "UPDATE")])

    assert (statements(a_pool(price=None)), statements(a_pool())) == (5, 6)


@pytest.mark.parametrize(
    ("price", "currency", "code"),
    [("0", "EUR", "not_an_amount"), ("-1", "EUR", "not_an_amount"), ("1.005", "EUR", "not_an_amount"),
     ("0.5", "JPY", "not_an_amount"), ("1e9", "EUR", "not_an_amount"), ("NaN", "EUR", "not_an_amount"),
     ("1e-99", "EUR", "not_an_amount"), ("5", "", "unknown_currency"), ("5", "EURO", "unknown_currency")],
)  # fmt: skip
def test_a_price_that_cannot_be_is_refused(price, currency, code):
    pool = a_pool()
    with pytest.raises(Refusal) as refusal:
        pools.change(pool, price=Decimal(price), currency=currency, by=BY, at=AT)
    assert refusal.value.code == code
    assert str(refusal.value)
    assert Pool.objects.get(pk=pool.pk).price == Decimal("12.5")


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [("1234.5", "EUR", "1,234.50\u00a0EUR"), ("500", "JPY", "500\u00a0JPY"), ("1.25", "TND", "1.250\u00a0TND")],
)
def test_amounts_are_said_in_the_parts_of_their_currency(amount, currency, said):
    assert money.said(Decimal(amount), currency) == said


@pytest.mark.req("P11")
def test_amounts_are_said_as_the_language_writes_them():
    with translation.override("fr"):
        assert money.said(Decimal("1234.5"), "EUR") == "1\u00a0234,50\u00a0EUR"


# --- marked -------------------------------------------------------------------------------------

ALLOWED = {(act, before): after for act, row in fees.TABLE.items() for before, after in row.items()}


@pytest.mark.parametrize("before", S.values)
@pytest.mark.parametrize("act", fees.TABLE)
def test_every_act_moves_a_fee_as_the_table_says_and_leaves_it_else(act, before):
    place = factories.place(a_pool(), at=AT)
    settled = {} if before == S.DUE else {"settled_at": AT}
    Fee.objects.filter(pk=place.pk).update(state=before, **settled)
    outcome = mark([place], act, at=later())
    fee = Fee.objects.get(pk=place.pk)
    expected = ALLOWED.get((act, before), before)
    assert fee.state == expected
    there_already = before in fees.TABLE[act].values() and (act, before) not in ALLOWED
    moved = (act, before) in ALLOWED
    assert (len(outcome.done), len(outcome.refused)) == ((1, 0) if moved or there_already else (0, 1))
    assert FeeChange.objects.count() == int(moved)
    assert Entry.objects.filter(action=f"fees.{act}").count() == int(moved)
    if outcome.refused:
        assert outcome.refused[0][1].code == "wrong_fee_state"
    if moved:
        assert fee.settled_at == (None if expected == S.DUE else later())


def test_an_act_that_nobody_knows_is_refused():
    with pytest.raises(fees.UnknownFeeAct):
        mark([factories.place(a_pool(), at=AT)], "steal")


def test_fees_of_another_offering_are_out_of_reach():
    theirs, mine = factories.place(a_pool(), at=AT), factories.place(a_pool(), at=AT)
    outcome = fees.mark([theirs.pk, mine.pk], "pay", offering=mine.pool.offering, by=BY, at=AT)
    assert [fee.pk for fee in outcome.done] == [mine.pk]
    assert fees.take_back(outcome.act, offering=theirs.pool.offering, by=BY, at=AT).done == []
    assert states(theirs, mine) == [S.DUE, S.PAID]


def test_marking_many_costs_as_many_statements_as_marking_one():
    def statements(number):
        pool = a_pool(capacity=None)
        made = [factories.place(pool, at=AT) for _ in range(number)]
        with CaptureQueriesContext(connection) as queries:
            mark(made, "pay")
        return len(queries)

    assert statements(1) == statements(12)


def test_a_paid_fee_of_a_place_that_was_given_up_is_to_be_given_back():
    pool = a_pool()
    place = factories.place(pool, at=AT)
    mark([place], "pay")
    places.withdraw(place, by=BY, at=later())
    assert standing(pool) == {"to_refund": (1, "12.50")}
    mark([place], "refund", at=later(2))
    assert standing(pool) == {"refunded": (1, "12.50")}


def test_what_was_paid_for_something_cancelled_is_to_be_given_back():
    pool = a_pool()
    paid, _owed = factories.place(pool, at=AT), factories.place(pool, at=AT)
    mark([paid], "pay")
    type(pool.offering).objects.filter(pk=pool.offering_id).update(state="cancelled")
    assert standing(pool) == {"to_refund": (1, "12.50"), "dropped": (1, "12.50")}


def test_sums_are_exact_and_kept_apart_by_currency():
    pool = a_pool(capacity=None, price=Decimal("0.10"))
    for _ in range(3):
        factories.place(pool, at=AT)
    pool = pools.change(pool, currency="CHF", by=BY, at=AT)
    factories.place(pool, at=AT)
    found = [
        (total.currency, total.number, str(total.amount))
        for total in fee_standing.totals(fee_standing.of(pool.offering))
    ]
    assert found == [("CHF", 1, "0.10"), ("EUR", 3, "0.30")]


# --- taken back ---------------------------------------------------------------------------------


@pytest.mark.req("Q29", "P08")
def test_one_act_on_many_is_taken_back_with_who_and_when_it_was_settled_before():
    pool = a_pool(capacity=None)
    first, second = factories.place(pool, at=AT), factories.place(pool, at=AT)
    mark([first], "waive", at=later(1))
    act = mark([first, second], "pay", at=later(2)).act
    outcome = fees.take_back(act, offering=pool.offering, by=BY, at=later(3))
    assert (len(outcome.done), outcome.refused) == (2, [])
    assert states(first, second) == [S.WAIVED, S.DUE]
    assert Fee.objects.get(pk=first.pk).settled_at == later(1)
    again = fees.take_back(act, offering=pool.offering, by=BY, at=later(4))
    assert [refusal.code for _fee, refusal in again.refused] == ["too_late_to_undo"] * 2


@pytest.mark.parametrize("minutes", [12, 60])
def test_after_ten_minutes_a_mark_stays(minutes):
    place = factories.place(a_pool(), at=AT)
    act = mark([place], "pay").act
    outcome = fees.take_back(act, offering=place.pool.offering, by=BY, at=later(minutes))
    assert isinstance(outcome.refused[0][1], undo.TooLateToUndo)
    assert states(place) == [S.PAID]


def test_a_fee_that_was_marked_anew_is_not_taken_back():
    place = factories.place(a_pool(), at=AT)
    act = mark([place], "waive").act
    mark([place], "pay", at=later())
    assert fees.take_back(act, offering=place.pool.offering, by=BY, at=later()).done == []
    assert states(place) == [S.PAID]


def test_the_record_of_marks_cannot_be_changed():
    mark([factories.place(a_pool(), at=AT)], "pay")
    for change in (lambda rows: rows.update(to_state="due"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(FeeChange.objects.all())


# --- told ---------------------------------------------------------------------------------------


def told():
    return list(Notice.objects.order_by("created_at", "pk").values_list("title", "sentence"))


@pytest.mark.req("P12")
def test_the_confirmation_says_what_is_to_be_paid_and_how():
    place = factories.place(a_pool(), companions=["Bo"], at=AT)
    outbox.drain(at=later())
    ((_title, sentence),) = told()
    assert sentence.endswith("It costs 25.00\u00a0EUR. Cash at the desk.")
    assert place.contact_id == Notice.objects.get().person_id


@pytest.mark.req("P12")
def test_a_group_hears_of_one_act_once_with_the_sum():
    place = factories.place(a_pool(), companions=["Bo"], at=AT)
    title = place.pool.offering.title
    outbox.drain(at=later())
    mark(list(Place.objects.filter(party=place.party)), "pay", at=later())
    outbox.drain(at=later(2))
    assert told()[1:] == [
        (f"Your payment for {title} was received", "The organiser noted 25.00\u00a0EUR as paid."),
    ]


@pytest.mark.req("P12")
def test_a_slip_taken_back_in_the_grace_is_told_to_nobody():
    place = factories.place(a_pool(), at=AT)
    outbox.drain(at=AT)
    act = mark([place], "pay").act
    fees.take_back(act, offering=place.pool.offering, by=BY, at=later(0.1))
    outbox.drain(at=later(5))
    assert len(told()) == 1


@pytest.mark.req("P12")
def test_a_mark_that_was_heard_of_is_taken_back_aloud():
    place = factories.place(a_pool(), at=AT)
    act = mark([place], "pay").act
    outbox.drain(at=later(1))
    fees.take_back(act, offering=place.pool.offering, by=BY, at=later(2))
    outbox.drain(at=later(3))
    assert told()[-1][1] == "The organiser noted 12.50\u00a0EUR as not paid yet. Cash at the desk."


# --- many hands ---------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.xdist_group("crowds")
@pytest.mark.django_db(transaction=True)
def test_two_admins_mark_at_once_while_places_are_revoked_and_every_fee_adds_up():
    pool = a_pool(capacity=None)
    made = [factories.place(pool, at=AT) for _ in range(12)]
    ids = [place.pk for place in made]

    def work(number, say):
        for turn in range(6):
            if number == 3:
                for place in made[turn::6]:
                    places.revoke(
                        Place.objects.select_related("pool__offering", "contact").get(pk=place.pk), by=BY, at=later()
                    )
                continue
            act = ("pay", "waive", "pay")[number] if turn % 2 == 0 else "reopen"
            chosen = ids if number != 1 else ids[::-1]
            outcome = fees.mark(chosen, act, offering=pool.offering, by=BY, at=later(turn))
            say(moved=len(outcome.done), refused=len(outcome.refused))
            if outcome.act and turn == 3:
                fees.take_back(outcome.act, offering=pool.offering, by=BY, at=later(turn))

    with crowd.of(4, work) as processes:
        processes.go()
        processes.wait()
        answers = processes.of("moved")
    assert len(answers) == 18
    for fee in Fee.objects.all():
        # each mark began where the one before had ended, and the last is what stands
        walked = list(fee.changes.order_by("pk").values_list("from_state", "to_state"))
        ends = [S.DUE, *(after for _before, after in walked)]
        assert [before for before, _after in walked] == ends[:-1]
        assert ends[-1] == fee.state
    assert list(recount.faults()) == []
    assert set(standing(pool)) <= {"to_refund", "dropped", "waived"}
