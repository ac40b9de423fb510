"""What a person wants to hear, by which channel and when; a row only where it differs from the house's own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs.models import Club
from lineup.core.people.models import Person


class Choice(models.Model):
    """Whether a person wants to hear of a matter by a channel."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notice_choices")
    matter = models.CharField(max_length=40)
    channel = models.CharField(max_length=20)
    wanted = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "matter", "channel"], name="one_choice_per_matter_and_channel")
        ]


class Mute(models.Model):
    """A club of which a person wants to read in the page alone."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="mutes")
    club = models.ForeignKey(Club, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "club"], name="one_mute_per_club")]


class Rhythm(models.Model):
    """When a person wants to hear: quiet hours on their own clock, and how often about what they organise."""

    class Pace(models.TextChoices):
        AT_ONCE = "at_once", _("At once, a few minutes together")
        DAILY = "daily", _("Once a day, in the morning")

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="rhythm")
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    pace = models.CharField(_("about what I organise"), max_length=10, choices=Pace.choices, default=Pace.DAILY)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None) | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_hours_have_both_ends",
            )
        ]
