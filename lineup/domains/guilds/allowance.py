"""What Discord lets the bot ask, as all processes together have learned it: one row, changed by one at a time."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db import transaction

from lineup.domains.guilds.models import Allowance

ONLY = 1
T = TypeVar("T")


def read() -> Mapping[str, Any]:
    """Return what was learned so far; empty before the first call."""
    row = Allowance.objects.filter(pk=ONLY).first()
    return row.learned if row else {}


@transaction.atomic
def change(learn: Callable[[Mapping[str, Any]], tuple[T, Mapping[str, Any]]]) -> T:
    """Have `learn` make what is known from what was, as plain JSON, and return what it returns beside that.

    Meanwhile no other process changes it.
    """
    row = Allowance.objects.select_for_update().filter(pk=ONLY).first()
    if row is None:
        Allowance.objects.bulk_create([Allowance(pk=ONLY)], ignore_conflicts=True)
        row = Allowance.objects.select_for_update().get(pk=ONLY)
    told, learned = learn(row.learned)
    if learned != row.learned:
        Allowance.objects.filter(pk=ONLY).update(learned=learned)
    return told
