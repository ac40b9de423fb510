"""Measures learning inside a stage's settings; rows are written in bulk, as the operations would have left them."""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, timedelta
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from lineup.core.foundation import clock, ids  # noqa: E402
from lineup.core.participation import offerings, places  # noqa: E402
from lineup.core.participation.models import Place  # noqa: E402
from lineup.core.people import opening, persons  # noqa: E402
from lineup.core.people.actors import Actor  # noqa: E402
from lineup.core.people.models import Person  # noqa: E402
from lineup.domains.courses import courses, curves, enrolments, figures, items, lessons, modules, progress  # noqa: E402
from lineup.domains.courses.models import Course, Enrolment, Lesson, LessonProgress  # noqa: E402

TIMES = 40
AT = clock.now()


def teacher() -> Actor:
    known = persons.by_address("teacher@example.org")
    made = known or opening.open_proved(
        email="teacher@example.org", password="bench bench bench", name="Teacher", role="owner", at=AT
    )
    return Actor(made)


def course_of(number: int) -> Course:
    """A published course of so many lessons in modules of up to 100; the last is added as people do, and counts all."""
    by = teacher()
    course = courses.create(title=f"Course of {number}", subject=courses.subject("craft"), by=by, at=AT)
    for start in range(0, number - 1, 100):
        module = modules.add(course, title=f"Module {start}", by=by, at=AT)
        rows = [Lesson(module=module, title=f"{n}", position=n, created_at=AT, counts_since=AT) for n in range(100)]
        Lesson.objects.bulk_create(rows[: number - 1 - start])
        items.add(module.lessons.first(), "text", text="Words", by=by, at=AT)
    lessons.add(module, title="The last", by=by, at=AT)
    offerings.publish(course.offering, by=by, at=AT)
    return course


def completions(number: int) -> list[Callable[[], Any]]:
    """One learner does one lesson after the other."""
    course, by = course_of(number), teacher()
    learner = persons.make_known(name="Learner", email=f"learner{number}@example.org")
    places.add(courses.pool_of(course), learner, by=by, at=AT)
    enrolment = enrolments.of(course, learner)
    assert enrolment
    todo = list(Lesson.objects.filter(module__course=course)[: min(TIMES + 1, number)])
    return [lambda lesson=lesson: progress.complete(enrolment, lesson, by=by, at=AT) for lesson in todo]


def asked(number: int) -> list[Callable[[], Any]]:
    """An instructor looks at a course of 20 lessons in which so many are enrolled, each half way."""
    course = course_of(20)
    pool, todo = courses.pool_of(course), list(Lesson.objects.filter(module__course=course))
    for start in range(0, number, 1000):
        some = _people(min(1000, number - start))
        held = [
            Place(pk=ids.new(), pool=pool, participant_id=one.pk, contact=one, state="confirmed", queued_at=AT)
            for one in some
        ]
        Place.objects.bulk_create(held)
        rows = [
            Enrolment(place=one, course=course, begun_at=AT, done=10, last_read_at=AT, last_lesson=todo[9])
            for one in held
        ]
        Enrolment.objects.bulk_create(rows)
        LessonProgress.objects.bulk_create(
            [
                LessonProgress(enrolment=row, lesson=lesson, started_at=AT, completed_at=AT, method="manual", views=1)
                for row in rows
                for lesson in todo[:10]
            ],
            batch_size=2000,
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    def look() -> None:
        figures.of(course, at=AT + timedelta(minutes=1))
        curves.of(course, zone=UTC)
        curves.by_module(course, figures.where_they_stop(course))

    return [look] * 11


def _people(number: int) -> list[Person]:
    return [persons.make_known(name=f"Learner {ids.new().hex}") for _ in range(number)]


def tell(what: str, number: int, calls: list[Callable[[], Any]]) -> None:
    """Run each act once, and print its times; the first is counted instead."""
    with CaptureQueriesContext(connection) as counted:
        calls[0]()
    taken = []
    for call in calls[1:]:
        begun = time.perf_counter()
        call()
        taken.append(1000 * (time.perf_counter() - begun))
    p95 = sorted(taken)[int(len(taken) * 0.95)]
    shown = (what, number, len(taken), f"{statistics.median(taken):.1f}", f"{p95:.1f}", len(counted))
    sys.stdout.write("\t".join(map(str, shown)) + "\n")


if __name__ == "__main__":
    for lessons_of in (10, 2000):
        tell("a lesson done", lessons_of, completions(lessons_of))
    for enrolled in (100, 10_000):
        tell("figures, curves, and where they stop", enrolled, asked(enrolled))
