"""Watching a video: which seconds were really played, told by the player, believed as far as our clock allows.

A page tells spans, again and again the same if it must: a second counts once. Nobody can have watched more of a lesson
than twice the time since they opened it first, for players go twice as fast at most. What a page could not send comes
later, and is no other sum for that.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Sum

from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Missing
from lineup.domains.courses import enrolments, progress, releases, spans, watched
from lineup.domains.courses.models import Enrolment, Item, Lesson, LessonProgress, Watched

FASTEST = 2
# of a report; what is more is sent in the next
MOST_SPANS = 200
# of a video; who jumps about more than this is not followed further
MOST_KEPT = 1000
# clocks of pages and ours, and seconds that are rounded
SLACK = timedelta(seconds=5)


@transaction.atomic
def report(enrolment: Enrolment, item: Item, *, played: Sequence[Sequence[int]], at: datetime) -> watched.Share:
    """Note the seconds of a stored video that were played, as spans from and to; return how much of it is watched now.

    The lesson that is done by watching is done when it is enough. Nothing is noted while the course is paused. Raises
    NotLearning, NotOpenYet, OutOfRange for too many spans, Missing for what is not stored here or not in use.
    """
    inputs.number(len(played), field="played", most=MOST_SPANS)
    held = enrolments.hold(enrolment)
    lesson = progress.in_use(held, item.lesson)
    releases.check(lesson, held, person=held.place.contact, at=at)
    if item.kind != Item.Kind.VIDEO or not item.file:
        raise Missing
    if not held.paused_at:
        _note(held, item, played, progress.begun(held, lesson, at=at), at)
        if lesson.completion == Lesson.Completion.WATCHED and watched.enough(held, lesson):
            progress.watched(held, lesson, at=at)
    return watched.of(held, lesson)[item.pk]


def _note(held: Enrolment, item: Item, played: Sequence[Sequence[int]], row: LessonProgress, at: datetime) -> None:
    known, _made = Watched.objects.get_or_create(enrolment=held, item=item)
    sums = Watched.objects.filter(enrolment=held, item__lesson=item.lesson_id).aggregate(n=Sum("seconds"))
    most = int(FASTEST * (at - row.started_at + SLACK).total_seconds()) - (sums["n"] or 0)
    kept = spans.added(known.spans, spans.within(played, item.seconds), most=most)
    if kept != known.spans and len(kept) <= MOST_KEPT:
        known.spans, known.seconds = kept, spans.length(kept)
        known.save(update_fields=["spans", "seconds"])
