"""What an account asks for besides the password: an authenticator app, passkeys, and codes to fall back on.

The rows are allauth's (`Authenticator`): seeds sealed, passkeys as public keys. Recovery codes are no second
factor of their own; they come with the first and go with the last.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids, inputs, resealing, seam
from lineup.core.foundation.errors import Refusal
from lineup.core.foundation.resealing import Resealed
from lineup.core.people import codes, ways_in
from lineup.core.people.actors import Actor
from lineup.core.people.models import Account, Person

Type = Authenticator.Type
FACTORS = (Type.TOTP, Type.WEBAUTHN)
MOST_PASSKEYS = 20
LONGEST_NAME = 60


class AppThere(Refusal):
    code = "authenticator_app_there"
    sentence = _("An authenticator app is set up already; remove it first, then set up another.")


class TooManyPasskeys(Refusal):
    code = "too_many_passkeys"
    sentence = _("There are %(most)s passkeys already; remove one that you no longer use.")


class NoSecondFactor(Refusal):
    code = "no_second_factor"
    sentence = _("Recovery codes come with a second factor; set up an authenticator app or a passkey first.")


@dataclass(frozen=True)
class Held:
    """What an account has: at most one app, its passkeys, how many recovery codes are unused."""

    app: Authenticator | None
    passkeys: tuple[Authenticator, ...]
    codes_left: int
    has_codes: bool

    @property
    def is_protected(self) -> bool:
        """Whether signing in with the password asks for more than the password."""
        return bool(self.app or self.passkeys)


def held(account: Account) -> Held:
    """Return what the account has, in one query."""
    rows = list(Authenticator.objects.filter(user=account).order_by("created_at", "pk"))
    spare = next((row for row in rows if row.type == Type.RECOVERY_CODES), None)
    return Held(
        app=next((row for row in rows if row.type == Type.TOTP), None),
        passkeys=tuple(row for row in rows if row.type == Type.WEBAUTHN),
        codes_left=codes.left(spare) if spare else 0,
        has_codes=spare is not None,
    )


def protects(account: Account | None) -> bool:
    """Whether the account has a second factor."""
    return account is not None and Authenticator.objects.filter(user=account, type__in=FACTORS).exists()


def protected_accounts() -> QuerySet:
    """Return, as a subquery of ids, the accounts that have a second factor."""
    return Authenticator.objects.filter(type__in=FACTORS).values("user")


def add_app(account: Account, *, seed: str, code: str, by: Actor, at: datetime) -> list[str]:
    """Set up the authenticator app that shows `code` for the seed.

    Returns the recovery codes made along, shown this once; none where there were some.
    Raises CodeWrong, AppThere.
    """
    step = codes.step_of(seed, code, at=at)
    with transaction.atomic():
        try:
            with transaction.atomic():
                row = TOTP.activate(account, seed).instance
        except IntegrityError:
            raise AppThere from None
        # the code that proved the set-up is used up by it
        row.data["last_step"] = step
        row.save(update_fields=["data"])
        return _added(account, row, "app_added", by, at)


def add_passkey(account: Account, *, name: str, credential: Mapping[str, Any], by: Actor, at: datetime) -> list[str]:
    """Keep a passkey whose ceremony succeeded; returns as `add_app`. Raises TooManyPasskeys, TooLong, Unstorable."""
    name = inputs.line(name, field="name", most=LONGEST_NAME)
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        if Authenticator.objects.filter(user=account, type=Type.WEBAUTHN).count() >= MOST_PASSKEYS:
            raise TooManyPasskeys(most=MOST_PASSKEYS)
        row = WebAuthn.add(account, name, dict(credential)).instance
        return _added(account, row, "passkey_added", by, at)


def _added(account: Account, row: Authenticator, what: str, by: Actor, at: datetime) -> list[str]:
    _note(account, row, what, by, at)
    if Authenticator.objects.filter(user=account, type=Type.RECOVERY_CODES).exists():
        return []
    return RecoveryCodes.activate(account).generate_codes()


@transaction.atomic
def rename_passkey(passkey: Authenticator, *, name: str, by: Actor, at: datetime) -> None:
    """Call a passkey otherwise. Raises TooLong, Unstorable."""
    passkey.data["name"] = inputs.line(name, field="name", most=LONGEST_NAME) or passkey.data["name"]
    passkey.save(update_fields=["data"])
    seam.record(by=by, at=at, action="second_factor.rename", on=passkey)


@transaction.atomic
def remove(factor: Authenticator, *, by: Actor, at: datetime) -> None:
    """Remove an app or a passkey; with the last one the recovery codes go too. Raises OnlyWayIn."""
    if factor.type == Type.WEBAUTHN:
        ways_in.check_left(factor.user, without=ways_in.PASSKEY)
    account, what = factor.user, f"{WORDS[factor.type]}_removed"
    _note(account, factor, what, by, at)
    factor.delete()
    if not Authenticator.objects.filter(user=account, type__in=FACTORS).exists():
        Authenticator.objects.filter(user=account).delete()


WORDS = {Type.TOTP: "app", Type.WEBAUTHN: "passkey"}


@transaction.atomic
def renew_codes(account: Account, *, by: Actor, at: datetime) -> list[str]:
    """Return fresh recovery codes, shown this once; the former ones open nothing. Raises NoSecondFactor."""
    Account.objects.select_for_update().get(pk=account.pk)
    if not protects(account):
        raise NoSecondFactor
    Authenticator.objects.filter(user=account, type=Type.RECOVERY_CODES).delete()
    made = RecoveryCodes.activate(account)
    _note(account, made.instance, "codes_renewed", by, at)
    return made.generate_codes()


@transaction.atomic
def use_code(account: Account, code: str, *, by: Actor, at: datetime) -> Authenticator:
    """Return the app or the set of recovery codes that the code fits; it fits once. Raises CodeWrong, SealBroken."""
    rows = Authenticator.objects.select_for_update().filter(user=account, type__in=(Type.TOTP, Type.RECOVERY_CODES))
    by_type = {row.type: row for row in rows}
    app, spare = by_type.get(Type.TOTP), by_type.get(Type.RECOVERY_CODES)
    if app and codes.use_step(app, code, at=at):
        return app
    if spare and spare.wrap().validate_code(code):
        spare.refresh_from_db()
        _note(account, spare, "code_used", by, at)
        return spare
    raise codes.CodeWrong


@transaction.atomic
def remove_all(account: Account, *, by: Actor, at: datetime) -> None:
    """Take everything away, so that the password alone signs in again; its owner is told."""
    Authenticator.objects.filter(user=account).delete()
    seam.record(by=by, at=at, action="second_factor.reset", on=account)
    _tell(account, "reset", key=f"second-factor:reset:{account.pk}:{at.isoformat()}", at=at)


def _note(account: Account, row: Authenticator, what: str, by: Actor, at: datetime) -> None:
    # at the door nobody is signed in yet
    who = by if by.person else by.as_person(Person.objects.filter(account=account).first())
    seam.record(by=who, at=at, action=f"second_factor.{what}", on=row)
    _tell(account, what, key=f"second-factor:{what}:{row.pk}:{ids.new().hex}", at=at)


def _tell(account: Account, what: str, *, key: str, at: datetime) -> None:
    person = Person.objects.filter(account=account).first()
    if person is not None:
        seam.tell(person, "account.second_factor", key=key, facts={"what": what, "at": at.isoformat()}, at=at)


@transaction.atomic
def warn_of_guessing(account: Account, *, at: datetime) -> None:
    """Tell the owner, at most once a day, that somebody who knows the password tries codes."""
    person = Person.objects.filter(account=account).first()
    if person is not None:
        seam.tell(person, "account.guessed", key=f"guessed:{account.pk}:{at:%Y-%m-%d}", facts={}, at=at)


def renew_seals(*, after: Any = None) -> Resealed:
    """Seal some of the seeds beyond id `after` anew under the present key."""
    return resealing.batch(Authenticator.objects.filter(type__in=codes.SEALED), codes.renew_seal, after=after)
