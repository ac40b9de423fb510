"""A learner's own courses: those that go on, and what came of the others."""

from django.db.models import Q, QuerySet

from lineup.core.participation import in_use
from lineup.core.participation.models import Offering, Place
from lineup.core.participation.transitions import LIVE, State
from lineup.core.people.models import Person
from lineup.domains.courses.kind import LEARNER

GOING_ON, WAITING, OVER = "going", "waiting", "over"
ORDER = ("-queued_at", "-id")


def of(person: Person, which: str) -> "QuerySet[Place]":
    """Return the person's places in courses that are not in the bin, each with its course and enrolment."""
    rows = Place.objects.filter(
        _in(which),
        participant=person.pk,
        pool__role=LEARNER,
        pool__offering__kind=Offering.Kind.COURSE,
        pool__offering__in=in_use.rows().values("pk"),
    )
    return rows.select_related("pool__offering__club", "pool__offering__course__subject", "enrolment__last_lesson")


def _in(which: str) -> Q:
    if which == WAITING:
        return Q(state__in=LIVE - {State.CONFIRMED})
    done = Q(enrolment__completed_at__isnull=False) | ~Q(state__in=LIVE)
    return done if which == OVER else Q(state=State.CONFIRMED) & ~Q(enrolment__completed_at__isnull=False)
