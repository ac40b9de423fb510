"""Who asks: by a token of their own, by their session in the browser, or nobody in particular."""

from typing import Any

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from lineup.core.foundation import clock
from lineup.core.foundation.errors import Forbidden, Missing, Refusal
from lineup.core.people import api_tokens
from lineup.core.people.actors import Actor
from lineup.core.people.models import ApiToken, Person

SAFE = ("GET", "HEAD", "OPTIONS")


class BadToken(Refusal):
    code = "bad_token"
    sentence = _("This token is unknown, expired or revoked; make a new one under Account, API tokens.")
    status = 401


class ScopeTooNarrow(Forbidden):
    code = "scope_too_narrow"
    sentence = _("This token may only read; make one that may also write.")


class Forged(Forbidden):
    code = "csrf"
    sentence = _("Send the token of the page as the header X-CSRFToken, or use an API token instead of the session.")


class SessionNeeded(Forbidden):
    code = "session_needed"
    sentence = _("This opens new doors to your account: do it signed in, not with a token.")


class AgainNeeded(Forbidden):
    code = "again_needed"
    sentence = _("Show once more that it is you, at /account/again, then repeat this within five minutes.")


class Token(HttpBearer):
    """A personal API token, made under Account, API tokens, or by POST /api/tokens in a session."""

    openapi_bearerFormat = "lnp_…"  # noqa: N815 - the name in OpenAPI

    def __call__(self, request: HttpRequest) -> Person | None:
        header = request.headers.get("Authorization")
        if header is None:
            return None
        scheme, _space, secret = header.partition(" ")
        if scheme.lower() != "bearer":
            raise BadToken
        return self.authenticate(request, secret.strip())

    def authenticate(self, request: HttpRequest, token: str) -> Person:
        at = clock.now()
        row = api_tokens.recognise(token, at=at)
        if row is None:
            raise BadToken
        if request.method not in SAFE and row.scope != ApiToken.Scope.WRITE:
            raise ScopeTooNarrow
        api_tokens.note_use(row, at=at)
        request.person = row.person  # type: ignore[attr-defined]
        request.api_token = row  # type: ignore[attr-defined]
        if "Accept-Language" not in request.headers:
            translation.activate(row.person.language)
        return row.person


class Session(APIKeyCookie):
    """The session of somebody signed in in the browser; unsafe methods also need X-CSRFToken."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Person | None:
        person = getattr(request, "person", None)
        if person and request.method not in SAFE and check_csrf(request):
            raise Forged
        return person

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """Not asked: the middleware has read the session already."""


def anybody(request: HttpRequest) -> bool:
    """Let in who is nobody in particular."""
    return True


SIGNED_IN = [Token(), Session()]
ANYBODY = [*SIGNED_IN, anybody]


def person(request: HttpRequest) -> Person | None:
    """Return who asks, None for nobody in particular."""
    return getattr(request, "person", None)


def actor(request: HttpRequest) -> Actor:
    """Return who acts through the API, from which address and with which program."""
    return Actor(
        person=person(request),
        channel="api",
        address=request.META.get("REMOTE_ADDR"),
        user_agent=request.headers.get("User-Agent", ""),
    )


def check_session(request: HttpRequest) -> None:
    """Raise SessionNeeded for who comes with a token."""
    if hasattr(request, "api_token"):
        raise SessionNeeded


def check_admin(request: HttpRequest) -> None:
    """Raise Missing for all but platform admins: to others, the platform's own rooms do not exist."""
    if not actor(request).is_admin:
        raise Missing


def check_given_again(request: HttpRequest) -> None:
    """Raise AgainNeeded for who did not give the password, a code or a passkey again in the last minutes."""
    if not did_recently_reauthenticate(request):
        raise AgainNeeded
