"""What a person was told, in the page."""

from django.db import models
from django.db.models import Q

from lineup.core.foundation import ids
from lineup.core.people.models import Person


class Notice(models.Model):
    """One thing told to one person, in the words and the language they were told it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    title = models.CharField(max_length=200)
    sentence = models.TextField(max_length=1000)
    reason = models.CharField(max_length=300)
    path = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    # told by other channels alone: kept so that it is told once, and not listed
    in_page = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-created_at", "-id"], name="notices_of_a_person"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="notices_unread"),
            models.Index(fields=["created_at"], name="notices_by_age"),
        ]
