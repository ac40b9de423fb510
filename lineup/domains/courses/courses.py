"""Courses: made and changed. Publishing, archiving (to finish) and the bin are `participation.offerings`."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.clubs.models import Club
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Missing
from lineup.core.foundation.planned import Given, Planned
from lineup.core.participation import in_use, offerings, pools
from lineup.core.participation.models import Offering, Pool
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.courses import prerequisites, search, teaching, ways_in
from lineup.domains.courses.kind import LEARNER
from lineup.domains.courses.models import Course, Subject

DETAILS = ("subject", "overview", "difficulty", "estimated_hours", "certificate_enabled", "certificate_months")
POOL = ("capacity", "waitlist", "offer_minutes", "opens_at", "closes_at")
WAY_IN = ("enrolment_type", "unlisted")
FIELDS = ("title", *DETAILS, *POOL, *WAY_IN, "builds_on")

MOST_HOURS = 10_000
MOST_MONTHS = 600
LONGEST_OVERVIEW = 20_000


class SubjectNeeded(Invalid):
    code = "subject_needed"
    sentence = _("Choose the subject that the course teaches.")
    field = "subject"


class UnknownSubject(Invalid):
    code = "unknown_subject"
    sentence = _("There is no such subject; choose one from the list.")
    field = "subject"


def subjects() -> list[Subject]:
    """Return every subject in its order."""
    return list(Subject.objects.all())


def subject(slug: str) -> Subject:
    """Return the subject with this slug. Raises SubjectNeeded, UnknownSubject."""
    if not slug:
        raise SubjectNeeded
    found = Subject.objects.filter(slug=slug).first()
    if found is None:
        raise UnknownSubject
    return found


# --- found -------------------------------------------------------------------------------------


def with_all(rows: "QuerySet[Offering]") -> "QuerySet[Offering]":
    """Return these offerings, those that are courses, with all that a card or a page shows of one, but the pools."""
    found = rows.filter(kind=Offering.Kind.COURSE, course__isnull=False)
    return found.select_related("club", "organiser", "course__subject")


def find_visible(person: Person | None, **key: object) -> Course:
    """Return the one course with this offering `pk` or `slug` that the person may see, in one query.

    Raises Missing, SecondFactorNeeded.
    """
    return offerings.find_visible(person, related=with_all, **key).course


def find_managed(person: Person | None, *, binned: bool = False, **key: object) -> Course:
    """Return the one course that the person manages. Raises Missing, or NotManager if they may see it."""
    offering = offerings.find_managed(person, binned=binned, **key)
    course = Course.objects.select_related("subject").filter(pk=offering.pk).first()
    if course is None:
        raise Missing
    course.offering = offering
    return course


def managed(person: Person, *, binned: bool = False) -> "QuerySet[Offering]":
    """Return the courses that the person manages, or those of them in the bin."""
    rows = in_use.in_bin() if binned else in_use.rows()
    return with_all(rows.filter(offerings.managed_by(person)))


_POOL = Planned(lambda: Pool.objects.filter(offering=Given("course", Pool.offering.field), role=LEARNER))


def pool_of(course: Course) -> Pool:
    """Return the pool of those who learn, with the course's offering at hand."""
    (pool,) = _POOL.rows(course=course.pk)
    pool.offering = course.offering
    return pool


# --- made and changed ---------------------------------------------------------------------------


@transaction.atomic
def create(
    *, title: str, subject: Subject | None, club: Club | None = None, by: Actor, at: datetime, **values: Any
) -> Course:
    """Return a new draft with its pool `learner`, offered by the club or else by the actor's person, who teaches it.

    `values` are FIELDS, of these `builds_on` slugs. Raises MayNotTeach, NotAllowed without the right in the club,
    SubjectNeeded, what `offerings.create`, `pools.make` and `prerequisites.put` raise, TooLong, UnknownChoice,
    OutOfRange.
    """
    _known(values)
    teaching.check_may(club, by)
    way_in = {"enrolment_type": ways_in.OPEN, "unlisted": False, **_of(WAY_IN, values)}
    seen, admitted = ways_in.settings(**way_in, of_club=club is not None)  # type: ignore[arg-type]
    offering = offerings.create(
        kind=Offering.Kind.COURSE, title=title, club=club, organiser=by.person, by=by, at=at, **seen
    )
    course = Course(offering=offering, updated_at=at)
    _fill(course, {"subject": subject, **values})
    course.save(force_insert=True)
    pools.make(offering, role=LEARNER, party_limit=1, **admitted, **_of_pool(values))
    if "builds_on" in values:
        prerequisites.put(course, values["builds_on"])
    if by.person is not None:
        teaching.appoint(course, by.person, by=by, at=at)
    search.index(course)
    return course


