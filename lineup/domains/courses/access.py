"""Who may read the lessons of a course: who learns there, and who manages it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Forbidden
from lineup.core.participation import offerings
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person
from lineup.domains.courses import courses, enrolments, outline, releases
from lineup.domains.courses.kind import LEARNER
from lineup.domains.courses.models import Course, Lesson


class NotEnrolled(Forbidden):
    code = "not_enrolled"
    sentence = _("The lessons are for those who are enrolled; enrol in the course first.")


@dataclass(frozen=True)
class Reader:
    """Somebody who may read the lessons: with a place of their own, or as one of its makers (then None)."""

    course: Course
    person: Person
    place: Place | None


def reader(person: Person, *, slug: str) -> Reader:
    """Return the course to read for this person. Raises Missing where they may not see it, NotEnrolled."""
    course = courses.find_visible(person, slug=slug)
    place = place_of(course, person)
    if place is None and not offerings.may_manage(course.offering, person):
        raise NotEnrolled
    return Reader(course, person, place)


def lesson(reader: Reader, pk: Any, *, at: datetime) -> Lesson:
    """Return the lesson to read. Raises Missing, NotOpenYet for a learner before its module opens."""
    found = outline.find_lesson(reader.course, pk)
    if reader.place is not None:
        enrolment = enrolments.of(reader.course, reader.person)
        if enrolment is not None:
            releases.check(found, enrolment, person=reader.person, at=at)
    return found


def place_of(course: Course, person: Person) -> Place | None:
    """Return the person's confirmed place among those who learn, if they have one. One query."""
    rows = Place.objects.filter(pool__offering=course.pk, pool__role=LEARNER, participant=person.pk)
    return rows.filter(state=State.CONFIRMED).select_related("pool").first()
