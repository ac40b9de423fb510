"""Everybody who is known, as platform admins look for them."""

from uuid import UUID

from django.db.models import Q, QuerySet

from lineup.core.foundation import text
from lineup.core.people.models import Account, Person

# what a person's standing may be: of an account its role, or closed; else a guest
STANDINGS = (*Account.Role.values, "closed", "guest")
ORDER = ("participant__name_folded", "participant")


def search(wanted: str = "", *, standing: str = "") -> "QuerySet[Person]":
    """Return those whose name contains the words, or whose whole e-mail address or id it is; with their accounts.

    `standing` is one of STANDINGS, or empty for all. People who were anonymised are left out.
    """
    rows = Person.objects.filter(anonymised_at=None).select_related("account", "participant")
    if wanted.strip():
        rows = rows.filter(_matches(wanted.strip()))
    return rows.filter(_stands(standing)) if standing else rows


def _matches(wanted: str) -> Q:
    if "@" in wanted:
        return Q(email_folded=text.fold_address(wanted)) | Q(account__email=text.fold_address(wanted))
    try:
        return Q(pk=UUID(wanted)) | Q(account=UUID(wanted))
    except ValueError:
        return Q(participant__name_folded__contains=text.fold(wanted))


def _stands(standing: str) -> Q:
    if standing == "guest":
        return Q(account=None)
    if standing == "closed":
        return Q(account__is_active=False)
    return Q(account__is_active=True, account__role=standing)


def find(pk: UUID | str) -> Person | None:
    """Return the person, with their account, or None."""
    return Person.objects.select_related("account", "participant").filter(participant_id=pk).first()
