import django.db.models.deletion
from django.db import migrations, models

import lineup.core.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("clubs", "0001_first"),
        ("notices", "0001_first"),
        ("people", "0004_accounts_are_closed_with_a_reason"),
    ]

    operations = [
        migrations.CreateModel(
            name="Browser",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("endpoint", models.CharField(max_length=1024)),
                ("endpoint_digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("p256dh", models.CharField(max_length=100)),
                ("auth", models.CharField(max_length=40)),
                ("created_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="browsers", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Choice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("matter", models.CharField(max_length=40)),
                ("channel", models.CharField(max_length=20)),
                ("wanted", models.BooleanField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notice_choices", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "matter", "channel"), name="one_choice_per_matter_and_channel"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "club",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="clubs.club"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mutes", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "club"), name="one_mute_per_club")],
            },
        ),
        migrations.CreateModel(
            name="Rhythm",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="rhythm",
                        serialize=False,
                        to="people.person",
                    ),
                ),
                ("quiet_from", models.TimeField(blank=True, null=True, verbose_name="quiet from")),
                ("quiet_until", models.TimeField(blank=True, null=True, verbose_name="quiet until")),
                (
                    "pace",
                    models.CharField(
                        choices=[
                            ("at_once", "At once, a few minutes together"),
                            ("daily", "Once a day, in the morning"),
                        ],
                        default="daily",
                        max_length=10,
                        verbose_name="about what I organise",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quiet_from", None), ("quiet_until", None)),
                            models.Q(("quiet_from__isnull", False), ("quiet_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="quiet_hours_have_both_ends",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="notice",
            name="in_page",
            field=models.BooleanField(default=True),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["created_at"], name="notices_by_age"),
        ),
    ]
