"""Accounts: opened by a proved address, given another password."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import seam, text
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.people import persons, proofs
from lineup.core.people.actors import Actor
from lineup.core.people.models import Account, Proof


class AccountExists(Refusal):
    code = "account_exists"
    sentence = _("There is an account with this address already; sign in, or choose a new password.")


class PasswordWeak(Invalid):
    code = "password_weak"
    sentence = _("Choose a longer password.")
    field = "password"


class PasswordWrong(Invalid):
    code = "password_wrong"
    sentence = _("This is not your present password.")
    field = "current"


def by_address(email: str) -> Account | None:
    """Return the account with this address in any spelling, or None."""
    return Account.objects.filter(email=text.fold_address(email)).first()


def create(proof: Proof, *, name: str, password: str, time_zone: str = "UTC", by: Actor, at: datetime) -> Account:
    """Open the account of the proved address; the guest known under it becomes the account's person.

    Raises LinkOver, AccountExists, NameNeeded, PasswordWeak.
    """
    if not name.strip():
        raise persons.NameNeeded
    hashed = _hashed(password, Account(email=proof.email))
    with transaction.atomic():
        proofs.use(proof, at=at)
        account = _insert(proof.email, hashed)
        person = persons.claim(account, at=at, name=name, language=proof.language, time_zone=time_zone)
        persons.change_profile(person, name=name.strip(), language=proof.language, by=by.as_person(person), at=at)
        seam.record(by=by.as_person(person), at=at, action="account.create", on=account)
    return account


def open_without_password(email: str) -> Account:
    """Return a new account with this proved address, in the caller's transaction. Raises AccountExists."""
    return _insert(email, make_password(None))


def _insert(email: str, hashed: str) -> Account:
    try:
        with transaction.atomic():
            account = Account(email=email, password=hashed)
            account.save(force_insert=True)
    except IntegrityError:
        raise AccountExists from None
    return account


def reset_password(proof: Proof, *, password: str, by: Actor, at: datetime) -> Account:
    """Give the account of the proved address a new password; every session of it ends.

    Raises LinkOver, PasswordWeak, and LinkOver too where the account is gone.
    """
    account = by_address(proof.email)
    if account is None:
        raise proofs.LinkOver
    hashed = _hashed(password, account)
    with transaction.atomic():
        proofs.use(proof, at=at)
        _set(account, hashed, "account.reset_password", by, at)
    return account


def change_password(account: Account, *, current: str, password: str, by: Actor, at: datetime) -> None:
    """Replace the password by whom knows the present one. Raises PasswordWrong, PasswordWeak."""
    if not account.check_password(current):
        raise PasswordWrong
    hashed = _hashed(password, account)
    with transaction.atomic():
        _set(account, hashed, "account.change_password", by, at)


def _hashed(password: str, account: Account) -> str:
    # outside the transaction: hashing takes longer than a write may
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise PasswordWeak(" ".join(error.messages)) from None
    return make_password(password)


def _set(account: Account, hashed: str, action: str, by: Actor, at: datetime) -> None:
    account.password = hashed
    account.save(update_fields=["password"])
    person = persons.claim(account, at=at)
    seam.record(by=by.as_person(person), at=at, action=action, on=account)
    seam.enqueue(
        "account-mail", key=f"password:{account.pk}:{at.isoformat()}", payload={"password_of": str(account.pk)}, at=at
    )
