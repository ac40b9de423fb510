"""What learners did that is noted for record stores alone: where the club has one, of who agreed, once.

Whether it has is asked by the query that locks the enrolment: a lesson done where there is none costs no statement
more, and of those who did not agree nothing is noted.
"""

from datetime import datetime

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from lineup.core.consents import consents
from lineup.core.people.actors import HOUSE
from lineup.core.webhooks import stores
from lineup.domains.courses import courses
from lineup.domains.courses.models import Enrolment, Lesson, LessonProgress, QuizAttempt
from lineup.domains.courses.purposes import LEARNING_RECORDS

# of `Enrolment`
IS_HEARD = "is_heard"


def asked(rows: "QuerySet[Enrolment]") -> "QuerySet[Enrolment]":
    """Return the rows, each knowing by `is_heard` whether a record store of its club may hear of its learner."""
    # one that is paused too: a replay tells it later what it missed
    connected = Exists(stores.of_club(OuterRef("course__offering__club")))
    agreed = Exists(consents.holders(LEARNING_RECORDS).filter(person_id=OuterRef("place__participant")))
    return rows.annotate(**{IS_HEARD: ExpressionWrapper(Q(connected) & Q(agreed), output_field=BooleanField())})


def lesson_done(held: Enrolment, lesson: Lesson, row: LessonProgress, *, at: datetime) -> None:
    """Note that the lesson is done, in the caller's transaction; one that was taken back once is not noted again."""
    if held.is_heard and not row.was_undone:
        people = [str(held.place.participant_id)]
        courses.record(lesson.module.course, "lesson.complete", HOUSE, at, people=people, lesson=str(lesson.pk))


def attempt_ended(held: Enrolment, attempt: QuizAttempt) -> None:
    """Note that the attempt at a quiz was handed in, when it was, in the caller's transaction."""
    if held.is_heard and attempt.handed_in_at:
        people = [str(held.place.participant_id)]
        courses.record(held.course, "quiz.finish", HOUSE, attempt.handed_in_at, people=people, attempt=str(attempt.pk))
