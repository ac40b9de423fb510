import django.db.models.deletion
from django.db import migrations, models

import lineup.core.foundation.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("audit", "0002_entries_cannot_be_changed"),
        ("clubs", "0001_first"),
        ("participation", "0006_pools_are_found_by_their_offering"),
        ("people", "0003_addresses_are_proved_and_tries_counted"),
    ]

    operations = [
        migrations.CreateModel(
            name="Position",
            fields=[
                ("record", models.CharField(max_length=10, primary_key=True, serialize=False)),
                ("read_to", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Endpoint",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("url", models.CharField(max_length=500, verbose_name="address")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("kinds", models.JSONField(default=list)),
                ("tells_people", models.BooleanField(default=False, verbose_name="tell names and addresses")),
                ("created_at", models.DateTimeField()),
                ("hears_since", models.DateTimeField()),
                ("disabled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "disabled_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("by_hand", "paused by hand"),
                            ("gone", "it answered 410: gone"),
                            ("failing", "it failed at every try for three days"),
                        ],
                        max_length=10,
                    ),
                ),
                ("succeeded_at", models.DateTimeField(blank=True, null=True)),
                ("rests_until", models.DateTimeField(blank=True, null=True)),
                ("times_slow", models.PositiveSmallIntegerField(default=0)),
                (
                    "club",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="webhooks",
                        to="clubs.club",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="webhooks",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("disabled_at", None)), fields=["created_at"], name="webhooks_on")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("club", None), ("person__isnull", False)),
                            models.Q(("club__isnull", False), ("person", None)),
                            _connector="OR",
                        ),
                        name="heard_by_a_club_or_a_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("happened_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "on its way"),
                            ("delivered", "delivered"),
                            ("failed", "failed"),
                            ("skipped", "not sent"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("round_began_at", models.DateTimeField()),
                ("next_at", models.DateTimeField(blank=True, null=True)),
                (
                    "change",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="participation.placechange",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="audit.entry",
                    ),
                ),
                (
                    "endpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deliveries", to="webhooks.endpoint"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["endpoint", "-happened_at", "-id"], name="deliveries_of_an_endpoint"),
                    models.Index(fields=["happened_at"], name="deliveries_by_time"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("endpoint", "change"), name="a_change_is_told_once_per_endpoint"),
                    models.UniqueConstraint(fields=("endpoint", "entry"), name="an_act_is_told_once_per_endpoint"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("status", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("failure", models.CharField(blank=True, max_length=40)),
                ("duration_ms", models.PositiveIntegerField(default=0)),
                ("excerpt", models.CharField(blank=True, max_length=500)),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attempt_log", to="webhooks.delivery"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SigningSecret",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.CharField(max_length=300)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                (
                    "endpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="secrets", to="webhooks.endpoint"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("expires_at", None)),
                        fields=("endpoint",),
                        name="one_lasting_secret_per_endpoint",
                    )
                ],
            },
        ),
    ]
