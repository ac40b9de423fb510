"""Entries in a race: proposed by a team's manager, made by a single driver or the organiser, and moved on."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.participation import admission, holders, offerings, places
from lineup.core.participation.transitions import LIVE
from lineup.core.people.actors import Actor
from lineup.core.people.models import Participant, Person
from lineup.domains.racing import entries_told, entry_rights, entry_states, race_classes, seats, signups, teams
from lineup.domains.racing.entry_states import EntryAct, EntryStatus
from lineup.domains.racing.models import EntrySeat, Race, RaceClass, RaceEntry, Signup, Team

FIELDS = ("race_class", "slot", "car", "number")
NUMBER = re.compile(r"[0-9]{1,4}")
# what the team or driver may do themselves; the rest is the organiser's
OWN_ACTS = (EntryAct.SUBMIT, EntryAct.WITHDRAW)


class EnteredAlready(Refusal):
    code = "entered_already"
    sentence = _("“%(name)s” is entered in this race already; change that entry, or withdraw it first.")
    field = "team"


class NumberTaken(Invalid):
    code = "number_taken"
    sentence = _("Number %(number)s races already; choose another, or leave it empty to get the next free one.")
    field = "number"


class NumberWrong(Invalid):
    code = "number_wrong"
    sentence = _("A number has one to four digits, like 7 or 007.")
    field = "number"


class CarOfAnotherClass(Invalid):
    code = "car_of_another_class"
    sentence = _("“%(car)s” doesn't race in the class %(name)s; choose another car or class.")
    field = "car"


class ClassNotInRace(Invalid):
    code = "class_not_in_race"
    sentence = _("This class isn't one of the race; choose one that is.")
    field = "race_class"


class ClassSettled(Refusal):
    code = "entry_class_settled"
    sentence = _("A confirmed entry holds a place in its class; withdraw it and enter anew for another class.")
    field = "race_class"


class DriversEnter(Refusal):
    code = "drivers_enter"
    sentence = _("Here each driver enters alone; sign up, then enter yourself.")


class NotForSingleDrivers(Refusal):
    code = "not_for_single_drivers"
    sentence = _("In this race drivers share a car: ask your team's manager to enter, or wait for teams to be formed.")


class NotBegun(Refusal):
    code = "race_not_begun"
    sentence = _("The race has not begun: no entry has raced yet. Say so once it did, or publish its results.")


class SignUpFirst(Refusal):
    code = "sign_up_first"
    sentence = _("Sign up to this race first; then enter.")


class NoClassYet(Refusal):
    code = "race_has_no_class"
    sentence = _("Entries are made in a class, and this race has none yet; ask its organiser.")


# --- made and changed -----------------------------------------------------------------------------


@transaction.atomic
def propose(race: Race, team: Team, *, by: Actor, at: datetime, **values: Any) -> RaceEntry:
    """Return the team's new entry, to be filled and sent in; `values` are FIELDS.

    Raises NotInThisTeam, DriversEnter, EnteredAlready, what `admission.check_open` and `change` raise.
    """
    teams.check(team, by.person, teams.ENTER, at=at)
    if not race.is_team_race:
        raise DriversEnter
    _check_open(race, values, at)
    return _made(race, team.participant, by.human, EntryStatus.PENDING, values, by, at)


@transaction.atomic
def enter(race: Race, *, by: Actor, at: datetime, **values: Any) -> RaceEntry:
    """Return the entry of a single driver who signed up, confirmed at once; `values` are FIELDS.

    Raises NotForSingleDrivers, SignUpFirst, PoolFull, and what `propose` raises.
    """
    if race.is_team_race:
        raise NotForSingleDrivers
    _check_open(race, values, at)
    own = _signed_up(race, by.human)
    made = _made(race, by.human.participant, by.human, EntryStatus.SUBMITTED, values, by, at)
    seats.set_line_up(made, [(own, EntrySeat.Role.DRIVER)], by=by, at=at)
    return move(made, EntryAct.CONFIRM, by=by, at=at)


def _check_open(race: Race, values: Mapping[str, Any], at: datetime) -> None:
    _check_class_open(race, _class_of(race, values), at)


def _check_class_open(race: Race, race_class: RaceClass, at: datetime) -> None:
    race_class.pool.offering = race.event.offering
    admission.check_open(race_class.pool, at=at)


def _signed_up(race: Race, person: Person) -> Signup:
    own = signups.held(race, person)
    if own is None or own.place is None or own.place.state not in LIVE:
        raise SignUpFirst
    return own


def refusal(race: Race, person: Person, *, at: datetime) -> Refusal | None:
    """Return what keeps the person from entering whatever they say, before they say it; None if nothing does."""
    kept_out: Refusal | None = NoClassYet()
    for race_class in race_classes.of(race):
        try:
            _check_class_open(race, race_class, at)
            if not race.is_team_race:
                _signed_up(race, person)
                _check_new(race, person.participant)
            return None
        except Refusal as found:
            kept_out = found
    return kept_out


def may_enter(race: Race, person: Person, *, at: datetime) -> bool:
    """Return whether there is a team that the person may enter now, or they may enter alone."""
    if race.is_team_race and not entry_rights.teams_to_enter(race, person, at=at).exists():
        return False
    return refusal(race, person, at=at) is None


@transaction.atomic
def add(race: Race, participant: Participant, *, contact: Person, by: Actor, at: datetime, **values: Any) -> RaceEntry:
    """Return an entry that the organiser makes for a team, or for a single driver, sent in; `values` are FIELDS."""
    return _made(race, participant, contact, EntryStatus.SUBMITTED, values, by, at)


@transaction.atomic
def add_temporary(race: Race, name: str, *, by: Actor, at: datetime, **values: Any) -> RaceEntry:
    """Return an entry, sent in, of a new team that exists for this race alone. Raises what `teams.create` raises."""
    offering = race.event.offering
    # not in the list of teams, where those would meet it who may not know of the event: its entry shows it
    team = teams.create(name=name, club=offering.club, event=race.event, is_public=False, by=by, at=at)
    return add(race, team.participant, contact=by.human, by=by, at=at, **values)


@transaction.atomic
def stand(
    race: Race,
    participant: Participant,
    status: EntryStatus,
    *,
    contact: Person,
    by: Actor,
    at: datetime,
    **values: Any,
) -> RaceEntry:
    """Return an entry as it stood in another system, with nobody in it, told to nobody; `values` are FIELDS.

    From CONFIRMED on it holds a place in its class, and a number. Raises EnteredAlready, PoolFull, Cancelled, Over,
    and what `change` raises of the values.
    """
    made = _made(race, participant, contact, EntryStatus.SUBMITTED, values, by, at)
    if status in entry_states.SHOWN:
        made.place = holders.enter(made.race_class.pool, participant, contact=contact, by=by, at=at)
        made.number = made.number or next_number(race)
    made.status = status
    _save(made, update_fields=["status", "number", "place"])
    return made


@transaction.atomic
def change(entry: RaceEntry, *, by: Actor, at: datetime, **values: Any) -> RaceEntry:
    """Set the given FIELDS. Raises NotYourEntry, ClassSettled, ClassNotInRace, CarOfAnotherClass, ForeignSlot,

    NumberWrong, NumberTaken, WrongEntryStatus for an entry that has ended.
    """
    entry_rights.check_may_change(entry, by.person, at=at)
    lock(entry)
    if entry.status not in entry_states.OPEN:
        raise entry_states.WrongEntryStatus(status=entry.status)
    if entry.place_id and "race_class" in values and values["race_class"] != entry.race_class:
        raise ClassSettled
    _fill(entry, values)
    entry.updated_at = at
    _save(entry, update_fields=[*values, "updated_at"])
    _record(entry, "entry.change", by, at)
    return entry


def _made(
    race: Race,
    participant: Participant,
    contact: Person,
    status: EntryStatus,
    values: Mapping[str, Any],
    by: Actor,
    at: datetime,
) -> RaceEntry:
    lock_race(race)
    _check_new(race, participant)
    made = RaceEntry(race=race, participant=participant, contact=contact, status=status, created_at=at, updated_at=at)
    made.race_class = _class_of(race, values)
    _fill(made, values)
    _save(made, force_insert=True)
    _record(made, "entry.create", by, at)
    return made


def _check_new(race: Race, participant: Participant) -> None:
    if entry_rights.entered(race).filter(participant=participant).exists():
        raise EnteredAlready(name=participant.display_name)


def _class_of(race: Race, values: Mapping[str, Any]) -> RaceClass:
    found = values.get("race_class")
    if not isinstance(found, RaceClass):
        raise ClassNotInRace
    return found


def _fill(entry: RaceEntry, values: Mapping[str, Any]) -> None:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of an entry: {sorted(unknown)}")
    for name, value in values.items():
        setattr(entry, name, value)
    if entry.race_class.race_id != entry.race_id:
        raise ClassNotInRace
    if entry.slot is not None and entry.slot.race_id != entry.race_id:
        raise signups.ForeignSlot(field="slot")
    if entry.car is not None and not entry.race_class.car_class.cars.filter(pk=entry.car.pk, is_active=True).exists():
        raise CarOfAnotherClass(car=str(entry.car), name=str(entry.race_class))
    entry.number = str(entry.number or "").strip()
    if entry.number and not NUMBER.fullmatch(entry.number):
        raise NumberWrong


def _save(entry: RaceEntry, **how: Any) -> None:
    rows = RaceEntry.objects.filter(race=entry.race_id, number=entry.number).exclude(status=EntryStatus.WITHDRAWN)
    if entry.number and rows.exclude(pk=entry.pk).exists():
        raise NumberTaken(number=entry.number)
    try:
        with transaction.atomic():
            entry.save(**how)
    except IntegrityError:
        raise NumberTaken(number=entry.number) from None


def next_number(race: Race) -> str:
    """Return the lowest number from 1 on that no entry of the race has."""
    rows = RaceEntry.objects.filter(race=race).exclude(status=EntryStatus.WITHDRAWN)
    taken = {int(one) for one in rows.exclude(number="").values_list("number", flat=True)}
    return str(next(one for one in range(1, len(taken) + 2) if one not in taken))


# --- moved on -------------------------------------------------------------------------------------


def has_begun(entry: RaceEntry, *, at: datetime) -> bool:
    """Whether the race began by this instant, in the entry's slot where it has one; nobody knows without a time."""
    begins = entry.slot.starts_at if entry.slot else entry.race.event.offering.starts_at
    return begins is None or at >= begins


