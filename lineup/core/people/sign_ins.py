"""Signing in, written down: from where, with what, and whether its owner should hear of it."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from lineup.core.foundation import seam
from lineup.core.people import persons
from lineup.core.people.actors import Actor
from lineup.core.people.models import Account, SignIn

KEPT_DAYS = 90


@transaction.atomic
def note(account: Account, *, is_new_device: bool = False, by: Actor, at: datetime) -> SignIn:
    """Remember from where; an account without a person gets the one known under its address.

    Of a new device its owner is told, by mail too.
    """
    account.last_address = by.address
    account.save(update_fields=["last_address"])
    person = persons.claim(account, at=at)
    made = SignIn.objects.create(
        account=account,
        at=at,
        address=by.address,
        user_agent=by.user_agent[:300],
        is_new_device=is_new_device,
    )
    seam.record(by=by.as_person(person), at=at, action="account.sign_in", on=account)
    if is_new_device:
        seam.tell(person, "account.new_device", key=f"new-device:{made.pk}", facts={"sign_in": str(made.pk)}, at=at)
    return made


def of(account: Account) -> "QuerySet[SignIn]":
    """Return the sign-ins that are kept."""
    return SignIn.objects.filter(account=account)


def latest(account: Account, *, limit: int = 10) -> "QuerySet[SignIn]":
    """Return the latest sign-ins, the newest first."""
    return of(account).order_by("-at")[:limit]


def forget_old(*, before: datetime, limit: int = 1000) -> int:
    """Delete up to `limit` sign-ins from before this instant; return how many."""
    old = SignIn.objects.filter(at__lt=before).values_list("pk", flat=True)[:limit]
    with transaction.atomic():
        return SignIn.objects.filter(pk__in=list(old)).delete()[0]
