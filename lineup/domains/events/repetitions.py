"""Events that repeat: begun, changed, skipped, ended. What follows from it is done afterwards by `settling`."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs, zones
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.outbox import messages
from lineup.core.participation import offerings, places
from lineup.core.participation.models import Offering, Place, Pool
from lineup.core.participation.transitions import LIVE
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events import organising, rules
from lineup.domains.events.kind import StartNeeded
from lineup.domains.events.models import Event, Occurrence, Repetition

TOPIC = "repeat"
LONGEST_REASON = 300
OPEN = (Offering.State.DRAFT, Offering.State.PUBLISHED)


class RepeatsAlready(Refusal):
    code = "repeats_already"
    sentence = _("This event repeats already; change its rule instead.")


class DoesNotRepeat(Missing):
    code = "does_not_repeat"
    sentence = _("This event does not repeat; change it alone.")


class NotADay(Invalid):
    code = "not_a_day"
    sentence = _("%(day)s is none of the days ahead; choose one of the list.")
    field = "day"


# --- found ----------------------------------------------------------------------------------------


def of(event: Event) -> Repetition | None:
    """Return the repetition to which the event belongs, or None. One query."""
    return Repetition.objects.filter(occurrences__event=event.pk).first()


def find_managed(person: Person | None, pk: UUID | str) -> Repetition:
    """Return the repetition whose events the person manages. Raises Missing, or NotManager if they may see it."""
    repetition = find_visible(person, pk)
    if not may_manage(repetition, person):
        raise offerings.NotManager
    return repetition


def find_visible(person: Person | None, pk: UUID | str) -> Repetition:
    """Return the repetition of which the person manages the events, or may see one. Raises Missing."""
    try:
        repetition = Repetition.objects.select_related("club", "organiser").get(pk=pk)
    except (Repetition.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    if not (may_manage(repetition, person) or events_of(repetition, person).exists()):
        raise Missing
    return repetition


def may_manage(repetition: Repetition, person: Person | None) -> bool:
    """Whether this person manages its events."""
    return offerings.offers(Offering(club=repetition.club, organiser=repetition.organiser), person)


def events_of(repetition: Repetition, person: Person | None) -> "QuerySet[Offering]":
    """Return its events that the person may see, for the order starts_at, id."""
    return offerings.visible_to(person).filter(event__occurrence__repetition=repetition)


def title_of(repetition: Repetition) -> str:
    """Return what its latest event that was not changed alone is called. One query."""
    rows = Occurrence.objects.filter(repetition=repetition, event__isnull=False)
    title = rows.order_by("is_special", "-day").values_list("event__offering__title", flat=True).first()
    return title or ""


def ahead(repetition: Repetition, *, at: datetime, since: date | None = None) -> "QuerySet[Occurrence]":
    """Return its occurrences (from a day on) whose events have not begun and are on, or drafts."""
    rows = Occurrence.objects.filter(repetition=repetition, event__offering__starts_at__gt=at)
    rows = rows.filter(event__offering__state__in=OPEN, event__offering__binned_at=None)
    return rows.filter(day__gte=since) if since else rows


def unwanted(repetition: Repetition, rule: rules.Rule, *, since: date, at: datetime) -> "QuerySet[Occurrence]":
    """Return those ahead that a rule which holds since this day does not want; days before it stay as they are."""
    rows = ahead(repetition, at=at)
    days = list(rows.values_list("day", flat=True))
    if not days:
        return rows.none()
    wanted = set(rule.between(since, after=None, to=max(days)))
    wanted |= {day for day in days if day < since and not (rule.until and day > rule.until)}
    return rows.exclude(day__in=wanted)


def people_to_tell(occurrences: "QuerySet[Occurrence]") -> int:
    """Return how many people hold a place, wait or asked for one in any of these."""
    held = Place.objects.filter(pool__offering__in=occurrences.values("event"), state__in=LIVE)
    return held.values("contact").distinct().count()


def rule_of(repetition: Repetition) -> rules.Rule:
    """Return its rule."""
    return rules.read(repetition.rule)


def today(repetition: Repetition, *, at: datetime) -> date:
    """Return which day it is where the events take place."""
    return zones.local(at, repetition.time_zone).date()


# --- begun and changed ----------------------------------------------------------------------------


@transaction.atomic
def begin(event: Event, rule: str, *, by: Actor, at: datetime) -> Repetition:
    """Let the event repeat by the rule (RFC 5545, see `rules`); the days to come are made afterwards, like it.

    Raises StartNeeded, RepeatsAlready, BadRule, RuleMissesStart, RuleTooLong, WrongOfferingState, and what
    `organising.check_may` raises.
    """
    offering = event.offering
    organising.check_may(offering.club, by)
    if offering.starts_at is None:
        raise StartNeeded
    if offering.state not in OPEN:
        raise offerings.WrongOfferingState(state=offering.get_state_display())
    start = zones.local(offering.starts_at, event.time_zone)
    checked = rules.check(rules.read(rule), start.date())
    repetition = Repetition.objects.create(
        club=offering.club,
        organiser=offering.organiser,
        rule=str(checked),
        from_date=start.date(),
        starts_clock=start.time(),
        lasts_minutes=lasting(event),
        time_zone=event.time_zone,
        created_at=at,
    )
    try:
        with transaction.atomic():
            Occurrence.objects.create(repetition=repetition, day=start.date(), event=event)
    except IntegrityError:
        raise RepeatsAlready from None
    _record(repetition, "repetition.begin", by, at, rule=str(checked))
    look_again(repetition, at=at)
    return repetition


def lasting(event: Event) -> int | None:
    """Return the minutes that pass on its clock from start to end; None without an end."""
    starts_at, ends_at = event.offering.starts_at, event.offering.ends_at
    if starts_at is None or ends_at is None:
        return None
    first, last = (zones.local(instant, event.time_zone).replace(tzinfo=None) for instant in (starts_at, ends_at))
    return max(1, int((last - first) / timedelta(minutes=1)))


@transaction.atomic
def change_rule(
    repetition: Repetition, rule: str, *, since: date, reason: str = "", by: Actor, at: datetime
) -> Repetition:
    """Let another rule hold from a day ahead that it hits. Days it does not want are called off, others made.

    Raises BadRule, RuleMissesStart, RuleTooLong, NotADay for a day that is past.
    """
    if since < today(repetition, at=at):
        raise NotADay(day=since.isoformat())
    checked = rules.check(rules.read(rule), since)
    return _set(repetition, checked, since, reason, "repetition.change", by, at)


@transaction.atomic
def end(repetition: Repetition, *, since: date, reason: str = "", by: Actor, at: datetime) -> Repetition:
    """Let nothing follow from this day on; what has not begun by then is called off, and people are told why."""
    last = max(since, today(repetition, at=at)) - timedelta(days=1)
    ending = rule_of(repetition).ending(last)
    return _set(repetition, ending, repetition.from_date, reason, "repetition.end", by, at)


def _set(
    repetition: Repetition, rule: rules.Rule, since: date, reason: str, action: str, by: Actor, at: datetime
) -> Repetition:
    repetition.rule, repetition.from_date = str(rule), since
    repetition.reason = inputs.line(reason, field="reason", most=LONGEST_REASON)
    repetition.settled_to = repetition.ended_at = None
    repetition.save(update_fields=["rule", "from_date", "reason", "settled_to", "ended_at"])
    _record(repetition, action, by, at, rule=str(rule))
    look_again(repetition, at=at)
    return repetition


@transaction.atomic
def skip(repetition: Repetition, day: date, *, reason: str = "", by: Actor, at: datetime) -> Occurrence:
    """Leave one day out: its event is called off (who takes part is told why), or was never made.

    Raises NotADay for one that is past, or none of the rule's. A second time changes nothing.
    """
    reason = inputs.line(reason, field="reason", most=LONGEST_REASON)
    if day < today(repetition, at=at):
        raise NotADay(day=day.isoformat())
    occurrence = Occurrence.objects.filter(repetition=repetition, day=day).select_related("event__offering").first()
    if occurrence is None:
        if not rule_of(repetition).between(repetition.from_date, after=day - timedelta(days=1), to=day):
            raise NotADay(day=day.isoformat())
        occurrence, _fresh = Occurrence.objects.get_or_create(repetition=repetition, day=day)
    if occurrence.event:
        call_off(occurrence.event.offering, reason=reason, by=by, at=at)
    _record(repetition, "repetition.skip", by, at, day=day.isoformat())
    return occurrence


def call_off(offering: Offering, *, reason: str, by: Actor, at: datetime) -> None:
    """Cancel what is published, put a draft into the bin; what is neither stays as it is."""
    if offering.state == Offering.State.PUBLISHED:
        offerings.cancel(offering, reason=reason, by=by, at=at)
    elif offering.state == Offering.State.DRAFT and offering.binned_at is None:
        offerings.discard(offering, by=by, at=at)


@transaction.atomic
def publish_drafts(repetition: Repetition, *, by: Actor, at: datetime) -> int:
    """Publish those ahead that are drafts; return how many. What is made later follows the latest."""
    drafts = ahead(repetition, at=at).filter(event__offering__state=Offering.State.DRAFT)
    found = [occurrence.event.offering for occurrence in drafts.select_related("event__offering") if occurrence.event]
    for number, offering in enumerate(found):
        # one of them is news, the others are more of it
        offerings.publish(offering, is_news=number == 0, by=by, at=at)
    return len(found)


def join(
    person: Person, pools: Iterable[Pool], *, by: Actor, at: datetime
) -> tuple[list[Place], list[tuple[Pool, Refusal]]]:
    """Join each of the pools by itself: (places taken or held already, what was refused and why).

    Questions are asked afterwards, on the page of each place.
    """
    taken, refused = [], []
    for pool in pools:
        try:
            taken.append(places.join(pool, person, answers=None, by=by, at=at))
        except Refusal as refusal:
            refused.append((pool, refusal))
    return taken, refused


def look_again(repetition: Repetition, *, at: datetime) -> None:
    """Have it settled afterwards, by work in the caller's transaction."""
    key = f"{TOPIC}:{repetition.pk}:{at.isoformat()}"
    messages.enqueue(TOPIC, key=key, payload={"repetition": str(repetition.pk)}, at=at)


def _record(repetition: Repetition, action: str, by: Actor, at: datetime, **metadata: object) -> None:
    entries.record(by=by, at=at, action=action, on=repetition, club_id=repetition.club_id, metadata=metadata)
