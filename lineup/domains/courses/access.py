"""Who may read the lessons of a course: who learns there, and who manages it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Forbidden
from lineup.core.foundation.planned import Given, Planned
from lineup.core.participation import offerings
from lineup.core.participation.models import Place, Pool
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person
from lineup.domains.courses import courses, outline, releases
from lineup.domains.courses.kind import LEARNER
from lineup.domains.courses.models import Course, Enrolment, Lesson


class NotEnrolled(Forbidden):
    code = "not_enrolled"
    sentence = _("The lessons are for those who are enrolled; enrol in the course first.")


@dataclass(frozen=True)
class Reader:
    """Somebody who may read the lessons: with a place of their own, or as one of its makers (then None)."""

    course: Course
    person: Person
    place: Place | None

    @property
    def enrolment(self) -> Enrolment | None:
        """How they learn; None for its makers. Asks nothing more."""
        found: Enrolment | None = getattr(self.place, "enrolment", None)
        if found:
            found.course = self.course
        return found


_PLACE = Planned(
    lambda: Place.objects.select_related("pool", "enrolment__last_lesson").filter(
        pool__offering=Given("course", Pool._meta.get_field("offering")),
        pool__role=LEARNER,
        participant=Given("person", Place._meta.get_field("participant")),
        state=State.CONFIRMED,
    )[:1]
)


def reader(person: Person, *, slug: str) -> Reader:
    """Return the course to read for this person. Raises Missing where they may not see it, NotEnrolled."""
    course = courses.find_visible(person, slug=slug)
    place = _PLACE.first(course=course.pk, person=person.pk)
    if place is None and not offerings.may_manage(course.offering, person):
        raise NotEnrolled
    return Reader(course, person, place)


def lesson(reader: Reader, pk: Any, *, at: datetime) -> Lesson:
    """Return the lesson to read. Raises Missing, NotOpenYet for a learner before its module opens."""
    found = outline.find_lesson(reader.course, pk)
    if reader.enrolment is not None:
        releases.check(found, reader.enrolment, person=reader.person, at=at)
    return found
