"""What a driver owns in a simulator that sells its cars and tracks one by one."""

from django.db import models
from django.db.models import Q

from lineup.core.foundation import ids
from lineup.domains.racing.models.car import SimCar
from lineup.domains.racing.models.profile import SimProfile
from lineup.domains.racing.models.track import SimTrack


class Ownership(models.Model):
    """A car or a track, one of the two, that the driver says they own."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    profile = models.ForeignKey(SimProfile, models.CASCADE, related_name="ownerships")
    car = models.ForeignKey(SimCar, models.CASCADE, null=True, blank=True, related_name="+")
    track = models.ForeignKey(SimTrack, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(car=None, track__isnull=False) | Q(car__isnull=False, track=None),
                name="a_car_or_a_track_is_owned",
            ),
            models.UniqueConstraint(fields=["profile", "car"], condition=Q(track=None), name="a_car_is_owned_once"),
            models.UniqueConstraint(fields=["profile", "track"], condition=Q(car=None), name="a_track_is_owned_once"),
        ]
