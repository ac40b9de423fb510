"""What the door keeps: how it is kept, every scan, where people are, and the devices that scan."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lineup.core.foundation import ids
from lineup.core.people.models import Person
from lineup.domains.events.models import Event
from lineup.domains.onsite.models.room import Room
from lineup.domains.onsite.models.session import Session


class Door(models.Model):
    """How the doors of an event are kept. Without a row: no entrance first, and no place is released by itself."""

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="door")
    check_in_first = models.BooleanField(_("rooms only after the check-in at the entrance"), default=False)
    no_show_minutes = models.PositiveSmallIntegerField(
        _("minutes after the start at which places of who did not come are released"), null=True, blank=True
    )


class Device(models.Model):
    """A phone that scans for somebody at an event, also without network; `digest` is that of its secret."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="devices")
    name = models.CharField(_("name"), max_length=80)
    # whoever opened the link on it; None until then
    holder = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    link_digest = models.CharField(max_length=64, unique=True)
    link_until = models.DateTimeField()
    digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    wiped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["event", "created_at"], name="devices_of_an_event")]

    def __str__(self) -> str:
        return self.name


class Scan(models.Model):
    """A badge was shown at a door, and what was answered. Written once; `client_id` makes a double tap one scan.

    `house_reason` is what the house itself would have said when the scan of a device without network arrived.
    """

    class Way(models.TextChoices):
        IN = "in", pgettext_lazy("door", "Coming in")
        OUT = "out", pgettext_lazy("door", "Going out")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="scans")
    client_id = models.UUIDField()
    # None at the entrance
    room = models.ForeignKey(Room, models.RESTRICT, null=True, blank=True, related_name="scans")
    session = models.ForeignKey(Session, models.SET_NULL, null=True, blank=True, related_name="scans")
    way = models.CharField(max_length=3, choices=Way.choices, default=Way.IN)
    badge = models.CharField(max_length=40, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    granted = models.BooleanField()
    reason = models.CharField(max_length=30)
    house_reason = models.CharField(max_length=30, blank=True)
    controller = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    device = models.ForeignKey(Device, models.SET_NULL, null=True, blank=True, related_name="scans")
    offline = models.BooleanField(default=False)
    at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "client_id"], name="a_scan_is_written_once")]
        indexes = [
            models.Index(fields=["event", "-at", "id"], name="scans_of_an_event"),
            models.Index(fields=["room", "-at", "id"], name="scans_in_a_room"),
            models.Index(fields=["event", "person", "-at"], name="scans_of_a_person"),
            models.Index(fields=["event", "-at"], condition=Q(offline=True), name="scans_made_without_network"),
            models.Index(fields=["received_at"], name="scans_by_arrival"),
        ]


class Presence(models.Model):
    """Where somebody is by their last scan: kept by `occupancy`, and the lock under which they move."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="presences")
    person = models.ForeignKey(Person, models.PROTECT, related_name="presences")
    # None: in no room
    room = models.ForeignKey(Room, models.RESTRICT, null=True, blank=True, related_name="presences")
    # of the last scan that moved them, and its client id: of two at once the greater is the last
    since = models.DateTimeField()
    client_id = models.UUIDField()
    gone = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="one_is_in_one_place_at_once")]
        indexes = [models.Index(fields=["room"], name="people_in_a_room")]


class NoShowRound(models.Model):
    """Places of who did not come were given on, once for a session; what was brought back since stays."""

    session = models.OneToOneField(Session, models.CASCADE, primary_key=True, related_name="no_show_round")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
