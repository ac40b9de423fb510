"""A series: races of a club in a row, with what each place is worth."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs.models import Club
from lineup.core.foundation import ids
from lineup.core.people.models import Participant
from lineup.domains.racing.models.profile import SimProfile
from lineup.domains.racing.models.race import Race


class Series(models.Model):
    """`points` by place in the class, the first first; of each one's results the best `counted` are added up."""

    class Audience(models.TextChoices):
        EVERYBODY = "everybody", _("Everybody")
        MEMBERS = "members", _("Members of the club")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    club = models.ForeignKey(Club, models.CASCADE, related_name="series")
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), max_length=3000, blank=True)
    audience = models.CharField(_("who sees it"), max_length=10, choices=Audience.choices, default=Audience.EVERYBODY)
    points = models.JSONField(_("points by place"), default=list)
    counted = models.PositiveSmallIntegerField(
        _("how many results count"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text=_("Each one's best; the others are dropped. Empty: all of them."),
    )
    retired_score = models.BooleanField(_("who retires has points too"), default=False)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["club", "name", "id"], name="series_of_a_club")]

    def __str__(self) -> str:
        return self.name


class SeriesRound(models.Model):
    """A race that counts for the series, in its place."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    series = models.ForeignKey(Series, models.CASCADE, related_name="rounds")
    race = models.ForeignKey(Race, models.CASCADE, related_name="rounds")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "race"], name="a_race_is_one_round_of_a_series")]


class PointsAdjustment(models.Model):
    """Points that an organiser gives somebody in a class of a series, or below zero takes off, and why.

    Of a single driver `participant`, or where nobody claimed it their `profile`; of a team what it is called, as in the
    standings, where teams are told apart by name.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    series = models.ForeignKey(Series, models.CASCADE, related_name="adjustments")
    class_name = models.CharField(max_length=200, blank=True)
    participant = models.ForeignKey(Participant, models.PROTECT, null=True, blank=True, related_name="+")
    profile = models.ForeignKey(SimProfile, models.CASCADE, null=True, blank=True, related_name="+")
    team = models.CharField(max_length=200, blank=True)
    points = models.SmallIntegerField(_("points"), validators=[MinValueValidator(-1000), MaxValueValidator(1000)])
    reason = models.CharField(_("reason"), max_length=300)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["series", "created_at", "id"], name="adjustments_of_a_series")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(points=0), name="an_adjustment_changes_points"),
        ]

    def __str__(self) -> str:
        if self.participant is not None:
            return self.participant.display_name
        return self.profile.name if self.profile is not None else self.team

    @property
    def taken(self) -> int:
        """How many points are taken off."""
        return -self.points
