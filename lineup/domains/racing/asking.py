"""A proposal in the words of the search: from rows to a `Club`, and teams as they stand now."""

from collections.abc import Iterable, Mapping
from statistics import fmean
from typing import Any

from django.utils import timezone

from lineup.core.foundation import moments
from lineup.domains.racing import profiles, race_classes, ratings, signups, slots
from lineup.domains.racing.formation.club import Bond, Car, Club, Driver, Frame, Sizes, Slot, Team, Tie, Weights
from lineup.domains.racing.models import ProposedSeat, ProposedTeam, Race, Rating, Signup, SimProfile, TeamProposal
from lineup.domains.racing.stints.windows import Window

# of what something usually costs, by how much it matters
SHARES = {0: 0.0, 1: 0.4, 2: 1.0, 3: 3.0}


def club(proposal: TeamProposal, *, without: Iterable[Any] = ()) -> Club:
    """Return what is asked: all who are in the proposal, but for the sign-ups `without`, with what is locked."""
    gone = set(without)
    rows = [row for row in _rows(proposal) if row.signup_id not in gone]
    race = proposal.race
    return Club(
        drivers=_drivers(race, [row.signup for row in rows]),
        slots=tuple(_slot(one) for one in slots.of(race)),
        cars=_cars(proposal, rows),
        teams=proposal.teams_count,
        sizes=Sizes(proposal.seats_least, proposal.seats_best, proposal.seats_most),
        frames=_frames(proposal, rows),
        ties=_ties(proposal, gone),
        weights=_weights(proposal),
    )


def team_id(position: int) -> str:
    """Return what the search calls the team at this position."""
    return f"team-{position}"


def position_of(team: str) -> int:
    """Return the position of a team of the search."""
    return int(team.rpartition("-")[2])


def _rows(proposal: TeamProposal) -> list[ProposedSeat]:
    rows = proposal.seats.select_related("signup__person", "signup__place", "team")
    return list(rows.prefetch_related("signup__windows", "signup__slots").order_by("signup__created_at", "signup_id"))


def _slot(row: Any) -> Slot:
    minutes = round((row.ends_at - row.starts_at).total_seconds() / 60)
    name = moments.said(row.starts_at, timezone.get_current_timezone_name())
    return Slot(str(row.pk), name, row.starts_at, minutes)


def _drivers(race: Race, rows: list[Signup]) -> tuple[Driver, ...]:
    skills = skills_of(race, rows)
    middle = fmean(skills.values()) if skills else 0.0
    return tuple(
        Driver(
            id=str(row.pk),
            name=row.person.name,
            rating=skills.get(row.pk, middle),
            windows=tuple(Window(begins, ends) for begins, ends in signups.spans(row, "drive")),
            slots=tuple(str(slot.pk) for slot in row.slots.all()),
            cars=tuple(str(pk) for pk in (row.preferred_car_id, row.backup_car_id) if pk),
        )
        for row in rows
    )


def skills_of(race: Race, rows: Iterable[Signup]) -> Mapping[Any, float]:
    """Return the skill ratings that count in the race, by sign-up; without those who noted none."""
    people = {row.person_id: row.pk for row in rows}
    own: dict[Any, list[SimProfile]] = {}
    for profile in profiles.in_simulator(race.simulator, list(people)):
        own.setdefault(profile.person_id, []).append(profile)
    newest = ratings.latest([profile for several in own.values() for profile in several])
    counted = (race.discipline, Rating.Discipline.ALL)
    found = {}
    for person, several in own.items():
        notes = [note for profile in several for note in newest[profile.pk]]
        notes = [one for one in notes if race.discipline == Rating.Discipline.ALL or one.discipline in counted]
        if (skill := ratings.highest(notes, "skill")) is not None:
            found[people[person]] = float(skill)
    return found


def _cars(proposal: TeamProposal, rows: list[ProposedSeat]) -> tuple[Car, ...]:
    """Those that somebody wished for, or that a team was given; all that may race where there is none."""
    wanted = {pk for row in rows for pk in (row.signup.preferred_car_id, row.signup.backup_car_id)}
    allowed, given = list(race_classes.cars(proposal.race)), [team.car for team in _given(proposal) if team.car]
    chosen = [car for car in allowed if car.pk in wanted] or allowed
    chosen += [car for car in dict.fromkeys(given) if car not in chosen]
    return tuple(Car(str(car.pk), str(car)) for car in chosen)


def _given(proposal: TeamProposal) -> list[ProposedTeam]:
    return list(proposal.teams.select_related("car__car").order_by("position"))


def _frames(proposal: TeamProposal, rows: list[ProposedSeat]) -> tuple[Frame, ...]:
    found = []
    for team in proposal.teams.order_by("position"):
        inside = [str(row.signup_id) for row in rows if row.team_id == team.pk and (row.is_locked or team.is_locked)]
        if inside or team.is_locked:
            keeps = team.is_locked
            slot = str(team.slot_id) if keeps and team.slot_id else None
            car = str(team.car_id) if keeps and team.car_id else None
            found.append(Frame(team_id(team.position), slot, car, tuple(inside)))
    return tuple(found)


def _ties(proposal: TeamProposal, gone: set[Any]) -> tuple[Tie, ...]:
    rows = [row for row in proposal.ties.order_by("pk") if not {row.one_id, row.other_id} & gone]
    return tuple(Tie(Bond(row.bond), (str(row.one_id), str(row.other_id)), row.is_must) for row in rows)


def _weights(proposal: TeamProposal) -> Weights:
    usual = Weights()
    hours, cars = SHARES[proposal.hours_matter], SHARES[proposal.cars_matter]
    wished, even = SHARES[proposal.slots_matter], SHARES[proposal.balance_matters]
    return Weights(
        uncovered_hour=usual.uncovered_hour * hours,
        thin_hour=usual.thin_hour * hours,
        slot=usual.slot * wished,
        absent=usual.absent,
        car=usual.car * cars,
        balance=usual.balance * even,
        tie=usual.tie * SHARES[proposal.ties_matter],
        size=usual.size,
    )


def teams(proposal: TeamProposal, *, without: Iterable[Any] = ()) -> tuple[Team, ...]:
    """Return the teams as they stand, those with anybody in them; a team without slot or car has the first there is."""
    gone, found = set(without), []
    inside: dict[Any, list[str]] = {}
    for row in _rows(proposal):
        if row.team_id and row.signup_id not in gone:
            inside.setdefault(row.team_id, []).append(str(row.signup_id))
    for team in proposal.teams.order_by("position"):
        if team.pk in inside and team.slot_id and team.car_id:
            people = tuple(inside[team.pk])
            found.append(Team(team_id(team.position), str(team.slot_id), str(team.car_id), people))
    return tuple(found)


def standing(proposal: TeamProposal) -> tuple[Club, tuple[Team, ...]]:
    """Return the teams as they stand, with the club of those who sit in one."""
    left_out = proposal.seats.filter(team=None).values_list("signup", flat=True)
    return club(proposal, without=left_out), teams(proposal)
