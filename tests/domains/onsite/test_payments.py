"""Access to an atelier is read out of its fees: pending, paid or free, and what came in."""

from datetime import timedelta
from decimal import Decimal

import pytest

from lineup.core.foundation import inputs
from lineup.core.participation import fees
from lineup.domains.onsite import payments
from lineup.domains.onsite.payments import Payment
from tests.domains.onsite.conftest import NOON
from tests.support import factories

pytestmark = pytest.mark.req("D05")


@pytest.fixture
def atelier(make_session):
    return make_session(kind="atelier", capacity=5, price=Decimal("12.5"), currency="EUR")


def standing(session):
    rows = map(payments.access, payments.of(session).order_by(*payments.ORDER))
    return [(one.status, one.has_access, one.amount_paid, one.currency, one.paid_at, one.marked_by) for one in rows]


def test_a_place_is_pending_until_it_is_marked_and_back_again(atelier, organiser, by, at):
    place = factories.place(atelier.pool, at=at)
    pending = (Payment.PENDING, False, Decimal(0), "EUR", None, None)
    assert standing(atelier) == [pending]
    outcome = payments.mark([place.pk], "paid", session=atelier, by=by, at=NOON)
    assert standing(atelier) == [(Payment.PAID, True, Decimal("12.50"), "EUR", NOON, organiser)]
    payments.mark([place.pk], "pending", session=atelier, by=by, at=NOON)
    assert standing(atelier) == [pending]
    payments.mark([place.pk], "free", session=atelier, by=by, at=NOON)
    assert standing(atelier) == [(Payment.FREE, True, Decimal(0), "EUR", None, organiser)]
    assert outcome.act


def test_a_mark_is_taken_back_in_whole(atelier, by, at):
    held = [factories.place(atelier.pool, at=at) for _ in range(3)]
    outcome = payments.mark([one.pk for one in held], "paid", session=atelier, by=by, at=NOON)
    assert [one[0] for one in standing(atelier)] == [Payment.PAID] * 3
    fees.take_back(outcome.act, offering=atelier.event.offering, by=by, at=NOON + timedelta(minutes=9))
    assert [one[0] for one in standing(atelier)] == [Payment.PENDING] * 3


def test_a_free_atelier_is_free_and_nothing_is_to_be_paid(make_session, by, at):
    free = make_session(kind="atelier", capacity=5)
    place = factories.place(free.pool, at=at)
    assert standing(free) == [(Payment.FREE, True, Decimal(0), "", None, None)]
    with pytest.raises(payments.NothingToPay):
        payments.mark([place.pk], "paid", session=free, by=by, at=NOON)
    with pytest.raises(inputs.UnknownChoice):
        payments.mark([place.pk], "gratis", session=free, by=by, at=NOON)


def test_places_of_another_session_are_left_alone(atelier, make_session, by, at):
    other = make_session("Other", (11, 12), kind="atelier", price=Decimal(3), currency="CHF")
    place = factories.place(other.pool, at=at)
    with pytest.raises(payments.NothingToPay):
        payments.mark([place.pk], "paid", session=atelier, by=by, at=NOON)
    assert [one[0] for one in standing(other)] == [Payment.PENDING]
    assert standing(make_session("Talk", (15, 16))) == []


def test_what_came_in_is_added_up_by_session_and_currency(
    atelier, make_session, event, by, at, django_assert_num_queries
):
    other = make_session("Other", (11, 12), kind="atelier", price=Decimal(3), currency="CHF")
    first, _second = (factories.place(atelier.pool, at=at) for _ in range(2))
    factories.place(other.pool, at=at)
    payments.mark([first.pk], "paid", session=atelier, by=by, at=NOON)
    with django_assert_num_queries(2):
        found = payments.totals(event)
    assert [(one.session, one.currency, one.paid, one.owed, one.number_paid, one.number_owed) for one in found] == [
        (atelier, "EUR", Decimal("12.50"), Decimal("12.50"), 1, 1),
        (other, "CHF", Decimal(0), Decimal(3), 0, 1),
    ]