@transaction.atomic
def move(
    entry: RaceEntry, act: EntryAct, *, by: Actor, at: datetime, reason: str = "", in_results: bool = False
) -> RaceEntry:
    """Move the entry on, with the participations of its line-up; who is concerned is told.

    Who looks after it may do OWN_ACTS. Confirmed, it takes a place in its class, and the next free number where it
    has none. `in_results`: results say that it raced, whatever the clock says. Raises NotYourEntry, WrongEntryStatus,
    NotBegun, LineUpTooSmall, LineUpTooLarge, PoolFull, Cancelled, Over.
    """
    if not offerings.may_manage(entry.race.event.offering, by.person):
        entry_rights.check_may_change(entry, by.person, at=at)
        if act not in OWN_ACTS and not _enters_at_once(entry, act):
            raise entry_rights.NotYourEntry
    lock(entry)
    to = entry_states.target(act, entry.status)
    if act == EntryAct.FINISH and not in_results and not has_begun(entry, at=at):
        raise NotBegun
    if act == EntryAct.WITHDRAW:
        return _withdraw(entry, by, at, reason)
    if act in (EntryAct.SUBMIT, EntryAct.CONFIRM):
        seats.check_size(entry)
    if act == EntryAct.CONFIRM:
        pool = entry.race_class.pool
        entry.place = holders.enter(pool, entry.participant, contact=entry.contact, by=by, at=at)
        entry.number = entry.number or next_number(entry.race)
    seated = [seat.signup for seat in seats.of(entry)]
    if acts := entry_states.OF_THE_LINE_UP.get(act):
        signups.move_all(seated, acts, by=by, at=at)
    return _moved(entry, to, act, by, at)


