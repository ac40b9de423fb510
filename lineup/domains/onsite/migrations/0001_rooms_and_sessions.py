import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import lineup.core.foundation.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("events", "0005_events_repeat"),
        ("participation", "0011_sign_up_is_embedded"),
        ("people", "0007_discord_signs_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="Room",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("description", models.TextField(blank=True, max_length=2000, verbose_name="description")),
                ("capacity", models.PositiveIntegerField(blank=True, null=True, verbose_name="capacity")),
                ("location", models.CharField(blank=True, max_length=200, verbose_name="where it is")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("binned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rooms", to="events.event"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("capacity", None), ("capacity__gte", 1), _connector="OR"),
                        name="a_room_holds_somebody",
                    ),
                    models.UniqueConstraint(
                        models.F("event"),
                        django.db.models.functions.text.Lower("name"),
                        condition=models.Q(("binned_at", None)),
                        name="one_room_of_a_name_in_an_event",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Speaker",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("about", models.TextField(blank=True, max_length=2000, verbose_name="about them")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="speakers", to="events.event"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("event"),
                        django.db.models.functions.text.Lower("name"),
                        name="one_speaker_of_a_name_in_an_event",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
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
                        choices=[("conference", "Conference"), ("atelier", "Workshop")],
                        default="conference",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("description", models.TextField(blank=True, max_length=20000, verbose_name="description")),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="starts")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="ends")),
                ("youtube_live_url", models.URLField(blank=True, max_length=300, verbose_name="YouTube live link")),
                (
                    "marked",
                    models.CharField(
                        blank=True,
                        choices=[("pas_encore", "Not yet"), ("en_cours", "Running"), ("termine", "Over")],
                        max_length=10,
                    ),
                ),
                ("marked_at", models.DateTimeField(blank=True, null=True)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("updated_at", models.DateTimeField()),
                ("binned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sessions", to="events.event"
                    ),
                ),
                (
                    "pool",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="session",
                        to="participation.pool",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="onsite.room",
                        verbose_name="room",
                    ),
                ),
                (
                    "speakers",
                    models.ManyToManyField(
                        blank=True, related_name="sessions", to="onsite.speaker", verbose_name="speakers"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["event", "starts_at"], name="sessions_of_an_event"),
                    models.Index(fields=["room", "starts_at"], name="sessions_in_a_room"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends_at", None), ("starts_at", None)),
                            ("starts_at__lt", models.F("ends_at")),
                            _connector="OR",
                        ),
                        name="a_session_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "atelier"), ("pool__isnull", False)),
                            models.Q(("kind", "conference"), ("pool", None)),
                            _connector="OR",
                        ),
                        name="an_atelier_has_places_of_its_own",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("marked", ""), ("marked_at", None)),
                            models.Q(models.Q(("marked", ""), _negated=True), ("marked_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_mark_has_its_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Favourite",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="favourite_sessions",
                        to="people.person",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="favourites", to="onsite.session"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "session"), name="a_session_is_starred_once")
                ],
            },
        ),
    ]
