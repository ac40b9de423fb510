"""The course as a kind of offering."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs import permissions
from lineup.core.foundation.errors import Invalid
from lineup.core.participation.kinds import Kind
from lineup.core.participation.models import Offering
from lineup.core.people.models import Person
from lineup.domains.courses.models import Assignment, Instructor, Item, QuizQuestion

LEARNER = "learner"


class NothingToLearn(Invalid):
    code = "nothing_to_learn"
    sentence = _("Add a module with a lesson that has something in it before you publish the course.")


def check_ready(offering: Offering) -> None:
    """Raise NothingToLearn for a course without a module that has content."""
    things = Item.objects.filter(binned_at=None), QuizQuestion.objects.filter(binned_at=None)
    written = Assignment.objects.exclude(brief="")
    ways = zip((*things, written), ("lesson", "quiz__lesson", "lesson"), strict=True)
    if not any(_in_use(rows, lesson, offering) for rows, lesson in ways):
        raise NothingToLearn


def _in_use(rows: "QuerySet[Any]", lesson: str, offering: Offering) -> bool:
    used = {f"{lesson}__binned_at": None, f"{lesson}__module__binned_at": None}
    return rows.filter(**used, **{f"{lesson}__module__course": offering.pk}).exists()


def path(offering: Offering) -> str:
    """Return where people read about the course."""
    return f"/courses/{offering.slug}"


def managed_by(person_id: Any) -> Q:
    """Return the condition for offerings that are courses which this person teaches, or that are their club's."""
    taught = Instructor.objects.filter(person=person_id).values("course")
    # a stand-in: the id may be a gap of a planned query
    of_clubs = permissions.clubs_where(Person(participant_id=person_id), permissions.MANAGE_COURSES)
    return Q(pk__in=taught) | Q(kind=Offering.Kind.COURSE, club__in=of_clubs)


COURSE = Kind(slug=Offering.Kind.COURSE, roles=(LEARNER,), check_ready=check_ready, path=path, managed_by=managed_by)
