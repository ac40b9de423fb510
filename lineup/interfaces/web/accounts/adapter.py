"""How allauth signs people in here: our limits, our record; accounts are opened by `people.accounts` alone."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import auth
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import clock
from lineup.core.people import sign_ins
from lineup.interfaces.web import acting
from lineup.interfaces.web.accounts import known_devices, tries

BY_MAIL = "came_by_mail"


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
        uncount = tries.count(tries.sign_in(request, credentials.get("email", "")))
        account = auth.authenticate(request, **credentials)
        if account is not None:
            uncount()
        return account

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Check the password of who is signed in. Raises TooManyTries."""
        uncount = tries.count(tries.password(user))  # type: ignore[arg-type]
        fits = user.check_password(password)
        if fits:
            uncount()
        return fits

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        is_news = user.last_login is not None and not known_devices.knows(request, user)  # type: ignore[arg-type]
        super().login(request, user)
        sign_ins.note(
            user,  # type: ignore[arg-type]
            # who came by a link in the mail is told of that by another mail
            is_new_device=is_news and not getattr(request, BY_MAIL, False),
            by=acting.actor(request),
            at=clock.now(),
        )

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **login: Any) -> HttpResponse:
        response = super().post_login(request, user, **login)
        known_devices.remember(request, response, user)  # type: ignore[arg-type]
        return response
