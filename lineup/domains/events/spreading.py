"""What was changed of one event that repeats, changed of the following ones too."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import zones
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from lineup.core.participation.models import Pool
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events import copying, events, repetitions, settling
from lineup.domains.events.kind import ATTENDEE
from lineup.domains.events.models import Event, Occurrence, Repetition

TOPIC = "repeat-change"
BATCH = 10

# an address is one event's own, and a day is the rule's
PLAIN = [field for field in events.FIELDS if field not in ("slug", "new_venue", *events.TIMES, *copying.SIGN_UP_TIMES)]
OF_THE_CLOCK = (*events.TIMES, "time_zone")


class AnotherDay(Invalid):
    code = "another_day"
    sentence = _("To move all of them to another day, change the rule; here you can move the hour, or this one alone.")
    field = "starts_at"


class TooFewForSome(Invalid):
    code = "too_few_for_some"
    sentence = _("On %(day)s, %(taken)s places are taken; choose at least that many, or change this one alone.")
    field = "capacity"


@transaction.atomic
def change(occurrence: Occurrence, *, since: date, by: Actor, at: datetime, **values: object) -> Event:
    """Change the occurrence's event, and have what that changed done to all that begin ahead from `since` on.

    The hours move for all; another day is refused. Raises AnotherDay, TooFewForSome, and what `events.change` raises.
    """
    event, repetition = _of(occurrence)
    _check_day(event, values)
    _check_capacity(repetition, since, values, at)
    before = _values(event)
    events.change(event, alone=False, by=by, at=at, **values)
    after = _values(event)
    fields = [field for field in before if before[field] != after[field]]
    if set(fields) & set(OF_THE_CLOCK):
        _move_clock(repetition, event)
    if fields:
        _go_on(repetition, event, fields, since=since, by=by, began=at, at=at)
    return event


def _of(occurrence: Occurrence) -> tuple[Event, Repetition]:
    event, repetition = occurrence.event, occurrence.repetition
    if event is None:
        raise TypeError("an occurrence without an event")
    return event, repetition


def _check_day(event: Event, values: Mapping[str, Any]) -> None:
    new, zone = values.get("starts_at"), str(values.get("time_zone", event.time_zone))
    kept = event.offering.starts_at
    if new and kept and zones.local(new, zone).date() != zones.local(kept, event.time_zone).date():
        raise AnotherDay


def _check_capacity(repetition: Repetition, since: date, values: Mapping[str, Any], at: datetime) -> None:
    wanted = values.get("capacity")
    if wanted is None:
        return
    ahead = repetitions.ahead(repetition, at=at, since=since)
    full = Pool.objects.filter(offering__in=ahead.values("event"), role=ATTENDEE, taken__gt=wanted)
    tightest = full.select_related("offering").order_by("-taken").first()
    if tightest and tightest.offering.starts_at:
        day = zones.local(tightest.offering.starts_at, repetition.time_zone).date()
        raise TooFewForSome(day=day.isoformat(), taken=tightest.taken)


def _values(event: Event) -> dict[str, Any]:
    pool = events.pool_of(event)
    of_pool = {field: getattr(pool, field) for field in events.POOL}
    of_offering = {field: getattr(event.offering, field) for field in events.OFFERING}
    of_event = {field: getattr(event, field) for field in events.DETAILS}
    return {**of_offering, **of_event, **of_pool, "tags": sorted(tag.name for tag in event.tags.all())}


def _move_clock(repetition: Repetition, event: Event) -> None:
    if event.offering.starts_at is None:
        return
    repetition.starts_clock = zones.local(event.offering.starts_at, event.time_zone).time()
    repetition.lasts_minutes, repetition.time_zone = repetitions.lasting(event), event.time_zone
    repetition.save(update_fields=["starts_clock", "lasts_minutes", "time_zone"])


# --- the following ones ---------------------------------------------------------------------------


def _go_on(
    repetition: Repetition,
    source: Event,
    fields: Iterable[str],
    *,
    since: date,
    by: Actor,
    began: datetime,
    at: datetime,
) -> None:
    payload = {
        "repetition": str(repetition.pk),
        "source": str(source.pk),
        "fields": list(fields),
        "since": since.isoformat(),
        "by": str(by.person.pk) if by.person else "",
        "began": began.isoformat(),
    }
    key = f"{TOPIC}:{source.pk}:{began.isoformat()}:{since.isoformat()}"
    messages.enqueue(TOPIC, key=key, payload=payload, at=at)


def spread(message: Message, *, at: datetime) -> None:
    """Change some of the following events like the one named, and enqueue the rest: the handler of "repeat-change"."""
    load = message.payload
    repetition = Repetition.objects.get(pk=load["repetition"])
    source = Event.objects.select_related("offering__club", "venue", "category").filter(pk=load["source"]).first()
    by = Actor(Person.objects.select_related("account").filter(pk=load["by"] or None).first(), channel="jobs")
    if source is None:
        return
    since = date.fromisoformat(load["since"])
    rows = repetitions.ahead(repetition, at=at, since=since).exclude(event=source.pk)
    rows = rows.select_related("event__offering__club", "event__venue", "event__category").order_by("day")
    found = list(rows[: BATCH + 1])
    for occurrence in found[:BATCH]:
        _like(source, load["fields"], occurrence, repetition, by, at)
    if len(found) > BATCH:
        began = datetime.fromisoformat(load["began"])
        _go_on(repetition, source, load["fields"], since=found[BATCH].day, by=by, began=began, at=at)


def _like(
    source: Event, fields: Iterable[str], occurrence: Occurrence, repetition: Repetition, by: Actor, at: datetime
) -> None:
    """What a place somebody took meanwhile makes impossible is left as it was for that day."""
    event = occurrence.event
    if event is None:
        return
    values = _wanted(source, set(fields), event, repetition)
    try:
        events.change(event, alone=False, by=by, at=at, **values)
    except Refusal:
        fresh = Event.objects.select_related("offering__club", "venue", "category").get(pk=event.pk)
        rest = {field: value for field, value in values.items() if field not in events.POOL}
        events.change(fresh, alone=False, by=by, at=at, **rest)


def _wanted(source: Event, fields: set[str], event: Event, repetition: Repetition) -> dict[str, Any]:
    theirs = _values(source)
    values = {field: theirs[field] for field in PLAIN if field in fields}
    start, zone = event.offering.starts_at, event.time_zone
    if start is None or source.offering.starts_at is None:
        return values
    if fields & set(OF_THE_CLOCK):
        values["starts_at"], values["ends_at"] = settling.times(repetition, zones.local(start, zone).date())
    days = (zones.local(start, zone).date() - zones.local(source.offering.starts_at, source.time_zone).date()).days
    for field in copying.SIGN_UP_TIMES:
        if field in fields:
            values[field] = copying.later(theirs[field], source.time_zone, days)
    return values
