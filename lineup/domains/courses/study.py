"""Study time: pulses of a lesson's page, credited once for each half minute by the server's clock.

A page pulses every 30 seconds while it is seen and used. Time is cut into blocks of 30 seconds; an enrolment is
credited each block once, whatever number of tabs or devices pulses in it, and never an earlier one after a later one.
What a page could not send it sends later, oldest first, saying how long ago that was.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, F
from django.db.models.functions import TruncDate

from lineup.core.foundation import inputs
from lineup.domains.courses import enrolments, releases
from lineup.domains.courses.models import Enrolment, Lesson, LessonProgress, StudySession

BLOCK_SECONDS = 30
LATEST_SECONDS = 12 * 3600
MOST_INTERACTIONS = 500
# a longer pause begins another session
PAUSE = timedelta(minutes=5)
WITHIN = timedelta(days=14)
DAYS = 6


@transaction.atomic
def pulse(
    enrolment: Enrolment,
    lesson: Lesson,
    *,
    focus: int,
    interactions: int = 0,
    ago: int = 0,
    device: str = StudySession.Device.UNKNOWN,
    at: datetime,
) -> bool:
    """Credit half a minute of study, `focus` seconds of it attentive; whether it was not credited already.

    `ago`: how many seconds ago it was, for one that comes late. Nothing is credited while the course is paused. Raises
    NotLearning, NotOpenYet, OutOfRange for what cannot be, be it from the future, UnknownChoice.
    """
    inputs.number(focus, field="focus", most=BLOCK_SECONDS)
    inputs.number(interactions, field="interactions", most=MOST_INTERACTIONS)
    inputs.number(ago, field="ago", most=LATEST_SECONDS)
    inputs.choice(device, StudySession.Device.values, field="device")
    held = enrolments.hold(enrolment)
    releases.check(lesson, held, person=held.place.contact, at=at)
    moment = at - timedelta(seconds=ago)
    block = int(moment.timestamp()) // BLOCK_SECONDS
    if held.paused_at or block <= held.last_block:
        return False
    spent = {"focus_seconds": focus, "idle_seconds": BLOCK_SECONDS - focus}
    _extend(held, lesson, moment, device, {**spent, "interactions": interactions})
    Enrolment.objects.filter(pk=held.pk).update(last_block=block, **_more(spent))
    LessonProgress.objects.filter(enrolment=held, lesson=lesson).update(seconds=F("seconds") + focus)
    return True


def _extend(held: Enrolment, lesson: Lesson, moment: datetime, device: str, spent: dict[str, int]) -> None:
    last = StudySession.objects.filter(enrolment=held).order_by("-ended_at").first()
    goes_on = last and last.lesson_id == lesson.pk and last.device == device and moment - last.ended_at <= PAUSE
    if last and goes_on:
        StudySession.objects.filter(pk=last.pk).update(ended_at=max(moment, last.ended_at), **_more(spent))
        return
    started = moment - timedelta(seconds=BLOCK_SECONDS)
    StudySession.objects.create(
        enrolment=held, lesson=lesson, started_at=started, ended_at=moment, device=device, **spent
    )


def _more(spent: dict[str, int]) -> dict[str, object]:
    return {name: F(name) + number for name, number in spent.items()}


@dataclass(frozen=True)
class Engagement:
    """A score from 0 to 1 and what it is made of, each from 0 to 1: attention, regularity, progress.

    attention: seconds in focus of all seconds credited. regularity: days with study in the last 14, of the DAYS that
    are plenty. progress: how much of the course is done. The score is their mean.
    """

    attention: float
    regularity: float
    progress: float
    days: int
    minutes: int

    @property
    def score(self) -> float:
        return round((self.attention + self.regularity + self.progress) / 3, 2)


def engagement(enrolment: Enrolment, *, at: datetime) -> Engagement:
    """Return how engaged the learner is. One query."""
    return engagements([enrolment], at=at)[enrolment.pk]


def engagements(enrolments: Iterable[Enrolment], *, at: datetime) -> Mapping[Any, Engagement]:
    """Return how engaged learners are, by enrolment, each with its course at hand. One query, however many."""
    enrolments = list(enrolments)
    rows = StudySession.objects.filter(enrolment__in=[one.pk for one in enrolments], ended_at__gt=at - WITHIN)
    studied = rows.annotate(day=TruncDate("ended_at")).order_by().values("enrolment")
    days = dict(studied.annotate(n=Count("day", distinct=True)).values_list("enrolment", "n"))
    return {one.pk: _engaged(one, days.get(one.pk, 0)) for one in enrolments}


def _engaged(enrolment: Enrolment, days: int) -> Engagement:
    credited = enrolment.focus_seconds + enrolment.idle_seconds
    return Engagement(
        attention=enrolment.focus_seconds / credited if credited else 0.0,
        regularity=min(days / DAYS, 1.0),
        progress=enrolment.percent / 100,
        days=days,
        minutes=enrolment.focus_seconds // 60,
    )
