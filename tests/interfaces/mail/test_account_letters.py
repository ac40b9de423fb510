import re

import pytest

from lineup.core.foundation import clock
from lineup.core.people import proofs
from lineup.core.people.models import Proof
from tests.interfaces.mail.conftest import text_of
from tests.support import factories
from tests.support.outbox import drain

SECRET = re.compile(r"lnp_[\w-]+")


@pytest.mark.req("P01")
@pytest.mark.parametrize(
    ("purpose", "known", "subject", "path"),
    [
        (Proof.Purpose.SIGN_UP, False, "Open your account", "/account/welcome/lnp_"),
        (Proof.Purpose.SIGN_UP, True, "You have an account already", "/account/login"),
        (Proof.Purpose.RESET, True, "Choose a new password", "/account/password/new/lnp_"),
        (Proof.Purpose.RESET, False, "There is no account with this address", "/account/signup"),
    ],
)
def test_only_who_reads_the_mail_learns_whether_there_is_an_account(db, letters, purpose, known, subject, path):
    address = factories.member().email if known else "nobody@example.org"
    proofs.ask(purpose, email=address, at=clock.now())
    drain()
    [letter] = letters()
    assert letter["To"] == address
    assert letter["Subject"] == subject
    assert path in text_of(letter)


def test_the_link_opens_the_proof(db, letters):
    proof = proofs.ask(Proof.Purpose.SIGN_UP, email="new@example.org", at=clock.now())
    drain()
    [secret] = set(SECRET.findall(text_of(letters()[0])))
    assert proofs.find(secret, Proof.Purpose.SIGN_UP, at=clock.now()) == proof


def test_a_flood_of_wishes_is_not_sent_on(db, letters):
    for _ in range(proofs.MOST_AN_HOUR + 3):
        proofs.ask(Proof.Purpose.SIGN_UP, email="new@example.org", at=clock.now())
    drain()
    assert len(letters()) == proofs.MOST_AN_HOUR
