import django.db.models.deletion
from django.db import migrations, models

import lineup.core.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0007_files_have_a_use"),
        ("onsite", "0005_one_room_at_a_time"),
        ("people", "0008_proofs_of_what_is_held"),
    ]

    operations = [
        migrations.CreateModel(
            name="Door",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="door",
                        serialize=False,
                        to="events.event",
                    ),
                ),
                (
                    "check_in_first",
                    models.BooleanField(default=False, verbose_name="rooms only after the check-in at the entrance"),
                ),
                (
                    "no_show_minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        verbose_name="minutes after the start at which places of who did not come are released",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="room",
            name="inside",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="room",
            name="when_full",
            field=models.CharField(
                choices=[("stop", "Nobody more is let in"), ("warn", "They are let in, with a warning")],
                db_default="stop",
                default="stop",
                max_length=4,
                verbose_name="when it is full",
            ),
        ),
        migrations.CreateModel(
            name="Device",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("link_digest", models.CharField(max_length=64, unique=True)),
                ("link_until", models.DateTimeField()),
                ("digest", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ("created_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("wiped_at", models.DateTimeField(blank=True, null=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="devices", to="events.event"
                    ),
                ),
                (
                    "holder",
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
                "indexes": [models.Index(fields=["event", "created_at"], name="devices_of_an_event")],
            },
        ),
        migrations.CreateModel(
            name="NoShowRound",
            fields=[
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="no_show_round",
                        serialize=False,
                        to="onsite.session",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
                ("client_id", models.UUIDField()),
                ("gone", models.BooleanField(default=False)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="presences", to="events.event"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="presences", to="people.person"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="presences",
                        to="onsite.room",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["room"], name="people_in_a_room")],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "person"), name="one_is_in_one_place_at_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Scan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("client_id", models.UUIDField()),
                (
                    "way",
                    models.CharField(choices=[("in", "Coming in"), ("out", "Going out")], default="in", max_length=3),
                ),
                ("badge", models.CharField(blank=True, max_length=40)),
                ("granted", models.BooleanField()),
                ("reason", models.CharField(max_length=30)),
                ("house_reason", models.CharField(blank=True, max_length=30)),
                ("offline", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                (
                    "controller",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="scans",
                        to="onsite.device",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scans", to="events.event"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="scans",
                        to="onsite.room",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="scans",
                        to="onsite.session",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["event", "-at", "id"], name="scans_of_an_event"),
                    models.Index(fields=["room", "-at", "id"], name="scans_in_a_room"),
                    models.Index(fields=["event", "person", "-at"], name="scans_of_a_person"),
                    models.Index(
                        condition=models.Q(("offline", True)),
                        fields=["event", "-at"],
                        name="scans_made_without_network",
                    ),
                    models.Index(fields=["received_at"], name="scans_by_arrival"),
                ],
                "constraints": [models.UniqueConstraint(fields=("event", "client_id"), name="a_scan_is_written_once")],
            },
        ),
    ]
