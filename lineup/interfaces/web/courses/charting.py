"""How a course is taken, as charts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from lineup.core.foundation import clock
from lineup.domains.courses import curves, figures
from lineup.domains.courses.models import Course
from lineup.interfaces.web import charts, growth
from lineup.interfaces.web.charts import Chart

# more lessons than these would be hairs; their table has them all
MOST_BARS = 60

SPREAD: Mapping[str, object] = {
    "none": pgettext_lazy("how far learners are", "0 %"),
    "begun": pgettext_lazy("how far learners are", "< 25 %"),
    "quarter": pgettext_lazy("how far learners are", "25–49 %"),
    "half": pgettext_lazy("how far learners are", "50–74 %"),
    "three_quarters": pgettext_lazy("how far learners are", "≥ 75 %"),
    curves.COMPLETED: pgettext_lazy("how far learners are", "completed"),
}


def of(course: Course, found: figures.Figures, lessons: Sequence[figures.Reached]) -> dict[str, Any]:
    """Return the charts of the course's page of figures, of what is at hand and five queries more."""
    drawn, modules = curves.of(course, zone=timezone.get_current_timezone()), curves.by_module(course, lessons)
    today, numbers = timezone.localtime(clock.now()).date(), numbered(modules, lessons)
    return {
        "enrolled": charts.line(growth.curve(drawn.begun, today=today)),
        "completions": charts.line(growth.curve(drawn.completed, today=today)),
        "spread": charts.bars([(str(SPREAD[name]), number) for name, number in drawn.spread]),
        "funnel": _funnel(found, modules),
        "stops": _bars(numbers, [row.stopped for row in lessons]),
        "spent": _bars(numbers, [row.minutes for row in lessons]),
        "modules": list(enumerate(modules, start=1)),
        "reached": list(zip(numbers, lessons, strict=True)),
    }


def numbered(modules: Sequence[curves.Passed], lessons: Sequence[figures.Reached]) -> list[str]:
    """Return the number of each lesson, as “2.3”: the third of the second module."""
    of_module = {passed.module.pk: number for number, passed in enumerate(modules, start=1)}
    met: Counter[int] = Counter()
    numbers = []
    for row in lessons:
        module = of_module[row.lesson.module_id]
        met[module] += 1
        numbers.append(f"{module}.{met[module]}")
    return numbers


def _funnel(found: figures.Figures, modules: Sequence[curves.Passed]) -> Chart:
    """From all who are enrolled, module after module, to those who completed it."""
    between = [(str(number), one.reached) for number, one in enumerate(modules, start=1)]
    ends = (_("enrolled"), found.learners), (_("completed"), found.completed)
    return charts.bars([ends[0], *between, ends[1]])


def _bars(numbers: Sequence[str], values: Sequence[float]) -> Chart | None:
    points = list(zip(numbers, values, strict=True))
    return charts.bars(points) if any(values) and len(points) <= MOST_BARS else None
