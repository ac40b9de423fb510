"""Who is told of an offering: everybody with a live place in it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from lineup.core.notices import notices
from lineup.core.participation.models import Offering, Place
from lineup.core.participation.transitions import LIVE


def people_to_tell(offering: Offering) -> int:
    """Return how many people hold a place, wait or asked: the consequence to name before an act."""
    return Place.objects.filter(pool__offering=offering, state__in=LIVE).values("contact").distinct().count()


def tell(offering: Offering, kind: str, *, key: str, at: datetime, **facts: object) -> None:
    """Tell everybody with a live place, in batches delivered afterwards; `key` makes it once."""
    notices.fan_out("offering-holders", kind=kind, key=key, facts={"offering": str(offering.pk), **facts}, at=at)


def after(facts: Mapping[str, Any], beyond: str, limit: int) -> list[UUID]:
    """Return up to `limit` person ids to tell, in order, beyond `beyond`: the audience "offering-holders".

    The fact `states`, where given, narrows it to those whose place stands so.
    """
    live = Place.objects.filter(pool__offering=facts["offering"], state__in=facts.get("states") or LIVE)
    if beyond:
        live = live.filter(contact__gt=beyond)
    return list(live.order_by("contact").values_list("contact", flat=True).distinct()[:limit])
