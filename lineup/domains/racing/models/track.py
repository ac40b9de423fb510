"""Tracks: the generic one, its edition in a simulator, and the layouts of that."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.domains.racing.models.simulator import Simulator


class Track(models.Model):
    """A track of the world, whichever simulators have it; its clock is the one that a race there is told in."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120, unique=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, help_text=_("Two letters, like FR."))
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    is_active = models.BooleanField(_("can be chosen"), default=True)

    def __str__(self) -> str:
        return self.name


class SimTrack(models.Model):
    """A track as a simulator has it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    simulator = models.ForeignKey(Simulator, models.PROTECT, related_name="tracks", verbose_name=_("simulator"))
    track = models.ForeignKey(Track, models.PROTECT, related_name="editions", verbose_name=_("track"))
    code = models.CharField(_("its id in the simulator"), max_length=60, blank=True)
    package = models.CharField(_("package that one must own"), max_length=60, blank=True)
    is_wet = models.BooleanField(_("it can rain"), default=False)
    is_active = models.BooleanField(_("can be chosen"), default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["simulator", "track"], name="one_edition_of_a_track")]

    def __str__(self) -> str:
        return str(self.track)


class Layout(models.Model):
    """One way round a track. `pit_seconds` is what driving through the pit lane costs against staying out."""

    class Kind(models.TextChoices):
        ROAD = "road", _("Road course")
        STREET = "street", _("Street circuit")
        OVAL = "oval", _("Oval")
        DIRT_ROAD = "dirt_road", _("Dirt road")
        DIRT_OVAL = "dirt_oval", _("Dirt oval")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    sim_track = models.ForeignKey(SimTrack, models.PROTECT, related_name="layouts", verbose_name=_("track"))
    name = models.CharField(_("name"), max_length=80)
    code = models.CharField(_("its id in the simulator"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.ROAD)
    length_m = models.PositiveIntegerField(
        _("length in metres"), validators=[MinValueValidator(100), MaxValueValidator(100_000)]
    )
    grid_slots = models.PositiveSmallIntegerField(
        _("cars on the grid"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    pit_stalls = models.PositiveSmallIntegerField(
        _("pit stalls"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    pit_kmh = models.PositiveSmallIntegerField(
        _("pit lane speed in km/h"), null=True, blank=True, validators=[MinValueValidator(20), MaxValueValidator(300)]
    )
    pit_seconds = models.DecimalField(
        _("seconds that the pit lane costs"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(999)],
    )
    is_lit = models.BooleanField(_("lit at night"), default=False)
    is_active = models.BooleanField(_("can be chosen"), default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sim_track", "name"], name="one_layout_of_a_name")]

    def __str__(self) -> str:
        return f"{self.sim_track} · {self.name}"
