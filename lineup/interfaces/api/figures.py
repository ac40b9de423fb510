"""How sign-up went, in numbers, for who manages the event."""

from datetime import date
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from ninja import Router

from lineup.core.participation import figures, offerings
from lineup.core.participation.models import Place
from lineup.domains.events import events
from lineup.interfaces.api import keys
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Slug

router = Router(tags=["guest list"])


class ShareShown(Shown):
    """So many (`part`) of so many (`whole`)."""

    part: int
    whole: int

    @classmethod
    def of(cls, share: figures.Share) -> Self:
        return cls.made(part=share.part, whole=share.whole)


class DayShown(Shown):
    day: date
    sign_ups: int


class FiguresShown(Shown):
    """`people_to_tell` would hear of a cancellation; days are those of the event's time zone."""

    by_state: dict[str, int]
    people_to_tell: int
    kept: ShareShown
    waited_and_came: ShareShown
    sign_ups_by_day: list[DayShown]


@router.get("/events/{slug}/figures", response=FiguresShown, summary="Show how sign-up went")
def show(request: HttpRequest, slug: Slug) -> Any:
    """Counted from the ledger, now."""
    event = events.find_managed(keys.person(request), slug=slug)
    offering = event.offering
    days = figures.sign_ups_by_day(offering, zone=ZoneInfo(event.time_zone))
    return FiguresShown.made(
        by_state=figures.by_state(Place.objects.filter(pool__offering=offering)),
        people_to_tell=offerings.people_to_tell(offering),
        kept=ShareShown.of(figures.kept(offering)),
        waited_and_came=ShareShown.of(figures.waitlist_conversion(offering)),
        sign_ups_by_day=[DayShown.made(day=day, sign_ups=number) for day, number in days],
    )
