"""Who may make courses, and who teaches one."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation.errors import Forbidden, Invalid, Missing, Refusal
from lineup.core.people import addresses, persons
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.courses.models import Course, Instructor

MOST = 20


class MayNotTeach(Forbidden):
    code = "may_not_teach"
    sentence = _("Your account may take part but not offer courses; ask a platform admin.")


class UnknownInstructor(Invalid):
    code = "unknown_instructor"
    sentence = _("Nobody with this address has an account here; ask them to open one first.")
    field = "email"


class TooManyInstructors(Invalid):
    code = "too_many_instructors"
    sentence = _("At most %(most)s people teach a course; take somebody off the list first.")
    field = "email"


class NobodyLeft(Refusal):
    code = "nobody_left"
    sentence = _("Somebody has to teach the course; name another instructor first.")


def may_teach(person: Person | None) -> bool:
    """Whether this person's account may offer courses of its own."""
    return bool(person and person.account and person.account.may_organise)


def may_offer(person: Person | None) -> bool:
    """Whether this person may make courses: of their own, or for a club. At most one query."""
    return person is not None and (
        may_teach(person) or permissions.clubs_where(person, permissions.MANAGE_COURSES).exists()
    )


def check_may(club: Club | None, by: Actor) -> None:
    """Raise MayNotTeach, or SecondFactorNeeded or NotAllowed without the right to manage the club's courses."""
    if club is not None:
        permissions.check(by.person, club.pk, permissions.MANAGE_COURSES)
    elif not may_teach(by.person):
        raise MayNotTeach


def of(course: Course) -> "QuerySet[Instructor]":
    """Return who teaches the course, in the order in which they were named."""
    return Instructor.objects.filter(course=course.pk).select_related("person").order_by("named_at", "id")


def find(course: Course, pk: Any) -> Instructor:
    """Return the instructor of the course with this id. Raises Missing."""
    try:
        return of(course).get(pk=pk)
    except (Instructor.DoesNotExist, ValidationError, ValueError):
        raise Missing from None


@transaction.atomic
def name(course: Course, *, email: str, by: Actor, at: datetime) -> Instructor:
    """Let somebody with an account teach the course too; who does already stays as they are.

    Raises UnknownInstructor, TooManyInstructors, AddressNeeded.
    """
    person = persons.by_address(addresses.check(email))
    if person is None or person.account is None:
        raise UnknownInstructor
    return appoint(course, person, by=by, at=at)


@transaction.atomic
def appoint(course: Course, person: Person, *, by: Actor, at: datetime) -> Instructor:
    """Let this person teach the course; who does already stays as they are. Raises TooManyInstructors."""
    # held, so that two at once follow each other
    Course.objects.select_for_update(of=("self",), no_key=True).get(pk=course.pk)
    held = of(course).filter(person=person).first()
    if held:
        return held
    if of(course).count() >= MOST:
        raise TooManyInstructors(most=MOST)
    made = Instructor.objects.create(course=course, person=person, named_by=by.person, named_at=at)
    _record(made, "instructor.name", by, at)
    return made


@transaction.atomic
def dismiss(instructor: Instructor, *, by: Actor, at: datetime) -> None:
    """Let somebody teach the course no longer. Raises NobodyLeft for the last one of a club's course."""
    course = Course.objects.select_for_update(of=("self",), no_key=True).get(pk=instructor.course_id)
    others = of(course).exclude(pk=instructor.pk)
    if course.offering.club_id and not others.exists():
        raise NobodyLeft
    _record(instructor, "instructor.dismiss", by, at)
    Instructor.objects.filter(pk=instructor.pk).delete()


def _record(instructor: Instructor, action: str, by: Actor, at: datetime) -> None:
    offering = instructor.course.offering
    metadata = {"people": [str(instructor.person_id)]}
    entries.record(by=by, at=at, action=action, on=offering, club_id=offering.club_id, metadata=metadata)
