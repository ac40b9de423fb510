import django.db.models.deletion
from django.db import migrations, models

import lineup.core.foundation.ids
import lineup.domains.onsite.models.booth


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0007_files_have_a_use"),
        ("onsite", "0001_rooms_and_sessions"),
        ("people", "0008_proofs_of_what_is_held"),
    ]

    operations = [
        migrations.CreateModel(
            name="QuestionBoard",
            fields=[
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="board",
                        serialize=False,
                        to="onsite.session",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("voted_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="speaker",
            name="email_folded",
            field=models.CharField(blank=True, db_default="", default="", max_length=320),
        ),
        migrations.CreateModel(
            name="Booth",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="name")),
                (
                    "plan_file",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        upload_to=lineup.domains.onsite.models.booth.stored_as,
                        verbose_name="floor plan",
                    ),
                ),
                ("plan_name", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField()),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="booths", to="events.event"
                    ),
                ),
                (
                    "exhibitor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="booths", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("event", "exhibitor"), name="one_booth_of_an_exhibitor_in_an_event")
                ],
            },
        ),
        migrations.CreateModel(
            name="BoothSharing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.BooleanField(default=False, verbose_name="name")),
                ("email", models.BooleanField(default=False, verbose_name="e-mail address")),
                ("phone", models.BooleanField(default=False, verbose_name="phone")),
                ("said_at", models.DateTimeField()),
                (
                    "booth",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sharings",
                        to="onsite.booth",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="booth_sharings", to="events.event"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="booth_sharings", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("booth", "person"), name="one_word_to_each_booth"),
                    models.UniqueConstraint(
                        condition=models.Q(("booth", None)),
                        fields=("event", "person"),
                        name="one_word_to_all_booths_of_an_event",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoothVisit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("day", models.DateField()),
                ("scanned_at", models.DateTimeField()),
                ("notes", models.TextField(blank=True, max_length=2000, verbose_name="notes")),
                (
                    "booth",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="visits", to="onsite.booth"
                    ),
                ),
                (
                    "visitor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="booth_visits", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["booth", "-scanned_at", "-id"], name="visits_of_a_booth")],
                "constraints": [
                    models.UniqueConstraint(fields=("booth", "visitor", "day"), name="one_visit_of_a_booth_in_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionQuestion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("is_anonymous", models.BooleanField(default=False)),
                ("text", models.TextField(max_length=500, verbose_name="question")),
                ("asked_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="answer")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("hidden_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="session_questions",
                        to="people.person",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="onsite.session"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["session", "asked_at", "id"], name="questions_on_a_session")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer", ""), ("answered_at__isnull", False), _connector="OR"),
                        name="an_answer_has_its_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionVote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="question_votes", to="people.person"
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="votes", to="onsite.sessionquestion"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("question", "person"), name="one_vote_on_a_question")],
            },
        ),
    ]
