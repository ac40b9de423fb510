"""The time slots of a race: the instances that are run."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.people.actors import Actor
from lineup.domains.racing.entry_states import EntryStatus
from lineup.domains.racing.models import Race, RaceEntry, Slot

MOST = 30
LONGEST = timedelta(days=7)
LONGEST_ID = 60


class SlotTimesNeeded(Invalid):
    code = "slot_times_needed"
    sentence = _("Say when this slot starts; for a race in laps, also when it ends.")
    field = "starts_at"


class SlotEndsBeforeItStarts(Invalid):
    code = "slot_ends_before_it_starts"
    sentence = _("A slot ends after it starts, and within a week; change one of the two.")
    field = "ends_at"


class SlotTaken(Invalid):
    code = "slot_taken"
    sentence = _("There is a slot at this time already; choose another time.")
    field = "starts_at"


class TooManySlots(Invalid):
    code = "too_many_slots"
    sentence = _("A race has at most %(most)s slots; remove one first.")


class SlotHasEntries(Refusal):
    code = "slot_has_entries"
    sentence = _("Somebody has entered in this slot; move or withdraw these entries first.")


def of(race: Race) -> "QuerySet[Slot]":
    """Return the slots of the race, by time."""
    return Slot.objects.filter(race=race).order_by("starts_at", "id")


def find(race: Race, pk: Any) -> Slot:
    """Return the slot of the race with this id. Raises Missing."""
    try:
        return of(race).get(pk=pk)
    except (Slot.DoesNotExist, ValidationError, ValueError):
        raise Missing from None


@transaction.atomic
def add(
    race: Race,
    *,
    starts_at: datetime | None,
    ends_at: datetime | None = None,
    opens_at: datetime | None = None,
    external_id: str = "",
    by: Actor,
    at: datetime,
) -> Slot:
    """Return a new slot; without an end it lasts as long as the race does by its minutes.

    Raises SlotTimesNeeded, SlotEndsBeforeItStarts, SlotTaken, TooManySlots, TooLong, DateOutOfRange.
    """
    if starts_at is not None and ends_at is None and race.minutes is not None:
        ends_at = starts_at + timedelta(minutes=race.minutes)
    if starts_at is None or ends_at is None:
        raise SlotTimesNeeded(field="starts_at" if starts_at is None else "ends_at")
    for field, moment in (("starts_at", starts_at), ("ends_at", ends_at), ("opens_at", opens_at)):
        inputs.moment(moment, field=field)
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise SlotEndsBeforeItStarts
    if race.slots.count() >= MOST:
        raise TooManySlots(most=MOST)
    external_id = inputs.line(external_id, field="external_id", most=LONGEST_ID)
    try:
        with transaction.atomic():
            row = Slot.objects.create(
                race=race, starts_at=starts_at, ends_at=ends_at, opens_at=opens_at, external_id=external_id
            )
    except IntegrityError:
        raise SlotTaken from None
    _record(race, "race.add_slot", by, at)
    return row


@transaction.atomic
def remove(slot: Slot, *, by: Actor, at: datetime) -> None:
    """Remove the slot; who chose it keeps the others they chose. Raises SlotHasEntries."""
    if RaceEntry.objects.filter(slot=slot).exclude(status=EntryStatus.WITHDRAWN).exists():
        raise SlotHasEntries
    _record(slot.race, "race.remove_slot", by, at)
    slot.delete()


def _record(race: Race, action: str, by: Actor, at: datetime) -> None:
    offering = race.event.offering
    entries.record(by=by, at=at, action=action, on=offering, club_id=offering.club_id)
