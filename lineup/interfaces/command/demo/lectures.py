"""The courses of the demo: written, published, enrolled in, and learned by each as far as they came."""

import random
import tomllib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from lineup.core.clubs import memberships
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import offerings, places
from lineup.core.participation.transitions import State
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.courses import courses, enrolments, items, lessons, modules, outline, progress
from lineup.domains.courses.assignments import assignments, handing_in, marking
from lineup.domains.courses.models import Course, Enrolment, HandedWork, Lesson
from lineup.domains.courses.quizzes import asked, attempts, bank, quizzes
from lineup.interfaces.command.demo.made import Community

DATA = Path(__file__).with_name("courses.toml")
WRITTEN_DAYS, DUE_DAYS = 60, 74
MARKS = (3, 2, 3)


def load(made: Community, chance: random.Random, *, at: datetime, say: Callable[[str], None]) -> None:
    """Make the courses as they stand at this instant, with everybody who learns there."""
    say("Courses …")
    for row in tomllib.loads(DATA.read_text())["course"]:
        by = Actor(made.sign_in[row["by"]], channel="import")
        begun = at - timedelta(days=WRITTEN_DAYS, hours=chance.randrange(24))
        course = _write(row, made, by, begun)
        if row.get("state") == "draft":
            continue
        offerings.publish(course.offering, by=by, at=begun + timedelta(days=2))
        for person, did in _crowd(row, made, chance):
            _learn(course, person, did, chance, by, since=begun + timedelta(days=3), until=at)


def _write(row: dict[str, Any], made: Community, by: Actor, at: datetime) -> Course:
    course = courses.create(
        title=row["title"],
        subject=courses.subject(row["subject"]),
        club=made.clubs.get(row.get("club", "")),
        overview=row["overview"].strip(),
        difficulty=row.get("difficulty", ""),
        estimated_hours=row.get("hours"),
        certificate_enabled=row.get("certificate", False),
        certificate_months=row.get("months"),
        enrolment_type=row.get("enrolment", "open"),
        capacity=row.get("capacity"),
        waitlist=row.get("waitlist", "automatic"),
        by=by,
        at=at,
    )
    for part in row["module"]:
        module = modules.add(course, title=part["title"], description=part.get("text", ""), by=by, at=at)
        for told in part["lesson"]:
            lesson = lessons.add(
                module,
                title=told["title"],
                completion=told.get("completion", "manual"),
                minutes=told.get("minutes"),
                is_optional=told.get("optional", False),
                by=by,
                at=at,
            )
            items.add(lesson, "text", text=told["text"].strip(), by=by, at=at)
            for question in told.get("question", ()):
                bank.add(quizzes.of(lesson), by=by, at=at, **question)
            if "task" in told:
                asked = {**told["task"], "due_at": at + timedelta(days=DUE_DAYS)}
                assignments.change(assignments.of(lesson), by=by, at=at, **asked)
            if "video" in told:
                items.add(lesson, "video", url=told["video"], name=told["video_name"], by=by, at=at)
    return course


def _crowd(row: dict[str, Any], made: Community, chance: random.Random) -> list[tuple[Person, int | None]]:
    """Who enrols, and how many lessons they do; None for as many as chance has it."""
    own = [(made.sign_in[email], did) for email, did in row.get("mine", {}).items()]
    club = made.clubs.get(row.get("club", ""))
    members = [membership.person for membership in memberships.live(club)] if club else made.people
    people = [person for person in members if person.email not in made.sign_in]
    chosen: list[tuple[Person, int | None]] = [(person, None) for person in chance.sample(people, row["learners"])]
    return [*own, *chosen]


def _learn(
    course: Course,
    person: Person,
    did: int | None,
    chance: random.Random,
    by: Actor,
    *,
    since: datetime,
    until: datetime,
) -> None:
    at = since + (until - since) * chance.random() * 0.6
    actor = Actor(person, channel="web")
    try:
        place = places.join(courses.pool_of(course), person, by=actor, at=at)
    except Refusal:
        return  # full, or not for them: as it happens to people
    if place.state == State.REQUESTED and chance.random() < 0.7:
        place = places.approve(place, by=by, at=at + timedelta(hours=5))
    enrolment = enrolments.of(course, person) if place.state == State.CONFIRMED else None
    if enrolment is None:
        return
    row = list(outline.in_order(course))
    wanted = chance.choice((0, 1, 2, len(row) // 2, len(row), len(row))) if did is None else did
    for number, lesson in enumerate(row[:wanted], start=1):
        when = at + (until - at) * number / (wanted + 1)
        progress.view(enrolment, lesson, at=when)
        if lesson.completion == Lesson.Completion.QUIZ:
            _take(enrolment, lesson, actor, when)
            continue
        if lesson.completion == Lesson.Completion.ASSIGNMENT:
            work = _hand_in(enrolment, lesson, actor, when)
            if did is None:
                seen = min(when + timedelta(days=1), until)
                marking.mark(work, MARKS, remarks="A fine spine.", edition=0, by=by, at=seen)
            continue
        progress.complete(enrolment, lesson, by=actor, at=min(when + timedelta(minutes=lesson.minutes or 0), until))


def _take(enrolment: Enrolment, lesson: Lesson, by: Actor, at: datetime) -> None:
    """Pass the quiz, all of it right."""
    lesson = outline.find_lesson(enrolment.course, lesson.pk)
    attempt = attempts.begin(enrolment, lesson, by=by, at=at)
    right = {one.number: one.right or (one.accepted or [str(one.value)])[0] for one in asked.of(attempt)}
    attempts.answer(enrolment, lesson, attempt, right, by=by, at=at)
    attempts.hand_in(enrolment, lesson, attempt, by=by, at=at)


def _hand_in(enrolment: Enrolment, lesson: Lesson, by: Actor, at: datetime) -> HandedWork:
    """Hand a text in."""
    lesson = outline.find_lesson(enrolment.course, lesson.pk)
    text = (
        "Mine has **four** gatherings. It opens flat; the second hole is a little too high. Next time I fold all first."
    )
    return handing_in.hand_in(enrolment, lesson, text=text, by=by, at=at)
