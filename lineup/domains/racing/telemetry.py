"""What a timing tool tells of a race that runs: the newest of each car is kept, and who was seen at the wheel."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import text
from lineup.core.foundation.errors import Invalid
from lineup.core.webhooks import signing
from lineup.domains.racing import entry_states, stint_moves
from lineup.domains.racing.models import (
    CarStanding,
    DriverChange,
    EntrySeat,
    HeardMessage,
    Race,
    RaceEntry,
    StintPlan,
    TelemetryFeed,
    TelemetryKey,
)

MOST_CARS = 120
# of an entry; in a week's race a car changes hands every hour at most
MOST_CHANGES = 200
# who is seen at the wheel so long after the car came in took over at that stop
STOP = timedelta(minutes=10)
# a tool whose clock runs ahead would make everything after it look older
AHEAD = signing.TOLERANCE
VALUES = ("position", "laps_done", "last_lap_ms", "best_lap_ms", "gap_ms", "gap_laps", "is_in_pit", "fuel_litres")
COLUMNS = ("told_at", *VALUES, "driver", "driven_by", "pit_at")
Outcome = Literal["heard", "had_already", "older"]


class AheadOfTime(Invalid):
    code = "telemetry_ahead_of_time"
    sentence = _("This instant lies in the future: set the clock of the timing tool, then go on.")
    field = "instant"


class CarTwice(Invalid):
    code = "telemetry_car_twice"
    sentence = _("Car %(number)s stands in this message twice; tell of each car once.")


@dataclass(frozen=True)
class Car:
    """What is told of the car with this number; `driver` is a name, or the id of a seat or of a sign-up, or empty."""

    number: str
    position: int
    laps_done: int
    last_lap_ms: int | None = None
    best_lap_ms: int | None = None
    gap_ms: int | None = None
    gap_laps: int | None = None
    is_in_pit: bool = False
    driver: str = ""
    fuel_litres: Decimal | None = None


@dataclass(frozen=True)
class Told:
    """A message: all cars of the race as they were at this instant of the tool's clock."""

    instant: datetime
    cars: Sequence[Car]


@dataclass(frozen=True)
class Heard:
    """What became of a message: unless it was heard, nothing changed. `told_at` is the newest instant heard.

    `moved`: the numbers of cars whose stint plan moved along.
    """

    outcome: Outcome
    told_at: datetime | None = None
    unknown_numbers: tuple[str, ...] = ()
    unknown_drivers: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()


@transaction.atomic
def hear(key: TelemetryKey, told: Told, *, message_id: str, signed_at: datetime, at: datetime) -> Heard:
    """Keep what the message tells, whose signature was found to hold; all of it or, killed in between, nothing.

    Cars that don't race are named in what comes back, and so are drivers who don't sit in theirs. A message that came
    before, or is not newer than the newest, changes nothing. Raises AheadOfTime, CarTwice.
    """
    _check(told, at)
    # one after the other: the row stays locked until commit
    feed = TelemetryFeed.objects.select_for_update().get(race=key.race_id)
    if not _is_first(key.race, message_id, signed_at, at):
        return Heard("had_already", feed.told_at)
    if feed.told_at is not None and told.instant <= feed.told_at:
        return Heard("older", feed.told_at)
    if feed.told_at is None:
        _record_first(key.race, at)
    feed.told_at, feed.heard_at = told.instant, at
    feed.save(update_fields=["told_at", "heard_at"])
    return _keep(key.race, told, at)


def _record_first(race: Race, at: datetime) -> None:
    """Record since when the race is told of: who shows its order elsewhere looks then, and not at each message."""
    offering = race.event.offering
    entries.record(by=stint_moves.TIMING, at=at, action="race.begin_telemetry", on=offering, club_id=offering.club_id)


def _check(told: Told, at: datetime) -> None:
    if told.instant > at + AHEAD:
        raise AheadOfTime
    seen: set[str] = set()
    for place, car in enumerate(told.cars):
        if car.number in seen:
            raise CarTwice(number=car.number, field=f"cars.{place}.number")
        seen.add(car.number)


def _is_first(race: Race, message_id: str, signed_at: datetime, at: datetime) -> bool:
    """Whether the message was not heard yet; ids are forgotten once their signature is too old to be believed."""
    rows = HeardMessage.objects.filter(race=race)
    rows.filter(signed_at__lt=at - signing.TOLERANCE).delete()
    if rows.filter(message_id=message_id).exists():
        return False
    HeardMessage.objects.create(race=race, message_id=message_id, signed_at=signed_at)
    return True


