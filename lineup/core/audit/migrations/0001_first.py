import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("clubs", "0001_first"),
        ("people", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("signature", models.CharField(max_length=128)),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True)),
                ("channel", models.CharField(max_length=10)),
                ("action", models.CharField(max_length=60)),
                ("resource", models.CharField(max_length=40)),
                ("resource_id", models.CharField(max_length=64)),
                ("metadata", models.JSONField(default=dict)),
                ("origin_digest", models.CharField(blank=True, max_length=64)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audit_entries",
                        to="people.person",
                    ),
                ),
                (
                    "club",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audit_entries",
                        to="clubs.club",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["club", "-id"], name="audit_of_a_club"),
                    models.Index(fields=["actor", "-id"], name="audit_of_an_actor"),
                    models.Index(fields=["resource", "resource_id"], name="audit_of_a_resource"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Origin",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="origin",
                        serialize=False,
                        to="audit.entry",
                    ),
                ),
                ("address", models.GenericIPAddressField(null=True)),
                ("user_agent", models.CharField(blank=True, max_length=300)),
                ("salt", models.CharField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="link", to="audit.entry"
                    ),
                ),
            ],
        ),
    ]
