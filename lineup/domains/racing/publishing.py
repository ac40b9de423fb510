"""A proposal becomes entries, in one step: teams, line-ups, places, car numbers and notices, all or nothing, once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation.errors import Refusal
from lineup.core.people.actors import Actor
from lineup.domains.racing import proposals, race_classes, race_entries, seats
from lineup.domains.racing.entry_states import EntryAct
from lineup.domains.racing.formation import refusals
from lineup.domains.racing.models import EntrySeat, ProposedSeat, ProposedTeam, Race, RaceClass, RaceEntry, TeamProposal

State = TeamProposal.State


class PeopleGone(Refusal):
    code = "people_gone"
    sentence = _(
        "No longer free: %(names)s. They withdrew or are in an entry since; leave them out here, or search again."
    )


class CarInNoClass(Refusal):
    code = "car_in_no_class"
    sentence = _("“%(car)s” is in no class of this race; give the team %(team)s another car.")


def publish(proposal: TeamProposal, *, by: Actor, at: datetime) -> list[RaceEntry]:
    """Return the entries of the proposal's teams, confirmed, with numbers; a second time the same ones.

    Nothing is changed where it can't be: raises ProposalNotReady, PeopleGone, NobodySignedUp, CarInNoClass,
    LineUpTooSmall, LineUpTooLarge, PoolFull, and what `teams.create` raises.
    """
    with transaction.atomic():
        # of two who publish at once the second waits here, and sees what the first did
        race_entries.lock_race(proposal.race)
        proposal.refresh_from_db(fields=["state"])
        if proposal.state == State.PUBLISHED:
            return entries_of(proposal)
        proposals.check_ready(proposal)
        teams = _teams(proposal)
        classes = _classes(proposal.race)
        made = [_entered(proposal.race, team, people, classes, by, at) for team, people in teams]
        proposal.state, proposal.published_at = State.PUBLISHED, at
        proposal.save(update_fields=["state", "published_at"])
        offering = proposal.race.event.offering
        metadata = {"proposal": str(proposal.pk), "entries": len(made)}
        entries.record(
            by=by, at=at, action="proposal.publish", on=offering, club_id=offering.club_id, metadata=metadata
        )
        return made


def entries_of(proposal: TeamProposal) -> list[RaceEntry]:
    """Return the entries that came of the proposal, in the order of its teams."""
    rows = proposal.teams.select_related("entry__participant", "entry__race").exclude(entry=None)
    return [row.entry for row in rows.order_by("position") if row.entry]


def gone(proposal: TeamProposal) -> list[ProposedSeat]:
    """Return who sits in a team of the proposal and is no longer free, by name."""
    free = proposals.candidates(proposal.race).values("pk")
    rows = proposal.seats.exclude(team=None).exclude(signup__in=free).select_related("signup__person")
    return list(rows.order_by("signup__person__name", "id"))


def _teams(proposal: TeamProposal) -> list[tuple[ProposedTeam, list[ProposedSeat]]]:
    if missing := gone(proposal):
        raise PeopleGone(names=", ".join(row.signup.person.name for row in missing[:10]))
    inside: dict[Any, list[ProposedSeat]] = {}
    for row in proposals.seats_of(proposal):
        row.signup.race = proposal.race
        if row.team_id:
            inside.setdefault(row.team_id, []).append(row)
    if not inside:
        raise refusals.NobodySignedUp
    teams = proposal.teams.select_related("slot", "car__car").order_by("position")
    return [(team, inside[team.pk]) for team in teams if team.pk in inside]


def _classes(race: Race) -> Mapping[Any, RaceClass]:
    """The class in which each car races, the first of several."""
    found: dict[Any, RaceClass] = {}
    for row in race_classes.of(race).prefetch_related("car_class__cars"):
        row.pool.offering = race.event.offering
        for car in row.car_class.cars.all():
            found.setdefault(car.pk, row)
    return found


def _entered(
    race: Race,
    team: ProposedTeam,
    people: list[ProposedSeat],
    classes: Mapping[Any, RaceClass],
    by: Actor,
    at: datetime,
) -> RaceEntry:
    if team.car_id not in classes:
        raise CarInNoClass(car=str(team.car or "–"), team=team.name)
    values = {"race_class": classes[team.car_id], "slot": team.slot, "car": team.car}
    entry = race_entries.add_temporary(race, team.name, by=by, at=at, **values)
    seats.seat(entry, [(row.signup, EntrySeat.Role.DRIVER) for row in people], by=by, at=at)
    team.entry = race_entries.move(entry, EntryAct.CONFIRM, by=by, at=at)
    team.save(update_fields=["entry"])
    return entry
