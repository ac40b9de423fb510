import django.db.models.deletion
from django.db import migrations, models

import lineup.core.foundation.ids
import lineup.domains.events.models.file


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("clubs", "0001_first"),
        ("participation", "0001_first"),
        ("people", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Category",
            fields=[
                ("slug", models.SlugField(max_length=60, primary_key=True, serialize=False)),
                ("name_en", models.CharField(max_length=80, verbose_name="English name")),
                ("name_fr", models.CharField(max_length=80, verbose_name="French name")),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "slug"],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("slug", models.SlugField(max_length=60, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
            ],
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "place",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="attendance",
                        serialize=False,
                        to="participation.place",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Venue",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("address", models.CharField(max_length=300, verbose_name="address")),
                ("city", models.CharField(max_length=120, verbose_name="city")),
                ("country", models.CharField(max_length=2, verbose_name="country")),
                ("latitude", models.FloatField(blank=True, null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(blank=True, null=True, verbose_name="longitude")),
                ("website", models.URLField(blank=True, max_length=300, verbose_name="website")),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("binned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "club",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="venues",
                        to="clubs.club",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="venues",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["club", "name", "id"], name="venues_of_a_club"),
                    models.Index(fields=["owner", "name", "id"], name="venues_of_a_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("club", None), ("owner__isnull", False)),
                            models.Q(("club__isnull", False), ("owner", None)),
                            _connector="OR",
                        ),
                        name="kept_by_a_club_or_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude", None), ("longitude", None)),
                            models.Q(
                                ("latitude__gte", -90),
                                ("latitude__lte", 90),
                                ("longitude__gte", -180),
                                ("longitude__lte", 180),
                            ),
                            _connector="OR",
                        ),
                        name="a_venue_is_on_earth",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "offering",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="event",
                        serialize=False,
                        to="participation.offering",
                    ),
                ),
                ("description", models.TextField(blank=True, max_length=20000, verbose_name="description")),
                ("time_zone", models.CharField(default="UTC", max_length=64, verbose_name="time zone")),
                ("stream_url", models.URLField(blank=True, max_length=300, verbose_name="YouTube link")),
                ("map_latitude", models.FloatField(blank=True, null=True, verbose_name="map latitude")),
                ("map_longitude", models.FloatField(blank=True, null=True, verbose_name="map longitude")),
                ("map_zoom", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="map zoom")),
                (
                    "shows_participants",
                    models.BooleanField(default=False, verbose_name="show who comes to those who come"),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                ("updated_at", models.DateTimeField()),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="events",
                        to="events.category",
                        verbose_name="category",
                    ),
                ),
                (
                    "president",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "tags",
                    models.ManyToManyField(blank=True, related_name="events", to="events.tag", verbose_name="tags"),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="events",
                        to="events.venue",
                        verbose_name="venue",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("map_latitude", None), ("map_longitude", None)),
                            models.Q(
                                ("map_latitude__gte", -90),
                                ("map_latitude__lte", 90),
                                ("map_longitude__gte", -180),
                                ("map_longitude__lte", 180),
                            ),
                            _connector="OR",
                        ),
                        name="a_map_position_is_on_earth",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("map_zoom", None), models.Q(("map_zoom__gte", 1), ("map_zoom__lte", 20)), _connector="OR"
                        ),
                        name="map_zoom_1_to_20",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EventFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "file",
                    models.FileField(
                        max_length=200, upload_to=lineup.domains.events.models.file.stored_as, verbose_name="file"
                    ),
                ),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveBigIntegerField()),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everybody", "Everybody who sees the event"),
                            ("holders", "Only those who take part"),
                        ],
                        default="everybody",
                        max_length=10,
                        verbose_name="for",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("binned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="events.event"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
    ]
