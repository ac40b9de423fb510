import django.db.models.deletion
from django.db import migrations, models

import lineup.core.foundation.ids
import lineup.domains.courses.models.outline


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("participation", "0016_those_who_come_are_reminded"),
        ("people", "0008_proofs_of_what_is_held"),
    ]

    operations = [
        migrations.CreateModel(
            name="Subject",
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
            name="Course",
            fields=[
                (
                    "offering",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="course",
                        serialize=False,
                        to="participation.offering",
                    ),
                ),
                ("overview", models.TextField(blank=True, max_length=20000, verbose_name="overview")),
                (
                    "difficulty",
                    models.CharField(
                        blank=True,
                        choices=[("beginner", "Beginner"), ("intermediate", "Intermediate"), ("advanced", "Advanced")],
                        max_length=12,
                        verbose_name="difficulty",
                    ),
                ),
                ("estimated_hours", models.PositiveIntegerField(blank=True, null=True, verbose_name="estimated hours")),
                ("certificate_enabled", models.BooleanField(default=False, verbose_name="certificate")),
                ("counted", models.PositiveIntegerField(default=0, editable=False)),
                ("updated_at", models.DateTimeField()),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="courses",
                        to="courses.subject",
                        verbose_name="subject",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["subject", "offering"], name="courses_of_a_subject")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("estimated_hours", None), ("estimated_hours__gte", 1), _connector="OR"),
                        name="a_course_takes_at_least_an_hour",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CourseSearchRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("title", models.TextField()),
                ("words", models.TextField()),
                (
                    "course",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="search_row", to="courses.course"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Module",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("description", models.TextField(blank=True, max_length=2000, verbose_name="description")),
                ("position", models.PositiveIntegerField()),
                ("created_at", models.DateTimeField()),
                ("binned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="modules", to="courses.course"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["course", "position", "id"], name="modules_of_a_course")],
            },
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("position", models.PositiveIntegerField()),
                (
                    "completion",
                    models.CharField(
                        choices=[
                            ("manual", "When the learner says so"),
                            ("auto", "When it was opened"),
                            ("time_based", "After some time spent on it"),
                        ],
                        default="manual",
                        max_length=10,
                        verbose_name="it is done",
                    ),
                ),
                ("minutes", models.PositiveIntegerField(blank=True, null=True, verbose_name="minutes")),
                (
                    "is_optional",
                    models.BooleanField(default=False, verbose_name="optional: it does not count towards completion"),
                ),
                ("created_at", models.DateTimeField()),
                ("counts_since", models.DateTimeField(blank=True, null=True)),
                ("binned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "module",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lessons", to="courses.module"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["module", "position", "id"], name="lessons_of_a_module")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("completion", "time_based"), _negated=True), ("minutes__gte", 1), _connector="OR"
                        ),
                        name="time_based_says_how_long",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Instructor",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("named_at", models.DateTimeField()),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="instructors", to="courses.course"
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "course"], name="courses_that_somebody_teaches")],
                "constraints": [models.UniqueConstraint(fields=("course", "person"), name="named_as_instructor_once")],
            },
        ),
        migrations.CreateModel(
            name="Item",
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
                        choices=[("text", "Text"), ("image", "Picture"), ("video", "Video"), ("file", "File")],
                        max_length=5,
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True, max_length=50000, verbose_name="text")),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        upload_to=lineup.domains.courses.models.outline.stored_as,
                        verbose_name="file",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                ("content_type", models.CharField(blank=True, max_length=100)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("width", models.PositiveIntegerField(default=0)),
                ("height", models.PositiveIntegerField(default=0)),
                ("alternative", models.CharField(blank=True, max_length=500, verbose_name="what it shows")),
                ("caption", models.CharField(blank=True, max_length=300, verbose_name="caption")),
                ("url", models.URLField(blank=True, max_length=300, verbose_name="address of the video")),
                ("created_at", models.DateTimeField()),
                ("binned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "lesson",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="courses.lesson"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["lesson", "position", "id"], name="items_of_a_lesson")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "image"), _negated=True),
                            models.Q(
                                models.Q(("alternative", ""), _negated=True), models.Q(("file", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="a_picture_says_what_it_shows",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "text"), _negated=True),
                            models.Q(("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_text_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "video"), _negated=True),
                            models.Q(("url", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_video_has_an_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "file"), _negated=True),
                            models.Q(("file", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_file_is_there",
                    ),
                ],
            },
        ),
    ]
