"""Proposals of teams: ordered with what matters, listed, moved by hand, locked, solved again, thrown away."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Missing, Refusal
from lineup.core.outbox import messages
from lineup.core.people.actors import Actor
from lineup.domains.racing import asking, columns, race_classes, race_entries, seats, signups, teams
from lineup.domains.racing.formation import refusals
from lineup.domains.racing.models import (
    ProposedSeat,
    ProposedTeam,
    ProposedTie,
    Race,
    Signup,
    SimCar,
    Slot,
    TeamProposal,
)
from lineup.domains.racing.models.proposal import MOST_IN_TEAM

TOPIC = "form-teams"
State = TeamProposal.State
SIZES = ("teams_count", "seats_least", "seats_best", "seats_most")
MATTERS = ("hours_matter", "balance_matters", "slots_matter", "cars_matter", "ties_matter")
FIELDS = (*SIZES, *MATTERS, "seconds", "seed")
# what may be otherwise when it is searched again
OTHERWISE = (*SIZES, *MATTERS, "seconds")
MOST_TIES, MOST, LONGEST_NAME = 100, 50, 120


class TooManyProposals(Refusal):
    code = "too_many_proposals"
    sentence = _("A race keeps at most %(most)s proposals; delete one first.")


class ProposalNotReady(Refusal):
    code = "proposal_not_ready"
    sentence = _("This proposal is not ready to be changed; wait until the search has ended, or make another.")


class ClassesNeeded(Refusal):
    code = "race_classes_needed"
    sentence = _("Teams enter in a class: add one to the race first.")


class SizesOfTheRace(Invalid):
    code = "sizes_of_the_race"
    sentence = _("This race asks for %(least)s to %(most)s drivers of a car; choose sizes of teams within that.")


class LockedSeat(Refusal):
    code = "seat_locked"
    sentence = _("%(name)s is locked into their team; take the lock off first.")


@dataclass(frozen=True)
class Wish:
    """Two sign-ups to keep `together` or `apart`; a must, or a wish."""

    one: Signup
    other: Signup
    bond: str
    is_must: bool = False


# --- found ----------------------------------------------------------------------------------------


def of(race: Race) -> "QuerySet[TeamProposal]":
    """Return the proposals of the race, the newest first."""
    return TeamProposal.objects.filter(race=race).select_related("made_by", "base").order_by("-number")


def find(race: Race, pk: Any) -> TeamProposal:
    """Return the proposal of the race with this id. Raises Missing."""
    try:
        found = of(race).get(pk=pk)
    except (TeamProposal.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    found.race = race
    return found


def candidates(race: Race) -> "QuerySet[Signup]":
    """Return who can be split into teams: who would drive, has a place, and sits in no entry; by name."""
    return seats.free(race).filter(wants_to_drive=True).prefetch_related("windows", "slots")


def among(race: Race, pks: Sequence[Any]) -> list[Signup]:
    """Return those with these ids among who can be split into teams, in this order. Raises UnknownChoice."""
    free = {row.pk: row for row in candidates(race).filter(pk__in=pks)}
    if gone := [pk for pk in pks if pk not in free]:
        raise refusals.UnknownChoice(what=gone[0], field="people")
    return [free[pk] for pk in dict.fromkeys(pks)]


# --- ordered --------------------------------------------------------------------------------------


@transaction.atomic
def order(
    race: Race, chosen: Collection[Signup], *, ties: Iterable[Wish] = (), by: Actor, at: datetime, **values: Any
) -> TeamProposal:
    """Return a proposal that a worker searches now; `values` are FIELDS.

    What can't be is refused before anything is searched, as `formation.refusals` says: nobody, no hours, one too
    many, locks that contradict. Raises also ClassesNeeded, TooManyProposals, SizesOfTheRace, OutOfRange.
    """
    if not race.classes.exists():
        raise ClassesNeeded
    made = _new(race, by, at, values)
    _people(made, chosen)
    for wish in list(ties)[:MOST_TIES]:
        _tie(made, wish)
    return _sent(made, by, at)


@transaction.atomic
def again(base: TeamProposal, *, seed: int | None = None, by: Actor, at: datetime, **values: Any) -> TeamProposal:
    """Return another proposal with all that was asked of this one, in which locked teams and people stay.

    `values` of OTHERWISE are asked otherwise: of fewer teams those without a lock go, the last first. Who withdrew or
    is entered meanwhile is left out. Raises ProposalNotReady and what `order` raises.
    """
    unknown = set(values) - set(OTHERWISE)
    if unknown:
        raise TypeError(f"not to be asked otherwise: {sorted(unknown)}")
    check_ready(base)
    said = {name: getattr(base, name) for name in FIELDS} | values
    made = _new(base.race, by, at, {**said, "seed": seed or base.seed + 1}, base=base)
    free = set(candidates(base.race).values_list("pk", flat=True))
    named = {team.pk: _copied(made, team, place) for place, team in enumerate(_kept(base, made.teams_count), 1)}
    _add_teams(made, taken=[team.name for team in named.values()])
    ProposedSeat.objects.bulk_create(
        ProposedSeat(
            proposal=made,
            signup_id=seat.signup_id,
            team=named.get(seat.team_id) if seat.team_id else None,
            is_locked=seat.is_locked,
        )
        for seat in base.seats.all()
        if seat.signup_id in free
    )
    for tie in base.ties.all():
        if {tie.one_id, tie.other_id} <= free:
            ProposedTie.objects.create(
                proposal=made, one_id=tie.one_id, other_id=tie.other_id, bond=tie.bond, is_must=tie.is_must
            )
    return _sent(made, by, at)


def _kept(base: TeamProposal, most: int) -> list[ProposedTeam]:
    """Return so many of its teams, in order; all that are locked or have somebody locked into them, if more."""
    found = list(base.teams.select_related("slot", "car").order_by("position"))
    locked = set(base.seats.filter(is_locked=True).values_list("team", flat=True))
    held = {team.pk for team in found if team.is_locked or team.pk in locked}
    free = [team.pk for team in found if team.pk not in held][: max(0, most - len(held))]
    return [team for team in found if team.pk in held or team.pk in free]


def _copied(made: TeamProposal, team: ProposedTeam, position: int) -> ProposedTeam:
    kept = {"name": team.name, "slot": team.slot, "car": team.car, "is_locked": team.is_locked}
    return ProposedTeam.objects.create(proposal=made, position=position, **kept)


def _new(race: Race, by: Actor, at: datetime, values: dict[str, Any], base: TeamProposal | None = None) -> TeamProposal:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a proposal: {sorted(unknown)}")
    race_entries.lock_race(race)
    if TeamProposal.objects.filter(race=race).count() >= MOST:
        raise TooManyProposals(most=MOST)
    number = (TeamProposal.objects.filter(race=race).aggregate(last=Max("number"))["last"] or 0) + 1
    made = TeamProposal(race=race, made_by=by.human, base=base, number=number, created_at=at)
    for name, value in values.items():
        setattr(made, name, columns.checked(TeamProposal._meta.get_field(name), value))
    if not made.seats_least <= made.seats_best <= made.seats_most:
        raise refusals.BadSizes
    _check_sizes(made)
    made.save(force_insert=True)
    return made


def limits(race: Race) -> tuple[int, int]:
    """Return the fewest and the most drivers of a car that the race asks for, as far as teams can be searched."""
    return race.drivers_least or 1, min(race.drivers_most or MOST_IN_TEAM, MOST_IN_TEAM)


def _check_sizes(made: TeamProposal) -> None:
    """Teams of other sizes could not be published."""
    least, most = limits(made.race)
    for field, wrong in (("seats_least", made.seats_least < least), ("seats_most", made.seats_most > most)):
        if wrong:
            raise SizesOfTheRace(field=field, least=least, most=most)


def _people(made: TeamProposal, chosen: Collection[Signup]) -> None:
    ProposedSeat.objects.bulk_create(ProposedSeat(proposal=made, signup=signup) for signup in chosen)
    _add_teams(made)


def _add_teams(made: TeamProposal, *, taken: Collection[str] = ()) -> None:
    """Add what is missing to the number of teams, under names that none of those `taken` has."""
    names = (str(_("Team %(number)s") % {"number": number}) for number in count(1))
    free = (name for name in names if name not in taken)
    ProposedTeam.objects.bulk_create(
        ProposedTeam(proposal=made, position=position, name=next(free))
        for position in range(len(taken) + 1, made.teams_count + 1)
    )


def _tie(made: TeamProposal, wish: Wish) -> None:
    inputs.choice(wish.bond, ProposedTie.Bond.values, field="bond")
    if wish.one.pk == wish.other.pk:
        raise refusals.OnlyOneInTie
    inside = made.seats.filter(signup__in=[wish.one.pk, wish.other.pk]).count()
    if inside < 2:
        raise refusals.UnknownChoice(what=wish.one.person.name, field="ties")
    ProposedTie.objects.create(proposal=made, one=wish.one, other=wish.other, bond=wish.bond, is_must=wish.is_must)


def _sent(made: TeamProposal, by: Actor, at: datetime) -> TeamProposal:
    refusals.check(asking.club(made))
    messages.enqueue(TOPIC, key=f"{TOPIC}:{made.pk}", payload={"proposal": str(made.pk)}, at=at)
    _record(made, "proposal.order", by, at)
    return made


# --- by hand --------------------------------------------------------------------------------------


def check_ready(proposal: TeamProposal) -> None:
    """Raise ProposalNotReady for one that is searched, failed, or published."""
    if proposal.state != State.DONE:
        raise ProposalNotReady


def _held(proposal: TeamProposal) -> None:
    """Lock the proposal, and see it as it stands. Raises ProposalNotReady."""
    TeamProposal.objects.select_for_update().only("pk").get(pk=proposal.pk)
    proposal.refresh_from_db(fields=["state"])
    check_ready(proposal)


@transaction.atomic
def move(proposal: TeamProposal, seat: Any, team: Any, *, by: Actor, at: datetime) -> ProposedSeat:
    """Put somebody into another team of the proposal, None to leave them out. Raises LockedSeat, Missing."""
    _held(proposal)
    row = find_seat(proposal, seat)
    if row.is_locked:
        raise LockedSeat(name=row.signup.person.name)
    row.team = find_team(proposal, team) if team else None
    row.save(update_fields=["team"])
    _record(proposal, "proposal.move", by, at)
    return row


@transaction.atomic
def change_team(
    proposal: TeamProposal, team: ProposedTeam, *, name: str, slot: Slot, car: SimCar, by: Actor, at: datetime
) -> ProposedTeam:
    """Give a team of the proposal this name, slot and car. Raises TeamNameNeeded, ForeignSlot, CarNotInRace."""
    _held(proposal)
    team.name = inputs.line(name, field="name", most=LONGEST_NAME)
    if not team.name:
        raise teams.TeamNameNeeded
    if slot.race_id != proposal.race_id:
        raise signups.ForeignSlot(field="slot")
    if not race_classes.cars(proposal.race).filter(pk=car.pk).exists():
        raise signups.CarNotInRace(field="car", car=str(car))
    team.slot, team.car = slot, car
    team.save(update_fields=["name", "slot", "car"])
    _record(proposal, "proposal.change_team", by, at)
    return team


@transaction.atomic
def lock(
    proposal: TeamProposal, row: ProposedSeat | ProposedTeam, *, is_locked: bool = True, by: Actor, at: datetime
) -> None:
    """Let a team, or somebody in theirs, stay as they are when it is searched again; or no longer."""
    _held(proposal)
    row.is_locked = is_locked
    row.save(update_fields=["is_locked"])
    _record(proposal, "proposal.lock", by, at)


@transaction.atomic
def tie(proposal: TeamProposal, wish: Wish, *, by: Actor, at: datetime) -> None:
    """Add a wish to keep two people together or apart: measured at once, kept to when it is searched again."""
    _held(proposal)
    if proposal.ties.count() >= MOST_TIES:
        raise Invalid(_("At most %(most)s wishes; take one away first."), field="ties", most=MOST_TIES)
    _tie(proposal, wish)
    _record(proposal, "proposal.tie", by, at)


@transaction.atomic
def untie(proposal: TeamProposal, pk: Any, *, by: Actor, at: datetime) -> None:
    """Take a wish away. Raises ProposalNotReady, Missing."""
    _held(proposal)
    if not proposal.ties.filter(pk=pk).delete()[0]:
        raise Missing
    _record(proposal, "proposal.untie", by, at)


@transaction.atomic
def cancel(proposal: TeamProposal, *, by: Actor, at: datetime) -> None:
    """Let the search end with the best so far; nothing for one that has ended."""
    rows = TeamProposal.objects.filter(pk=proposal.pk, state__in=[State.WAITING, State.RUNNING], cancelled_at=None)
    if rows.update(cancelled_at=at):
        _record(proposal, "proposal.cancel", by, at)


@transaction.atomic
def remove(proposal: TeamProposal, *, by: Actor, at: datetime) -> None:
    """Delete the proposal; entries that came of it stay."""
    _record(proposal, "proposal.remove", by, at)
    proposal.delete()


def seats_of(proposal: TeamProposal) -> "Sequence[ProposedSeat]":
    """Return who is in the proposal, with their sign-ups and teams, by name."""
    rows = proposal.seats.select_related("signup__person", "signup__place", "signup__preferred_car__car", "team")
    rows = rows.select_related("signup__backup_car__car").prefetch_related("signup__windows", "signup__slots")
    return list(rows.order_by("signup__person__name", "id"))


def find_seat(proposal: TeamProposal, pk: Any) -> ProposedSeat:
    """Return the seat of the proposal with this id. Raises Missing."""
    return _one(proposal.seats.select_related("signup__person"), pk)  # type: ignore[no-any-return]


def find_team(proposal: TeamProposal, pk: Any) -> ProposedTeam:
    """Return the team of the proposal with this id. Raises Missing."""
    return _one(proposal.teams.all(), pk)  # type: ignore[no-any-return]


def _one(rows: Any, pk: Any) -> Any:
    try:
        return rows.get(pk=pk)
    except (rows.model.DoesNotExist, ValidationError, ValueError):
        raise Missing from None


def _record(proposal: TeamProposal, action: str, by: Actor, at: datetime) -> None:
    offering = proposal.race.event.offering
    metadata = {"proposal": str(proposal.pk)}
    entries.record(by=by, at=at, action=action, on=offering, club_id=offering.club_id, metadata=metadata)
