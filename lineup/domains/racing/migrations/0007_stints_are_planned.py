import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import lineup.core.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_proofs_of_what_is_held"),
        ("racing", "0006_teams_are_proposed"),
    ]

    operations = [
        migrations.CreateModel(
            name="StintPlan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("searching", "Being searched for"),
                            ("ready", "Ready"),
                            ("impossible", "Not possible"),
                            ("failed", "Broke off"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_current", models.BooleanField(default=False)),
                ("is_by_hand", models.BooleanField(default=False)),
                ("green_flag_at", models.DateTimeField(verbose_name="green flag")),
                ("minutes", models.PositiveIntegerField(verbose_name="minutes of the race")),
                (
                    "litres_per_lap",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="litres that a lap burns",
                    ),
                ),
                (
                    "stint_laps",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(500),
                        ],
                        verbose_name="laps of a stint, if fewer than a tank lasts",
                    ),
                ),
                (
                    "turn_stints",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="most stints in a row",
                    ),
                ),
                (
                    "long_rest_minutes",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(1440)],
                        verbose_name="one long rest for each, in minutes",
                    ),
                ),
                ("planned_from", models.DateTimeField(blank=True, null=True)),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="strategy")),
                ("is_proved", models.BooleanField(default=False)),
                ("why", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="racing.stintplan",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stint_plans", to="racing.raceentry"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "version"), name="one_plan_of_a_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)), fields=("entry",), name="one_plan_holds_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_current", False), ("status", "ready"), _connector="OR"),
                        name="what_holds_is_a_plan_that_was_found",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedStint",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("laps", models.PositiveSmallIntegerField()),
                ("litres", models.DecimalField(decimal_places=3, max_digits=8)),
                ("new_tyres", models.BooleanField(default=False)),
                ("is_dark", models.BooleanField(default=False)),
                ("is_done", models.BooleanField(default=False)),
                ("is_locked", models.BooleanField(default=False)),
                (
                    "driver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="racing.signup"
                    ),
                ),
                (
                    "spotter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="racing.signup",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stints", to="racing.stintplan"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "number"), name="one_stint_of_a_number"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="a_stint_ends_after_it_starts"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanDriver",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("lap_ms", models.PositiveIntegerField()),
                ("is_excused", models.BooleanField(default=False)),
                (
                    "signup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="racing.signup"
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drivers", to="racing.stintplan"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("plan", "signup"), name="somebody_is_planned_once")],
            },
        ),
    ]
