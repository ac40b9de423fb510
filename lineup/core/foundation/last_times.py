"""When something was used last: noted now and then, and never waited for."""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Q


def note(row: models.Model, column: str, *, at: datetime, grain: timedelta) -> None:
    """Set the column to `at` where it holds nothing, or an instant at least `grain` before.

    Of many requests that arrive at once with the same key one writes: the others go on without waiting
    for it, as what they would write says no more.
    """
    known = getattr(row, column)
    if known and at - known < grain:
        return
    stale = Q(**{column: None}) | Q(**{f"{column}__lte": at - grain})
    rows = type(row)._base_manager.filter(pk=row.pk)
    with transaction.atomic():
        if rows.filter(stale).select_for_update(skip_locked=True).values_list("pk").first():
            rows.update(**{column: at})
