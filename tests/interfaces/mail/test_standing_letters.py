"""Word to somebody whose account was closed, or opened again."""

import pytest

from lineup.core.foundation import clock
from lineup.core.people import standing
from lineup.core.people.actors import HOUSE
from tests.interfaces.mail.conftest import text_of
from tests.support import factories
from tests.support.outbox import drain

pytestmark = [pytest.mark.django_db, pytest.mark.req("P02", "P12")]


def test_who_is_closed_out_is_told_why_in_their_language(letters):
    ada = factories.member("Ada", language="fr")
    standing.deactivate(ada.account, reason="Pourriels dans trois clubs", by=HOUSE, at=clock.now())
    drain()
    [letter] = letters()
    assert (letter["To"], letter["Subject"]) == (ada.email, "Votre compte a été fermé")
    assert "Pourriels dans trois clubs" in text_of(letter)


def test_who_is_let_in_again_is_told_so(letters):
    ada = factories.member("Ada")
    standing.deactivate(ada.account, reason="Spam", by=HOUSE, at=clock.now())
    drain()
    standing.reactivate(ada.account, by=HOUSE, at=clock.now())
    drain()
    assert [letter["Subject"] for letter in letters()] == ["Your account was closed", "Your account is open again"]


def test_a_closing_taken_back_at_once_is_not_told(letters):
    ada = factories.member("Ada")
    standing.deactivate(ada.account, reason="Spam", by=HOUSE, at=clock.now())
    standing.reactivate(ada.account, by=HOUSE, at=clock.now())
    drain()
    assert [letter["Subject"] for letter in letters()] == ["Your account is open again"]
