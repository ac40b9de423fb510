"""Links by which an address is proved: once, for a time, by their digest."""

from datetime import timedelta

import pytest

from lineup.core.foundation import clock, tokens
from lineup.core.foundation.errors import Missing
from lineup.core.outbox.models import Message
from lineup.core.people import accounts, proofs, sign_ins
from lineup.core.people.addresses import AddressNeeded
from lineup.core.people.models import Account, Person, Proof
from tests.support import factories

pytestmark = [pytest.mark.django_db, pytest.mark.req("P01", "P04")]

SIGN_UP, RESET = Proof.Purpose.SIGN_UP, Proof.Purpose.RESET
WORDS = {"name": "Ada", "password": "a few words are good"}


def asked(email="ada@example.org", purpose=SIGN_UP, at=None):
    proof = proofs.ask(purpose, email=email, at=at or clock.now())
    return proof, proofs.mint(proof)


def test_the_work_in_the_outbox_names_a_row_and_no_secret_or_address():
    proof, _secret = asked()
    message = Message.objects.get(topic="account-mail")
    assert message.payload == {"proof": str(proof.pk)}


def test_only_the_digest_is_stored_and_the_secret_finds_it():
    proof, secret = asked()
    assert Proof.objects.get().digest == tokens.digest(secret)
    assert proofs.find(secret, SIGN_UP, at=clock.now()) == proof


def test_a_second_link_closes_the_first():
    proof, first = asked()
    second = proofs.mint(proof)
    with pytest.raises(Missing):
        proofs.find(first, SIGN_UP, at=clock.now())
    assert proofs.find(second, SIGN_UP, at=clock.now()) == proof


def test_a_link_for_one_purpose_opens_nothing_else():
    _proof, secret = asked(purpose=RESET)
    with pytest.raises(Missing):
        proofs.find(secret, SIGN_UP, at=clock.now())


@pytest.mark.parametrize(("purpose", "lasts"), proofs.LASTS.items())
def test_a_link_runs_out(purpose, lasts):
    at = clock.now()
    _proof, secret = asked(purpose=purpose, at=at)
    assert proofs.find(secret, purpose, at=at + lasts - timedelta(seconds=1))
    with pytest.raises(proofs.LinkOver):
        proofs.find(secret, purpose, at=at + lasts)


def test_a_used_link_is_over():
    proof, secret = asked()
    accounts.create(proof, **WORDS, by=factories.actor(), at=clock.now())
    with pytest.raises(proofs.LinkOver):
        proofs.find(secret, SIGN_UP, at=clock.now())


def test_of_two_who_use_a_link_at_once_one_is_refused():
    proof, _secret = asked()
    proofs.use(proof, at=clock.now())
    with pytest.raises(proofs.LinkOver):
        accounts.create(proof, **WORDS, by=factories.actor(), at=clock.now())
    assert not Account.objects.exists()


@pytest.mark.parametrize("wrong", ["", "ada", "ada@", "@example.org", "a b@example.org", "x" * 250 + "@example.org"])
def test_what_no_mail_reaches_is_refused(wrong):
    with pytest.raises(AddressNeeded):
        proofs.ask(SIGN_UP, email=wrong, at=clock.now())
    assert not Proof.objects.exists()


def test_a_path_with_a_secret_is_not_kept():
    kept = proofs.ask(SIGN_UP, email="a@example.org", next_path="/clubs/blue", at=clock.now())
    dropped = proofs.ask(SIGN_UP, email="a@example.org", next_path=f"/p/{tokens.new()}", at=clock.now())
    assert (kept.next_path, dropped.next_path) == ("/clubs/blue", "")


def test_the_sixth_link_in_an_hour_to_one_address_is_a_flood():
    at = clock.now()
    found = [proofs.ask(RESET, email="Ada@Example.org", at=at + timedelta(seconds=n)) for n in range(6)]
    assert [proofs.is_flood(proof) for proof in found] == [False] * 5 + [True]


def test_old_proofs_are_forgotten():
    at = clock.now()
    asked(at=at - timedelta(days=40))
    kept, _secret = asked(at=at)
    assert proofs.forget_old(before=at - timedelta(days=30)) == 1
    assert list(Proof.objects.all()) == [kept]


def test_a_guest_becomes_an_account_and_loses_nothing():
    guest = factories.guest("Ada Guest", email="Ada@Example.org")
    place = factories.place(who=guest)
    proof, _secret = asked(email="ada@example.ORG")
    account = accounts.create(proof, **WORDS, by=factories.actor(), at=clock.now())
    person = Person.objects.get(account=account)
    assert (person.pk, person.name) == (guest.pk, "Ada")
    assert [held.pk for held in person.participant.places.all()] == [place.pk]


def test_an_account_without_a_person_gets_the_guest_of_its_address_when_it_signs_in():
    account = Account.objects.create_user("ada@example.org", "a few words are good")
    guest = factories.guest("Ada Guest", email="ada@example.org")
    sign_ins.note(account, by=factories.actor(guest), at=clock.now())
    guest.refresh_from_db()
    assert (guest.account, guest.name) == (account, "Ada Guest")


def test_there_is_one_account_per_address_in_any_spelling():
    factories.member(email="ada@example.org")
    proof, _secret = asked(email="ADA@example.org")
    with pytest.raises(accounts.AccountExists):
        accounts.create(proof, **WORDS, by=factories.actor(), at=clock.now())
    proof.refresh_from_db()
    assert proof.used_at is None


@pytest.mark.parametrize("weak", ["short", "password123", "1234567890", "ada@example.org"])
def test_a_weak_password_is_refused_and_the_link_stays(weak):
    proof, secret = asked()
    with pytest.raises(accounts.PasswordWeak):
        accounts.create(proof, name="Ada", password=weak, by=factories.actor(), at=clock.now())
    assert proofs.find(secret, SIGN_UP, at=clock.now()) == proof


def test_a_reset_sets_the_password_and_tells_the_owner():
    member = factories.member(email="ada@example.org")
    proof, _secret = asked(purpose=RESET)
    accounts.reset_password(proof, password="another few words", by=factories.actor(), at=clock.now())
    member.account.refresh_from_db()
    assert member.account.check_password("another few words")
    told = Message.objects.get(key__startswith="password:")
    assert told.payload == {"password_of": str(member.account.pk)}


def test_the_present_password_is_wanted_to_change_it():
    member = factories.member()
    with pytest.raises(accounts.PasswordWrong):
        accounts.change_password(
            member.account, current="wrong", password="another few words", by=factories.actor(member), at=clock.now()
        )
    member.account.refresh_from_db()
    assert member.account.check_password(factories.PASSWORD)
