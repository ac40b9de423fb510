"""What learners watched: one row for each video and enrolment, as spans; no single report is kept."""

from django.db import models

from lineup.domains.courses.models.learning import Enrolment
from lineup.domains.courses.models.outline import Item


class Watched(models.Model):
    """What one learner played of one stored video: spans of whole seconds, sorted and apart, and their sum."""

    id = models.BigAutoField(primary_key=True)
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="watched", db_index=False)
    item = models.ForeignKey(Item, models.CASCADE, related_name="watched")
    spans = models.JSONField(default=list)
    seconds = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "item"], name="watched_is_noted_once_per_video"),
        ]
