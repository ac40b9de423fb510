"""What a week brought in the courses that somebody teaches, told each Monday; nothing where it brought nothing."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lineup.core.notices import notices
from lineup.core.notices.kinds import Line, NoticeKind, Part, Words
from lineup.core.outbox import messages
from lineup.core.participation import in_use
from lineup.core.participation.models import Offering, Place
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person
from lineup.domains.courses import figures
from lineup.domains.courses.models import Enrolment, HandedWork, Instructor

KIND, AUDIENCE, MATTER = "course.teaching_week", "teachers", "teaching_week"
WEEK = timedelta(days=7)
# before the morning of most who read it; quiet hours are for the others
CLOCK = time(5)
# a house that was down for longer leaves the week out
WITHIN = timedelta(days=2)
# more would be read by nobody; the rest is counted
MOST = 12

# who began, completed it and was not seen any more, who asks for a place, and pieces of work to mark
Counts = Sequence[int]


def is_due(at: datetime) -> bool:
    """Whether it is Monday morning, or was not long ago, and this week's round has not begun: cheap."""
    monday = _monday(at)
    begins = _ends(monday)
    return begins <= at < begins + WITHIN and not messages.is_known(f"{_key(monday)}:after:")


@transaction.atomic
def begin(*, at: datetime) -> None:
    """Tell everybody who teaches of their week, once however often it is asked for."""
    if is_due(at):
        monday = _monday(at)
        facts = {"monday": monday.isoformat()}
        notices.fan_out(AUDIENCE, kind=KIND, key=_key(monday), facts=facts, at=at)


def teachers_after(facts: Mapping[str, Any], after: str, limit: int) -> list[UUID]:
    """Return who teaches a published course, in order: the audience "teachers"."""
    rows = Instructor.objects.filter(course__in=_published().values("pk"))
    rows = rows.filter(person__gt=after) if after else rows
    return list(rows.order_by("person").values_list("person", flat=True).distinct()[:limit])


def words(facts: Mapping[str, Any], person: Person) -> Words | None:
    """Return what the week before the fact `monday` brought in the person's courses, or None where it was nothing."""
    taught = list(_published().filter(course__instructors__person=person.pk).order_by("title", "id"))
    counts = _counts(taught, _ends(date.fromisoformat(facts["monday"])))
    lines = [_line(row, counts[row.pk]) for row in taught if any(counts[row.pk])]
    if not lines:
        return None
    left = len(lines) - MOST
    more = _("and %(n)s more") % {"n": left} if left > 0 else ""
    return Words(
        title=_("The week in your courses"),
        sentence=_("What happened in a week, and what waits for you."),
        reason=_("You hear this on Mondays because you teach."),
        path="/teach",
        parts=(Part(_("Your courses"), tuple(lines[:MOST]), more),),
    )


def is_over(facts: Mapping[str, Any], at: datetime) -> bool:
    """Whether the week is too far gone to be told of."""
    return at >= _ends(date.fromisoformat(facts["monday"])) + WITHIN + timedelta(days=1)


def _published() -> "QuerySet[Offering]":
    return in_use.rows().filter(kind=Offering.Kind.COURSE, state=Offering.State.PUBLISHED)


def _counts(taught: Sequence[Offering], until: datetime) -> Mapping[Any, Counts]:
    """What there is to tell of each course. Three queries, however many."""
    keys = [row.pk for row in taught]
    learning, asking, waiting = _learning(keys, until), _asking(keys), _waiting(keys)
    return {key: [*learning.get(key, (0, 0, 0)), asking.get(key, 0), waiting.get(key, 0)] for key in keys}


def _learning(keys: Sequence[Any], until: datetime) -> Mapping[Any, Counts]:
    since, unseen = until - WEEK, until - figures.ACTIVE_WITHIN
    went = Q(last_read_at=None, begun_at__gte=unseen - WEEK, begun_at__lt=unseen)
    went |= Q(last_read_at__gte=unseen - WEEK, last_read_at__lt=unseen)
    rows = Enrolment.objects.filter(course__in=keys, place__state=State.CONFIRMED).order_by().values("course")
    met = rows.annotate(
        begun=Count("pk", filter=Q(begun_at__gte=since, begun_at__lt=until)),
        completed=Count("pk", filter=Q(completed_at__gte=since, completed_at__lt=until)),
        unseen=Count("pk", filter=went & Q(completed_at=None, paused_at=None)),
    )
    return {key: counts for key, *counts in met.values_list("course", "begun", "completed", "unseen")}


def _asking(keys: Sequence[Any]) -> Mapping[Any, int]:
    rows = Place.objects.filter(pool__offering__in=keys, state=State.REQUESTED).order_by()
    return dict(rows.values_list("pool__offering").annotate(Count("pk")))


def _waiting(keys: Sequence[Any]) -> Mapping[Any, int]:
    rows = HandedWork.objects.filter(enrolment__course__in=keys, is_newest=True, marked_at=None).order_by()
    used = {"assignment__lesson__binned_at": None, "assignment__lesson__module__binned_at": None}
    rows = rows.filter(**used, enrolment__place__state=State.CONFIRMED)
    return dict(rows.values_list("enrolment__course").annotate(Count("pk")))


def _line(row: Offering, counts: Counts) -> Line:
    begun, completed, unseen, asking, waiting = counts
    said = (
        (begun, ngettext("%(n)s began", "%(n)s began", begun)),
        (completed, ngettext("%(n)s completed it", "%(n)s completed it", completed)),
        (asking, ngettext("%(n)s asks for a place", "%(n)s ask for a place", asking)),
        (waiting, ngettext("%(n)s piece of work to mark", "%(n)s pieces of work to mark", waiting)),
        (unseen, ngettext("%(n)s not seen for two weeks now", "%(n)s not seen for two weeks now", unseen)),
    )
    note = " · ".join(sentence % {"n": number} for number, sentence in said if number)
    return Line(row.title, note, f"/courses/{row.slug}/learners")


def _monday(at: datetime) -> date:
    day = at.astimezone(UTC).date()
    return day - timedelta(days=day.weekday())


def _ends(monday: date) -> datetime:
    return datetime.combine(monday, CLOCK, UTC)


def _key(monday: date) -> str:
    return f"teaching:{monday:%G-W%V}"


KINDS = (NoticeKind(slug=KIND, words=words, matter=MATTER, is_over=is_over),)
AUDIENCES = {AUDIENCE: teachers_after}
