"""A room of an event."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.domains.events.models import Event


class Room(models.Model):
    """Where sessions take place; `capacity` is how many people fit in, None where nobody counts.

    `inside` is how many are there by the scans, written by `door.occupancy` alone.
    """

    class WhenFull(models.TextChoices):
        STOP = "stop", _("Nobody more is let in")
        WARN = "warn", _("They are let in, with a warning")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="rooms")
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), max_length=2000, blank=True)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    location = models.CharField(_("where it is"), max_length=200, blank=True)
    when_full = models.CharField(
        _("when it is full"), max_length=4, choices=WhenFull.choices, default=WhenFull.STOP, db_default=WhenFull.STOP
    )
    inside = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    binned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(capacity=None) | Q(capacity__gte=1), name="a_room_holds_somebody"),
            models.UniqueConstraint(
                "event", Lower("name"), condition=Q(binned_at=None), name="one_room_of_a_name_in_an_event"
            ),
        ]

    def __str__(self) -> str:
        return self.name
