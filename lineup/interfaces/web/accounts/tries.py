"""What each way in counts against: where it comes from, and that together with whose account it is."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest

from lineup.core.foundation import clock, text
from lineup.core.people import limits
from lineup.core.people.models import Account
from lineup.interfaces.web.accounts import known_devices


def count(counted: Sequence[limits.Try]) -> Callable[[], None]:
    """Count one try; return what uncounts it, once it turned out rightful. Raises TooManyTries."""
    at = clock.now()
    limits.spend(*counted, at=at)
    return lambda: limits.give_back(*counted, at=at)


def sign_in(request: HttpRequest, email: str) -> tuple[limits.Try, ...]:
    return (limits.SIGN_IN_FROM, _origin(request)), (limits.SIGN_IN_TO, _origin(request, text.fold_address(email)))


def mail(request: HttpRequest, email: str) -> tuple[limits.Try, ...]:
    """Asking for a mail to an address."""
    return (limits.MAIL_FROM, _origin(request)), (limits.MAIL_TO, _origin(request, text.fold_address(email)))


def address_change(account: Account) -> tuple[limits.Try, ...]:
    """Asking for another address, of who is signed in, so that nobody else can spend these."""
    return ((limits.ADDRESS_CHANGE, str(account.pk)),)


def password(account: Account) -> tuple[limits.Try, ...]:
    """The password asked for once more of who is signed in, so that nobody else can spend these."""
    return ((limits.PASSWORD, str(account.pk)),)


def second_factor(request: HttpRequest, account: Account) -> tuple[limits.Try, ...]:
    """A code or a passkey after the password; who signed in from this browser before is not held up by strangers."""
    own = (limits.SECOND_FACTOR_TO, _origin(request, account.pk))
    if known_devices.knows(request, account):
        return (own,)
    return own, (limits.SECOND_FACTOR_BY_STRANGERS, str(account.pk))


def passkey(request: HttpRequest) -> tuple[limits.Try, ...]:
    """A passkey instead of a password: it can't be guessed, only tried."""
    return ((limits.PASSKEY_FROM, _origin(request)),)


def discord(request: HttpRequest) -> tuple[limits.Try, ...]:
    """A way to Discord and back, which makes us ask there."""
    return ((limits.DISCORD_FROM, _origin(request)),)


def _origin(request: HttpRequest, of: object = "") -> str:
    return limits.origin(request.META.get("REMOTE_ADDR"), of)
