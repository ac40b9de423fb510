import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0003_the_first_subjects"),
        ("participation", "0016_those_who_come_are_reminded"),
    ]

    operations = [
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                (
                    "place",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="enrolment",
                        serialize=False,
                        to="participation.place",
                    ),
                ),
                ("attempt", models.PositiveSmallIntegerField(default=1)),
                ("begun_at", models.DateTimeField()),
                ("paused_at", models.DateTimeField(blank=True, null=True)),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
                ("done", models.PositiveIntegerField(default=0)),
                ("last_read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "course",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="enrolments",
                        to="courses.course",
                    ),
                ),
                (
                    "last_lesson",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="courses.lesson",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["course", "begun_at", "place"], name="enrolments_of_a_course"),
                    models.Index(fields=["course", "completed_at"], name="completions_of_a_course"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LessonProgress",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("started_at", models.DateTimeField()),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("manual", "Said by the learner"),
                            ("auto", "By opening it"),
                            ("time_based", "By time spent"),
                        ],
                        max_length=10,
                    ),
                ),
                ("views", models.PositiveIntegerField(default=0)),
                ("last_viewed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "enrolment",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="progress",
                        to="courses.enrolment",
                    ),
                ),
                (
                    "lesson",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="progress",
                        to="courses.lesson",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["lesson", "completed_at"], name="progress_of_a_lesson")],
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "lesson"), name="one_progress_per_lesson"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("completed_at", None), ("method", "")),
                            models.Q(("completed_at__isnull", False), models.Q(("method", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="what_is_done_says_how",
                    ),
                ],
            },
        ),
    ]
