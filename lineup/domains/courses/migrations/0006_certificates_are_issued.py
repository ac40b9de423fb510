import django.db.models.deletion
from django.db import migrations, models

import lineup.core.foundation.ids
import lineup.domains.courses.models.certificate


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0005_study_is_noted"),
        ("people", "0008_proofs_of_what_is_held"),
    ]

    operations = [
        migrations.AddField(
            model_name="course",
            name="certificate_months",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="months of validity"),
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="certificate",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="certificates",
                        to="courses.course",
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("issued_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("warned_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        upload_to=lineup.domains.courses.models.certificate.stored_as,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["course", "-issued_at", "-id"], name="certificates_of_a_course"),
                    models.Index(
                        condition=models.Q(expires_at__isnull=False, revoked_at=None, warned_at=None),
                        fields=["expires_at"],
                        name="certificates_that_will_expire",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(expires_at=None) | models.Q(expires_at__gt=models.F("issued_at")),
                        name="a_certificate_expires_after_its_day",
                    )
                ],
            },
        ),
    ]