@transaction.atomic
def change(course: Course, *, by: Actor, at: datetime, **values: object) -> Course:
    """Set the given FIELDS; room that this makes goes to the queue at once.

    Raises CapacityBelowTaken, and what `create` raises of values.
    """
    _known(values)
    offering, pool = course.offering, pool_of(course)
    seen, admitted = _way_in(offering, pool, values)
    named = {"title": values["title"]} if "title" in values else {}
    changed = {field: value for field, value in {**named, **seen}.items() if getattr(offering, field) != value}
    if changed:
        offerings.change(offering, by=by, at=at, **changed)
    if settings := {**admitted, **_of_pool(values)}:
        pools.change(pool, by=by, at=at, **settings)
    _change_details(course, values, by, at)
    search.index(course)
    return course


def _way_in(offering: Offering, pool: Pool, values: Mapping[str, object]) -> tuple[dict[str, Any], dict[str, Any]]:
    if not set(WAY_IN) & set(values):
        return {}, {}
    now = {
        "enrolment_type": ways_in.of(offering, pool),
        "unlisted": offering.visibility == Offering.Visibility.UNLISTED,
    }
    wanted = {**now, **_of(WAY_IN, values)}
    if wanted == now:
        # a pool by invitation alone is restricted too: saying so again must not let in all members
        return {}, {}
    return ways_in.settings(**wanted, of_club=offering.club_id is not None)


def _change_details(course: Course, values: Mapping[str, Any], by: Actor, at: datetime) -> None:
    before = {field: getattr(course, field) for field in DETAILS}
    _fill(course, values)
    changed = [field for field in DETAILS if getattr(course, field) != before[field]]
    rests = ["builds_on"] if "builds_on" in values and prerequisites.put(course, values["builds_on"]) else []
    if changed or rests:
        course.updated_at = at
        course.save(update_fields=[*changed, "updated_at"])
        record(course, "course.describe", by, at, fields=sorted([*changed, *rests]))


def _fill(course: Course, values: Mapping[str, Any]) -> None:
    for field, value in _of(DETAILS, values).items():
        setattr(course, field, value)
    if course.subject_id is None:
        raise SubjectNeeded
    course.overview = inputs.prose(course.overview, field="overview", most=LONGEST_OVERVIEW)
    if course.difficulty:
        inputs.choice(course.difficulty, Course.Difficulty.values, field="difficulty")
    if course.estimated_hours is not None:
        inputs.number(course.estimated_hours, field="estimated_hours", least=1, most=MOST_HOURS)
    if course.certificate_months is not None:
        inputs.number(course.certificate_months, field="certificate_months", least=1, most=MOST_MONTHS)


def _of_pool(values: Mapping[str, Any]) -> dict[str, Any]:
    settings = _of(POOL, values)
    if settings.get("capacity") is not None:
        inputs.number(settings["capacity"], field="capacity", least=1, most=pools.MOST_PLACES)
    return settings


def _known(values: Mapping[str, object]) -> None:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a course: {sorted(unknown)}")


def _of(fields: Iterable[str], values: Mapping[str, Any]) -> dict[str, Any]:
    return {field: values[field] for field in fields if field in values}


def record(course: Course, action: str, by: Actor, at: datetime, **metadata: object) -> None:
    """Write an act on the course into the record."""
    offering = course.offering
    entries.record(by=by, at=at, action=action, on=offering, club_id=offering.club_id, metadata=metadata)
