"""Who spots in each stint: not who drives it, nobody at rest, fairly shared, with few changes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from ortools.sat.python import cp_model

from lineup.domains.racing.stints import windows
from lineup.domains.racing.stints.plan import Stint
from lineup.domains.racing.stints.problem import Driver, Problem

SECONDS = 2.0


def with_spotters(problem: Problem, stints: Sequence[Stint], *, seed: int = 1) -> tuple[Stint, ...]:
    """Return the stints, those ahead with a spotter where somebody can; as many as possible, then fairly shared."""
    able = {
        (driver.id, stint.number)
        for driver in problem.drivers
        if driver.spots
        for stint in stints
        if not stint.done and can_spot(problem, driver, stint, stints)
    }
    if not able:
        return tuple(stints)
    chosen = _shared(stints, sorted(able), seed)
    return tuple(replace(one, spotter=chosen.get(one.number)) for one in stints)


def can_spot(problem: Problem, driver: Driver, stint: Stint, stints: Sequence[Stint]) -> bool:
    """Whether the driver is there to spot for the whole stint, does not drive it, and does not rest."""
    if stint.driver == driver.id or not windows.covers(driver.spots, stint.starts_at, stint.ends_at):
        return False
    return not any(
        rest.starts_at < stint.ends_at and rest.ends_at > stint.starts_at for rest in rests(problem, driver, stints)
    )


def rests(problem: Problem, driver: Driver, stints: Sequence[Stint]) -> list[windows.Window]:
    """Return when the driver is to be left alone: after each turn, and in the first long rest of the race."""
    own = [one for one in stints if one.driver == driver.id]
    after = timedelta(minutes=max(problem.rules.rest_minutes, driver.rest_minutes))
    ends = [one.ends_at for one in own if all(other.starts_at != one.ends_at for other in own)]
    found = [windows.Window(end, end + after) for end in ends if after]
    wanted = timedelta(minutes=problem.rules.long_rest_minutes)
    busy = [windows.Window(one.starts_at, one.ends_at) for one in own]
    free = windows.gaps(busy, problem.race.green_flag_at, problem.race.ends_at)
    long = [one for one in free if wanted and one.length >= wanted]
    # the longest, so that who sleeps is left alone for all of it
    return found + sorted(long, key=lambda one: -one.length)[:1]


def _shared(stints: Sequence[Stint], able: Sequence[tuple[str, int]], seed: int) -> dict[int, str]:
    model = cp_model.CpModel()
    spots = {key: model.new_bool_var("") for key in able}
    people = sorted({person for person, _number in able})
    for stint in stints:
        # nothing keeps one stint's spotter from another's, so that each has one where somebody can
        if can := [spots[person, stint.number] for person in people if (person, stint.number) in spots]:
            model.add_exactly_one(can)
    most = model.new_int_var(-(-len({number for _person, number in able}) // len(people)), len(stints), "")
    for person in people:
        model.add(sum(chosen for (who, _number), chosen in spots.items() if who == person) <= most)
    begun: list[Any] = []
    for (person, number), chosen in spots.items():
        before = spots.get((person, number - 1), 0)
        begins = model.new_bool_var("")
        model.add(begins >= chosen - before)
        begun.append(begins)
    model.minimize((len(stints) + 1) * most + sum(begun))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = 1, seed
    solver.parameters.max_time_in_seconds = SECONDS
    solver.parameters.linearization_level = 2
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return {}
    return {number: person for (person, number), chosen in spots.items() if solver.boolean_value(chosen)}
