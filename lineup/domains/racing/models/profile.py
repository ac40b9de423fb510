"""A driver in a simulator: who they are there, their ratings over time, and their laps."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.core.people.models import Person
from lineup.domains.racing.models.car import SimCar
from lineup.domains.racing.models.simulator import Licence, Simulator
from lineup.domains.racing.models.track import Layout


class SimProfile(models.Model):
    """Somebody as a simulator knows them; nobody's, as long as they appear in results alone."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    simulator = models.ForeignKey(Simulator, models.PROTECT, related_name="profiles", verbose_name=_("simulator"))
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="sim_profiles")
    platform_id = models.CharField(_("your id there"), max_length=60)
    name = models.CharField(_("your name there"), max_length=80)
    is_public = models.BooleanField(_("everybody may see this profile"), default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["simulator", "platform_id"], name="one_profile_of_an_id")]
        indexes = [models.Index(fields=["person", "id"], name="profiles_of_a_person")]

    def __str__(self) -> str:
        return self.name


class Rating(models.Model):
    """Where a driver stood at an instant, in one discipline. Rows are added, never changed: they are the history."""

    class Discipline(models.TextChoices):
        ALL = "all", _("Everything")
        SPORTS_CAR = "sports_car", _("Sports cars")
        FORMULA = "formula", _("Formula")
        OVAL = "oval", _("Oval")
        DIRT_ROAD = "dirt_road", _("Dirt road")
        DIRT_OVAL = "dirt_oval", _("Dirt oval")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    profile = models.ForeignKey(SimProfile, models.CASCADE, related_name="ratings")
    discipline = models.CharField(_("discipline"), max_length=12, choices=Discipline.choices, default=Discipline.ALL)
    licence = models.ForeignKey(
        Licence, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("licence")
    )
    safety = models.DecimalField(_("safety rating"), max_digits=6, decimal_places=2, null=True, blank=True)
    skill = models.PositiveIntegerField(_("skill rating"), null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(licence__isnull=False) | Q(safety__isnull=False) | Q(skill__isnull=False),
                name="a_rating_says_something",
            )
        ]
        indexes = [models.Index(fields=["profile", "discipline", "-at", "-id"], name="ratings_of_a_profile")]


class LapTime(models.Model):
    """A lap that a driver drove, in milliseconds."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    profile = models.ForeignKey(SimProfile, models.CASCADE, related_name="laps")
    layout = models.ForeignKey(Layout, models.PROTECT, related_name="+", verbose_name=_("track"))
    car = models.ForeignKey(SimCar, models.PROTECT, related_name="+", verbose_name=_("car"))
    milliseconds = models.PositiveIntegerField()
    is_wet = models.BooleanField(_("in the rain"), default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(milliseconds__gt=0), name="a_lap_takes_time")]
        indexes = [models.Index(fields=["profile", "-at", "-id"], name="laps_of_a_profile")]
