"""What a course builds on: other courses of the same house, to be completed before one may enrol.

Who enrols others by hand decides for themselves; who learns already goes on when a course comes to build on another.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation.errors import Invalid, Refusal
from lineup.core.participation import in_use, offerings
from lineup.core.participation.models import Offering, Pool
from lineup.core.people.models import Person
from lineup.domains.courses.kind import LEARNER
from lineup.domains.courses.models import Course, Enrolment, Prerequisite

MOST = 10
# by course: what is left to complete, by its title; None where the person may not see it
Unmet = Mapping[Any, Sequence[str | None]]
# of a house with more courses than that, the first by title are to choose from, beside those chosen already
MOST_CANDIDATES = 200


class CompleteFirst(Refusal):
    code = "complete_first"
    sentence = _("This course builds on others; complete these first: %(courses)s.")


class CompleteFirstUnseen(Refusal):
    code = "complete_first"
    sentence = _("This course builds on another that isn't shown to you; ask who teaches it how to get there.")


class UnknownPrerequisite(Invalid):
    code = "unknown_prerequisite"
    sentence = _("A course builds on courses of the same club or person; choose some from the list.")
    field = "builds_on"


class TooManyPrerequisites(Invalid):
    code = "too_many_prerequisites"
    sentence = _("A course builds on at most %(most)s others; name those that come last.")
    field = "builds_on"


class BuildsOnItself(Invalid):
    code = "builds_on_itself"
    sentence = _("“%(course)s” builds on this course itself, so that nobody could begin; leave it out.")
    field = "builds_on"


def of(course: Course) -> "QuerySet[Course]":
    """Return the courses that this one builds on, by title."""
    return _by_title(Course.objects.filter(pk__in=_in_use().filter(course=course.pk).values("needed")))


def seen_of(course: Course, person: Person | None) -> "QuerySet[Course]":
    """Return those that this one builds on and the person may see, each with whether they completed it: `is_met`."""
    rows = of(course).filter(pk__in=offerings.visible_to(person).values("pk"))
    return rows.annotate(is_met=Exists(_completed(person, "pk")))


def candidates(course: Course) -> "QuerySet[Course]":
    """Return what the course may build on: the others of its club, or of the person who offers it, by title."""
    others = Course.objects.filter(pk__in=_house(course).values("pk")).exclude(pk=course.pk)
    first = _by_title(others).values("pk")[:MOST_CANDIDATES]
    return _by_title(others.filter(Q(pk__in=first) | Q(pk__in=of(course).values("pk"))))


def put(course: Course, slugs: Collection[str]) -> bool:
    """Let the course build on those with these slugs and no others, in the caller's transaction.

    Returns whether that changed anything. Raises UnknownPrerequisite, TooManyPrerequisites, and BuildsOnItself for a
    circle of several courses too.
    """
    if len(set(slugs)) > MOST:
        raise TooManyPrerequisites(most=MOST)
    # two who set each other's at once would close a circle between them: a house is asked one at a time
    of_house = Course.objects.filter(pk__in=_house(course).values("pk")).order_by("pk")
    house = {
        one.offering.slug: one
        for one in of_house.select_for_update(of=("self",), no_key=True).select_related("offering")
    }
    if any(slug not in house or house[slug] == course for slug in slugs):
        raise UnknownPrerequisite
    wanted = {house[slug].pk: house[slug] for slug in slugs}
    needs = _needs(house.values())
    for pk, one in wanted.items():
        if course.pk in _below(pk, needs):
            raise BuildsOnItself(course=one.offering.title)
    before = needs.get(course.pk, set())
    Prerequisite.objects.filter(course=course.pk, needed__in=before - set(wanted)).delete()
    Prerequisite.objects.bulk_create(Prerequisite(course=course, needed=wanted[pk]) for pk in set(wanted) - before)
    return before != set(wanted)


def check_eligible(pool: Pool, person: Person, at: datetime) -> None:
    """Raise CompleteFirst for a pool of learners whose course builds on what the person has not completed."""
    if pool.role == LEARNER:
        check(pool.offering_id, unmet([pool.offering_id], person))


def unmet(courses: Collection[Any], person: Person) -> Unmet:
    """Return what the person has yet to complete, by course. One query, and one more where something is left."""
    rows = _in_use().filter(course__in=courses).exclude(Exists(_completed(person, "needed")))
    named = rows.annotate(title=F("needed__offering__title")).order_by("title", "needed")
    left = list(named.values_list("course", "needed", "title"))
    # most courses build on none: what somebody may see is a long question, asked only about what is left
    needed = {one for _course, one, _title in left}
    seen = set(offerings.visible_to(person).filter(pk__in=needed).values_list("pk", flat=True)) if needed else set()
    found: dict[Any, list[str | None]] = {}
    for course, one, title in left:
        found.setdefault(course, []).append(title if one in seen else None)
    return found


def check(course: Any, unmet: Unmet) -> None:
    """Raise CompleteFirst for a course of which something is left in what `unmet` returned."""
    left = unmet.get(course, [])
    if titles := [title for title in left if title]:
        raise CompleteFirst(courses=", ".join(titles))
    if left:
        raise CompleteFirstUnseen


def _in_use() -> "QuerySet[Prerequisite]":
    """A course in the bin keeps nobody out."""
    return Prerequisite.objects.filter(needed__offering__binned_at=None)


def _completed(person: Person | None, course: str) -> "QuerySet[Enrolment]":
    """Their completed enrolments in the outer row's course, of whatever attempt."""
    rows = Enrolment.objects.filter(course=OuterRef(course), completed_at__isnull=False)
    return rows.filter(place__participant=person.pk) if person else rows.none()


def _house(course: Course) -> "QuerySet[Offering]":
    offering = course.offering
    offerer = {"club": offering.club_id} if offering.club_id else {"club": None, "organiser": offering.organiser_id}
    return in_use.rows().filter(kind=Offering.Kind.COURSE, **offerer)


def _by_title(rows: "QuerySet[Course]") -> "QuerySet[Course]":
    return rows.select_related("offering").order_by("offering__title", "offering")


def _needs(house: Iterable[Course]) -> dict[Any, set[Any]]:
    """What each of these courses builds on among them."""
    keys, found = [one.pk for one in house], defaultdict(set)
    for course, needed in Prerequisite.objects.filter(course__in=keys, needed__in=keys).values_list("course", "needed"):
        found[course].add(needed)
    return found


def _below(course: Any, needs: Mapping[Any, set[Any]]) -> set[Any]:
    """The course and all that it builds on, however indirectly."""
    found: set[Any] = set()
    left = [course]
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left += needs.get(one, ())
    return found
