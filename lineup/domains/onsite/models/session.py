"""A session of an event, and who speaks there."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lineup.core.foundation import ids
from lineup.core.participation.models import Pool
from lineup.domains.events.models import Event
from lineup.domains.onsite.models.room import Room


class Speaker(models.Model):
    """Somebody who speaks at an event, known there by name."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="speakers")
    name = models.CharField(_("name"), max_length=120)
    about = models.TextField(_("about them"), max_length=2000, blank=True)
    # whose account may answer questions on their sessions; shown to organisers alone
    email_folded = models.CharField(max_length=320, blank=True, default="", db_default="")

    class Meta:
        constraints = [models.UniqueConstraint("event", Lower("name"), name="one_speaker_of_a_name_in_an_event")]

    def __str__(self) -> str:
        return self.name


class Session(models.Model):
    """A conference, open to everybody who comes, or an atelier with places of its own (`pool`).

    Where it stands follows the clock, unless somebody has said otherwise (`marked`, at `marked_at`).
    """

    class Kind(models.TextChoices):
        CONFERENCE = "conference", _("Conference")
        ATELIER = "atelier", _("Workshop")

    class Status(models.TextChoices):
        AHEAD = "pas_encore", pgettext_lazy("session", "Not yet")
        RUNNING = "en_cours", pgettext_lazy("session", "Running")
        OVER = "termine", pgettext_lazy("session", "Over")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.CONFERENCE)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), max_length=20_000, blank=True)
    room = models.ForeignKey(
        Room, models.RESTRICT, null=True, blank=True, related_name="sessions", verbose_name=_("room")
    )
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    speakers = models.ManyToManyField(Speaker, blank=True, related_name="sessions", verbose_name=_("speakers"))
    youtube_live_url = models.URLField(_("YouTube live link"), max_length=300, blank=True)
    pool = models.OneToOneField(Pool, models.CASCADE, null=True, blank=True, related_name="session")
    marked = models.CharField(max_length=10, choices=Status.choices, blank=True)
    marked_at = models.DateTimeField(null=True, blank=True)
    # how often time or room changed: what a calendar needs to replace its copy
    revision = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()
    binned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["event", "starts_at"], name="sessions_of_an_event"),
            models.Index(fields=["room", "starts_at"], name="sessions_in_a_room"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None) | Q(starts_at__lt=F("ends_at")),
                name="a_session_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(kind="atelier", pool__isnull=False) | Q(kind="conference", pool=None),
                name="an_atelier_has_places_of_its_own",
            ),
            models.CheckConstraint(
                condition=Q(marked="", marked_at=None) | ~Q(marked="") & Q(marked_at__isnull=False),
                name="a_mark_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title
