"""Small clubs of any shape for the tests of formation."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from lineup.domains.racing.formation.club import Bond, Car, Club, Driver, Frame, Sizes, Slot, Tie
from lineup.domains.racing.stints.windows import Window

DAY = datetime(2027, 6, 12, 8, tzinfo=UTC)
SLOTS = (Slot("early", "Early", DAY, 360), Slot("late", "Late", DAY + timedelta(hours=8), 330))
CARS = (Car("bmw", "BMW M4 GT3"), Car("audi", "Audi R8 LMS"), Car("lexus", "Lexus RC F"))


def hours(*spans):
    return tuple(Window(DAY + timedelta(hours=a), DAY + timedelta(hours=b)) for a, b in spans)


def driver(name, *spans, rating=1000, slots=(), cars=()):
    return Driver(name.lower(), name, rating, hours(*(spans or [(0, 14)])), slots, cars)


def club(*drivers, teams=2, sizes=None, **more):
    return Club(drivers, SLOTS, CARS, teams, sizes or Sizes(1, 2, 3), **more)


@st.composite
def clubs(draw):
    """Up to fourteen drivers with hours, wishes, ties and locks that may contradict each other."""
    count = draw(st.integers(2, 14))
    names = [f"D{number}" for number in range(count)]
    drivers = [_driver(draw, name) for name in names]
    ids = [one.id for one in drivers]
    teams = draw(st.integers(1, max(1, count // 2)))
    pairs = st.lists(st.sampled_from(ids), min_size=2, max_size=3, unique=True)
    ties = draw(st.lists(st.builds(Tie, st.sampled_from(Bond), pairs.map(tuple), st.booleans()), max_size=3))
    locked = draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))
    frames = [Frame("first", draw(st.sampled_from([None, "late"])), None, tuple(locked))] if locked else []
    least, most = count // teams, -(-count // teams) + draw(st.integers(0, 1))
    sizes = Sizes(max(1, least - draw(st.integers(0, 1))), least, most)
    return Club(tuple(drivers), SLOTS, CARS, teams, sizes, tuple(frames), tuple(ties), bin_minutes=60)


def _driver(draw, name):
    steps = st.integers(0, 28)
    spans = [sorted((draw(steps) / 2, draw(steps) / 2)) for _ in range(draw(st.integers(1, 3)))]
    spans = [(a, b) for a, b in spans if a < b] or [(0, 14)]
    slots = draw(st.lists(st.sampled_from(["early", "late"]), unique=True, max_size=2))
    cars = draw(st.lists(st.sampled_from([car.id for car in CARS]), unique=True, max_size=3))
    return driver(name, *spans, rating=draw(st.integers(0, 5000)), slots=tuple(slots), cars=tuple(cars))
