import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import lineup.core.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0007_files_have_a_use"),
        ("participation", "0016_those_who_come_are_reminded"),
        ("racing", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Race",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="race",
                        serialize=False,
                        to="events.event",
                    ),
                ),
                ("is_team_race", models.BooleanField(default=True, verbose_name="drivers share a car")),
                (
                    "minutes",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10080),
                        ],
                        verbose_name="minutes of the race",
                    ),
                ),
                (
                    "laps",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1000),
                        ],
                        verbose_name="laps of the race",
                    ),
                ),
                (
                    "drivers_least",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="fewest drivers of a car",
                    ),
                ),
                (
                    "drivers_most",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="most drivers of a car",
                    ),
                ),
                (
                    "fair_share_percent",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="fair share: each drives at least this part of an equal share, in %",
                    ),
                ),
                (
                    "stint_minutes_most",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10080),
                        ],
                        verbose_name="longest stint, in minutes",
                    ),
                ),
                (
                    "drive_minutes_most",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10080),
                        ],
                        verbose_name="most driving of one driver, in minutes",
                    ),
                ),
                (
                    "rest_minutes_least",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10080),
                        ],
                        verbose_name="shortest rest, in minutes",
                    ),
                ),
                (
                    "stops_least",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="fewest stops",
                    ),
                ),
                (
                    "pit_seconds",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=6,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(999),
                        ],
                        verbose_name="seconds that the pit lane costs",
                    ),
                ),
                (
                    "tyre_seconds",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=6,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(999),
                        ],
                        verbose_name="seconds for four tyres",
                    ),
                ),
                (
                    "litres_per_second",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=6,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="litres refuelled in a second",
                    ),
                ),
                (
                    "tank_litres",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=6,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(999),
                        ],
                        verbose_name="tank in litres",
                    ),
                ),
                (
                    "tyre_laps",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1000),
                        ],
                        verbose_name="laps that tyres last",
                    ),
                ),
                (
                    "discipline",
                    models.CharField(
                        choices=[
                            ("all", "Everything"),
                            ("sports_car", "Sports cars"),
                            ("formula", "Formula"),
                            ("oval", "Oval"),
                            ("dirt_road", "Dirt road"),
                            ("dirt_oval", "Dirt oval"),
                        ],
                        default="all",
                        max_length=12,
                        verbose_name="ratings that count",
                    ),
                ),
                (
                    "safety_least",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=6,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1000),
                        ],
                        verbose_name="lowest safety rating",
                    ),
                ),
                ("skill_least", models.PositiveIntegerField(blank=True, null=True, verbose_name="lowest skill rating")),
                ("skill_most", models.PositiveIntegerField(blank=True, null=True, verbose_name="highest skill rating")),
                (
                    "requirement",
                    models.CharField(
                        blank=True,
                        help_text="Who signs up agrees to it.",
                        max_length=500,
                        verbose_name="what else is required",
                    ),
                ),
                ("updated_at", models.DateTimeField()),
                (
                    "layout",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="races",
                        to="racing.layout",
                        verbose_name="track",
                    ),
                ),
                (
                    "licence_least",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="races",
                        to="racing.licence",
                        verbose_name="lowest licence",
                    ),
                ),
                (
                    "pool",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="race", to="participation.pool"
                    ),
                ),
                (
                    "simulator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="races",
                        to="racing.simulator",
                        verbose_name="simulator",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("laps__isnull", False), ("minutes", None)),
                            models.Q(("laps", None), ("minutes__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_race_lasts_minutes_or_laps",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("drivers_least", None),
                            ("drivers_most", None),
                            ("drivers_least__lte", models.F("drivers_most")),
                            _connector="OR",
                        ),
                        name="fewest_drivers_are_no_more_than_most",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("skill_least", None),
                            ("skill_most", None),
                            ("skill_least__lte", models.F("skill_most")),
                            _connector="OR",
                        ),
                        name="lowest_skill_is_no_more_than_highest",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RaceClass",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "car_class",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="race_classes",
                        to="racing.carclass",
                        verbose_name="class",
                    ),
                ),
                (
                    "pool",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="race_class", to="participation.pool"
                    ),
                ),
                (
                    "race",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="classes", to="racing.race"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("race", "car_class"), name="a_class_races_once")],
            },
        ),
        migrations.CreateModel(
            name="RaceSession",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("practice", "Practice"),
                            ("qualifying", "Qualifying"),
                            ("warm_up", "Warm-up"),
                            ("race", "Race"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "minutes",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10080),
                        ],
                        verbose_name="minutes",
                    ),
                ),
                (
                    "laps",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1000),
                        ],
                        verbose_name="laps",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "race",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sessions", to="racing.race"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("laps__isnull", False), ("minutes", None)),
                            models.Q(("laps", None), ("minutes__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_session_lasts_minutes_or_laps",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                ("opens_at", models.DateTimeField(blank=True, null=True, verbose_name="registration opens")),
                ("external_id", models.CharField(blank=True, max_length=60, verbose_name="its id in the simulator")),
                (
                    "race",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="racing.race"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="a_slot_ends_after_it_starts"
                    ),
                    models.UniqueConstraint(fields=("race", "starts_at"), name="one_slot_at_a_time"),
                ],
            },
        ),
        migrations.CreateModel(
            name="WeatherPoint",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("minute", models.PositiveIntegerField(verbose_name="minutes into the race")),
                ("air_celsius", models.SmallIntegerField(verbose_name="air, in °C")),
                ("rain_percent", models.PositiveSmallIntegerField(default=0, verbose_name="chance of rain, in %")),
                ("cloud_percent", models.PositiveSmallIntegerField(default=0, verbose_name="clouds, in %")),
                ("wind_kmh", models.PositiveSmallIntegerField(default=0, verbose_name="wind, in km/h")),
                ("is_night", models.BooleanField(default=False, verbose_name="night")),
                (
                    "race",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="weather", to="racing.race"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("race", "minute"), name="one_forecast_of_a_minute"),
                    models.CheckConstraint(
                        condition=models.Q(("cloud_percent__lte", 100), ("rain_percent__lte", 100)),
                        name="no_forecast_beyond_100_percent",
                    ),
                ],
            },
        ),
    ]
