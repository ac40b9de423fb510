"""A club as arrays of numbers, made once, so that millions of swaps can be weighed.

Hours are bits: bit b of word w of `free[driver, slot]` says whether the driver can drive in all of bin 64 w + b.
"""

import math
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from lineup.domains.racing.formation.club import Bond, Car, Club, Driver, Slot
from lineup.domains.racing.stints import windows

WORD = 64
NEVER = 1e6


@dataclass(frozen=True)
class Tables:
    """By driver d, slot s, car c, team t. `bins[s]`: which bins the race has there; `hours`: how long a bin is.

    slot_cost[d, s], car_cost[d, c]   points
    rating[d]                         from the mean of all, in standard deviations
    bond[d, d]                        points for being in one team: above 0 apart, below 0 together
    barred_slot[t, s], barred_car[t, c]   NEVER where a frame settles another
    settled[d]                        the team of a frame, or -1
    """

    club: Club
    free: NDArray[np.uint64]
    bins: NDArray[np.uint64]
    hours: float
    slot_cost: NDArray[np.float64]
    car_cost: NDArray[np.float64]
    rating: NDArray[np.float64]
    bond: NDArray[np.float64]
    must: NDArray[np.bool_]
    barred_slot: NDArray[np.float64]
    barred_car: NDArray[np.float64]
    settled: NDArray[np.int64]


def of(club: Club) -> Tables:
    """Return the tables of a club that was checked."""
    width = max(slot.minutes for slot in club.slots)
    words = math.ceil(math.ceil(width / club.bin_minutes) / WORD)
    free = np.zeros((len(club.drivers), len(club.slots), words), np.uint64)
    bins = np.zeros((len(club.slots), words), np.uint64)
    for number, slot in enumerate(club.slots):
        bins[number] = _words([True] * count(club, slot), words)
        for one, driver in enumerate(club.drivers):
            free[one, number] = _words(free_bins(club, driver, slot), words)
    bond, must = _bonds(club)
    return Tables(
        club,
        free,
        bins,
        club.bin_minutes / 60,
        np.array([[slot_points(club, one, slot) for slot in club.slots] for one in club.drivers]),
        np.array([[club.weights.car * car_steps(one, car) for car in club.cars] for one in club.drivers]),
        _ratings(club),
        bond,
        must,
        _barred(club, [slot.id for slot in club.slots], [one.slot for one in club.frames]),
        _barred(club, [car.id for car in club.cars], [one.car for one in club.frames]),
        _settled(club),
    )


def count(club: Club, slot: Slot) -> int:
    """Return how many bins the race has in the slot; the last may be shorter."""
    return math.ceil(slot.minutes / club.bin_minutes)


def free_bins(club: Club, driver: Driver, slot: Slot) -> list[bool]:
    """Return for each bin of the slot whether the driver can drive in all of it."""
    own, step = windows.joined(driver.windows), timedelta(minutes=club.bin_minutes)
    begins = [slot.starts_at + step * number for number in range(count(club, slot))]
    return [
        any(one.starts_at <= begin and min(begin + step, slot.ends_at) <= one.ends_at for one in own)
        for begin in begins
    ]


def _words(bits: list[bool], words: int) -> list[int]:
    whole = sum(1 << number for number, bit in enumerate(bits) if bit)
    return [(whole >> (WORD * word)) & (2**WORD - 1) for word in range(words)]


def slot_points(club: Club, driver: Driver, slot: Slot) -> float:
    """Return what it costs if the driver races in the slot."""
    missed = bool(driver.slots) and slot.id not in driver.slots
    absent = not windows.within(driver.windows, slot.starts_at, slot.ends_at)
    return club.weights.slot * missed + club.weights.absent * absent


def car_steps(driver: Driver, car: Car) -> int:
    """Return how far down the driver's list the car is; one that is not there comes after the last."""
    return driver.cars.index(car.id) if car.id in driver.cars else len(driver.cars)


def _ratings(club: Club) -> NDArray[np.float64]:
    ratings = np.array([one.rating for one in club.drivers], float)
    return (ratings - ratings.mean()) / (ratings.std() or 1.0)


def _bonds(club: Club) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    size = len(club.drivers)
    bond, must = np.zeros((size, size)), np.zeros((size, size), bool)
    numbers = {driver.id: number for number, driver in enumerate(club.drivers)}
    for tie in club.ties:
        sign = 1 if tie.bond == Bond.APART else -1
        for first, second in combinations([numbers[one] for one in dict.fromkeys(tie.drivers)], 2):
            for pair in ((first, second), (second, first)):
                bond[pair] += sign * club.weights.tie * (5 if tie.must else 1)
                must[pair] |= tie.must
    return bond, must


def _barred(club: Club, ids: list[str], settled: list[str | None]) -> NDArray[np.float64]:
    barred = np.zeros((club.teams, len(ids)))
    for team, one in enumerate(settled):
        if one is not None:
            barred[team] = [0.0 if other == one else NEVER for other in ids]
    return barred


def _settled(club: Club) -> NDArray[np.int64]:
    teams = {driver: number for number, frame in enumerate(club.frames) for driver in frame.drivers}
    return np.array([teams.get(driver.id, -1) for driver in club.drivers])
