"""A stint plan against the clock: a row for each driver, their hours behind their stints, and the nights."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.dateformat import format as written

from lineup.domains.racing.stint_plans import Judged
from lineup.domains.racing.stints.plan import Stint
from lineup.domains.racing.stints.windows import Window, within

# in units of the drawing, which is stretched to the page
WIDTH, ROW, HEAD, NAMES = 1000, 34, 28, 150
STEPS_HOURS = (1, 2, 3, 4, 6, 12, 24)
MOST_TICKS = 14


@dataclass(frozen=True)
class Bar:
    """From `x` on so wide; `number` of the stint, if it is one."""

    x: float
    width: float
    number: int = 0
    is_done: bool = False

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Row:
    """A driver's hours and stints, `y` from above; `driver` by their sign-up."""

    driver: str
    name: str
    y: int
    hours: list[Bar]
    stints: list[Bar]
    spotting: list[Bar]

    @property
    def line(self) -> int:
        return self.y + ROW // 2 + 5


@dataclass(frozen=True)
class Chart:
    """What the template draws."""

    height: int
    rows: list[Row]
    ticks: list[tuple[float, str]]
    nights: list[Bar]
    width: int = WIDTH
    row: int = ROW
    head: int = HEAD
    names: int = NAMES


def of(found: Judged) -> Chart:
    """Return the chart of a plan, on the clock of the viewer."""
    race = found.problem.race
    scale = _Scale(race.green_flag_at, max(race.ends_at, *(one.ends_at for one in found.stints)))
    rows = [
        Row(
            driver.id,
            driver.name,
            HEAD + number * ROW,
            [scale.bar(one) for one in within(driver.drives, scale.begins, scale.ends)],
            [scale.stint(one) for one in found.stints if one.driver == driver.id],
            [scale.stint(one) for one in found.stints if one.spotter == driver.id],
        )
        for number, driver in enumerate(found.problem.drivers)
    ]
    nights = [scale.bar(one) for one in within(race.nights, scale.begins, scale.ends)]
    return Chart(HEAD + ROW * len(rows), rows, list(scale.ticks()), nights)


@dataclass(frozen=True)
class _Scale:
    begins: datetime
    ends: datetime

    def at(self, instant: datetime) -> float:
        return round(NAMES + (WIDTH - NAMES) * ((instant - self.begins) / (self.ends - self.begins)), 1)

    def bar(self, window: Window) -> Bar:
        x = self.at(window.starts_at)
        return Bar(x, round(self.at(window.ends_at) - x, 1))

    def stint(self, stint: Stint) -> Bar:
        x = self.at(stint.starts_at)
        # a hair between two stints in a row
        return Bar(x, max(1.0, round(self.at(stint.ends_at) - x - 1.5, 1)), stint.number, stint.done)

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Whole hours on the viewer's clock, as many as there is room for."""
        hours = (self.ends - self.begins) / timedelta(hours=1)
        step = next((one for one in STEPS_HOURS if hours / one <= MOST_TICKS), STEPS_HOURS[-1])
        for instant in _hours(self.begins, self.ends):
            local = timezone.localtime(instant)
            if local.hour % step == 0:
                yield self.at(instant), written(local, "H:i") if local.hour else written(local, "D j")


def _hours(begins: datetime, ends: datetime) -> Iterable[datetime]:
    local = timezone.localtime(begins)
    past = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    instant = begins - past + (timedelta(hours=1) if past else timedelta())
    while instant < ends:
        yield instant
        instant += timedelta(hours=1)
