import django.db.models.deletion
from django.db import migrations, models

import lineup.core.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("clubs", "0001_first"),
        ("events", "0004_the_first_categories"),
        ("people", "0005_sign_ins_are_kept_for_their_owner"),
    ]

    operations = [
        migrations.CreateModel(
            name="Repetition",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("rule", models.CharField(max_length=200)),
                ("from_date", models.DateField()),
                ("starts_clock", models.TimeField()),
                ("lasts_minutes", models.PositiveIntegerField(blank=True, null=True)),
                ("time_zone", models.CharField(max_length=64)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("settled_to", models.DateField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "club",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repetitions",
                        to="clubs.club",
                    ),
                ),
                (
                    "organiser",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repetitions",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["settled_to"], name="repetitions_going_on"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("club", None), ("organiser__isnull", False)),
                            models.Q(("club__isnull", False), ("organiser", None)),
                            _connector="OR",
                        ),
                        name="repeated_by_a_club_or_a_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Occurrence",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("is_special", models.BooleanField(default=False)),
                (
                    "event",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="occurrence",
                        to="events.event",
                    ),
                ),
                (
                    "repetition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="occurrences", to="events.repetition"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("repetition", "day"), name="one_occurrence_per_day")],
            },
        ),
    ]
