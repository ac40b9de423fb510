"""An account's standing on the platform: its role, whether it may sign in, where it is signed in. For its admins."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs, seam
from lineup.core.foundation.errors import Forbidden, Invalid, Refusal
from lineup.core.people import proofs, sessions
from lineup.core.people.actors import Actor
from lineup.core.people.models import Account, Person, Proof

LONGEST_REASON = 300


class OwnStanding(Forbidden):
    code = "own_standing"
    sentence = _("You can’t change your own standing; ask another platform admin.")


class LastAdmin(Refusal):
    code = "last_admin"
    sentence = _("This is the last platform admin; make somebody else one first.")


class NoLongerAdmin(Forbidden):
    code = "no_longer_admin"
    sentence = _("You are no longer a platform admin; ask another one.")


class ReasonNeeded(Invalid):
    code = "reason_needed"
    sentence = _("Say why: the person is told, and other admins want to know.")
    field = "reason"


class NoAddress(Refusal):
    code = "no_address"
    sentence = _("No e-mail address is known of this person, so that nothing can be sent.")


@transaction.atomic
def change_role(account: Account, role: str, *, by: Actor, at: datetime) -> Account:
    """Give the account another role on the platform. Raises UnknownChoice, OwnStanding, NoLongerAdmin, LastAdmin."""
    inputs.choice(role, Account.Role.values, field="role")
    before = held(account, by, keeps_admin=role == Account.Role.ADMIN).role
    if before == role:
        return account
    account.role = role
    account.save(update_fields=["role"])
    _note(account, "account.change_role", by, at, role=[before, role])
    return account


@transaction.atomic
def deactivate(account: Account, *, reason: str, by: Actor, at: datetime) -> Account:
    """Close the account: it signs in no more, its sessions and tokens open nothing; its places stay.

    A second time changes the reason. Raises ReasonNeeded, TooLong, Unstorable, OwnStanding, NoLongerAdmin, LastAdmin.
    """
    reason = inputs.line(reason, field="reason", most=LONGEST_REASON)
    if not reason:
        raise ReasonNeeded
    was_active = held(account, by).is_active
    account.is_active, account.deactivation_reason = False, reason
    account.deactivated_at = account.deactivated_at or at
    account.save(update_fields=["is_active", "deactivation_reason", "deactivated_at"])
    sessions.end_everywhere(account)
    _note(account, "account.deactivate", by, at)
    if was_active:
        _write_to(account, "deactivated", at)
    return account


@transaction.atomic
def reactivate(account: Account, *, by: Actor, at: datetime) -> Account:
    """Open the account again; an open one is left as it is. Raises OwnStanding, NoLongerAdmin."""
    if held(account, by, keeps_admin=True).is_active:
        return account
    account.is_active, account.deactivation_reason, account.deactivated_at = True, "", None
    account.save(update_fields=["is_active", "deactivation_reason", "deactivated_at"])
    _note(account, "account.reactivate", by, at)
    _write_to(account, "reactivated", at)
    return account


@transaction.atomic
def sign_out(account: Account, *, by: Actor, at: datetime) -> None:
    """End every session of the account, on every device, at once. Tokens and calendar addresses go on."""
    sessions.end_everywhere(account)
    _note(account, "account.sign_out", by, at)


@transaction.atomic
def send_link(person: Person, *, by: Actor, at: datetime) -> Proof:
    """Mail a link by which the person opens an account, or chooses a new password for theirs. Raises NoAddress."""
    if not person.email:
        raise NoAddress
    purpose = Proof.Purpose.RESET if person.account_id else Proof.Purpose.SIGN_UP
    proof = proofs.ask(purpose, email=person.email, language=person.language, at=at)
    seam.record(by=by, at=at, action="person.send_link", on=person, metadata={"purpose": purpose})
    return proof


@transaction.atomic
def note_look(person: Person, *, by: Actor, at: datetime) -> None:
    """Record that an admin looked at what is known of the person."""
    seam.record(by=by, at=at, action="person.look", on=person)


def held(account: Account, by: Actor, *, keeps_admin: bool = False) -> Account:
    """Return the account as it stands, locked with all admins: of two who remove each other at once, one is refused.

    Raises OwnStanding, NoLongerAdmin and, unless the act `keeps_admin`, LastAdmin.
    """
    rows = Account.objects.select_for_update().filter(role=Account.Role.ADMIN, is_active=True)
    admins = {row.pk: row for row in rows.order_by("pk")}
    if by.person is not None:
        if by.person.account_id == account.pk:
            raise OwnStanding
        if by.person.account_id not in admins:
            raise NoLongerAdmin
    if not keeps_admin and set(admins) == {account.pk}:
        raise LastAdmin
    return admins.get(account.pk) or Account.objects.select_for_update().get(pk=account.pk)


def _note(account: Account, action: str, by: Actor, at: datetime, **metadata: object) -> None:
    seam.record(by=by, at=at, action=action, on=account, metadata=metadata)


def _write_to(account: Account, what: str, at: datetime) -> None:
    key = f"{what}:{account.pk}:{at.isoformat()}"
    seam.enqueue("account-mail", key=key, payload={f"{what}_account": str(account.pk)}, at=at)
