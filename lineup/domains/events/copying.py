"""Events made like another one: planned again by hand, or because they repeat."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from lineup.core.foundation import zones
from lineup.core.participation import offerings, questions
from lineup.core.participation.models import Offering
from lineup.core.people.actors import Actor
from lineup.domains.events import events, organising, slugs
from lineup.domains.events.models import Event, Venue

SIGN_UP_TIMES = ("opens_at", "closes_at")

_with_it: list[Callable[..., None]] = []


def install(*, with_it: Iterable[Callable[..., None]]) -> None:
    """Let the rooms above copy what they add to an event, by `copy(event, made, days=, by=, at=)`; of the wiring."""
    _with_it[:] = with_it


@transaction.atomic
def duplicate(event: Event, *, by: Actor, at: datetime) -> Event:
    """Return a draft like this event, moved by whole weeks to its next weekday after `at`; no places, no files.

    What other rooms add to an event comes along: a race stays a race. Raises what `events.create` raises.
    """
    offering, pool = event.offering, events.pool_of(event)
    days = 7 * _weeks_until(offering.starts_at, at)
    made = events.create(
        title=offering.title,
        club=offering.club,
        visibility=offering.visibility,
        starts_at=later(offering.starts_at, event.time_zone, days),
        ends_at=later(offering.ends_at, event.time_zone, days),
        remind_minutes=offering.remind_minutes,
        **_details(event),
        venue=event.venue if organising.venue_fits(event.venue, offering.club, by) else None,
        **{field: getattr(pool, field) for field in events.POOL if field not in SIGN_UP_TIMES},
        by=by,
        at=at,
    )
    questions.copy(pool, events.pool_of(made), at=at)
    _along(event, made, days, by, at)
    return made


@transaction.atomic
def on_another_day(
    event: Event, *, starts_at: datetime, ends_at: datetime | None, days: int, by: Actor, at: datetime
) -> Event:
    """Return a draft like this event, `days` days later, its sign-up moved along; no places, no files.

    It belongs to whom the event belongs; whether the actor may make it is the caller's to know.
    """
    offering, pool, zone = event.offering, events.pool_of(event), event.time_zone
    made = offerings.create(
        kind=Offering.Kind.EVENT,
        title=offering.title,
        club=offering.club,
        organiser=offering.organiser,
        source=offering.source,
        visibility=offering.visibility,
        starts_at=starts_at,
        ends_at=ends_at,
        remind_minutes=offering.remind_minutes,
        by=by,
        at=at,
    )
    slugs.with_date(made, zones.local(starts_at, zone).date())
    values = {**_details(event), "venue": _kept(event.venue)}
    values |= {field: getattr(pool, field) for field in events.POOL}
    values |= {field: later(getattr(pool, field), zone, days) for field in SIGN_UP_TIMES}
    copied = events.build(made, values, by=by, at=at, kept_venue=event.venue_id)
    questions.copy(pool, events.pool_of(copied), at=at)
    _along(event, copied, days, by, at)
    return copied


def _along(event: Event, made: Event, days: int, by: Actor, at: datetime) -> None:
    for copy in _with_it:
        copy(event, made, days=days, by=by, at=at)


def _details(event: Event) -> dict[str, Any]:
    tags = [tag.name for tag in event.tags.all()]
    return {"tags": tags, **{field: getattr(event, field) for field in events.DETAILS if field != "venue"}}


def _kept(venue: Venue | None) -> Venue | None:
    return venue if venue and venue.binned_at is None else None


def _weeks_until(starts_at: datetime | None, at: datetime) -> int:
    if starts_at is None or starts_at > at:
        return 0
    return (at - starts_at) // timedelta(weeks=1) + 1


def later(instant: datetime | None, zone: str, days: int) -> datetime | None:
    """Return the same time of day on the clock of `zone`, so many days later; None for None."""
    if instant is None or not days:
        return instant
    local = zones.local(instant, zone)
    return zones.on_clock(local.date() + timedelta(days=days), local.time(), zone)
