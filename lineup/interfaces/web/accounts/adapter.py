"""How allauth signs people in here: our limits, our record; accounts are opened by `people.accounts` alone."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import auth
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import clock, text
from lineup.core.people import accounts, limits
from lineup.interfaces.web import acting


class Adapter(DefaultAccountAdapter):
    """Named by ACCOUNT_ADAPTER. Mails of accounts go through the outbox, so that none is sent from here."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This address and this password don't belong together. Check both."),
        "incorrect_password": _("This is not your password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        return

    def get_client_ip(self, request: HttpRequest) -> str:
        return str(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104 - the word for unknown

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Check a password. Raises TooManyTries before looking at it; a rightful try is not counted."""
        at, tries = clock.now(), sign_in_tries(request, credentials.get("email", ""))
        limits.spend(*tries, at=at)
        account = auth.authenticate(request, **credentials)
        if account is not None:
            limits.give_back(*tries, at=at)
        return account

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        accounts.note_sign_in(user, by=acting.actor(request), at=clock.now())  # type: ignore[arg-type]


def sign_in_tries(request: HttpRequest, email: str) -> tuple[limits.Try, limits.Try]:
    """Return what one try to sign in counts against: where it comes from, and that together with the account."""
    origin = limits.network(request.META.get("REMOTE_ADDR"))
    return (limits.SIGN_IN_FROM, origin), (limits.SIGN_IN_TO, f"{origin}|{text.fold_address(email)}")
