"""A second factor that somebody lost: taken away by an admin, a day after its owner was told."""

from datetime import timedelta

import pytest

from lineup.core.audit.models import Entry
from lineup.core.foundation import clock
from lineup.core.notices.models import Notice
from lineup.core.people import factor_resets, second_factors, sign_ins, standing
from lineup.core.people.actors import HOUSE
from tests.support import factories, outbox

pytestmark = [pytest.mark.django_db, pytest.mark.req("P01")]


@pytest.fixture
def noor():
    return factories.admin("Noor")


@pytest.fixture
def ada():
    ada = factories.member("Ada", email="ada@example.org")
    factories.passkey(ada)
    return ada


def ask(ada, noor, at):
    return factor_resets.ask(ada.account, by=factories.actor(noor), at=at)


def a_day_after(at):
    return at + factor_resets.WAIT


def acts():
    rows = Entry.objects.filter(action__startswith="second_factor").exclude(action="second_factor.passkey_added")
    return list(rows.order_by("id").values_list("action", "channel"))


def test_it_goes_in_a_day_of_which_the_owner_hears_before_and_after(noor, ada):
    at = clock.now()
    asked = ask(ada, noor, at)
    assert asked.factors_end_at == a_day_after(at)
    assert ask(ada, noor, at + timedelta(hours=1)).factors_end_at == a_day_after(at)
    outbox.drain(at=at)
    assert second_factors.protects(ada.account)
    outbox.drain(at=a_day_after(at))
    ada.account.refresh_from_db()
    assert (second_factors.protects(ada.account), ada.account.factors_end_at) == (False, None)
    assert acts() == [("second_factor.ask_reset", "web"), ("second_factor.reset", "jobs")]
    told = Notice.objects.filter(person=ada).order_by("title").values_list("kind", "title")
    assert list(told) == [
        ("account.second_factor", "A passkey was added to your account"),
        ("account.second_factor", "The second factor of your account was taken away"),
        ("account.factor_ends", "Your second factor will be taken away"),
    ]


def test_whoever_signs_in_with_it_or_says_so_keeps_it(noor, ada):
    at = clock.now()
    ask(ada, noor, at)
    sign_ins.note(ada.account, by=HOUSE, at=at + timedelta(hours=2))
    outbox.drain(at=a_day_after(at))
    assert second_factors.protects(ada.account)
    later = a_day_after(at) + timedelta(hours=1)
    ask(ada, noor, later)
    factor_resets.keep(ada.account, by=factories.actor(ada), at=later)
    factor_resets.keep(ada.account, by=factories.actor(ada), at=later)
    outbox.drain(at=a_day_after(later))
    assert second_factors.protects(ada.account)
    assert [act for act, _channel in acts()] == [
        "second_factor.ask_reset", "second_factor.keep", "second_factor.ask_reset", "second_factor.keep"
    ]  # fmt: skip


def test_an_earlier_word_does_not_cut_a_later_day_short(noor, ada):
    at = clock.now()
    ask(ada, noor, at)
    factor_resets.keep(ada.account, by=factories.actor(ada), at=at)
    ask(ada, noor, at + timedelta(hours=20))
    outbox.drain(at=a_day_after(at))
    assert second_factors.protects(ada.account)


def test_what_is_not_there_is_not_taken_and_nobody_takes_their_own(noor, ada):
    with pytest.raises(factor_resets.NoFactorToReset):
        ask(factories.member("Bea"), noor, clock.now())
    factories.passkey(noor)
    with pytest.raises(standing.OwnStanding):
        ask(noor, noor, clock.now())
    with pytest.raises(standing.NoLongerAdmin):
        ask(ada, factories.member("Cleo"), clock.now())
    assert acts() == []