def _keep(race: Race, told: Told, at: datetime) -> Heard:
    numbers = [car.number for car in told.cars]
    rows = RaceEntry.objects.filter(race=race, status__in=entry_states.SHOWN, number__in=numbers)
    by_number = {row.number: row for row in rows}
    drivers = _drivers(by_number.values())
    before = {row.entry_id: row for row in CarStanding.objects.filter(entry__in=list(by_number.values()))}
    seen = [
        _Seen(entry, car, drivers.get((entry.pk, text.fold(car.driver))), before.get(entry.pk), told.instant)
        for car in told.cars
        if (entry := by_number.get(car.number)) is not None
    ]
    CarStanding.objects.bulk_create(
        [one.standing for one in seen], update_conflicts=True, unique_fields=["entry"], update_fields=list(COLUMNS)
    )
    _note([one for one in seen if one.changed_hands])
    strangers = tuple(one.car.number for one in seen if one.car.driver and one.driver is None)
    unknown = tuple(one for one in numbers if one not in by_number)
    return Heard("heard", told.instant, unknown, strangers, _moved(seen, at))


def _moved(seen: Sequence["_Seen"], at: datetime) -> tuple[str, ...]:
    """Have the plans follow of the cars that were seen to change hands; return the numbers of those that moved."""
    changed = [one for one in seen if one.took_over or one.may_have_changed]
    planned = StintPlan.objects.filter(entry__in=[one.entry for one in changed], is_current=True)
    known = set(planned.values_list("entry", flat=True)) if changed else set()
    return tuple(
        one.car.number
        for one in changed
        if one.entry.pk in known
        and stint_moves.follow(one.entry, driver=one.driver, seen_at=one.begins_at, at=at) is not None
    )


def _drivers(entries: Iterable[RaceEntry]) -> Mapping[tuple[UUID, str], UUID]:
    """The sign-up of each driver by entry and what a tool may call them: name, id of the seat, id of the sign-up."""
    seats = EntrySeat.objects.filter(entry__in=list(entries), role__in=(EntrySeat.Role.DRIVER, EntrySeat.Role.RESERVE))
    known: dict[tuple[UUID, str], UUID] = {}
    for entry, signup, seat, name in seats.values_list("entry", "signup", "pk", "signup__person__name").order_by("pk"):
        known |= {(entry, text.fold(name)): signup, (entry, str(seat)): signup, (entry, str(signup)): signup}
    return known


@dataclass(frozen=True)
class _Seen:
    """A car of ours in a message: its entry, what is told, the sign-up of who drives, where it stood before."""

    entry: RaceEntry
    car: Car
    driver: UUID | None
    before: CarStanding | None
    instant: datetime

    @property
    def changed_hands(self) -> bool:
        return self.driver is not None and (self.before is None or self.before.driven_by_id != self.driver)

    @property
    def took_over(self) -> bool:
        """Whether it changed hands from one driver to another; who is seen first may drive for long already."""
        return self.changed_hands and self.before is not None and self.before.driven_by_id is not None

    @property
    def may_have_changed(self) -> bool:
        """Whether it came in, of a tool that does not tell who drives."""
        is_told = self.car.driver or self.before is None or self.before.driven_by_id is not None
        return self.came_in and not is_told

    @property
    def came_in(self) -> bool:
        return self.car.is_in_pit and not (self.before is not None and self.before.is_in_pit)

    @property
    def pit_at(self) -> datetime | None:
        if self.came_in:
            return self.instant
        return self.before.pit_at if self.before else None

    @property
    def begins_at(self) -> datetime:
        """When who drives now took over: from when the car came in, where that was a moment ago."""
        is_stop = self.before is not None and self.pit_at is not None and self.pit_at > self.instant - STOP
        return self.pit_at if is_stop and self.pit_at else self.instant

    @property
    def standing(self) -> CarStanding:
        last = self.before.driven_by_id if self.before else None
        values = {name: getattr(self.car, name) for name in VALUES}
        return CarStanding(
            entry=self.entry,
            told_at=self.instant,
            driver_id=self.driver,
            driven_by_id=self.driver or last,
            pit_at=self.pit_at,
            **values,
        )


def _note(seen: Sequence[_Seen]) -> None:
    """Write down who took over."""
    kept = (
        DriverChange.objects.filter(entry__in=[one.entry for one in seen]).values_list("entry").annotate(n=Count("pk"))
    )
    counts = dict(kept) if seen else {}
    DriverChange.objects.bulk_create(
        [
            DriverChange(entry=one.entry, driver_id=one.driver, at=one.begins_at, laps_done=one.car.laps_done)
            for one in seen
            if one.driver is not None and counts.get(one.entry.pk, 0) < MOST_CHANGES
        ]
    )


def forget(*, before: datetime) -> int:
    """Delete which messages were heard whose signatures are older than this; return how many."""
    return HeardMessage.objects.filter(signed_at__lt=before).delete()[0]
