"""Cars: the generic one, its edition in a simulator, and classes of editions."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.domains.racing.models.simulator import Simulator


class Car(models.Model):
    """A car of the world, whichever simulators have it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    maker = models.CharField(_("maker"), max_length=60)
    name = models.CharField(_("model"), max_length=80)
    category = models.CharField(_("category"), max_length=40, help_text=_("Like GT3, LMDh or Touring."))
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1890), MaxValueValidator(2100)]
    )
    power_kw = models.PositiveSmallIntegerField(
        _("power in kW"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(2000)]
    )
    weight_kg = models.PositiveSmallIntegerField(
        _("weight in kg"), null=True, blank=True, validators=[MinValueValidator(100), MaxValueValidator(10_000)]
    )
    is_active = models.BooleanField(_("can be chosen"), default=True)

    def __str__(self) -> str:
        return f"{self.maker} {self.name}"


class SimCar(models.Model):
    """A car as a simulator has it, with what a stop costs it there. Seconds and litres; empty: nobody measured."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    simulator = models.ForeignKey(Simulator, models.PROTECT, related_name="cars", verbose_name=_("simulator"))
    car = models.ForeignKey(Car, models.PROTECT, related_name="editions", verbose_name=_("car"))
    code = models.CharField(_("its id in the simulator"), max_length=60, blank=True)
    package = models.CharField(_("package that one must own"), max_length=60, blank=True)
    is_wet = models.BooleanField(_("drives in the rain"), default=False)
    tank_litres = models.DecimalField(
        _("tank in litres"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(999)],
    )
    litres_per_second = models.DecimalField(
        _("litres refuelled in a second"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    tyre_seconds = models.DecimalField(
        _("seconds for four tyres"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(999)],
    )
    tyres_while_refuelling = models.BooleanField(_("tyres are changed while it is refuelled"), default=False)
    is_active = models.BooleanField(_("can be chosen"), default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["simulator", "car"], name="one_edition_of_a_car")]

    def __str__(self) -> str:
        return str(self.car)


class CarClass(models.Model):
    """Cars of one simulator that race each other."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    simulator = models.ForeignKey(Simulator, models.PROTECT, related_name="classes", verbose_name=_("simulator"))
    name = models.CharField(_("name"), max_length=60)
    cars = models.ManyToManyField(SimCar, blank=True, related_name="classes", verbose_name=_("cars"))
    is_active = models.BooleanField(_("can be chosen"), default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["simulator", "name"], name="one_class_of_a_name")]

    def __str__(self) -> str:
        return self.name
