"""A race on an event: where, in what, for how long, by which rules."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.core.participation.models import Pool
from lineup.domains.events.models import Event
from lineup.domains.racing.models.car import CarClass
from lineup.domains.racing.models.profile import Rating
from lineup.domains.racing.models.simulator import Licence, Simulator
from lineup.domains.racing.models.track import Layout

DAY_MINUTES = 24 * 60


def _minutes(label: object, most: int = 7 * DAY_MINUTES) -> models.PositiveIntegerField:
    limits = [MinValueValidator(1), MaxValueValidator(most)]
    return models.PositiveIntegerField(label, null=True, blank=True, validators=limits)  # type: ignore[arg-type]


def _count(label: object, most: int, least: int = 1) -> models.PositiveSmallIntegerField:
    limits = [MinValueValidator(least), MaxValueValidator(most)]
    return models.PositiveSmallIntegerField(label, null=True, blank=True, validators=limits)  # type: ignore[arg-type]


def _amount(label: object, most: int) -> models.DecimalField:
    limits = [MinValueValidator(0), MaxValueValidator(most)]
    return models.DecimalField(label, max_digits=6, decimal_places=2, null=True, blank=True, validators=limits)  # type: ignore[arg-type]


class Race(models.Model):
    """What makes an event a race. An empty rule is no rule; empty pit data is what the catalogue knows."""

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="race")
    simulator = models.ForeignKey(Simulator, models.PROTECT, related_name="races", verbose_name=_("simulator"))
    layout = models.ForeignKey(Layout, models.PROTECT, related_name="races", verbose_name=_("track"))
    # the drivers who signed up; here for the look-up, the rules of places are the pool's
    pool = models.OneToOneField(Pool, models.CASCADE, related_name="race")
    is_team_race = models.BooleanField(_("drivers share a car"), default=True)
    minutes = _minutes(_("minutes of the race"))
    laps = _count(_("laps of the race"), 1000)
    # rules
    drivers_least = _count(_("fewest drivers of a car"), 20)
    drivers_most = _count(_("most drivers of a car"), 20)
    fair_share_percent = _count(_("fair share: each drives at least this part of an equal share, in %"), 100)
    stint_minutes_most = _minutes(_("longest stint, in minutes"))
    drive_minutes_most = _minutes(_("most driving of one driver, in minutes"))
    rest_minutes_least = _minutes(_("shortest rest, in minutes"))
    stops_least = _count(_("fewest stops"), 100)
    # pit data
    pit_seconds = _amount(_("seconds that the pit lane costs"), 999)
    tyre_seconds = _amount(_("seconds for four tyres"), 999)
    litres_per_second = _amount(_("litres refuelled in a second"), 100)
    tank_litres = _amount(_("tank in litres"), 999)
    tyre_laps = _count(_("laps that tyres last"), 1000)
    # entry requirements
    discipline = models.CharField(
        _("ratings that count"), max_length=12, choices=Rating.Discipline.choices, default=Rating.Discipline.ALL
    )
    licence_least = models.ForeignKey(
        Licence, models.PROTECT, null=True, blank=True, related_name="races", verbose_name=_("lowest licence")
    )
    safety_least = _amount(_("lowest safety rating"), 1000)
    skill_least = models.PositiveIntegerField(_("lowest skill rating"), null=True, blank=True)
    skill_most = models.PositiveIntegerField(_("highest skill rating"), null=True, blank=True)
    requirement = models.CharField(
        _("what else is required"), max_length=500, blank=True, help_text=_("Who signs up agrees to it.")
    )
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes=None, laps__isnull=False) | Q(minutes__isnull=False, laps=None),
                name="a_race_lasts_minutes_or_laps",
            ),
            models.CheckConstraint(
                condition=Q(drivers_least=None) | Q(drivers_most=None) | Q(drivers_least__lte=F("drivers_most")),
                name="fewest_drivers_are_no_more_than_most",
            ),
            models.CheckConstraint(
                condition=Q(skill_least=None) | Q(skill_most=None) | Q(skill_least__lte=F("skill_most")),
                name="lowest_skill_is_no_more_than_highest",
            ),
        ]


class RaceClass(models.Model):
    """A class that races, with the pool of its entries: as many as may enter."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    race = models.ForeignKey(Race, models.CASCADE, related_name="classes")
    car_class = models.ForeignKey(CarClass, models.PROTECT, related_name="race_classes", verbose_name=_("class"))
    pool = models.OneToOneField(Pool, models.CASCADE, related_name="race_class")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["race", "car_class"], name="a_class_races_once")]

    def __str__(self) -> str:
        return self.car_class.name


class RaceSession(models.Model):
    """A part of the evening: in minutes or laps, one after the other."""

    class Kind(models.TextChoices):
        PRACTICE = "practice", _("Practice")
        QUALIFYING = "qualifying", _("Qualifying")
        WARM_UP = "warm_up", _("Warm-up")
        RACE = "race", _("Race")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    race = models.ForeignKey(Race, models.CASCADE, related_name="sessions")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    minutes = _minutes(_("minutes"))
    laps = _count(_("laps"), 1000)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes=None, laps__isnull=False) | Q(minutes__isnull=False, laps=None),
                name="a_session_lasts_minutes_or_laps",
            )
        ]


class Slot(models.Model):
    """An instance of the race: a time at which it is run. Drivers say which suit them, teams enter one."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    race = models.ForeignKey(Race, models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    external_id = models.CharField(_("its id in the simulator"), max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_slot_ends_after_it_starts"),
            models.UniqueConstraint(fields=["race", "starts_at"], name="one_slot_at_a_time"),
        ]


class WeatherPoint(models.Model):
    """What the forecast says of a moment, so many minutes into the race."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    race = models.ForeignKey(Race, models.CASCADE, related_name="weather")
    minute = models.PositiveIntegerField(_("minutes into the race"))
    air_celsius = models.SmallIntegerField(_("air, in °C"))
    rain_percent = models.PositiveSmallIntegerField(_("chance of rain, in %"), default=0)
    cloud_percent = models.PositiveSmallIntegerField(_("clouds, in %"), default=0)
    wind_kmh = models.PositiveSmallIntegerField(_("wind, in km/h"), default=0)
    is_night = models.BooleanField(_("night"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["race", "minute"], name="one_forecast_of_a_minute"),
            models.CheckConstraint(
                condition=Q(rain_percent__lte=100, cloud_percent__lte=100), name="no_forecast_beyond_100_percent"
            ),
        ]
