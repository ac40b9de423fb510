"""How far learners are in each module (the documents' ModuleProgress): counted at the leaves, never kept."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from lineup.domains.courses.models import Lesson, LessonProgress, Module
from lineup.domains.courses.models.learning import percent_of
from lineup.domains.courses.progress import Step


@dataclass(frozen=True)
class ModuleProgress:
    """A module with its `steps`: how many of its lessons count, and how many of these are done."""

    module: Module
    steps: Sequence[Step]
    done: int
    counted: int

    @property
    def percent(self) -> int:
        """From 0 to 100, whole and never rounded up; 0 where nothing in it counts."""
        return percent_of(self.done, self.counted)

    @property
    def is_done(self) -> bool:
        """Whether all that counts in it is done; never of a module in which nothing counts."""
        return 0 < self.counted <= self.done


def of(steps: Iterable[Step]) -> Sequence[ModuleProgress]:
    """Return the modules of these steps, as `progress.explain` told them, in their order. No query."""
    found: dict[Any, list[Step]] = {}
    for step in steps:
        found.setdefault(step.lesson.module_id, []).append(step)
    return [_of_module(rows) for rows in found.values()]


def _of_module(steps: Sequence[Step]) -> ModuleProgress:
    counted = [step for step in steps if step.counts]
    return ModuleProgress(steps[0].lesson.module, steps, sum(step.is_done for step in counted), len(counted))


@dataclass(frozen=True)
class Numbers:
    """How many modules have something that counts, by course; how many of these are done, by enrolment."""

    totals: Mapping[Any, int]
    completed: Mapping[Any, int]


def numbers(courses: Iterable[Any], enrolments: Iterable[Any]) -> Numbers:
    """Return the numbers of these courses and enrolments, given by their ids; 0 of others. Two queries."""
    rows = Lesson.objects.filter(module__course__in=list(courses), counts_since__isnull=False).order_by()
    asked = {
        (course, module): number
        for course, module, number in rows.values_list("module__course", "module").annotate(Count("pk"))
    }
    leaves = LessonProgress.objects.filter(
        enrolment__in=list(enrolments), completed_at__isnull=False, lesson__counts_since__isnull=False
    ).order_by()
    met = leaves.values_list("enrolment", "enrolment__course", "lesson__module").annotate(Count("pk"))
    completed = Counter(key for key, course, module, number in met if number >= asked[course, module])
    return Numbers(Counter(course for course, _module in asked), completed)
