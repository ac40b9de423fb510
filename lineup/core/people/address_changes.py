"""Another address for an account: asked for, proved at the new one, stopped from the former one."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import seam, text, tokens
from lineup.core.foundation.errors import Forbidden, Invalid, Refusal
from lineup.core.people import addresses, api_tokens, merging, persons, proofs, sessions
from lineup.core.people.actors import Actor
from lineup.core.people.models import Account, AddressChange, ApiToken, Person, Proof
from lineup.core.people.proofs import LinkOver, LinkUnknown

LASTS = timedelta(days=1)
# whoever reads the former mailbox a week late can still take the account back
STOPPABLE = timedelta(days=7)


class SameAddress(Invalid):
    code = "same_address"
    sentence = _("This is your address already.")
    field = "email"


class AddressTaken(Refusal):
    code = "address_taken"
    sentence = _("There is another account with this address; sign in there, or use another address.")


class AnothersChange(Forbidden):
    code = "anothers_address_change"
    sentence = _("This link belongs to another account; sign in with the one that asked for it.")


def ask(account: Account, *, email: str, by: Actor, at: datetime) -> AddressChange:
    """Write the wish down; a link goes to the new address, a notice with a way to stop it to the present one.

    An earlier wish is forgotten. Does the same whether or not the new address is known to us.
    Raises AddressNeeded, SameAddress.
    """
    email = addresses.check(email)
    if text.fold_address(email) == account.email:
        raise SameAddress
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        AddressChange.objects.filter(account=account, done_at=None, stopped_at=None).update(stopped_at=at)
        change = AddressChange.objects.create(
            account=account,
            former=account.email,
            email=email,
            email_folded=text.fold_address(email),
            asked_at=at,
            expires_at=at + LASTS,
        )
        seam.record(by=by, at=at, action="account.ask_address_change", on=account)
        _write(change, "proof", at)
        _write(change, "asked", at)
    return change


def _write(change: AddressChange, what: str, at: datetime) -> None:
    payload = {"address_change": str(change.pk), "what": what}
    seam.enqueue("account-mail", key=f"address-change:{what}:{change.pk}", payload=payload, at=at)


def open_of(account: Account, *, at: datetime) -> AddressChange | None:
    """Return the change that waits for its proof, or None."""
    waiting = AddressChange.objects.filter(account=account, done_at=None, stopped_at=None, expires_at__gt=at)
    return waiting.first()


@transaction.atomic
def mint(change: AddressChange) -> str:
    """Return a fresh secret for the link that proves the new address."""
    secret = tokens.new()
    AddressChange.objects.filter(pk=change.pk).update(digest=tokens.digest(secret))
    return secret


@transaction.atomic
def mint_stop(change: AddressChange) -> str:
    """Return a fresh secret for the link that stops the change, or that takes it back once it is done."""
    secret = tokens.new()
    column = "undo_digest" if change.done_at else "stop_digest"
    AddressChange.objects.filter(pk=change.pk).update(**{column: tokens.digest(secret)})
    return secret


def is_flood(change: AddressChange) -> bool:
    """Whether so many changes to this address were asked for in an hour that no more mail should go there."""
    since = change.asked_at - timedelta(hours=1)
    recent = AddressChange.objects.filter(email_folded=change.email_folded, asked_at__gt=since)
    return recent.filter(asked_at__lt=change.asked_at).count() >= proofs.MOST_AN_HOUR


def find(secret: str, *, by: Actor, at: datetime) -> AddressChange:
    """Return the change that this link proves. Raises LinkUnknown, LinkOver, AnothersChange.

    Only who is signed in to the account may prove it: a stranger to whom the link was sent by a slip
    of the finger would otherwise become its owner.
    """
    change = AddressChange.objects.select_related("account").filter(digest=tokens.digest(secret)).first()
    if change is None:
        raise LinkUnknown
    if by.human.account_id != change.account_id:
        raise AnothersChange
    if change.done_at or change.stopped_at or at >= change.expires_at:
        raise LinkOver
    return change


def confirm(change: AddressChange, *, by: Actor, at: datetime) -> Person:
    """Give the account its new address; a guest known under it becomes one with the account's person.

    Raises LinkOver, AddressTaken.
    """
    try:
        with transaction.atomic():
            return _confirm(change, by, at)
    except IntegrityError:
        # an account was opened with this address in this moment
        raise AddressTaken from None


def _confirm(change: AddressChange, by: Actor, at: datetime) -> Person:
    waiting = AddressChange.objects.filter(pk=change.pk, done_at=None, stopped_at=None, expires_at__gt=at)
    if not waiting.update(done_at=at):
        raise LinkOver
    if Account.objects.filter(email=change.email_folded).exclude(pk=change.account_id).exists():
        raise AddressTaken
    person = _move(change.account, change.email, by, at)
    seam.record(by=by, at=at, action="account.change_address", on=change.account)
    _write(change, "done", at)
    return person


def _move(account: Account, email: str, by: Actor, at: datetime) -> Person:
    account.email = email
    account.save(update_fields=["email"])
    person, guest = persons.claim(account, at=at), persons.by_address(email)
    if guest is not None and guest.pk != person.pk:
        merging.merge(guest, into=person, by=by, at=at)
    return persons.readdress(person, email=email, at=at)


@transaction.atomic
def withdraw(account: Account, *, by: Actor, at: datetime) -> None:
    """Take one's own wish back; without one, nothing happens."""
    if AddressChange.objects.filter(account=account, done_at=None, stopped_at=None).update(stopped_at=at):
        seam.record(by=by, at=at, action="account.withdraw_address_change", on=account)


