"""Letters about another address of an account: the proof, the notice to the former one, and the way to stop it."""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from lineup.core.foundation import moments
from lineup.core.people import accounts, address_changes
from lineup.core.people.models import AddressChange, Person
from lineup.interfaces.mail import languages
from lineup.interfaces.mail.letters import Letter


def write(payload: dict[str, Any], at: datetime) -> Letter | None:
    """Return the letter for {address_change, what}; None once the change was stopped or ran out."""
    change = AddressChange.objects.select_related("account").filter(pk=payload["address_change"]).first()
    if change is None or change.stopped_at:
        return None
    person = Person.objects.filter(account=change.account).first()
    language = languages.known(person.language if person else "")
    with translation.override(language):
        return WRITERS[payload["what"]](change, language, person.time_zone if person else "UTC", at)


def _proof(change: AddressChange, language: str, zone: str, at: datetime) -> Letter | None:
    """To the new address: a link, or word that there is an account with it already."""
    if change.done_at or at >= change.expires_at or address_changes.is_flood(change):
        return None
    if accounts.by_address(change.email) is not None:
        return _no_proof(change, language)
    return Letter(
        to=change.email,
        language=language,
        subject=_("Confirm your new address"),
        paragraphs=(
            _("You want to use this address for your account. Open the link where you are signed in, and confirm."),
            _("The link works once, within a day. What was signed up for with this address comes along."),
        ),
        reason=_(
            "You get this because somebody entered your address. If it wasn't you, do nothing: nothing will happen."
        ),
        button=_("Confirm the address"),
        url=f"/account/address/proof/{address_changes.mint(change)}",
    )


def _no_proof(change: AddressChange, language: str) -> Letter:
    return Letter(
        to=change.email,
        language=language,
        subject=_("There is an account with this address already"),
        paragraphs=(
            _("Somebody, probably you, wanted to use this address for another account of theirs."),
            _("It belongs to an account already, so nothing was changed. Sign in with this address instead."),
        ),
        reason=_(
            "You get this because somebody entered your address. If it wasn't you, do nothing: nothing will happen."
        ),
        button=_("Sign in"),
        url="/account/login",
    )


def _asked(change: AddressChange, language: str, zone: str, at: datetime) -> Letter | None:
    """To the present address, before anything happened."""
    values = {"email": _veiled(change.email), "at": moments.said(change.asked_at, zone)}
    return Letter(
        to=change.former,
        language=language,
        subject=_("Your account is to get another address"),
        paragraphs=(
            _("On %(at)s somebody who is signed in as you asked to change your address to %(email)s.") % values,
            _("If it was you, there is nothing to do here: confirm by the mail at the new address."),
            _("If it was not you, stop it: everybody is signed out then, and you choose a new password."),
        ),
        reason=_("You hear this because it is your account; we tell you of each change to how one signs in."),
        button=_("It was not me: stop it"),
        url=f"/account/address/stop/{address_changes.mint_stop(change)}",
    )


def _done(change: AddressChange, language: str, zone: str, at: datetime) -> Letter | None:
    """To the former address, once the new one was proved."""
    until = moments.said((change.done_at or change.asked_at) + address_changes.STOPPABLE, zone)
    return Letter(
        to=change.former,
        language=language,
        subject=_("Your account has another address now"),
        paragraphs=(
            _("You sign in with %(email)s from now on, and our mails go there.") % {"email": _veiled(change.email)},
            _("If it was not you, take it back until %(until)s.") % {"until": until},
            _("Everybody is signed out then, and you choose a new password."),
        ),
        reason=_("You hear this because it was the address of your account until now."),
        button=_("It was not me: take it back"),
        url=f"/account/address/stop/{address_changes.mint_stop(change)}",
    )


def _reason() -> str:
    return _("You get this because somebody entered your address. If it wasn't you, do nothing: nothing will happen.")


def _veiled(email: str) -> str:
    """The address as its owner recognises it, and nobody else who reads over a shoulder."""
    local, _at, domain = email.partition("@")
    return f"{local[:2]}…@{domain}"


WRITERS = {"proof": _proof, "asked": _asked, "done": _done}
