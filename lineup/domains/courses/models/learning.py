"""Somebody's way through a course: an enrolment for each place, and what they did with each lesson."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.participation.models import Place
from lineup.domains.courses.models.course import Course
from lineup.domains.courses.models.outline import Lesson


def percent_of(done: int, counted: int) -> int:
    """Return how much is done, from 0 to 100, whole and never rounded up."""
    return min(100, 100 * done // counted) if counted else 0


class Enrolment(models.Model):
    """What a confirmed place in a course adds; who leaves and comes back has another place, and another enrolment."""

    place = models.OneToOneField(Place, models.CASCADE, primary_key=True, related_name="enrolment")
    course = models.ForeignKey(Course, models.CASCADE, related_name="enrolments", db_index=False)
    # counted by person and course, from 1
    attempt = models.PositiveSmallIntegerField(default=1)
    begun_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    # how many of the lessons that count are done; kept by `progress` and `counting`, always equal to a recount
    done = models.PositiveIntegerField(default=0)
    # study time credited so far, and the last half minute for which it was; kept by `study`
    focus_seconds = models.PositiveIntegerField(default=0, db_default=0)
    idle_seconds = models.PositiveIntegerField(default=0, db_default=0)
    last_block = models.BigIntegerField(default=0, db_default=0)
    last_read_at = models.DateTimeField(null=True, blank=True)
    last_lesson = models.ForeignKey(Lesson, models.SET_NULL, null=True, blank=True, related_name="+")

    # known to rows of `learning_records.asked` alone
    is_heard: bool

    class Meta:
        indexes = [
            models.Index(fields=["course", "begun_at", "place"], name="enrolments_of_a_course"),
            models.Index(fields=["course", "completed_at"], name="completions_of_a_course"),
        ]

    @property
    def percent(self) -> int:
        """From 0 to 100, whole; who completed the course stays at 100 whatever is added to it."""
        return 100 if self.completed_at else percent_of(self.done, self.course.counted)


class LessonProgress(models.Model):
    """What one learner did with one lesson (the documents' ContentProgress)."""

    class Method(models.TextChoices):
        MANUAL = "manual", _("Said by the learner")
        AUTO = "auto", _("By opening it")
        TIME_BASED = "time_based", _("By time spent")
        QUIZ = "quiz", _("By passing its quiz")
        WATCHED = "watched", _("By watching its videos")
        ASSIGNMENT = "assignment", _("By work that passed")

    id = models.BigAutoField(primary_key=True)
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="progress", db_index=False)
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="progress", db_index=False)
    started_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    method = models.CharField(max_length=10, choices=Method.choices, blank=True)
    views = models.PositiveIntegerField(default=0)
    last_viewed_at = models.DateTimeField(null=True, blank=True)
    seconds = models.PositiveIntegerField(default=0, db_default=0)
    # that it was done was taken back once: what is done again is not told again
    was_undone = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "lesson"], name="one_progress_per_lesson"),
            models.CheckConstraint(
                condition=Q(completed_at=None, method="") | Q(completed_at__isnull=False) & ~Q(method=""),
                name="what_is_done_says_how",
            ),
        ]
        indexes = [models.Index(fields=["lesson", "completed_at"], name="progress_of_a_lesson")]
