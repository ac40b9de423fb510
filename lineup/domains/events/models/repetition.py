"""Events that come again by a rule, and the days on which they do."""

from django.db import models
from django.db.models import Q

from lineup.core.clubs.models import Club
from lineup.core.foundation import ids
from lineup.core.people.models import Person
from lineup.domains.events.models.event import Event


class Repetition(models.Model):
    """A rule (RFC 5545) and the hours on a clock; its events are made some weeks ahead, each a real one."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    club = models.ForeignKey(Club, models.PROTECT, null=True, blank=True, related_name="repetitions")
    organiser = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="repetitions")
    rule = models.CharField(max_length=200)
    # the rule counts from here; days before it were settled by an earlier rule
    from_date = models.DateField()
    starts_clock = models.TimeField()
    lasts_minutes = models.PositiveIntegerField(null=True, blank=True)
    time_zone = models.CharField(max_length=64)
    # why days fall away, for those who are told
    reason = models.CharField(max_length=300, blank=True)
    # up to which day everything is as the rule wants it; null: to be looked at
    settled_to = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(club=None, organiser__isnull=False) | Q(club__isnull=False, organiser=None),
                name="repeated_by_a_club_or_a_person",
            )
        ]
        indexes = [models.Index(fields=["settled_to"], condition=Q(ended_at=None), name="repetitions_going_on")]


class Occurrence(models.Model):
    """One day of a repetition, taken once. Without an event it is left out."""

    id = models.BigAutoField(primary_key=True)
    repetition = models.ForeignKey(Repetition, models.CASCADE, related_name="occurrences")
    day = models.DateField()
    event = models.OneToOneField(Event, models.SET_NULL, null=True, blank=True, related_name="occurrence")
    # changed by itself: no pattern for the days to come
    is_special = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["repetition", "day"], name="one_occurrence_per_day")]
