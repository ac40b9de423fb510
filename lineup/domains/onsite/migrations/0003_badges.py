import django.db.models.deletion
from django.db import migrations, models

import lineup.core.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0006_words_are_found_by_time"),
        ("onsite", "0002_booths_and_questions"),
        ("people", "0008_proofs_of_what_is_held"),
    ]

    operations = [
        migrations.CreateModel(
            name="BadgePrint",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("layout", models.CharField(max_length=20, verbose_name="paper")),
                ("language", models.CharField(max_length=8, verbose_name="language")),
                ("badges", models.JSONField(default=list)),
                ("total", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Under way"), ("done", "Ready")], default="waiting", max_length=10
                    ),
                ),
                ("file", models.CharField(blank=True, max_length=200)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="badge_prints", to="events.event"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["event", "-created_at"], name="prints_of_an_event")],
            },
        ),
        migrations.CreateModel(
            name="BadgePrintPart",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("first", models.PositiveIntegerField()),
                ("count", models.PositiveIntegerField()),
                ("file", models.CharField(max_length=200)),
                (
                    "job",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="onsite.badgeprint"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("job", "first"), name="each_part_of_a_print_once")],
            },
        ),
        migrations.CreateModel(
            name="SigningKey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("public", models.CharField(max_length=44)),
                ("private_sealed", models.CharField(max_length=300)),
                ("created_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="signing_keys", to="events.event"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("event", "number"), name="keys_of_an_event_are_numbered"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 63)), name="a_key_number_fits_a_code"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Badge",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("badge_id", models.CharField(max_length=7)),
                ("serial", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("printed_at", models.DateTimeField(blank=True, null=True)),
                ("printed_serial", models.PositiveIntegerField(blank=True, null=True)),
                ("printed_key", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="badges", to="events.event"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="badges", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["event", "changed_at"], name="badges_by_change"),
                    models.Index(fields=["person", "event"], name="badges_of_a_person"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "badge_id"), name="badge_ids_of_an_event_differ"),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("event", "person"),
                        name="one_badge_in_use_of_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("serial__gte", 1), ("serial__lte", 65535)), name="a_serial_fits_a_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("printed_serial", None), ("printed_serial__lte", models.F("serial")), _connector="OR"
                        ),
                        name="printed_as_it_was_or_is",
                    ),
                ],
            },
        ),
    ]
