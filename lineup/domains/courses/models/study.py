"""Time spent learning: one row for each stretch of it on a lesson; no single pulse is kept."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from lineup.domains.courses.models.learning import Enrolment
from lineup.domains.courses.models.outline import Lesson


class StudySession(models.Model):
    """From the first pulse to the last one, without a longer pause, on one lesson (the documents' LearningSession)."""

    class Device(models.TextChoices):
        DESKTOP = "desktop", pgettext_lazy("device", "Computer")
        TABLET = "tablet", pgettext_lazy("device", "Tablet")
        MOBILE = "mobile", pgettext_lazy("device", "Phone")
        UNKNOWN = "unknown", pgettext_lazy("device", "Unknown")

    id = models.BigAutoField(primary_key=True)
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="sessions", db_index=False)
    lesson = models.ForeignKey(Lesson, models.SET_NULL, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    device = models.CharField(max_length=8, choices=Device.choices, default=Device.UNKNOWN)
    focus_seconds = models.PositiveIntegerField(default=0)
    idle_seconds = models.PositiveIntegerField(default=0)
    interactions = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ended_at__gte=models.F("started_at")), name="study_ends_after_it_starts")
        ]
        indexes = [models.Index(fields=["enrolment", "-ended_at"], name="study_of_an_enrolment")]
