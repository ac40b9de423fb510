"""The time slots of a race: the instances that are run."""

from collections.abc import Mapping
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

SAID = ("starts_at", "ends_at", "opens_at", "external_id")
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
    said = {"starts_at": starts_at, "ends_at": ends_at, "opens_at": opens_at, "external_id": external_id}
    row = Slot(race=race, **_checked(race, said))
    if race.slots.count() >= MOST:
        raise TooManySlots(most=MOST)
    _save(row, force_insert=True)
    _record(race, "race.add_slot", by, at)
    return row


@transaction.atomic
def change(slot: Slot, *, by: Actor, at: datetime, **values: Any) -> Slot:
    """Set what is given of SAID; who chose the slot keeps it. Its times stay once somebody entered in it.

    Raises SlotHasEntries, and what `add` raises of the values.
    """
    unknown = set(values) - set(SAID)
    if unknown:
        raise TypeError(f"not said of a slot: {sorted(unknown)}")
    checked = _checked(slot.race, {name: getattr(slot, name) for name in SAID} | values)
    moves = (slot.starts_at, slot.ends_at) != (checked["starts_at"], checked["ends_at"])
    if moves and _is_entered(slot):
        raise SlotHasEntries
    for name, value in checked.items():
        setattr(slot, name, value)
    _save(slot, update_fields=list(SAID))
    _record(slot.race, "race.change_slot", by, at)
    return slot


def _checked(race: Race, said: Mapping[str, Any]) -> dict[str, Any]:
    starts_at, ends_at = said["starts_at"], said["ends_at"]
    if starts_at is not None and ends_at is None and race.minutes is not None:
        ends_at = starts_at + timedelta(minutes=race.minutes)
    if starts_at is None or ends_at is None:
        raise SlotTimesNeeded(field="starts_at" if starts_at is None else "ends_at")
    for field, moment in (("starts_at", starts_at), ("ends_at", ends_at), ("opens_at", said["opens_at"])):
        inputs.moment(moment, field=field)
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise SlotEndsBeforeItStarts
    external_id = inputs.line(said["external_id"], field="external_id", most=LONGEST_ID)
    return {"starts_at": starts_at, "ends_at": ends_at, "opens_at": said["opens_at"], "external_id": external_id}


def _save(slot: Slot, **how: Any) -> None:
    try:
        with transaction.atomic():
            slot.save(**how)
    except IntegrityError:
        raise SlotTaken from None


def _is_entered(slot: Slot) -> bool:
    return RaceEntry.objects.filter(slot=slot).exclude(status=EntryStatus.WITHDRAWN).exists()


@transaction.atomic
def remove(slot: Slot, *, by: Actor, at: datetime) -> None:
    """Remove the slot; who chose it keeps the others they chose. Raises SlotHasEntries."""
    if _is_entered(slot):
        raise SlotHasEntries
    _record(slot.race, "race.remove_slot", by, at)
    slot.delete()


def _record(race: Race, action: str, by: Actor, at: datetime) -> None:
    offering = race.event.offering
    entries.record(by=by, at=at, action=action, on=offering, club_id=offering.club_id)
