"""What a timing tool tells of a race that runs: the newest of each car, and not every message."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.domains.racing.models.entry import RaceEntry
from lineup.domains.racing.models.race import Race
from lineup.domains.racing.models.signup import Signup


class TelemetryKey(models.Model):
    """What a timing tool signs with; its id stands in the address. Sealed, because signatures are reckoned with it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    race = models.OneToOneField(Race, models.CASCADE, related_name="telemetry_key")
    sealed = models.CharField(max_length=300)
    made_at = models.DateTimeField()


class TelemetryFeed(models.Model):
    """How far a race was told: `told_at` is the tool's instant of the newest message, `heard_at` ours."""

    race = models.OneToOneField(Race, models.CASCADE, primary_key=True, related_name="feed")
    told_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)


class HeardMessage(models.Model):
    """A message that was heard, for as long as its signature holds, so that it isn't heard twice."""

    id = models.BigAutoField(primary_key=True)
    race = models.ForeignKey(Race, models.CASCADE, related_name="+")
    message_id = models.CharField(max_length=100)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["race", "message_id"], name="a_message_is_heard_once")]


class CarStanding(models.Model):
    """Where a car was when it was last told of. Who drives now is `driver`, as told; `driven_by` who did last.

    The gap to the leader is in ms, or in laps. `pit_at`: when it was last seen to come in.
    """

    entry = models.OneToOneField(RaceEntry, models.CASCADE, primary_key=True, related_name="standing")
    told_at = models.DateTimeField()
    position = models.PositiveSmallIntegerField(_("position"))
    laps_done = models.PositiveIntegerField(_("laps"))
    last_lap_ms = models.PositiveIntegerField(null=True, blank=True)
    best_lap_ms = models.PositiveIntegerField(null=True, blank=True)
    gap_ms = models.PositiveIntegerField(null=True, blank=True)
    gap_laps = models.PositiveIntegerField(null=True, blank=True)
    is_in_pit = models.BooleanField(default=False)
    fuel_litres = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    driver = models.ForeignKey(Signup, models.SET_NULL, null=True, blank=True, related_name="+")
    driven_by = models.ForeignKey(Signup, models.SET_NULL, null=True, blank=True, related_name="+")
    pit_at = models.DateTimeField(null=True, blank=True)


class DriverChange(models.Model):
    """Somebody was seen at the wheel whom another, or nobody, was before; from when, after how many laps."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    entry = models.ForeignKey(RaceEntry, models.CASCADE, related_name="driver_changes")
    driver = models.ForeignKey(Signup, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    laps_done = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["entry", "at"], name="changes_of_an_entry")]
