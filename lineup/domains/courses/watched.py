"""What learners watched of the videos stored in lessons, and whether it is enough; read here, noted in `watching`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from lineup.domains.courses import outline
from lineup.domains.courses.models import Enrolment, Item, Lesson, Watched


@dataclass(frozen=True)
class Share:
    """How much of a video was watched and how much is asked for, in percent, whole and never rounded up."""

    percent: int
    wanted: int

    @property
    def is_enough(self) -> bool:
        return self.percent >= self.wanted


def of(enrolment: Enrolment, lesson: Lesson) -> Mapping[Any, Share]:
    """Return the share of each stored video of the lesson, by item, in their order. Two queries."""
    return _shares(enrolment, {lesson.pk: lesson}, list(outline.videos([lesson.pk])))[lesson.pk]


def of_lessons(enrolment: Enrolment, lessons: Collection[Lesson]) -> Mapping[Any, Share]:
    """Return the least share of the videos of each lesson that is done by watching, by lesson. Two queries at most."""
    asked = {lesson.pk: lesson for lesson in lessons if lesson.completion == Lesson.Completion.WATCHED}
    if not asked:
        return {}
    found = _shares(enrolment, asked, list(outline.videos(asked)))
    return {key: min(shares.values(), key=lambda one: one.percent) for key, shares in found.items() if shares}


def _shares(
    enrolment: Enrolment, lessons: Mapping[Any, Lesson], videos: Collection[Item]
) -> dict[Any, dict[Any, Share]]:
    rows = Watched.objects.filter(enrolment=enrolment.pk, item__in=[one.pk for one in videos])
    seconds = dict(rows.values_list("item", "seconds"))
    found: dict[Any, dict[Any, Share]] = {key: {} for key in lessons}
    for one in videos:
        percent = percent_of(seconds.get(one.pk, 0), one.seconds)
        found[one.lesson_id][one.pk] = Share(percent, lessons[one.lesson_id].watch_percent)
    return found


def percent_of(seconds: int, whole: int) -> int:
    """Return how much of a video that is; its last second, which players round away, is nobody's fault."""
    return 100 if seconds >= whole - 1 and seconds else 100 * seconds // whole


def enough(enrolment: Enrolment, lesson: Lesson) -> bool:
    """Whether every stored video of the lesson, and there is one, was watched as far as is asked. Two queries."""
    shares = of(enrolment, lesson)
    return bool(shares) and all(share.is_enough for share in shares.values())