def _enters_at_once(entry: RaceEntry, act: EntryAct) -> bool:
    return act == EntryAct.CONFIRM and not entry.race.is_team_race


def _moved(entry: RaceEntry, to: EntryStatus, act: EntryAct, by: Actor, at: datetime) -> RaceEntry:
    entry.status, entry.updated_at = to, at
    _save(entry, update_fields=["status", "number", "place", "updated_at"])
    _record(entry, f"entry.{act}", by, at)
    entries_told.moved(entry, act, by=by, at=at)
    return entry


def _withdraw(entry: RaceEntry, by: Actor, at: datetime, reason: str) -> RaceEntry:
    """A place goes back through the ledger, which lets the entry follow (`race_places`)."""
    if entry.place is not None and entry.place.state in LIVE:
        own = entry_rights.is_own(entry, by.person, at=at)
        (places.withdraw if own else places.revoke)(entry.place, by=by, at=at, reason=reason)
        entry.refresh_from_db(fields=["status", "updated_at"])
        return entry
    return ended(entry, by=by, at=at)


def follow(entry: RaceEntry, *, by: Actor, at: datetime) -> None:
    """Withdraw the entry of a single driver who withdrew, in the caller's transaction."""
    if entry.place is not None and entry.place.state in LIVE:
        places.withdraw(entry.place, by=by, at=at)
    else:
        ended(entry, by=by, at=at)


def ended(entry: RaceEntry, *, by: Actor, at: datetime) -> RaceEntry:
    """Let the entry be withdrawn and its line-up be free, in the caller's transaction."""
    seats.empty(entry, by=by, at=at)
    return _moved(entry, EntryStatus.WITHDRAWN, EntryAct.WITHDRAW, by, at)


def came_back(entry: RaceEntry, *, by: Actor, at: datetime) -> RaceEntry:
    """Let an entry whose place was given back stand again, with nobody in it. Raises EnteredAlready, NumberTaken."""
    others = RaceEntry.objects.filter(race=entry.race_id, participant=entry.participant_id)
    if others.exclude(status=EntryStatus.WITHDRAWN).exclude(pk=entry.pk).exists():
        raise EnteredAlready(name=entry.name)
    return _moved(entry, EntryStatus.CONFIRMED, EntryAct.CONFIRM, by, at)


def lock_race(race: Race) -> None:
    """Let nobody else change entries of the race until the transaction ends."""
    Race.objects.select_for_update().only("pk").get(pk=race.pk)


def lock(entry: RaceEntry) -> None:
    """Lock the race, and see the entry as it stands."""
    Race.objects.select_for_update().only("pk").get(pk=entry.race_id)
    entry.refresh_from_db(fields=["status", "place", "number"])


def _record(entry: RaceEntry, action: str, by: Actor, at: datetime) -> None:
    offering = entry.race.event.offering
    metadata = {"entry": str(entry.pk)}
    entries.record(by=by, at=at, action=action, on=offering, club_id=offering.club_id, metadata=metadata)