def find_stop(secret: str, *, at: datetime) -> AddressChange:
    """Return the change that this link stops or takes back. Raises LinkUnknown, LinkOver."""
    digest = tokens.digest(secret)
    rows = AddressChange.objects.select_related("account")
    change = rows.filter(Q(stop_digest=digest) | Q(undo_digest=digest)).first()
    if change is None:
        raise LinkUnknown
    if change.stopped_at or at >= (change.done_at or change.asked_at) + STOPPABLE:
        raise LinkOver
    return change


@transaction.atomic
def stop(change: AddressChange, *, by: Actor, at: datetime) -> None:
    """Stop the change, or take it back: whoever asked for it was not the account's owner.

    Everybody is signed out, API tokens end, the password opens nothing, and the former address gets a
    link to choose a new one. Raises LinkOver, and AddressTaken where another account has it by now.
    """
    still = AddressChange.objects.filter(pk=change.pk, stopped_at=None)
    if not still.update(stopped_at=at):
        raise LinkOver
    account, person = change.account, persons.claim(change.account, at=at)
    if change.done_at:
        _put_back(change, by.as_person(person), at)
    account.set_unusable_password()
    account.save(update_fields=["password"])
    sessions.end_everywhere(account)
    for token in ApiToken.objects.filter(person=person, revoked_at=None):
        api_tokens.revoke(token, by=by.as_person(person), at=at)
    seam.record(by=by.as_person(person), at=at, action="account.stop_address_change", on=account)
    proofs.ask(Proof.Purpose.RESET, email=change.former, language=person.language, at=at)


def _put_back(change: AddressChange, by: Actor, at: datetime) -> None:
    if Account.objects.filter(email=change.former).exclude(pk=change.account_id).exists():
        raise AddressTaken
    _move(change.account, change.former, by, at)


def forget_old(*, before: datetime, limit: int = 1000) -> int:
    """Delete up to `limit` changes that were asked for before this instant; return how many."""
    old = AddressChange.objects.filter(asked_at__lt=before).values_list("pk", flat=True)[:limit]
    with transaction.atomic():
        return AddressChange.objects.filter(pk__in=list(old)).delete()[0]
