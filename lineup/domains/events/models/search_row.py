"""The words under which an event is found."""

from django.db import models

from lineup.domains.events.models.event import Event


class SearchRow(models.Model):
    """Folded text of one event; the database keeps its full-text index beside it (see `search`)."""

    id = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, models.CASCADE, related_name="search_row")
    title = models.TextField()
    words = models.TextField()
