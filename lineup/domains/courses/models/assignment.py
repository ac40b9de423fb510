"""Assignments: a lesson that is done by work that passes, its rubric, and the work that learners hand in."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lineup.core.foundation import ids
from lineup.core.people.models import Person
from lineup.domains.courses.models.learning import Enrolment
from lineup.domains.courses.models.outline import Lesson


class Assignment(models.Model):
    """What a lesson whose completion is `assignment` asks for; one without a brief asks for nothing yet."""

    class Takes(models.TextChoices):
        TEXT = "text", pgettext_lazy("work", "A text")
        FILE = "file", pgettext_lazy("work", "A file")
        EITHER = "either", pgettext_lazy("work", "A text, a file, or both")

    lesson = models.OneToOneField(Lesson, models.CASCADE, primary_key=True, related_name="assignment")
    brief = models.TextField(_("brief"), max_length=20_000, blank=True)
    takes = models.CharField(max_length=6, choices=Takes.choices, default=Takes.EITHER)
    due_at = models.DateTimeField(_("deadline"), null=True, blank=True)
    # until then work is taken after the deadline, and told as late
    late_until = models.DateTimeField(_("late work until"), null=True, blank=True)
    # how many pieces of work one learner may hand in; the newest counts
    times = models.PositiveSmallIntegerField(_("pieces of work"), default=3)
    pass_percent = models.PositiveSmallIntegerField(_("percent to pass"), default=60)
    # [{"words": …, "most": …}, …], see `assignments.rubrics`
    rubric: Any = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pass_percent__gte=1, pass_percent__lte=100), name="work_passes_by_a_percentage"
            ),
            models.CheckConstraint(condition=Q(times__gte=1), name="work_is_handed_in_at_least_once"),
            models.CheckConstraint(
                condition=Q(late_until=None) | Q(due_at__isnull=False, late_until__gt=F("due_at")),
                name="late_comes_after_the_deadline",
            ),
        ]


def handed_as(work: "HandedWork", name: str) -> str:
    """Random on disk: the name a person gave is only ever a label."""
    return f"handed/{ids.new().hex}"


class HandedWork(models.Model):
    """One piece of work that a learner handed in, and how it was marked; the newest counts, earlier ones are kept."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="handed_work", db_index=False)
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="handed_work", db_index=False)
    # counted by enrolment and assignment, from 1
    number = models.PositiveSmallIntegerField()
    is_newest = models.BooleanField(default=True)
    # of the form it was sent with: the same click twice is one piece of work
    key = models.UUIDField(null=True, blank=True)
    text = models.TextField(_("text"), max_length=50_000, blank=True)
    file = models.FileField(_("file"), upload_to=handed_as, max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    handed_in_at = models.DateTimeField()
    is_late = models.BooleanField(default=False)
    # how often its marks, or the rubric they are given by, were changed: who marks says what they have seen
    edition = models.PositiveIntegerField(default=0)
    # [{"words": …, "most": …, "points": …}, …]: the rubric as it stood when it was marked
    marks: Any = models.JSONField(default=list, blank=True)
    remarks = models.TextField(_("remarks"), max_length=10_000, blank=True)
    marked_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    marked_at = models.DateTimeField(null=True, blank=True)
    # in percent, from 0 to 100; see `assignments.rubrics`
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    passed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "assignment", "number"], name="work_is_numbered_once"),
            models.UniqueConstraint(
                fields=["enrolment", "assignment"], condition=Q(is_newest=True), name="one_piece_of_work_counts"
            ),
            models.UniqueConstraint(
                fields=["enrolment", "assignment", "key"], condition=Q(key__isnull=False), name="one_piece_for_a_click"
            ),
            models.CheckConstraint(
                condition=Q(marked_at=None, score=None, passed=False)
                | Q(marked_at__isnull=False, score__gte=0, score__lte=100),
                name="what_is_marked_has_a_score",
            ),
        ]
        indexes = [
            models.Index(fields=["assignment", "handed_in_at", "id"], name="work_for_an_assignment"),
        ]
