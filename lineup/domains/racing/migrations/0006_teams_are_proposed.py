import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import lineup.core.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_proofs_of_what_is_held"),
        ("racing", "0005_entries_hold_line_ups"),
    ]

    operations = [
        migrations.CreateModel(
            name="TeamProposal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Being searched"),
                            ("done", "Ready"),
                            ("failed", "No teams"),
                            ("published", "Published"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                (
                    "teams_count",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="how many teams",
                    ),
                ),
                (
                    "seats_least",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="fewest drivers of a team",
                    ),
                ),
                (
                    "seats_best",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="best number of drivers",
                    ),
                ),
                (
                    "seats_most",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(20),
                        ],
                        verbose_name="most drivers of a team",
                    ),
                ),
                (
                    "hours_matter",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "not at all"), (1, "a little"), (2, "as usual"), (3, "very much")],
                        default=2,
                        verbose_name="that somebody can drive in every hour",
                    ),
                ),
                (
                    "balance_matters",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "not at all"), (1, "a little"), (2, "as usual"), (3, "very much")],
                        default=2,
                        verbose_name="that teams are equally strong",
                    ),
                ),
                (
                    "slots_matter",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "not at all"), (1, "a little"), (2, "as usual"), (3, "very much")],
                        default=2,
                        verbose_name="that people race when they wished to",
                    ),
                ),
                (
                    "cars_matter",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "not at all"), (1, "a little"), (2, "as usual"), (3, "very much")],
                        default=2,
                        verbose_name="that people get the car they wished for",
                    ),
                ),
                (
                    "ties_matter",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "not at all"), (1, "a little"), (2, "as usual"), (3, "very much")],
                        default=2,
                        verbose_name="that people are together or apart as wished",
                    ),
                ),
                (
                    "seconds",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="how long to search, in seconds",
                    ),
                ),
                ("seed", models.PositiveIntegerField(default=1)),
                ("step", models.PositiveIntegerField(default=0)),
                ("steps", models.PositiveIntegerField(default=0)),
                ("points", models.FloatField(blank=True, null=True)),
                ("bound", models.FloatField(blank=True, null=True)),
                ("problem", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "base",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="racing.teamproposal",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "race",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="proposals", to="racing.race"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("race", "number"), name="one_proposal_of_a_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("seats_best__lte", models.F("seats_most")), ("seats_least__lte", models.F("seats_best"))
                        ),
                        name="fewest_seats_are_no_more_than_best_nor_most",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposedTie",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("bond", models.CharField(choices=[("together", "together"), ("apart", "apart")], max_length=8)),
                ("is_must", models.BooleanField(default=False)),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="racing.signup"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="racing.signup"
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ties", to="racing.teamproposal"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("one", models.F("other")), _negated=True), name="a_tie_is_of_two"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposedTeam",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("is_locked", models.BooleanField(default=False)),
                (
                    "car",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="racing.simcar",
                        verbose_name="car",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="racing.raceentry",
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="racing.slot",
                        verbose_name="slot",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="teams", to="racing.teamproposal"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "position"), name="one_proposed_team_at_a_position")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposedSeat",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("is_locked", models.BooleanField(default=False)),
                (
                    "signup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="proposed_seats", to="racing.signup"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="seats",
                        to="racing.proposedteam",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="racing.teamproposal"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("proposal", "signup"), name="one_seat_of_a_sign_up")],
            },
        ),
    ]
