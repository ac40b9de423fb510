import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import lineup.core.foundation.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail address")),
                (
                    "role",
                    models.CharField(
                        choices=[("member", "Member"), ("owner", "Owner"), ("admin", "Platform admin")],
                        default="owner",
                        max_length=10,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("last_address", models.GenericIPAddressField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=[("person", "Person"), ("team", "Team")], default="person", max_length=10),
                ),
                ("display_name", models.CharField(max_length=120, verbose_name="name")),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="person",
                        serialize=False,
                        to="people.participant",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("email_folded", models.CharField(blank=True, editable=False, max_length=320)),
                ("email_verified_at", models.DateTimeField(blank=True, null=True)),
                ("language", models.CharField(default="en", max_length=8, verbose_name="language")),
                ("time_zone", models.CharField(default="UTC", max_length=64, verbose_name="time zone")),
                ("avatar", models.ImageField(blank=True, upload_to="avatars/", verbose_name="picture")),
                ("bio", models.TextField(blank=True, max_length=2000, verbose_name="about you")),
                ("phone", models.CharField(blank=True, max_length=32, verbose_name="phone")),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="birth date")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("anonymised_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="person",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("email_folded", ""), _negated=True),
                        fields=("email_folded",),
                        name="one_person_per_address",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("hint", models.CharField(editable=False, max_length=12)),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "scope",
                    models.CharField(
                        choices=[("read", "Read"), ("write", "Read and write")],
                        default="read",
                        max_length=10,
                        verbose_name="scope",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="expires")),
                ("last_used_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="api_tokens", to="people.person"
                    ),
                ),
            ],
        ),
    ]
