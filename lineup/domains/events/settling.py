"""Repetitions as their rules want them: days made ahead, days that fell away called off. Declared, then converged.

Each day is a transaction of its own, taken once by its row: it can be stopped at any moment, begun again, and done
on several machines at once.
"""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from lineup.core.foundation import zones
from lineup.core.foundation.errors import Missing
from lineup.core.outbox import messages
from lineup.core.outbox.messages import Work
from lineup.core.outbox.models import Message
from lineup.core.participation import offerings
from lineup.core.participation.models import Offering
from lineup.core.people.actors import HOUSE
from lineup.domains.events import copying, repetitions
from lineup.domains.events.models import Event, Occurrence, Repetition

HORIZON = timedelta(days=92)
# also of what comes seldom there are some to sign up for
LEAST_AHEAD = 3
MOST_AT_ONCE = 1000


@transaction.atomic
def settle_due(*, at: datetime) -> int:
    """Enqueue the settling of repetitions that reach less far than the horizon; return how many. Safe to run twice."""
    to = at.date() + HORIZON
    rows = Repetition.objects.filter(Q(settled_to=None) | Q(settled_to__lt=to), ended_at=None)
    found = list(rows.order_by("settled_to", "pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
    works = [Work(repetitions.TOPIC, f"{repetitions.TOPIC}:{pk}:{to}", {"repetition": str(pk)}) for pk in found]
    messages.enqueue_many(works, at=at)
    return len(found)


def look(message: Message, *, at: datetime) -> None:
    """Settle the one that was changed: the handler of topic "repeat"."""
    settle(message.payload["repetition"], at=at)


def settle(pk: object, *, at: datetime) -> None:
    """Call off the days that the rule does not want, and make those it wants up to the horizon."""
    repetition = Repetition.objects.select_related("club", "organiser__account").filter(pk=pk).first()  # type: ignore[misc]
    if repetition is None or repetition.ended_at:
        return
    rule, now = repetitions.rule_of(repetition), repetitions.today(repetition, at=at)
    horizon = _horizon(repetition, max(now, at.date()))
    _let_fall(repetition, at)
    if _goes_on(repetition) and pattern_of(repetition):
        for day in rule.between(repetition.from_date, after=now, to=horizon):
            _make(repetition, day, at)
    _note(repetition, horizon, ended=next(rule.days(repetition.from_date, after=horizon), None) is None, at=at)


def _horizon(repetition: Repetition, now: date) -> date:
    days = repetitions.rule_of(repetition).days(repetition.from_date, after=now)
    ahead = [day for day, _number in zip(days, range(LEAST_AHEAD), strict=False)]
    return max([now + HORIZON, *ahead])


def _goes_on(repetition: Repetition) -> bool:
    """A club in the bin makes no more events, nor a person whose account is closed."""
    if repetition.club:
        return repetition.club.binned_at is None
    account = repetition.organiser.account if repetition.organiser else None
    return bool(account and account.is_active)


# --- days that fall away --------------------------------------------------------------------------


def _let_fall(repetition: Repetition, at: datetime) -> None:
    rule = repetitions.rule_of(repetition)
    rows = repetitions.unwanted(repetition, rule, since=repetition.from_date, at=at)
    for occurrence in rows.select_related("event__offering").order_by("day"):
        if occurrence.event:
            repetitions.call_off(occurrence.event.offering, reason=repetition.reason, by=HOUSE, at=at)


# --- days to come ---------------------------------------------------------------------------------


def _make(repetition: Repetition, day: date, at: datetime) -> bool:
    """Make the event of the day like the latest that was not changed alone; False if the day is taken."""
    if Occurrence.objects.filter(repetition=repetition, day=day).exists():
        return False
    try:
        with transaction.atomic():
            # taken first: who comes second waits here, and finds it done
            occurrence = Occurrence.objects.create(repetition=repetition, day=day)
            occurrence.event = _like(repetition, day, at)
            occurrence.save(update_fields=["event"])
    except IntegrityError:
        return False
    return True


def _like(repetition: Repetition, day: date, at: datetime) -> Event:
    pattern = pattern_of(repetition)
    if pattern is None or pattern.event is None:
        raise Missing
    starts_at, ends_at = times(repetition, day)
    days = (day - pattern.day).days
    made = copying.on_another_day(pattern.event, starts_at=starts_at, ends_at=ends_at, days=days, by=HOUSE, at=at)
    if pattern.event.offering.state != Offering.State.DRAFT:
        offerings.publish(made.offering, is_news=False, by=HOUSE, at=at)
    return made


def pattern_of(repetition: Repetition) -> Occurrence | None:
    """Return the latest occurrence that was not changed by itself, else the latest that there is; None for none."""
    rows = Occurrence.objects.filter(repetition=repetition, event__isnull=False)
    rows = rows.select_related("event__offering__club", "event__offering__organiser", "event__venue")
    return rows.order_by("is_special", "event__offering__binned_at", "-day").first()


def times(repetition: Repetition, day: date) -> tuple[datetime, datetime | None]:
    """Return when the event of the day begins and ends: the same hours of the clock, whatever the season."""
    zone, minutes = repetition.time_zone, repetition.lasts_minutes
    starts_at = zones.on_clock(day, repetition.starts_clock, zone)
    if minutes is None:
        return starts_at, None
    ends = datetime.combine(day, repetition.starts_clock) + timedelta(minutes=minutes)
    ends_at = zones.on_clock(ends.date(), ends.time(), zone)
    # where the clocks go back or forth in between, it still lasts at least a minute
    return starts_at, max(ends_at, starts_at + timedelta(minutes=1))


@transaction.atomic
def _note(repetition: Repetition, horizon: date, *, ended: bool, at: datetime) -> None:
    """Only if nobody changed it meanwhile: then it is looked at again."""
    rows = Repetition.objects.filter(pk=repetition.pk, rule=repetition.rule, from_date=repetition.from_date)
    rows.update(settled_to=horizon, ended_at=at if ended else None)
