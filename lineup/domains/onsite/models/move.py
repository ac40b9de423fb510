"""A session that moved, as it stood before."""

from django.db import models

from lineup.domains.onsite.models.room import Room
from lineup.domains.onsite.models.session import Session


class SessionMove(models.Model):
    """Time and room of a session before somebody changed them; kept until who booked or starred it was told."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="moves")
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    room = models.ForeignKey(Room, models.SET_NULL, null=True, related_name="+")
    was_binned = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="moves_by_time")]
