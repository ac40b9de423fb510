import django.db.models.deletion
from django.db import migrations, models

import lineup.core.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0013_lists_keep_to_their_index"),
        ("people", "0008_proofs_of_what_is_held"),
    ]

    operations = [
        migrations.CreateModel(
            name="PeopleImport",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "Being read"),
                            ("draft", "Being prepared"),
                            ("running", "Under way"),
                            ("done", "Done"),
                            ("undoing", "Being undone"),
                            ("undone", "Undone"),
                        ],
                        default="draft",
                        max_length=8,
                    ),
                ),
                ("maker", models.CharField(blank=True, max_length=10)),
                ("titles", models.JSONField(default=list)),
                ("mapping", models.JSONField(default=dict)),
                ("tells", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="imports", to="participation.pool"
                    ),
                ),
                (
                    "run_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["pool", "-created_at", "-id"], name="imports_of_a_pool"),
                    models.Index(fields=["created_at"], name="imports_by_age"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["reading", "draft", "running"]), ("done_at__isnull", False), _connector="OR"
                        ),
                        name="an_import_ends_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["reading", "draft"]), ("run_by__isnull", False), _connector="OR"
                        ),
                        name="an_import_is_run_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("cells", models.JSONField(default=list)),
                ("email_folded", models.CharField(blank=True, db_index=True, editable=False, max_length=320)),
                ("lead", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Not looked at yet"),
                            ("entered", "Place"),
                            ("waits", "Waitlist"),
                            ("held", "On the list already"),
                            ("skipped", "Left out"),
                            ("refused", "Refused"),
                            ("undone", "Taken back"),
                            ("left", "Left as it is"),
                        ],
                        default="pending",
                        max_length=8,
                    ),
                ),
                ("column", models.CharField(blank=True, max_length=120)),
                ("code", models.CharField(blank=True, max_length=40)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="import_lines",
                        to="participation.place",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="participation.peopleimport",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["batch", "state", "number"], name="lines_by_state"),
                    models.Index(fields=["batch", "lead", "number"], name="lines_of_a_group"),
                ],
                "constraints": [models.UniqueConstraint(fields=("batch", "number"), name="a_line_has_one_number")],
            },
        ),
    ]
