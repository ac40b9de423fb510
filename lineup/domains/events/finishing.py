"""Events that are over are finished without anybody having to remember."""

from datetime import datetime, timedelta

from django.db.models import Q

from lineup.core.participation import offerings
from lineup.core.participation.models import Offering
from lineup.core.people.actors import HOUSE

# how long something without a stated end goes on
OPEN_ENDED = timedelta(hours=12)
BATCH = 200


def finish_past(*, at: datetime) -> int:
    """Finish up to BATCH published events whose end has passed; return how many. Safe to run twice."""
    over = Q(ends_at__lte=at) | Q(ends_at=None, starts_at__lte=at - OPEN_ENDED)
    rows = Offering.objects.filter(over, kind=Offering.Kind.EVENT, state=Offering.State.PUBLISHED, binned_at=None)
    return sum(_finish(offering, at) for offering in rows.filter(starts_at__lte=at).order_by("starts_at", "id")[:BATCH])


def _finish(offering: Offering, at: datetime) -> bool:
    try:
        offerings.finish(offering, by=HOUSE, at=at)
    except offerings.WrongOfferingState:
        return False  # somebody was quicker
    return True
