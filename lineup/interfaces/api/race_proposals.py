"""Proposals of teams: searched for, explained, moved by hand, locked, searched again, published."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, Self
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from lineup.core.foundation import clock
from lineup.domains.events import events
from lineup.domains.racing import asking, proposals, publishing, races, slots
from lineup.domains.racing.catalogue import rows, sorts
from lineup.domains.racing.formation import measuring, words
from lineup.domains.racing.formation.club import Measures
from lineup.domains.racing.models import ProposedSeat, ProposedTeam, ProposedTie, Race, TeamProposal
from lineup.domains.racing.models.proposal import MOST_IN_TEAM, MOST_TEAMS
from lineup.domains.racing.proposals import Wish
from lineup.interfaces.api import keys, paging, shapes
from lineup.interfaces.api.race_entries import RaceEntryShown
from lineup.interfaces.api.shapes import Shown
from lineup.interfaces.api.values import Sent, Slug

router = Router(tags=["racing"])
PATH = "/events/{slug}/race/proposals"
PROPOSAL = f"{PATH}/{{proposal}}"
ASKED = (*proposals.SIZES, *proposals.MATTERS, "seconds", "seed")
TOLD = ("number", "step", "steps", "points", "bound", "problem", "created_at", "ended_at", "published_at", *ASKED)
MEASURED = tuple(Measures.__dataclass_fields__)

Bond = Literal["together", "apart"]


class ProposalShown(Shown):
    """What was asked and how far the search is; `problem`: why there are no teams. Fewer `points` are better, no
    split has fewer than `bound`."""

    id: UUID
    number: int
    status: Literal["waiting", "running", "done", "failed", "published"]
    based_on: UUID | None
    teams_count: int
    seats_least: int
    seats_best: int
    seats_most: int
    hours_matter: int
    balance_matters: int
    slots_matter: int
    cars_matter: int
    ties_matter: int
    seconds: int
    seed: int
    step: int
    steps: int
    points: float | None
    bound: float | None
    problem: str
    created_at: datetime
    ended_at: datetime | None
    published_at: datetime | None

    @classmethod
    def of(cls, row: TeamProposal) -> Self:
        return cls.made(**_values(row))


def _values(row: TeamProposal) -> dict[str, Any]:
    return {"id": row.pk, "status": row.state, "based_on": row.base_id, **shapes.read(row, TOLD)}


class SplitMeasures(Shown):
    """Minutes without and with only one driver, missed wishes, ratings, and the points of it all: fewer are better."""

    points: float
    uncovered_minutes: int
    thin_minutes: int
    slot_misses: int
    absent: int
    car_steps: int
    rating_spread: float
    failed_ties: int

    @classmethod
    def of(cls, found: Measures) -> Self:
        return cls.made(**shapes.read(found, MEASURED))


class ProposedSeatShown(Shown):
    """Somebody of the proposal; without a `team` they are left out."""

    id: UUID
    signup: UUID
    name: str
    team: UUID | None
    is_locked: bool

    @classmethod
    def of(cls, row: ProposedSeat) -> Self:
        name = row.signup.person.name
        return cls.made(id=row.pk, signup=row.signup_id, name=name, team=row.team_id, is_locked=row.is_locked)


class CoverageBin(Shown):
    """From when, and how many can drive in all of it."""

    starts_at: datetime
    drivers: int


class ProposedTeamShown(Shown):
    """A team; `says` are its measures and whose wish failed and why, in sentences; nothing of one without people."""

    id: UUID
    position: int
    name: str
    slot: UUID | None
    car: UUID | None
    is_locked: bool
    entry: UUID | None
    coverage: list[CoverageBin]
    measures: SplitMeasures | None
    says: list[str]


class ProposedTieShown(Shown):
    """A wish of company between two sign-ups; a must, or a wish."""

    id: UUID
    one: UUID
    other: UUID
    bond: Bond
    is_must: bool

    @classmethod
    def of(cls, row: ProposedTie) -> Self:
        return cls.made(id=row.pk, one=row.one_id, other=row.other_id, bond=row.bond, is_must=row.is_must)


class WholeProposal(ProposalShown):
    """With its teams as they stand, whoever is in it, and the measures of all; null while there is no team."""

    teams: list[ProposedTeamShown]
    people: list[ProposedSeatShown]
    ties: list[ProposedTieShown]
    measures: SplitMeasures | None

    @classmethod
    def of(cls, row: TeamProposal) -> Self:
        club, teams = asking.standing(row)
        named = {asking.team_id(one.position): one for one in row.teams.order_by("position")}
        names = {key: one.name for key, one in named.items()}
        explained = {one.team.id: one for one in measuring.explained(club, teams)}
        return cls.made(
            **_values(row),
            teams=[_team(club, one, explained.get(key), names) for key, one in named.items()],
            people=[ProposedSeatShown.of(one) for one in proposals.seats_of(row)],
            ties=[ProposedTieShown.of(one) for one in row.ties.order_by("pk")],
            measures=SplitMeasures.of(measuring.of_all(club, teams)) if teams else None,
        )


def _team(club: Any, row: ProposedTeam, found: Any, names: dict[str, str]) -> ProposedTeamShown:
    missed = [words.missed(club, found, one, names) for one in found.missed] if found else []
    bins = [CoverageBin.made(starts_at=one.starts_at, drivers=one.drivers) for one in found.bar] if found else []
    return ProposedTeamShown.made(
        id=row.pk,
        slot=row.slot_id,
        car=row.car_id,
        entry=row.entry_id,
        coverage=bins,
        measures=SplitMeasures.of(found.measures) if found else None,
        says=[*words.summary(found), *missed] if found else [],
        **shapes.read(row, ("position", "name", "is_locked")),
    )


class TieWanted(Sent):
    """Two sign-ups to keep together or apart; a must, or a wish."""

    one: UUID
    other: UUID
    bond: Bond
    is_must: bool = False


class ProposalWanted(Sent):
    """`people` are sign-ups that are free; what matters goes from 0 (not at all) to 3 (very much)."""

    people: list[UUID] = Field(max_length=MOST_TEAMS * MOST_IN_TEAM)
    teams_count: int
    seats_least: int
    seats_best: int
    seats_most: int
    hours_matter: int = 2
    balance_matters: int = 2
    slots_matter: int = 2
    cars_matter: int = 2
    ties_matter: int = 2
    seconds: int = 10
    seed: int = Field(1, ge=1, le=2**31 - 1)
    ties: list[TieWanted] = Field(default_factory=list, max_length=proposals.MOST_TIES)


class SearchedAgain(Sent):
    """The same seed gives the same teams; null takes the next. What is left out stays, what is null too.

    Of fewer teams those without a lock go, the last first.
    """

    seed: int | None = Field(None, ge=1, le=2**31 - 1)
    teams_count: int | None = None
    seats_least: int | None = None
    seats_best: int | None = None
    seats_most: int | None = None
    hours_matter: int = 2
    balance_matters: int = 2
    slots_matter: int = 2
    cars_matter: int = 2
    ties_matter: int = 2
    seconds: int = 10


class SeatMoved(Sent):
    """Into which team; null leaves them out."""

    team: UUID | None


class Locked(Sent):
    """Whether they stay as they are when it is searched again."""

    is_locked: bool


class ProposedTeamSaid(Sent):
    """What it is called, and when and in what it races."""

    name: str
    slot: UUID
    car: UUID


@router.get(PATH, response=paging.Page[ProposalShown], summary="List proposals of teams")
def find(request: HttpRequest, slug: Slug, window: Query[paging.Window]) -> Any:
    """The newest first, for organisers."""
    return paging.page(proposals.of(_race(request, slug)), ProposalShown, order=("-number",), window=window)


@router.post(PATH, response={202: ProposalShown}, summary="Have teams searched for")
def order(request: HttpRequest, slug: Slug, body: ProposalWanted) -> Any:
    """They are there in some seconds: ask for the proposal until it is no longer `waiting` or `running`."""
    race = _race(request, slug)
    chosen = proposals.among(race, body.people)
    ties = _wishes(race, body.ties)
    values = body.model_dump(exclude={"people", "ties"})
    made = proposals.order(race, chosen, ties=ties, by=keys.actor(request), at=clock.now(), **values)
    return Status(202, ProposalShown.of(made))


@router.get(PROPOSAL, response=WholeProposal, summary="Show a proposal of teams")
def show(request: HttpRequest, slug: Slug, proposal: UUID) -> Any:
    """With what explains each team."""
    return WholeProposal.of(_proposal(request, slug, proposal))


@router.delete(PROPOSAL, response={204: None}, summary="Delete a proposal of teams")
def remove(request: HttpRequest, slug: Slug, proposal: UUID) -> Any:
    """Entries that came of it stay."""
    proposals.remove(_proposal(request, slug, proposal), by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.post(f"{PROPOSAL}/cancellation", response=ProposalShown, summary="End a search for teams")
def cancel(request: HttpRequest, slug: Slug, proposal: UUID) -> Any:
    """With the best so far; nothing for one that has ended."""
    found = _proposal(request, slug, proposal)
    proposals.cancel(found, by=keys.actor(request), at=clock.now())
    return ProposalShown.of(proposals.find(found.race, found.pk))


@router.post(f"{PROPOSAL}/repetitions", response={202: ProposalShown}, summary="Search for teams again")
def again(request: HttpRequest, slug: Slug, proposal: UUID, body: SearchedAgain) -> Any:
    """Another proposal with all that was asked, in which locked teams and people stay."""
    found = _proposal(request, slug, proposal)
    values = body.model_dump(exclude_unset=True, exclude_none=True)
    made = proposals.again(found, by=keys.actor(request), at=clock.now(), **values)
    return Status(202, ProposalShown.of(made))


@router.post(f"{PROPOSAL}/seats/{{seat}}/move", response=WholeProposal, summary="Move somebody in a proposal")
def move(request: HttpRequest, slug: Slug, proposal: UUID, seat: UUID, body: SeatMoved) -> Any:
    """The answer has the measures as they are then."""
    found = _proposal(request, slug, proposal)
    proposals.move(found, seat, body.team, by=keys.actor(request), at=clock.now())
    return WholeProposal.of(found)


@router.put(f"{PROPOSAL}/seats/{{seat}}/lock", response=ProposedSeatShown, summary="Lock somebody into their team")
def lock_seat(request: HttpRequest, slug: Slug, proposal: UUID, seat: UUID, body: Locked) -> Any:
    """They stay there when it is searched again; or no longer."""
    found = _proposal(request, slug, proposal)
    row = proposals.find_seat(found, seat)
    proposals.lock(found, row, is_locked=body.is_locked, by=keys.actor(request), at=clock.now())
    return ProposedSeatShown.of(row)


@router.put(f"{PROPOSAL}/teams/{{team}}/lock", response=WholeProposal, summary="Lock a proposed team")
def lock_team(request: HttpRequest, slug: Slug, proposal: UUID, team: UUID, body: Locked) -> Any:
    """It keeps its people, slot and car when it is searched again; or no longer."""
    found = _proposal(request, slug, proposal)
    row = proposals.find_team(found, team)
    proposals.lock(found, row, is_locked=body.is_locked, by=keys.actor(request), at=clock.now())
    return WholeProposal.of(found)


@router.put(f"{PROPOSAL}/teams/{{team}}", response=WholeProposal, summary="Change a proposed team")
def change_team(request: HttpRequest, slug: Slug, proposal: UUID, team: UUID, body: ProposedTeamSaid) -> Any:
    """Its name, slot and car."""
    found = _proposal(request, slug, proposal)
    slot, car = slots.find(found.race, body.slot), rows.find(sorts.find("sim-cars"), body.car)
    row = proposals.find_team(found, team)
    proposals.change_team(found, row, name=body.name, slot=slot, car=car, by=keys.actor(request), at=clock.now())
    return WholeProposal.of(found)


@router.post(f"{PROPOSAL}/ties", response={201: WholeProposal}, summary="Wish for company in a proposal")
def tie(request: HttpRequest, slug: Slug, proposal: UUID, body: TieWanted) -> Any:
    """Measured at once, kept to when it is searched again."""
    found = _proposal(request, slug, proposal)
    (wish,) = _wishes(found.race, [body])
    proposals.tie(found, wish, by=keys.actor(request), at=clock.now())
    return Status(201, WholeProposal.of(found))


@router.delete(f"{PROPOSAL}/ties/{{tie}}", response={204: None}, summary="Take a wish for company away")
def untie(request: HttpRequest, slug: Slug, proposal: UUID, tie: UUID) -> Any:
    """Of a proposal that is ready."""
    proposals.untie(_proposal(request, slug, proposal), tie, by=keys.actor(request), at=clock.now())
    return Status(204, None)


@router.post(f"{PROPOSAL}/publication", response=list[RaceEntryShown], summary="Publish a proposal of teams")
def publish(request: HttpRequest, slug: Slug, proposal: UUID) -> Any:
    """Its teams are entered and confirmed in one step, or none is; a second time the same entries."""
    found = _proposal(request, slug, proposal)
    return [RaceEntryShown.of(row) for row in publishing.publish(found, by=keys.actor(request), at=clock.now())]


def _wishes(race: Race, said: Sequence[TieWanted]) -> list[Wish]:
    """What is wished, with the sign-ups looked up once for all. Raises UnknownChoice."""
    named = {row.pk: row for row in proposals.among(race, [pk for one in said for pk in (one.one, one.other)])}
    return [Wish(named[one.one], named[one.other], one.bond, one.is_must) for one in said]


def _race(request: HttpRequest, slug: str) -> Race:
    return races.find(events.find_managed(keys.person(request), slug=slug))


def _proposal(request: HttpRequest, slug: str, pk: UUID) -> TeamProposal:
    return proposals.find(_race(request, slug), pk)
