"""How often something may be tried: per address, and per account and address together.

Never per account alone: whoever knows an address could then lock its owner out.
"""

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Refusal
from lineup.core.people.models import Tally


@dataclass(frozen=True)
class Limit:
    """At most `most` tries in each span of `seconds`."""

    name: str
    most: int
    seconds: int


SIGN_IN_FROM = Limit("sign-in-from", 50, 600)
SIGN_IN_TO = Limit("sign-in-to", 5, 300)
MAIL_FROM = Limit("mail-from", 30, 3600)
MAIL_TO = Limit("mail-to", 6, 3600)
PASSWORD = Limit("password", 5, 300)
ADDRESS_CHANGE = Limit("address-change", 5, 3600)
SECOND_FACTOR_TO = Limit("second-factor-to", 5, 300)
# past the password, from all browsers together that never signed in there: a million codes are soon guessed by many
SECOND_FACTOR_BY_STRANGERS = Limit("second-factor-by-strangers", 30, 3600)
DISCORD_FROM = Limit("discord-from", 30, 600)
PASSKEY_FROM = Limit("passkey-from", 30, 600)

Try = tuple[Limit, str]


class TooManyTries(Refusal):
    code = "too_many_tries"
    status = 429
    sentence = _("That was tried too often from here. Wait %(minutes)s minutes, then try again.")

    def __init__(self, limit: Limit, *, seconds: int) -> None:
        super().__init__(minutes=-(-seconds // 60), retry_after=seconds)
        self.limit = limit


def network(address: str | None) -> str:
    """Return the address under which tries are counted: IPv6 by its /64, which is one household."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network(f"{found}/64", strict=False)) if found.version == 6 else str(found)


def origin(address: str | None, of: object = "") -> str:
    """Return whose tries are counted together: those from one network, on one thing where it is given."""
    return f"{network(address)}|{of}" if of else network(address)


@transaction.atomic
def spend(*tries: Try, at: datetime) -> None:
    """Count one try under each limit. Raises TooManyTries, and then counts none."""
    for limit, who in tries:
        if _count_one(limit, who, at) > limit.most:
            seconds = max(1, int((_ends(limit, at) - at).total_seconds()))
            raise TooManyTries(limit, seconds=seconds)


def _count_one(limit: Limit, who: str, at: datetime) -> int:
    row = Tally.objects.filter(pk=_key(limit, who, at))
    if not row.update(count=F("count") + 1):
        try:
            with transaction.atomic():
                Tally.objects.create(pk=_key(limit, who, at), count=1, ends_at=_ends(limit, at))
        except IntegrityError:
            row.update(count=F("count") + 1)
    return row.values_list("count", flat=True).get()


@transaction.atomic
def give_back(*tries: Try, at: datetime) -> None:
    """Uncount one try under each limit: it was a rightful one."""
    keys = [_key(limit, who, at) for limit, who in tries]
    Tally.objects.filter(pk__in=keys, count__gt=0).update(count=F("count") - 1)


def forget_old(*, before: datetime) -> int:
    """Delete the tallies whose span ended before this instant; return how many."""
    with transaction.atomic():
        return Tally.objects.filter(ends_at__lt=before).delete()[0]


def _span(limit: Limit, at: datetime) -> int:
    return int(at.timestamp()) // limit.seconds


def _ends(limit: Limit, at: datetime) -> datetime:
    return datetime.fromtimestamp((_span(limit, at) + 1) * limit.seconds, UTC)


def _key(limit: Limit, who: str, at: datetime) -> str:
    # keyed with the service's own secret: a list of addresses can't be matched against the table
    return salted_hmac(f"limits.{limit.name}", f"{who}|{_span(limit, at)}", algorithm="sha256").hexdigest()
