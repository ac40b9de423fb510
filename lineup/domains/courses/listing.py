"""The catalogue: which courses somebody finds, narrowed by what they look for."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from lineup.core.foundation.errors import Missing
from lineup.core.participation import offerings
from lineup.core.participation.models import Offering, Pool
from lineup.core.people.models import Person
from lineup.domains.courses import courses, search, ways_in
from lineup.domains.courses.kind import LEARNER
from lineup.domains.courses.models import Instructor

ORDER = ("-announced_at", "-id")
LONG = ("course__overview", "club__description", "organiser__bio")
V = Offering.Visibility
OF_TYPE = {
    ways_in.OPEN: Q(visibility=V.PUBLIC, pools__role=LEARNER, pools__admission=Pool.Admission.OPEN),
    ways_in.APPROVAL: Q(visibility=V.PUBLIC, pools__role=LEARNER, pools__admission=Pool.Admission.APPROVAL),
    ways_in.RESTRICTED: ~Q(visibility__in=[V.PUBLIC, V.UNLISTED])
    | Q(pools__role=LEARNER, pools__admission=Pool.Admission.INVITATION),
}


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; what is empty narrows nothing."""

    text: str = ""
    subject: str = ""
    difficulty: str = ""
    enrolment_type: str = ""
    club: str = ""
    instructor: UUID | None = None


def catalogue(person: Person | None, *, wanted: Wanted | None = None) -> "QuerySet[Offering]":
    """Return the published courses that this person finds, the newest first by ORDER."""
    rows = courses.with_all(offerings.listed_for(person)).filter(_narrowed(wanted or Wanted()))
    return with_pools(rows.filter(state=Offering.State.PUBLISHED).defer(*LONG))


def instructor(person: Person | None, pk: UUID) -> Person:
    """Return who teaches a published course that this person finds. Raises Missing for everybody else."""
    if not catalogue(person, wanted=Wanted(instructor=pk)).exists():
        raise Missing
    return Person.objects.get(pk=pk)


def with_pools(rows: "QuerySet[Offering]") -> "QuerySet[Offering]":
    """Read along what a card shows: the pool of those who learn, and who teaches."""
    teachers = Instructor.objects.select_related("person").order_by("named_at", "id")
    return rows.prefetch_related(
        Prefetch("pools", Pool.objects.filter(role=LEARNER), to_attr="learner_pools"),
        Prefetch("course__instructors", teachers, to_attr="teachers"),
    )


def _narrowed(wanted: Wanted) -> Q:
    q = search.found(wanted.text) if wanted.text.strip() else Q()
    if wanted.subject:
        q &= Q(course__subject=wanted.subject)
    if wanted.difficulty:
        q &= Q(course__difficulty=wanted.difficulty)
    if wanted.club:
        q &= Q(club__slug=wanted.club)
    if wanted.instructor:
        q &= Q(course__instructors__person=wanted.instructor)
    return q & OF_TYPE.get(wanted.enrolment_type, Q())
