"""The race of the demo that runs: crews that are under way, the first of them by a plan."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from lineup.core.people.actors import Actor
from lineup.domains.events.models import Event
from lineup.domains.racing import races, signups, stint_plans, stint_problems
from lineup.domains.racing.models import RaceEntry, Signup, StintPlan
from lineup.domains.racing.stints import timing
from lineup.domains.racing.stints.plan import Stint, made
from lineup.domains.racing.stints.problem import Problem
from lineup.interfaces.command.demo import crews, racing
from lineup.interfaces.command.demo.made import Community

CREWS = {"Nuit Blanche": 4, "Raidillon": 2, "Les Combes": 2, "Blanchimont": 2}
LITRES_PER_LAP, LAP_MS = Decimal("3.4"), 139_500


def begin(event: Event, community: Community, by: Actor, *, at: datetime) -> None:
    """Enter the crews, so long before the race as this instant is; the first drives by turns."""
    race, people = races.find(event), iter(racing.drivers(community)[1:])
    whole = [(slot.starts_at, slot.ends_at) for slot in race.slots.all()]
    there = {"drive": whole, "spot": whole}
    for number, (name, size) in enumerate(CREWS.items()):
        drivers = [next(people) for _ in range(size)]
        crew = [signups.sign_up(race, one, **there, by=Actor(one, channel="import"), at=at) for one in drivers]
        entry = crews.entered(race, name, crew, by, at + timedelta(days=1))
        if not number:
            _plan(entry, crew, by, at + timedelta(days=2))


@transaction.atomic
def _plan(entry: RaceEntry, crew: Sequence[Signup], by: Actor, at: datetime) -> None:
    assert entry.slot
    asked = {"minutes": entry.race.minutes, "litres_per_lap": LITRES_PER_LAP, "turn_stints": 1}
    begins = {"green_flag_at": entry.slot.starts_at, "status": StintPlan.Status.READY, "ended_at": at}
    plan = stint_plans.begin(entry, by, at, **asked, **begins)
    stint_plans.set_drivers(plan, {row.pk: (LAP_MS, False) for row in crew})
    stint_plans.set_stints(plan, _in_turn(stint_problems.of(plan)), set())
    stint_plans.use(plan, by=by, at=at)


def _in_turn(problem: Problem) -> Sequence[Stint]:
    """Return the stints of the race when its drivers take turns, one stint each."""
    clock = timing.clock(problem, timing.counts(problem)[0])
    assert clock
    return made(problem, clock, [number % len(problem.drivers) for number in range(clock.count)])
