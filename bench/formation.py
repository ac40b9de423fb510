"""Clubs of 20 to 500 drivers split into teams: `python -m bench.formation`."""

import argparse
import time

from bench import clubs, splits, tables
from lineup.domains.racing.formation import measuring, proposing
from lineup.domains.racing.formation.answers import Limits
from lineup.domains.racing.formation.club import Measures, Proposal

SIZES = (20, 60, 200, 240, 500)
HEAD = [
    "club",
    "way",
    "points",
    "bare h",
    "slots",
    "absent",
    "car steps",
    "rating",
    "first s",
    "wall s",
    "CPU s",
    "bound",
]


def _figures(measures: Measures) -> list[object]:
    bare = round(measures.uncovered_minutes / 60, 1)
    spread = round(measures.rating_spread)
    return [round(measures.points), bare, measures.slot_misses, measures.absent, measures.car_steps, spread]


def _searched(club: object, limits: Limits) -> tuple[Proposal, float, float]:
    firsts: list[float] = []
    cpu = time.process_time()
    found = proposing.propose(club, limits, lambda told: not firsts.append(told.seconds))  # type: ignore[arg-type]
    return found, firsts[0], time.process_time() - cpu


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--whole", action="store_true", help="all steps of these seconds, however slow the machine is")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    rows: list[list[object]] = []
    for size in chosen.sizes:
        for planted in (True, False):
            club = clubs.club(size, seed=chosen.seed, planted=planted)
            name = f"{size}, planted" if planted else str(size)
            for way in (splits.at_random, splits.snake, splits.greedy):
                began = time.perf_counter()
                measures = measuring.of_all(club, way(club))
                rows.append([name, way.__name__, *_figures(measures), "", time.perf_counter() - began, "", ""])
            steps = proposing.steps_in(chosen.seconds, size)
            limits = Limits(600.0, chosen.seed, steps) if chosen.whole else Limits(chosen.seconds, chosen.seed)
            found, first, cpu = _searched(club, limits)
            way_name = "search" if found.in_time else f"search, {found.steps} of {steps} steps"
            rows.append([name, way_name, *_figures(found.measures), first, found.seconds, cpu, round(found.bound, 1)])
    tables.show("Teams", HEAD, rows)


if __name__ == "__main__":
    main()
