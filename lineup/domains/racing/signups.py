"""Drivers sign up to a race: on the ledger, with what they would like and when they can."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Missing
from lineup.core.participation import places
from lineup.core.participation.models import Place, PlaceChange
from lineup.core.participation.transitions import LIVE, State
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.racing import availability, columns, race_classes, requirements, signup_states, slots
from lineup.domains.racing.availability import Span
from lineup.domains.racing.models import AvailabilityWindow, Race, Signup, Slot
from lineup.domains.racing.roles import DRIVER
from lineup.domains.racing.signup_states import Act, Status, WrongSignupStatus

PLAIN = ("experience", "stint_minutes_most", "rest_minutes_least", "turn_stints_most", "night_stints_most")
ROLES = ("wants_to_drive", "wants_to_spot", "wants_to_plan")
CARS = ("preferred_car", "backup_car")
USES = ("drive", "spot")
FIELDS = (*PLAIN, *ROLES, *CARS, "note", "has_agreed", "slots", *USES)
LONGEST_NOTE = 1000
WAITING = (State.REQUESTED, State.WAITLISTED, State.OFFERED)


class CarNotInRace(Invalid):
    code = "car_not_in_race"
    sentence = _("“%(car)s” is in no class of this race; choose another car.")


class BackupIsTheSame(Invalid):
    code = "backup_is_the_same"
    sentence = _("The backup car is the preferred one; choose another, or none.")
    field = "backup_car"


class RoleNeeded(Invalid):
    code = "signup_role_needed"
    sentence = _("Choose at least one: driving, spotting or strategy.")
    field = "wants_to_drive"


class AgreementNeeded(Invalid):
    code = "agreement_needed"
    sentence = _("Agree to what this race requires, or ask its organiser.")
    field = "has_agreed"


class ForeignSlot(Invalid):
    code = "foreign_slot"
    sentence = _("This slot is of another race; choose those of this one.")
    field = "slots"


def of(race: Race) -> "QuerySet[Signup]":
    """Return the sign-ups of the race with their people, cars and places, by when they were made."""
    rows = Signup.objects.filter(race=race).select_related(
        "person", "place__entered", "preferred_car__car", "backup_car__car"
    )
    return rows.prefetch_related("slots", "windows").order_by("created_at", "id")


def held(race: Race, person: Person | None) -> Signup | None:
    """Return the person's participation in the race, or None."""
    found = of(race).filter(person=person).first() if person else None
    if found is not None:
        found.race = race
    return found


def find(race: Race, pk: Any) -> Signup:
    """Return the sign-up of the race with this id. Raises Missing."""
    try:
        found = of(race).get(pk=pk)
    except (Signup.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    found.race = race
    return found


def status_of(signup: Signup) -> Status:
    """Return where the participation stands: out of its place where it waits or has ended, else its stage."""
    if signup.place is not None and signup.place.state in WAITING:
        return Status.WAITLIST
    if signup.place is not None and signup.place.state not in LIVE:
        return Status.WITHDRAWN
    return Status(signup.stage)


def bounds(race: Race) -> list[Span]:
    """Return the spans of the race's slots, in which availability counts."""
    return [(slot.starts_at, slot.ends_at) for slot in slots.of(race)]


def spans(signup: Signup, use: str) -> list[Span]:
    """Return when the person can drive, or spot, in order."""
    return sorted((row.starts_at, row.ends_at) for row in signup.windows.all() if row.use == use)


def coverage(race: Race) -> list[availability.Coverage]:
    """Return how many of those who signed up can drive and spot at each hour of the race."""
    rows = [row for row in of(race) if row.place is not None and status_of(row) != Status.WITHDRAWN]
    return availability.coverage(
        bounds(race), [spans(row, "drive") for row in rows], [spans(row, "spot") for row in rows]
    )


# --- signed up, changed, withdrawn ----------------------------------------------------------------


@transaction.atomic
def note_interest(race: Race, person: Person, *, by: Actor, at: datetime) -> Signup:
    """Return the person's participation, made as interest where there is none yet. Raises what keeps them out."""
    requirements.check_eligible(race.pool, person, at)
    row, is_new = Signup.objects.get_or_create(race=race, person=person, defaults={"created_at": at, "updated_at": at})
    if is_new:
        _record(row, "signup.interest", by, at)
    return row


@transaction.atomic
def sign_up(race: Race, person: Person, *, by: Actor, at: datetime, **values: Any) -> Signup:
    """Return the person's participation with a place in the pool of drivers, and the given FIELDS.

    `drive` and `spot` are spans of time, cut to the slots of the race; `slots` those that suit. Who signed up already
    changes what they said. Raises what `places.join` raises, CarNotInRace, BackupIsTheSame, RoleNeeded,
    AgreementNeeded, ForeignSlot, WindowWrongWayRound, TooManyWindows, TooLong, OutOfRange.
    """
    # what the race requires is the seam's to refuse; what is said of it, here
    if race.requirement and not values.get("has_agreed"):
        raise AgreementNeeded
    place = places.join(race.pool, person, by=by, at=at)
    # who had the place already may have it from before there were sign-ups
    _take_part(place, at)
    row = Signup.objects.get(place=place)
    row.race = race
    return change(row, by=by, at=at, **values)


@transaction.atomic
def change(signup: Signup, *, by: Actor, at: datetime, **values: Any) -> Signup:
    """Set the given FIELDS. Raises what `sign_up` raises of them."""
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a sign-up: {sorted(unknown)}")
    _fill(signup, values)
    changed = [name for name in values if name not in ("slots", *USES)]
    signup.updated_at = at
    signup.save(update_fields=[*changed, "updated_at"])
    if "slots" in values:
        signup.slots.set(_own_slots(signup.race, values["slots"]))
    for use in set(USES) & set(values):
        _set_windows(signup, use, values[use])
    _record(signup, "signup.change", by, at)
    return signup


@transaction.atomic
def withdraw(signup: Signup, *, by: Actor, at: datetime, reason: str = "") -> None:
    """Give the place up, or the interest. Raises WrongSignupStatus."""
    signup_states.target(Act.WITHDRAW, status_of(signup))
    if signup.place is None:
        _record(signup, "signup.lose_interest", by, at)
        signup.delete()
        return
    signup.place = places.withdraw(signup.place, by=by, at=at, reason=reason)


@transaction.atomic
def move(signup: Signup, act: Act, *, by: Actor, at: datetime) -> Signup:
    """Move the participation on by an act that is not the ledger's. Raises WrongSignupStatus.

    The row is held meanwhile, so that of two who move it at once the second sees where it stands.
    """
    if act in signup_states.THE_LEDGER:
        raise TypeError(f"{act} is an act on the place")
    held_row = Signup.objects.select_for_update(of=("self",)).select_related("place").get(pk=signup.pk)
    signup.stage = signup_states.target(act, status_of(held_row))
    signup.updated_at = at
    signup.save(update_fields=["stage", "updated_at"])
    _record(signup, f"signup.{act}", by, at)
    return signup


def can(signup: Signup, act: Act) -> bool:
    """Whether the participation stands where this act may be done."""
    return (act, status_of(signup)) in signup_states.TABLE


@transaction.atomic
def move_all(signups: Sequence[Signup], acts: Sequence[Act], *, by: Actor, at: datetime) -> None:
    """Move participations of one race on by these acts, one after the other: all or none, in few statements.

    The rows are held until the transaction ends. Raises WrongSignupStatus, with the `name` of who can't be moved.
    """
    rows = list(
        Signup.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in signups]).order_by("pk")
    )
    if not rows:
        return
    # read once the rows are held: who withdrew meanwhile is seen to have
    found = Place.objects.in_bulk([row.place_id for row in rows if row.place_id])
    names = {one.pk: one.person.name for one in signups}
    moved: dict[Status, list[Any]] = {}
    for row in rows:
        row.place = found.get(row.place_id) if row.place_id else None
        status = status_of(row)
        for act in acts:
            if (act, status) not in signup_states.TABLE:
                raise WrongSignupStatus(act=act, status=status, name=names[row.pk])
            status = signup_states.target(act, status)
        moved.setdefault(status, []).append(row.pk)
    for status, pks in moved.items():
        Signup.objects.filter(pk__in=pks).update(stage=status, updated_at=at)
    offering = signups[0].race.event.offering
    metadata = {"participations": [str(row.pk) for row in rows]}
    entries.record(by=by, at=at, action=f"signup.{acts[-1]}", on=offering, club_id=offering.club_id, metadata=metadata)


