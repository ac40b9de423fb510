"""The forms of second factors: allauth's ceremonies under our limits, in our words."""

from collections.abc import Callable
from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import clock
from lineup.core.people import codes, limits, second_factors
from lineup.core.people.models import Account
from lineup.interfaces.web import acting
from lineup.interfaces.web.accounts import tries

# what the libraries raise when a credential was made up
NONSENSE = (TypeError, ValueError, LookupError, AttributeError)


class CodeField(forms.CharField):
    """Six digits of an app, or a recovery code."""

    def __init__(self, **options: Any) -> None:
        attrs = {"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "none"}
        super().__init__(**{"label": _("Code"), "max_length": 40, "widget": forms.TextInput(attrs=attrs), **options})


class AppForm(forms.Form):
    """The first code that the new app shows."""

    code = CodeField(label=_("Code from the app"))


class CodeForm(AuthenticateForm):
    """A code after the password."""

    code = CodeField(help_text=_("Six digits from your authenticator app, or one of your recovery codes."))

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        self.authenticator = used_code(self.user, code)
        return code


class AgainCodeForm(ReauthenticateForm):
    """A code of who is signed in, before a weighty act."""

    code = CodeField(help_text=CodeForm.base_fields["code"].help_text)
    clean_code = CodeForm.clean_code


def used_code(account: Account, code: str) -> Authenticator:
    """Use the code up. Raises TooManyTries, and ValidationError for one that doesn't fit."""
    uncount = _count(account)
    try:
        used = second_factors.use_code(account, code, by=acting.actor(context.request), at=clock.now())
    except codes.CodeWrong as refusal:
        raise forms.ValidationError(str(refusal), code=refusal.code) from None
    uncount()
    return used


def _count(account: Account) -> Callable[[], None]:
    try:
        return tries.count(tries.second_factor(context.request, account))
    except limits.TooManyTries as refusal:
        if refusal.limit == limits.SECOND_FACTOR_BY_STRANGERS:
            second_factors.warn_of_guessing(account, at=clock.now())
        raise


class PasskeyForm(AddWebAuthnForm):
    """A new passkey; the browser did the rest."""

    name = forms.CharField(
        label=_("What to call it"),
        max_length=second_factors.LONGEST_NAME,
        required=False,
        help_text=_("So that you know it again: “Phone”, “Key on my ring”."),
    )
    passwordless = None

    def clean(self) -> dict[str, Any]:
        return _sound(super().clean)


class PasskeyNameForm(forms.Form):
    name = forms.CharField(label=_("What to call it"), max_length=second_factors.LONGEST_NAME)


class PasskeyCodeForm(AuthenticateWebAuthnForm):
    """A passkey after the password."""

    def clean_credential(self) -> Authenticator:
        uncount = _count(self.user)
        found = _sound(super().clean_credential)
        uncount()
        return found


class PasskeyAgainForm(ReauthenticateWebAuthnForm):
    """A passkey of who is signed in, before a weighty act."""

    clean_credential = PasskeyCodeForm.clean_credential


class PasskeySignInForm(LoginWebAuthnForm):
    """A passkey instead of address and password."""

    def clean_credential(self) -> Authenticator:
        uncount = tries.count(tries.passkey(context.request))
        found = _sound(super().clean_credential)
        if not found.user.is_active:
            raise _unfit()
        uncount()
        return found


def _sound(ceremony: Callable[[], Any]) -> Any:
    try:
        return ceremony()
    except NONSENSE:
        raise _unfit() from None


def _unfit() -> forms.ValidationError:
    return forms.ValidationError(_("That passkey doesn't open this account. Try once more, or choose another way."))
