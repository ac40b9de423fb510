"""Badges of an event, the keys that sign their codes, and the sheets on which they are printed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lineup.core.foundation import ids
from lineup.core.people.models import Person
from lineup.domains.events.models import Event

BADGE_ID_LENGTH = 7
MOST_KEYS = 63


class SigningKey(models.Model):
    """Signs the codes of an event's badges; the newest does, those before it are believed until they are retired."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="signing_keys")
    number = models.PositiveSmallIntegerField()
    # base64url of the 32 raw bytes; the private half is sealed
    public = models.CharField(max_length=44)
    private_sealed = models.CharField(max_length=300)
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="keys_of_an_event_are_numbered"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=MOST_KEYS), name="a_key_number_fits_a_code"),
        ]


class Badge(models.Model):
    """What a person shows at the door of an event. A code with a serial before this one opens nothing."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="badges")
    person = models.ForeignKey(Person, models.PROTECT, related_name="badges")
    # what people read out: without letters that look like others
    badge_id = models.CharField(max_length=BADGE_ID_LENGTH)
    serial = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    # of serial or revoked_at: what a door that was away asks for
    changed_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    # what was put on paper last, and under which key
    printed_at = models.DateTimeField(null=True, blank=True)
    printed_serial = models.PositiveIntegerField(null=True, blank=True)
    printed_key = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "badge_id"], name="badge_ids_of_an_event_differ"),
            models.UniqueConstraint(
                fields=["event", "person"], condition=Q(revoked_at=None), name="one_badge_in_use_of_a_person"
            ),
            models.CheckConstraint(condition=Q(serial__gte=1, serial__lte=65_535), name="a_serial_fits_a_code"),
            models.CheckConstraint(
                condition=Q(printed_serial=None) | Q(printed_serial__lte=F("serial")), name="printed_as_it_was_or_is"
            ),
        ]
        indexes = [
            models.Index(fields=["event", "changed_at"], name="badges_by_change"),
            models.Index(fields=["person", "event"], name="badges_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.badge_id[:3]}-{self.badge_id[3:]}"


class BadgePrint(models.Model):
    """Badges to be set as one PDF: in parts, by a worker; the file goes after some days."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("print", "Under way")
        DONE = "done", pgettext_lazy("print", "Ready")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="badge_prints")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    layout = models.CharField(_("paper"), max_length=20)
    language = models.CharField(_("language"), max_length=8)
    # the ids of the badges, in the order of printing
    badges = models.JSONField(default=list)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    file = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["event", "-created_at"], name="prints_of_an_event")]


class BadgePrintPart(models.Model):
    """Some pages of a print that are set, until all are and become one file."""

    id = models.BigAutoField(primary_key=True)
    job = models.ForeignKey(BadgePrint, models.CASCADE, related_name="parts")
    first = models.PositiveIntegerField()
    count = models.PositiveIntegerField()
    file = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "first"], name="each_part_of_a_print_once")]
