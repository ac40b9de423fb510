"""Who was there: a fact of the event, not a state of the place."""

from django.db import models

from lineup.core.participation.models import Place
from lineup.core.people.models import Person


class Attendance(models.Model):
    """The holder of a place was checked in."""

    place = models.OneToOneField(Place, models.CASCADE, primary_key=True, related_name="attendance")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
