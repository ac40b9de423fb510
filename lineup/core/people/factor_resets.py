"""Who lost all that an account asks for past the password: an admin takes it away, a day after its owner was told.

The day is the owner's. Whoever still has the second factor keeps it, by one click, or just by signing in with it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import seam
from lineup.core.foundation.errors import Refusal
from lineup.core.people import second_factors, standing
from lineup.core.people.actors import HOUSE, Actor
from lineup.core.people.models import Account, Person, SignIn

TOPIC = "end-second-factor"
WAIT = timedelta(days=1)


class NoFactorToReset(Refusal):
    code = "no_factor_to_reset"
    sentence = _("This account has no second factor; a link for a new password is enough to let them in.")


@transaction.atomic
def ask(account: Account, *, by: Actor, at: datetime) -> Account:
    """Have the account's second factor taken away in a day; its owner is told at once. A second time changes nothing.

    Raises OwnStanding, NoLongerAdmin, NoFactorToReset.
    """
    account = standing.held(account, by, keeps_admin=True)
    if not second_factors.protects(account):
        raise NoFactorToReset
    if account.factors_end_at is not None:
        return account
    _set(account, at + WAIT)
    facts = {"account": str(account.pk), "ends_at": (at + WAIT).isoformat()}
    key = f"{account.pk}:{facts['ends_at']}"
    seam.record(by=by, at=at, action="second_factor.ask_reset", on=account)
    seam.enqueue(TOPIC, key=f"end-second-factor:{key}", payload=facts, at=at, wait_seconds=int(WAIT.total_seconds()))
    person = Person.objects.filter(account=account).first()
    if person is not None:
        seam.tell(person, "account.factor_ends", key=f"second-factor-ends:{key}", facts=facts, at=at)
    return account


@transaction.atomic
def keep(account: Account, *, by: Actor, at: datetime) -> Account:
    """Leave the account its second factor after all: its owner's word, or an admin's. Otherwise nothing happens."""
    account = Account.objects.select_for_update().get(pk=account.pk)
    if account.factors_end_at is not None:
        _set(account, None)
        seam.record(by=by, at=at, action="second_factor.keep", on=account)
    return account


@transaction.atomic
def end(facts: Mapping[str, Any], *, at: datetime) -> None:
    """Take it away, unless somebody kept it or its owner signed in meanwhile."""
    account = Account.objects.select_for_update().filter(pk=facts["account"]).first()
    if account is None or account.factors_end_at is None or account.factors_end_at.isoformat() != facts["ends_at"]:
        return
    # nobody signs in without it: who did has it still
    if SignIn.objects.filter(account=account, at__gt=account.factors_end_at - WAIT).exists():
        keep(account, by=HOUSE, at=at)
        return
    _set(account, None)
    second_factors.remove_all(account, by=HOUSE, at=at)


def _set(account: Account, ends_at: datetime | None) -> None:
    account.factors_end_at = ends_at
    account.save(update_fields=["factors_end_at"])
