"""Clubs that are made up by a seed: people of nine zones who sleep, work and wish; with a planted split."""

import random
from datetime import UTC, datetime, timedelta

from lineup.domains.racing.formation.club import Car, Club, Driver, Sizes, Slot
from lineup.domains.racing.stints.windows import Window

DAY = datetime(2027, 6, 12, 8, tzinfo=UTC)
ZONES = (-8, -5, -3, 0, 1, 2, 3, 8, 10)


def club(size: int, *, seed: int, planted: bool = False, hours: int = 24, per_team: int = 5) -> Club:
    """Return a club of so many drivers, with three slots and six cars.

    `planted`: there is a split in which no team has an hour without a driver, and nobody's slot or car is missed.
    """
    drawn = random.Random(seed)
    slots = tuple(Slot(f"slot-{n}", f"Slot {n}", DAY + timedelta(hours=8 * n), hours * 60) for n in range(3))
    cars = tuple(Car(f"car-{n}", f"Car {n}", "GT3") for n in range(6))
    drivers = [_driver(drawn, number, slots, cars) for number in range(size)]
    if planted:
        drivers = _planted(drawn, drivers, slots, cars, per_team)
    drawn.shuffle(drivers)
    return Club(tuple(drivers), slots, cars, max(1, size // per_team), Sizes(4, per_team, 6))


def _driver(drawn: random.Random, number: int, slots: tuple[Slot, ...], cars: tuple[Car, ...]) -> Driver:
    zone = drawn.choice(ZONES)
    asleep, sleep = drawn.choice((22, 23, 24, 25)) - zone, drawn.choice((7, 8, 9))
    span = range(-1, 3)
    away = [(asleep + 24 * day, asleep + 24 * day + sleep) for day in span]
    for _block in range(drawn.randint(0, 2)):
        begin, length = drawn.randint(0, 40), drawn.randint(2, 8)
        away.append((begin, begin + length))
    liked = drawn.sample([one.id for one in slots], drawn.randint(1, 2))
    wanted = drawn.sample([one.id for one in cars], drawn.randint(1, 3))
    rating = max(300.0, drawn.gauss(2000, 700))
    return Driver(f"d{number}", f"Driver {number}", rating, _free(away), tuple(liked), tuple(wanted))


def _free(away: list[tuple[int, int]]) -> tuple[Window, ...]:
    """The hours from eight o'clock on that are not spent away, over the 40 hours of all slots."""
    hours = [hour for hour in range(40) if not any(begin - 8 <= hour < end - 8 for begin, end in away)]
    return tuple(Window(DAY + timedelta(hours=hour), DAY + timedelta(hours=hour + 1)) for hour in hours)


def _planted(
    drawn: random.Random, drivers: list[Driver], slots: tuple[Slot, ...], cars: tuple[Car, ...], per_team: int
) -> list[Driver]:
    found = []
    for first in range(0, len(drivers), per_team):
        team = drivers[first : first + per_team]
        slot, car = drawn.choice(slots), drawn.choice(cars)
        for number, one in enumerate(team):
            share = slot.minutes / len(team)
            begins = slot.starts_at + timedelta(minutes=share * number)
            own = Window(_hour(begins), _hour(begins + timedelta(minutes=share), up=True))
            likes = tuple(sorted({slot.id, *one.slots[:1]}))
            found.append(Driver(one.id, one.name, one.rating, (*one.windows, own), likes, (car.id, *one.cars[:1])))
    return found


def _hour(instant: datetime, *, up: bool = False) -> datetime:
    whole = instant.replace(minute=0, second=0, microsecond=0)
    return whole + timedelta(hours=1) if up and whole < instant else whole
