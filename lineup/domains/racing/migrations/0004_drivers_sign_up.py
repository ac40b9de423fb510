import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import lineup.core.foundation.ids
import lineup.domains.racing.signup_states


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0016_those_who_come_are_reminded"),
        ("people", "0008_proofs_of_what_is_held"),
        ("racing", "0003_teams_race_together"),
    ]

    operations = [
        migrations.CreateModel(
            name="Signup",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            (lineup.domains.racing.signup_states.Status["INTERESTED"], "Interested"),
                            (lineup.domains.racing.signup_states.Status["SIGNED_UP"], "Signed up"),
                            (lineup.domains.racing.signup_states.Status["TEAM_FORMATION"], "Teams are being formed"),
                            (lineup.domains.racing.signup_states.Status["TEAM_ASSIGNED"], "In a team"),
                            (lineup.domains.racing.signup_states.Status["ENTRY_PENDING"], "Entry sent in"),
                            (lineup.domains.racing.signup_states.Status["ENTERED"], "Entered"),
                            (lineup.domains.racing.signup_states.Status["CONFIRMED"], "Confirmed for the race"),
                            (lineup.domains.racing.signup_states.Status["PARTICIPATED"], "Took part"),
                        ],
                        default=lineup.domains.racing.signup_states.Status["INTERESTED"],
                        max_length=14,
                    ),
                ),
                ("wants_to_drive", models.BooleanField(default=True, verbose_name="driving")),
                ("wants_to_spot", models.BooleanField(default=False, verbose_name="spotting")),
                ("wants_to_plan", models.BooleanField(default=False, verbose_name="strategy")),
                (
                    "experience",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("beginner", "Beginner"),
                            ("intermediate", "Some races"),
                            ("advanced", "Many races"),
                            ("expert", "Endurance races as well"),
                        ],
                        max_length=12,
                        verbose_name="experience",
                    ),
                ),
                (
                    "stint_minutes_most",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(10),
                            django.core.validators.MaxValueValidator(1440),
                        ],
                        verbose_name="longest stint, in minutes",
                    ),
                ),
                (
                    "rest_minutes_least",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1440),
                        ],
                        verbose_name="shortest rest, in minutes",
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="note")),
                ("has_agreed", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "backup_car",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="racing.simcar",
                        verbose_name="backup car",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="race_signups", to="people.person"
                    ),
                ),
                (
                    "place",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signup",
                        to="participation.place",
                    ),
                ),
                (
                    "preferred_car",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="racing.simcar",
                        verbose_name="preferred car",
                    ),
                ),
                (
                    "race",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="signups", to="racing.race"
                    ),
                ),
                (
                    "slots",
                    models.ManyToManyField(
                        blank=True, related_name="signups", to="racing.slot", verbose_name="slots that suit"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["race", "stage"], name="signups_of_a_race")],
                "constraints": [
                    models.UniqueConstraint(fields=("race", "person"), name="one_participation_of_a_person_in_a_race"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("place__isnull", False),
                            ("stage", lineup.domains.racing.signup_states.Status["INTERESTED"]),
                            _connector="OR",
                        ),
                        name="without_a_place_it_is_interest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("preferred_car", None),
                            ("backup_car", None),
                            models.Q(("preferred_car", models.F("backup_car")), _negated=True),
                            _connector="OR",
                        ),
                        name="the_backup_car_is_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AvailabilityWindow",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("use", models.CharField(choices=[("drive", "Drive"), ("spot", "Spot")], max_length=5)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "signup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="windows", to="racing.signup"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="a_window_ends_after_it_starts"
                    ),
                    models.UniqueConstraint(fields=("signup", "use", "starts_at"), name="one_window_from_an_instant"),
                ],
            },
        ),
    ]
