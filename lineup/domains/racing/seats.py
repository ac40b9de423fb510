"""The line-up of an entry: who of those who signed up drives, waits in reserve, spots or engineers."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lineup.core.audit import entries
from lineup.core.foundation import inputs, text
from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.participation import offerings
from lineup.core.participation.transitions import State
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.racing import entries_told, entry_states, signups, teams
from lineup.domains.racing.models import EntrySeat, Race, RaceEntry, Signup, TeamMember
from lineup.domains.racing.signup_states import Act, WrongSignupStatus

MOST = 30
Role = EntrySeat.Role
Said = tuple[Signup, str]


class DriverNotFree(Refusal):
    code = "driver_not_free"
    sentence = _("%(name)s isn't free: they withdrew, wait, or sit in another entry. Take somebody else.")
    field = "line_up"


class DriverNotYours(Invalid):
    code = "driver_not_yours"
    sentence = _("%(name)s isn't in your team; invite them into it first, or ask the organiser.")
    field = "line_up"


class LineUpTooSmall(Refusal):
    code = "line_up_too_small"
    sentence = ngettext_lazy(
        "Put at least %(count)s driver into the line-up first.",
        "Put at least %(count)s drivers into the line-up first.",
        "count",
    )
    field = "line_up"


class LineUpTooLarge(Refusal):
    code = "line_up_too_large"
    sentence = ngettext_lazy(
        "This race allows at most %(count)s driver of a car; make somebody a reserve.",
        "This race allows at most %(count)s drivers of a car; make somebody a reserve.",
        "count",
    )
    field = "line_up"


def of(entry: RaceEntry) -> "QuerySet[EntrySeat]":
    """Return the seats of the entry with their people, drivers first, by name."""
    rows = EntrySeat.objects.filter(entry=entry).select_related("signup__person", "signup__race")
    return rows.order_by("role", "signup__person__name", "id")


def free(race: Race) -> "QuerySet[Signup]":
    """Return who signed up with a confirmed place and sits in no entry, by name."""
    rows = Signup.objects.filter(race=race, place__state=State.CONFIRMED, seat=None)
    return rows.select_related("person", "preferred_car__car", "backup_car__car").order_by("person__name", "id")


def to_choose(entry: RaceEntry, person: Person | None, *, at: datetime, named: str = "") -> "QuerySet[Signup]":
    """Return who may be put into the line-up: for the organiser anybody who is free, for a team its people.

    `named`: those alone whose name holds this, whatever its accents and capitals.
    """
    rows = free(entry.race)
    if word := text.fold(named):
        rows = rows.filter(person__participant__name_folded__contains=word)
    if offerings.may_manage(entry.race.event.offering, person):
        return rows
    members = TeamMember.objects.filter(teams.active(at), team=entry.participant_id).values("person")
    return rows.filter(person__in=members) | rows.filter(person=entry.participant_id)


@transaction.atomic
def set_line_up(entry: RaceEntry, said: Iterable[Said], *, by: Actor, at: datetime) -> list[EntrySeat]:
    """Let these sit in the entry, each in their role, and nobody else. Their participations move with the entry.

    Raises DriverNotFree, DriverNotYours, LineUpTooSmall and LineUpTooLarge, UnknownChoice, WrongEntryStatus.
    """
    wanted = {signup.pk: (signup, inputs.choice(role, Role.values, field="role")) for signup, role in said}
    # of two who change a line-up at once the second sees what the first did
    Race.objects.select_for_update().only("pk").get(pk=entry.race_id)
    entry.refresh_from_db(fields=["status"])
    if entry.status not in entry_states.JOINING:
        raise entry_states.WrongEntryStatus(status=entry.status)
    there = {seat.signup_id: seat for seat in of(entry)}
    _leave([seat for pk, seat in there.items() if pk not in wanted], by, at)
    fresh = [(signup, role) for pk, (signup, role) in wanted.items() if pk not in there]
    _sit(entry, fresh, by, at)
    for pk, seat in there.items():
        if pk in wanted and seat.role != wanted[pk][1]:
            seat.role = wanted[pk][1]
            seat.save(update_fields=["role"])
    check_size(entry, least=entry.status != entry_states.EntryStatus.PENDING)
    _record(entry, by, at)
    return list(of(entry))


def _sit(entry: RaceEntry, fresh: list[Said], by: Actor, at: datetime) -> None:
    if not fresh:
        return
    may = set(
        to_choose(entry, by.person, at=at).filter(pk__in=[one.pk for one, _role in fresh]).values_list("pk", flat=True)
    )
    for signup, _role in fresh:
        if signup.pk not in may:
            taken = not free(entry.race).filter(pk=signup.pk).exists()
            raise (DriverNotFree if taken else DriverNotYours)(name=signup.person.name)
    seat(entry, fresh, by=by, at=at)
    if entry.status == entry_states.EntryStatus.CONFIRMED:
        entries_told.seated(entry, [signup for signup, _role in fresh], by=by, at=at)


def seat(entry: RaceEntry, fresh: Iterable[Said], *, by: Actor, at: datetime) -> None:
    """Seat these, who are free, and move their participations to where the entry stands. Raises DriverNotFree."""
    fresh = list(fresh)
    try:
        signups.move_all([one for one, _role in fresh], entry_states.JOINING[entry.status], by=by, at=at)
    except WrongSignupStatus as refusal:
        raise DriverNotFree(name=refusal.facts["name"]) from None
    EntrySeat.objects.bulk_create(
        EntrySeat(entry=entry, signup=signup, role=role, created_at=at) for signup, role in fresh
    )


def empty(entry: RaceEntry, *, by: Actor, at: datetime) -> None:
    """Let nobody sit in the entry any more; who still takes part can be put into another."""
    _leave(list(of(entry)), by, at)


def _leave(gone: list[EntrySeat], by: Actor, at: datetime) -> None:
    EntrySeat.objects.filter(pk__in=[seat.pk for seat in gone]).delete()
    here = [seat.signup for seat in gone if signups.can(seat.signup, Act.PUT_BACK)]
    signups.move_all(here, (Act.PUT_BACK,), by=by, at=at)


def check_size(entry: RaceEntry, *, least: bool = True) -> None:
    """Raise LineUpTooSmall or LineUpTooLarge where the race allows no such number of drivers."""
    drivers = entry.seats.filter(role=Role.DRIVER).count()
    fewest, most = entry.race.drivers_least or 1, entry.race.drivers_most or MOST
    if least and drivers < fewest:
        raise LineUpTooSmall(count=fewest)
    if drivers > most:
        raise LineUpTooLarge(count=most)


def _record(entry: RaceEntry, by: Actor, at: datetime) -> None:
    offering = entry.race.event.offering
    metadata = {"entry": str(entry.pk)}
    entries.record(by=by, at=at, action="entry.line_up", on=offering, club_id=offering.club_id, metadata=metadata)
