"""Which browsers signed in to which account before: a signed cookie, and nothing stored with us."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from lineup.core.people.models import Account

COOKIE = "lineup_known"
SALT = "known-devices"
LASTS_SECONDS = 60 * 60 * 24 * 400
MOST = 10


def knows(request: HttpRequest, account: Account) -> bool:
    """Whether somebody signed in to this account from this browser before."""
    return _mark(account) in _marks(request)


def remember(request: HttpRequest, response: HttpResponse, account: Account) -> None:
    """Remember the account in this browser, the latest ten of them."""
    mark = _mark(account)
    marks = [mark, *(other for other in _marks(request) if other != mark)][:MOST]
    response.set_cookie(
        COOKIE,
        signing.dumps(marks, salt=SALT),
        max_age=LASTS_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )


def _marks(request: HttpRequest) -> list[str]:
    try:
        return list(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS_SECONDS))
    except signing.BadSignature:
        return []


def _mark(account: Account) -> str:
    # of the password too: whoever knew the former one is no longer known
    return salted_hmac(SALT, f"{account.pk}|{account.password}", algorithm="sha256").hexdigest()[:32]
