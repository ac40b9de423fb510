"""Letters about accounts: links that prove an address, word of a changed password; the writer of "account-mail"."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from lineup.core.people import accounts, persons, proofs
from lineup.core.people.models import Account, Person, Proof
from lineup.interfaces.mail import address_letters, languages, standing_letters
from lineup.interfaces.mail.letters import Letter


def write(payload: dict[str, Any], at: datetime) -> Letter | None:
    """Return the letter for {proof}, {password_of}, {address_change}, {deactivated_account} or {reactivated_account}.

    None once there is nothing to be said.

    The page that asked says the same for every address; only who reads its mail learns whether there
    is an account.
    """
    if "password_of" in payload:
        return _about_changed_password(payload["password_of"])
    if "address_change" in payload:
        return address_letters.write(payload, at)
    if "deactivated_account" in payload:
        return standing_letters.deactivated(payload["deactivated_account"])
    if "reactivated_account" in payload:
        return standing_letters.reactivated(payload["reactivated_account"])
    proof = Proof.objects.filter(pk=payload["proof"]).first()
    if proof is None or proof.used_at or at >= proof.expires_at or proofs.is_flood(proof):
        return None
    known = accounts.by_address(proof.email) is not None
    language = languages.known(proof.language)
    with translation.override(language):
        subject, paragraphs, button, url = _writer(proof, known=known)(proof)
        reason = _(
            "You get this because somebody entered your address. If it wasn't you, do nothing: nothing will happen."
        )
        return Letter(proof.email, language, subject, paragraphs, reason, button, url)


# subject, paragraphs, button, where it leads
Said = tuple[str, tuple[str, ...], str, str]


def _open_account(proof: Proof) -> Said:
    return (
        _("Open your account"),
        (
            _("One step is left: choose a name and a password. Places you took with this address come along."),
            _("The link works once, within three days."),
        ),
        _("Open the account"),
        f"/account/welcome/{proofs.mint(proof)}",
    )


def _open_already(proof: Proof) -> Said:
    return (
        _("You have an account already"),
        (
            _("Somebody, probably you, wanted to open an account with this address. There is one already."),
            _("Sign in, or choose a new password if you forgot yours."),
        ),
        _("Sign in"),
        "/account/login",
    )


def _choose_password(proof: Proof) -> Said:
    return (
        _("Choose a new password"),
        (
            _("Somebody, probably you, forgot the password of this account."),
            _("The link works once, within two hours. Until you use it, the present password holds."),
        ),
        _("Choose a new password"),
        f"/account/password/new/{proofs.mint(proof)}",
    )


def _no_account(proof: Proof) -> Said:
    return (
        _("There is no account with this address"),
        (
            _("Somebody, probably you, wanted a new password for this address, but there is no account with it."),
            _("Perhaps you used another address."),
        ),
        _("Open an account"),
        "/account/signup",
    )


def _my_data(proof: Proof) -> Said:
    return (
        _("What we know about you"),
        (
            _("Here you see what is held on this address, take all of it with you, or have it erased."),
            _("The link works for two hours. Keep it to yourself."),
        ),
        _("See what is held"),
        f"/privacy/data/{proofs.mint(proof)}",
    )


def _my_data_by_account(proof: Proof) -> Said:
    return (
        _("What we know about you"),
        (_("You have an account. Sign in to see what is held on you, to take it with you, or to have it erased."),),
        _("See what is held"),
        "/account/data",
    )


def _nothing_held(proof: Proof) -> Said:
    return (
        _("Nothing is held on this address"),
        (_("Somebody, probably you, asked what is held on this address: nothing, but for this letter."),),
        _("Ask about another address"),
        "/privacy/data",
    )


WRITERS = {
    (Proof.Purpose.SIGN_UP, False): _open_account,
    (Proof.Purpose.SIGN_UP, True): _open_already,
    (Proof.Purpose.RESET, True): _choose_password,
    (Proof.Purpose.RESET, False): _no_account,
    (Proof.Purpose.MY_DATA, True): _my_data_by_account,
}


def _writer(proof: Proof, *, known: bool) -> Callable[[Proof], Said]:
    purpose = Proof.Purpose(proof.purpose)
    if purpose == Proof.Purpose.MY_DATA and not known:
        return _my_data if persons.by_address(proof.email) else _nothing_held
    return WRITERS[purpose, known]


def _about_changed_password(account_id: str) -> Letter | None:
    account = Account.objects.filter(pk=account_id).first()
    if account is None:
        return None
    person = Person.objects.filter(account=account).first()
    language = languages.known(person.language if person else "")
    with translation.override(language):
        return Letter(
            to=account.email,
            language=language,
            subject=_("Your password was changed"),
            paragraphs=(
                _("The password of your account was changed, and all other devices were signed out."),
                _("If it was not you, choose a new one at once, and look at your mail account too."),
            ),
            reason=_("You hear this because it is your account."),
            button=_("Choose a new password"),
            url="/account/password/forgotten",
        )