def place_changed(place: Place, change: PlaceChange) -> None:
    """Let who has a place among the drivers have a participation, in the transaction of the change.

    By whichever way they came: their own page, an invitation, or entered by the organiser.
    """
    if place.pool.role == DRIVER and place.state in LIVE:
        _take_part(place, change.at)


def _take_part(place: Place, at: datetime) -> None:
    """Let the participation of who holds the place, made where there is none, stand at it."""
    held_there = Signup.objects.filter(race__pool=place.pool_id, person=place.participant_id)
    if held_there.filter(place=place).exists():
        return
    values = {"place": place, "stage": Status.SIGNED_UP, "updated_at": at}
    if not held_there.update(**values):
        race = Race.objects.filter(pool=place.pool_id).only("pk").first()
        if race is not None:
            Signup.objects.create(race=race, person_id=place.participant_id, created_at=at, **values)


# --- small ----------------------------------------------------------------------------------------


def _fill(signup: Signup, values: Mapping[str, Any]) -> None:
    for name in (*PLAIN, *ROLES, "has_agreed"):
        if name in values:
            setattr(signup, name, columns.checked(Signup._meta.get_field(name), values[name]))
    if "note" in values:
        signup.note = inputs.prose(str(values["note"]), field="note", most=LONGEST_NOTE)
    for name in set(CARS) & set(values):
        setattr(signup, name, values[name])
    _check_cars(signup, values)
    if not any(getattr(signup, name) for name in ROLES):
        raise RoleNeeded


def _check_cars(signup: Signup, values: Mapping[str, Any]) -> None:
    chosen = {name: values[name] for name in CARS if values.get(name) is not None}
    if chosen:
        may_race = set(race_classes.cars(signup.race).values_list("pk", flat=True))
        for name, car in chosen.items():
            if car.pk not in may_race:
                raise CarNotInRace(field=name, car=str(car))
    if signup.preferred_car_id and signup.preferred_car_id == signup.backup_car_id:
        raise BackupIsTheSame


def _own_slots(race: Race, chosen: Iterable[Slot]) -> list[Slot]:
    found = list(chosen)
    if any(slot.race_id != race.pk for slot in found):
        raise ForeignSlot
    return found


def _set_windows(signup: Signup, use: str, said: Iterable[Span]) -> None:
    found = availability.within(said, bounds(signup.race))
    signup.windows.filter(use=use).delete()
    AvailabilityWindow.objects.bulk_create(
        AvailabilityWindow(signup=signup, use=use, starts_at=begins, ends_at=ends) for begins, ends in found
    )
    signup._prefetched_objects_cache = {}  # type: ignore[attr-defined]


def _record(signup: Signup, action: str, by: Actor, at: datetime) -> None:
    offering = signup.race.event.offering
    entries.record(by=by, at=at, action=action, on=offering, club_id=offering.club_id)
