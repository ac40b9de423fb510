"""What one can take part in, as far as every kind shares it: its public identity."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs.models import Club
from lineup.core.foundation import ids
from lineup.core.people.models import Person

DAY_MINUTES = 24 * 60


class Offering(models.Model):
    """An event or a course, offered by a club or by a person, exactly one of the two."""

    class Kind(models.TextChoices):
        EVENT = "event", _("Event")
        COURSE = "course", _("Course")

    class Source(models.TextChoices):
        OFFICIAL = "official", _("Official")
        SERIES = "series", _("Series")
        CLUB = "club", _("Club")
        USER = "user", _("Person")
        IMPORTED = "imported", _("Imported")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Public: anyone can see it and join")
        UNLISTED = "unlisted", _("Unlisted: anyone with the address")
        CLUB_ONLY = "club_only", _("Club: members only")
        INVITE_ONLY = "invite_only", _("By invitation: members see it, the invited join")
        PRIVATE = "private", _("Private: only the invited see it")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        CANCELLED = "cancelled", _("Cancelled")
        FINISHED = "finished", _("Finished")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    club = models.ForeignKey(Club, models.PROTECT, null=True, blank=True, related_name="offerings")
    organiser = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="offerings")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    source = models.CharField(_("source"), max_length=10, choices=Source.choices, default=Source.USER)
    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(max_length=90, unique=True)
    visibility = models.CharField(_("visibility"), max_length=12, choices=Visibility.choices, default=Visibility.PUBLIC)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    created_at = models.DateTimeField()
    # when it was published and news; never for what merely comes again
    announced_at = models.DateTimeField(null=True, blank=True)
    # how long before it starts those who come are reminded, 0 for not at all; and when that is, once it is ahead
    remind_minutes = models.PositiveIntegerField(_("reminder"), default=DAY_MINUTES, db_default=DAY_MINUTES)
    remind_at = models.DateTimeField(null=True, blank=True)
    binned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(club=None, organiser__isnull=False) | Q(club__isnull=False, organiser=None),
                name="offered_by_a_club_or_a_person",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at=None) | Q(ends_at__gte=models.F("starts_at")),
                name="ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(
                fields=["remind_at"],
                condition=Q(state="published", remind_at__isnull=False),
                name="reminders_to_come",
            ),
            models.Index(
                fields=["kind", "starts_at", "id"],
                condition=Q(state__in=["published", "finished", "cancelled"], visibility="public", binned_at=None),
                name="listed_by_time",
            ),
            # the state first: where all offerings are of one kind, SQLite would skip over it, and sort by itself
            models.Index(fields=["state", "kind", "starts_at", "id"], name="offerings_by_kind_and_time"),
            models.Index(fields=["club", "starts_at", "id"], name="offerings_of_a_club"),
            models.Index(fields=["organiser", "starts_at", "id"], name="offerings_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.title

    def is_ahead(self, at: datetime) -> bool:
        """Whether it has a start, and that is still to come."""
        return self.starts_at is not None and at < self.starts_at
