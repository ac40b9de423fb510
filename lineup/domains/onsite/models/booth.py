"""Exhibitors of an event, who came to their booths, and what these people let them know."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.core.people.models import Person
from lineup.domains.events.models import Event


def stored_as(booth: "Booth", name: str) -> str:
    """Random on disk: the name a person gave is only ever a label."""
    return f"booths/{booth.event_id}/{ids.new().hex}"


class Booth(models.Model):
    """What an exhibitor shows at an event: its name and its floor plan. Made when first needed, kept by `booths`."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="booths")
    exhibitor = models.ForeignKey(Person, models.PROTECT, related_name="booths")
    name = models.CharField(_("name"), max_length=120, blank=True)
    plan_file = models.FileField(_("floor plan"), upload_to=stored_as, max_length=200, blank=True)
    plan_name = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "exhibitor"], name="one_booth_of_an_exhibitor_in_an_event")
        ]

    def __str__(self) -> str:
        return self.name or self.exhibitor.name


class BoothVisit(models.Model):
    """Somebody's badge was scanned at a booth; once a day, on the clock of the event, however often it was."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    booth = models.ForeignKey(Booth, models.CASCADE, related_name="visits")
    visitor = models.ForeignKey(Person, models.PROTECT, related_name="booth_visits")
    day = models.DateField()
    scanned_at = models.DateTimeField()
    notes = models.TextField(_("notes"), max_length=2000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["booth", "-scanned_at", "-id"], name="visits_of_a_booth")]
        constraints = [
            models.UniqueConstraint(fields=["booth", "visitor", "day"], name="one_visit_of_a_booth_in_a_day")
        ]


class BoothSharing(models.Model):
    """What a person lets one exhibitor know (`booth`), or each who scans their badge at the event (no booth)."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="booth_sharings")
    person = models.ForeignKey(Person, models.CASCADE, related_name="booth_sharings")
    booth = models.ForeignKey(Booth, models.CASCADE, null=True, blank=True, related_name="sharings")
    name = models.BooleanField(_("name"), default=False)
    email = models.BooleanField(_("e-mail address"), default=False)
    phone = models.BooleanField(_("phone"), default=False)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booth", "person"], name="one_word_to_each_booth"),
            models.UniqueConstraint(
                fields=["event", "person"], condition=Q(booth=None), name="one_word_to_all_booths_of_an_event"
            ),
        ]
