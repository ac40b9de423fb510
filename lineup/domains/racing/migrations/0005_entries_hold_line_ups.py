import django.db.models.deletion
from django.db import migrations, models

import lineup.core.foundation.ids
import lineup.domains.racing.entry_states


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0016_those_who_come_are_reminded"),
        ("people", "0008_proofs_of_what_is_held"),
        ("racing", "0004_drivers_sign_up"),
    ]

    operations = [
        migrations.CreateModel(
            name="RaceEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=4, verbose_name="number")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            (lineup.domains.racing.entry_states.EntryStatus["PENDING"], "Being prepared"),
                            (lineup.domains.racing.entry_states.EntryStatus["SUBMITTED"], "Sent in"),
                            (lineup.domains.racing.entry_states.EntryStatus["CONFIRMED"], "Confirmed"),
                            (lineup.domains.racing.entry_states.EntryStatus["RACED"], "Raced"),
                            (lineup.domains.racing.entry_states.EntryStatus["WITHDRAWN"], "Withdrawn"),
                            (lineup.domains.racing.entry_states.EntryStatus["DISQUALIFIED"], "Disqualified"),
                        ],
                        default=lineup.domains.racing.entry_states.EntryStatus["PENDING"],
                        max_length=12,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "car",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="racing.simcar",
                        verbose_name="car",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="race_entries",
                        to="people.participant",
                    ),
                ),
                (
                    "place",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="race_entry",
                        to="participation.place",
                    ),
                ),
                (
                    "race",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="racing.race"
                    ),
                ),
                (
                    "race_class",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="racing.raceclass",
                        verbose_name="class",
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="entries",
                        to="racing.slot",
                        verbose_name="slot",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["race", "status", "number", "id"], name="entries_of_a_race")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("number", ""), _negated=True),
                            models.Q(
                                ("status", lineup.domains.racing.entry_states.EntryStatus["WITHDRAWN"]), _negated=True
                            ),
                        ),
                        fields=("race", "number"),
                        name="a_number_races_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("status", lineup.domains.racing.entry_states.EntryStatus["WITHDRAWN"]), _negated=True
                        ),
                        fields=("race", "participant"),
                        name="a_participant_enters_a_race_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("place__isnull", False),
                            (
                                "status__in",
                                [
                                    lineup.domains.racing.entry_states.EntryStatus["PENDING"],
                                    lineup.domains.racing.entry_states.EntryStatus["SUBMITTED"],
                                    lineup.domains.racing.entry_states.EntryStatus["WITHDRAWN"],
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="who_is_confirmed_has_a_place",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntrySeat",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("driver", "Driver"),
                            ("reserve", "Reserve driver"),
                            ("spotter", "Spotter"),
                            ("engineer", "Engineer"),
                        ],
                        default="driver",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "signup",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seat", to="racing.signup"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="racing.raceentry"
                    ),
                ),
            ],
        ),
    ]
