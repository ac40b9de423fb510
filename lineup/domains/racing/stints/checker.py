"""Whether a stint plan obeys every rule, told from its times alone.

Written apart from the solver and sharing none of its arithmetic: also plans that people edit by hand are judged here.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from hashlib import sha256
from itertools import pairwise
from math import ceil

from lineup.domains.racing.stints.plan import Stint
from lineup.domains.racing.stints.problem import Driver, Kind, Problem
from lineup.domains.racing.stints.windows import covers

# letters of a fault's key
KEY = 32
# no car goes so far, and nobody is at two places at once
NEVER_WAIVED = frozenset({"unknown_driver", "hole", "past", "time", "fuel", "tyres", "spots_and_drives"})
SLACK = timedelta(milliseconds=1)
DROP = Fraction(1, 1000)


@dataclass(frozen=True)
class Broken:
    """A rule that the plan breaks: which, by whom, from when until when; `faults.said` puts it in words."""

    code: str
    driver: str = ""
    stint: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    minutes: int = 0
    limit: int = 0

    @property
    def key(self) -> str:
        """What tells this fault from every other: another once a stint of it is driven otherwise."""
        facts = (self.code, self.driver, self.stint, self.starts_at, self.ends_at, self.minutes, self.limit)
        return sha256("|".join(map(str, facts)).encode()).hexdigest()[:KEY]

    @property
    def is_waivable(self) -> bool:
        """Whether a planner may accept it knowingly: rules can be let go, what cannot be driven not."""
        return self.code not in NEVER_WAIVED


@dataclass(frozen=True)
class Turn:
    """Stints in a row by one driver."""

    stints: tuple[Stint, ...]

    @property
    def starts_at(self) -> datetime:
        return self.stints[0].starts_at

    @property
    def ends_at(self) -> datetime:
        return self.stints[-1].ends_at

    @property
    def is_done(self) -> bool:
        return all(one.done for one in self.stints)


def check(problem: Problem, stints: Sequence[Stint]) -> tuple[Broken, ...]:
    """Return every rule that the plan breaks ahead; what has been driven already is broken by nobody now."""
    named = {driver.id for driver in problem.drivers}
    strangers = [Broken("unknown_driver", one.driver, one.number) for one in stints if one.driver not in named]
    if strangers or not stints:
        return tuple(strangers or [Broken("hole", starts_at=problem.race.green_flag_at)])
    found = [broken for rule in OF_THE_CAR for broken in rule(problem, stints)]
    for driver in problem.drivers:
        own = turns_of(driver.id, stints)
        found += [broken for rule in OF_A_DRIVER for broken in rule(problem, driver, own)]
    return tuple(found)


def turns_of(driver: str, stints: Sequence[Stint]) -> list[Turn]:
    turns: list[list[Stint]] = []
    for before, one in zip([None, *stints], stints, strict=False):
        if one.driver == driver:
            if before is not None and before.driver == driver:
                turns[-1].append(one)
            else:
                turns.append([one])
    return [Turn(tuple(turn)) for turn in turns]


# the car


def _whole(problem: Problem, stints: Sequence[Stint]) -> Iterator[Broken]:
    reached = problem.race.green_flag_at
    for one in stints:
        if abs(one.starts_at - reached) > SLACK:
            yield Broken("hole", stint=one.number, starts_at=reached, ends_at=one.starts_at)
        reached = one.ends_at
    if abs(reached - problem.race.ends_at) > SLACK:
        yield Broken("hole", stint=stints[-1].number, starts_at=reached, ends_at=problem.race.ends_at)
    for number, past in enumerate(problem.driven):
        kept = number < len(stints) and stints[number]
        if not kept or (kept.driver, kept.starts_at, kept.ends_at) != (past.driver, past.starts_at, past.ends_at):
            yield Broken("past", past.driver, number + 1)


def _times(problem: Problem, stints: Sequence[Stint]) -> Iterator[Broken]:
    """Each stint lasts as long as its laps and its stop; the last one until time is up."""
    paces = {driver.id: driver.lap_ms for driver in problem.drivers}
    for before, one in zip([None, *stints], stints, strict=False):
        if one.done:
            continue
        stop = _stop_ms(problem, one, before)
        takes = timedelta(milliseconds=one.laps * paces[one.driver] + stop)
        short = takes - timedelta(milliseconds=paces[one.driver]) if one.laps > 1 else timedelta()
        length = one.ends_at - one.starts_at
        fits = short < length <= takes + SLACK if one is stints[-1] else abs(length - takes) <= SLACK
        if not fits or one.laps < 1:
            yield Broken("time", one.driver, one.number, one.starts_at, one.ends_at)


def _stop_ms(problem: Problem, stint: Stint, before: Stint | None) -> int:
    if before is None:
        return 0
    stops = problem.race.stops
    fill = ceil(Fraction(str(stops.tank_litres)) / Fraction(str(stops.litres_per_second)) * 1000)
    parts = [fill, stops.tyres_ms if stint.new_tyres else 0]
    work = max(parts) if stops.at_once else sum(parts)
    return stops.lane_ms + max(work, stops.driver_change_ms if before.driver != stint.driver else 0)


def _fuel(problem: Problem, stints: Sequence[Stint]) -> Iterator[Broken]:
    stops = problem.race.stops
    for one in stints:
        needs = one.laps * Fraction(str(stops.litres_per_lap))
        if not one.done and needs > Fraction(str(stops.tank_litres)) + DROP:
            yield Broken("fuel", one.driver, one.number, one.starts_at, one.ends_at)


def _tyres(problem: Problem, stints: Sequence[Stint]) -> Iterator[Broken]:
    lasts, worn = problem.race.stops.tyre_laps, 0
    for one in stints:
        worn = one.laps + (0 if one.new_tyres else worn)
        if lasts is not None and worn > lasts and not one.done:
            yield Broken("tyres", one.driver, one.number, one.starts_at, one.ends_at)


def _stint_clock(problem: Problem, stints: Sequence[Stint]) -> Iterator[Broken]:
    limit = problem.rules.stint_minutes
    paces = {driver.id: driver.lap_ms for driver in problem.drivers}
    for one in stints:
        if limit is not None and not one.done and one.laps * paces[one.driver] > limit * 60_000:
            yield Broken("stint_clock", one.driver, one.number, one.starts_at, one.ends_at, limit=limit)


def _numbers(problem: Problem, stints: Sequence[Stint]) -> Iterator[Broken]:
    rules, driving = problem.rules, {one.driver for one in stints}
    if len(driving) < rules.least_drivers and problem.holds(Kind.LEAST_DRIVERS):
        yield Broken("least_drivers", minutes=len(driving), limit=rules.least_drivers)
    if rules.most_drivers is not None and len(driving) > rules.most_drivers:
        yield Broken("most_drivers", minutes=len(driving), limit=rules.most_drivers)
    if len(stints) - 1 < rules.least_stops:
        yield Broken("stops", minutes=len(stints) - 1, limit=rules.least_stops)


def _locks(problem: Problem, stints: Sequence[Stint]) -> Iterator[Broken]:
    for one in stints:
        wanted = problem.locks.get(one.number, one.driver)
        if wanted != one.driver and not one.done and problem.holds(Kind.LOCK, wanted, one.number):
            yield Broken("lock", wanted, one.number, one.starts_at, one.ends_at)
    starter = problem.rules.starter
    if starter and not problem.driven and stints[0].driver != starter and problem.holds(Kind.STARTER, starter):
        yield Broken("starter", starter, 1, stints[0].starts_at, stints[0].ends_at)


def _spotters(problem: Problem, stints: Sequence[Stint]) -> Iterator[Broken]:
    people = {driver.id: driver for driver in problem.drivers}
    for one in stints:
        if one.spotter is None or one.done:
            continue
        if one.spotter == one.driver:
            yield Broken("spots_and_drives", one.driver, one.number, one.starts_at, one.ends_at)
        elif one.spotter not in people or not covers(people[one.spotter].spots, one.starts_at, one.ends_at):
            yield Broken("spotter_away", one.spotter, one.number, one.starts_at, one.ends_at)
        elif _needs_rest(problem, people[one.spotter], one, stints):
            yield Broken("spots_at_rest", one.spotter, one.number, one.starts_at, one.ends_at)


def _needs_rest(problem: Problem, driver: Driver, stint: Stint, stints: Sequence[Stint]) -> bool:
    rest = timedelta(minutes=max(problem.rules.rest_minutes, driver.rest_minutes))
    turns = turns_of(driver.id, stints)
    if any(turn.ends_at <= stint.starts_at < turn.ends_at + rest for turn in turns):
        return True
    if any(stint.starts_at < turn.ends_at + rest and turn.ends_at < stint.ends_at for turn in turns if rest):
        return True
    wanted = timedelta(minutes=problem.rules.long_rest_minutes)
    driven = [one for one in stints if one.driver == driver.id]
    spotted = [one for one in stints if one.spotter == driver.id and not one.done]
    was_possible = bool(wanted) and _longest_pause(problem, driven) >= wanted
    return was_possible and _longest_pause(problem, [*driven, *spotted]) < wanted


def _longest_pause(problem: Problem, stints: Sequence[Stint]) -> timedelta:
    edges = [problem.race.green_flag_at]
    for one in sorted(stints, key=lambda one: one.starts_at):
        edges += [one.starts_at, one.ends_at]
    edges.append(problem.race.ends_at)
    return max(after - before for before, after in zip(edges[::2], edges[1::2], strict=True))


# a driver


def _there(problem: Problem, driver: Driver, turns: Sequence[Turn]) -> Iterator[Broken]:
    if not problem.holds(Kind.AVAILABILITY, driver.id):
        return
    for one in (stint for turn in turns for stint in turn.stints if not stint.done):
        if not covers(driver.drives, one.starts_at, one.ends_at):
            yield Broken("away", driver.id, one.number, one.starts_at, one.ends_at)


def _turns(problem: Problem, driver: Driver, turns: Sequence[Turn]) -> Iterator[Broken]:
    if not problem.holds(Kind.TURN, driver.id):
        return
    limits = [one for one in (problem.rules.turn_minutes, driver.turn_minutes) if one is not None]
    for turn in turns:
        length, first = turn.ends_at - turn.starts_at, turn.stints[0].number
        if turn.is_done:
            continue
        if limits and length > timedelta(minutes=min(limits)) + SLACK:
            yield Broken(
                "turn", driver.id, first, turn.starts_at, turn.ends_at, length // timedelta(minutes=1), min(limits)
            )
        stints, most = len(turn.stints), [n for n in (problem.rules.turn_stints, driver.turn_stints) if n]
        if most and stints > min(most):
            yield Broken("in_a_row", driver.id, first, turn.starts_at, turn.ends_at, stints, min(most))


def _rests(problem: Problem, driver: Driver, turns: Sequence[Turn]) -> Iterator[Broken]:
    rest = max(problem.rules.rest_minutes, driver.rest_minutes)
    for before, after in pairwise(turns):
        pause = after.starts_at - before.ends_at
        ahead = not after.stints[0].done and problem.holds(Kind.REST, driver.id)
        if ahead and pause < timedelta(minutes=rest) - SLACK:
            minutes = pause // timedelta(minutes=1)
            yield Broken("rest", driver.id, after.stints[0].number, before.ends_at, after.starts_at, minutes, rest)


def _long_rest(problem: Problem, driver: Driver, turns: Sequence[Turn]) -> Iterator[Broken]:
    wanted = problem.rules.long_rest_minutes
    own = [stint for turn in turns for stint in turn.stints]
    pause = _longest_pause(problem, own)
    if wanted and problem.holds(Kind.LONG_REST, driver.id) and pause < timedelta(minutes=wanted) - SLACK:
        yield Broken("long_rest", driver.id, minutes=pause // timedelta(minutes=1), limit=wanted)


def _least(problem: Problem, driver: Driver, turns: Sequence[Turn]) -> Iterator[Broken]:
    if driver.excused or not problem.holds(Kind.LEAST, driver.id):
        return
    stints = sum(len(turn.stints) for turn in turns)
    if stints < driver.least_stints:
        yield Broken("least_stints", driver.id, minutes=stints, limit=driver.least_stints)
    minutes = _at_wheel(turns)
    if minutes < timedelta(minutes=problem.rules.least_minutes) - SLACK:
        spent = minutes // timedelta(minutes=1)
        yield Broken("least_minutes", driver.id, minutes=spent, limit=problem.rules.least_minutes)


def _share(problem: Problem, stints: Sequence[Stint]) -> Iterator[Broken]:
    total = sum(one.laps for one in stints)
    share = ceil(Fraction(problem.rules.fair_share_percent * total, 100 * len(problem.drivers)))
    for driver in problem.drivers:
        laps = sum(one.laps for one in stints if one.driver == driver.id)
        if laps < share and not driver.excused and problem.holds(Kind.LEAST, driver.id):
            yield Broken("fair_share", driver.id, minutes=laps, limit=share)


def _most(problem: Problem, driver: Driver, turns: Sequence[Turn]) -> Iterator[Broken]:
    ahead = any(not stint.done for turn in turns for stint in turn.stints)
    if not ahead or not problem.holds(Kind.MOST, driver.id):
        return
    stints = sum(len(turn.stints) for turn in turns)
    if driver.most_stints is not None and stints > driver.most_stints:
        yield Broken("most_stints", driver.id, minutes=stints, limit=driver.most_stints)
    limit = problem.rules.most_minutes
    if limit is not None and _at_wheel(turns) > timedelta(minutes=limit) + SLACK:
        yield Broken("most_minutes", driver.id, minutes=_at_wheel(turns) // timedelta(minutes=1), limit=limit)


def _at_wheel(turns: Sequence[Turn]) -> timedelta:
    return sum((turn.ends_at - turn.starts_at for turn in turns), timedelta())


def _nights(problem: Problem, driver: Driver, turns: Sequence[Turn]) -> Iterator[Broken]:
    limit = driver.most_night_stints
    if limit is None or not problem.holds(Kind.NIGHT, driver.id):
        return
    dark = [
        stint
        for turn in turns
        for stint in turn.stints
        if any(night.starts_at <= stint.starts_at < night.ends_at for night in problem.race.nights)
    ]
    if len(dark) > limit and not all(stint.done for stint in dark):
        yield Broken("night", driver.id, minutes=len(dark), limit=limit)


def _windows(problem: Problem, driver: Driver, turns: Sequence[Turn]) -> Iterator[Broken]:
    """Of all windows so wide, those that begin with a stint or end with one hold the most."""
    width, limit = problem.rules.window_minutes, problem.rules.most_in_window
    if width is None or limit is None or not problem.holds(Kind.WINDOW, driver.id):
        return
    span = timedelta(minutes=width)
    own = [stint for turn in turns for stint in turn.stints]
    edges = sorted({*(one.starts_at for one in own), *(one.ends_at - span for one in own)})
    for begins in edges:
        inside = [one for one in own if one.starts_at < begins + span and one.ends_at > begins]
        spent = sum((min(one.ends_at, begins + span) - max(one.starts_at, begins) for one in inside), timedelta())
        if spent > timedelta(minutes=limit) + SLACK and any(not one.done for one in inside):
            minutes = spent // timedelta(minutes=1)
            yield Broken("window", driver.id, inside[0].number, begins, begins + span, minutes, limit)
            return


OfCar = Callable[[Problem, Sequence[Stint]], Iterator[Broken]]
OfDriver = Callable[[Problem, Driver, Sequence[Turn]], Iterator[Broken]]
OF_THE_CAR: tuple[OfCar, ...] = (
    _whole, _times, _fuel, _tyres, _stint_clock, _numbers, _locks, _spotters, _share,
)  # fmt: skip
OF_A_DRIVER: tuple[OfDriver, ...] = (_there, _turns, _rests, _long_rest, _least, _most, _nights, _windows)
