import django.db.models.deletion
from django.db import migrations, models

import lineup.core.foundation.ids


class Migration(migrations.Migration):
    dependencies = [
        ("participation", "0008_marks_on_fees_cannot_be_changed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Choice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("label", models.CharField(max_length=200, verbose_name="choice")),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="question")),
                ("help", models.CharField(blank=True, max_length=500, verbose_name="help")),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="pool",
            name="answers_until",
            field=models.DateTimeField(blank=True, null=True, verbose_name="answers can be changed until"),
        ),
        migrations.AddField(
            model_name="pool",
            name="asks",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("line", "A line of text"),
                            ("text", "Longer text"),
                            ("one", "One of several choices"),
                            ("several", "Any of several choices"),
                            ("yes_no", "Yes or no"),
                            ("number", "A number"),
                            ("date", "A date"),
                        ],
                        max_length=8,
                        verbose_name="answered by",
                    ),
                ),
                ("required", models.BooleanField(default=False, verbose_name="needs an answer")),
                ("each_person", models.BooleanField(default=False, verbose_name="asked of each person of a group")),
                ("only_if_yes", models.BooleanField(blank=True, null=True)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "only_if",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="followed_by",
                        to="participation.question",
                    ),
                ),
                (
                    "only_if_choice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="followed_by",
                        to="participation.choice",
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="participation.pool"
                    ),
                ),
                (
                    "wording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="participation.wording",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["pool", "position"], name="questions_of_a_pool")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("only_if", None), ("only_if_choice", None), ("only_if_yes", None)),
                            models.Q(
                                ("only_if__isnull", False), ("only_if_choice__isnull", False), ("only_if_yes", None)
                            ),
                            models.Q(
                                ("only_if__isnull", False), ("only_if_choice", None), ("only_if_yes__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="a_condition_is_whole",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="choice",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="choices", to="participation.question"
            ),
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lineup.core.foundation.ids.new, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("member", models.PositiveSmallIntegerField(default=0)),
                ("text", models.TextField(blank=True, max_length=4000)),
                ("number", models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True)),
                ("day", models.DateField(blank=True, null=True)),
                ("yes", models.BooleanField(blank=True, null=True)),
                ("at", models.DateTimeField()),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="participation.place",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="participation.joinrequest",
                    ),
                ),
                ("choices", models.ManyToManyField(blank=True, related_name="answers", to="participation.choice")),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="answers",
                        to="participation.question",
                    ),
                ),
                (
                    "wording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="participation.wording"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("place", None), ("request__isnull", False)),
                            models.Q(("place__isnull", False), ("request", None)),
                            _connector="OR",
                        ),
                        name="an_answer_belongs_to_one_thing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("place", None), _negated=True),
                        fields=("place", "question"),
                        name="one_answer_per_place_and_question",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("request", None), _negated=True),
                        fields=("request", "member", "question"),
                        name="one_answer_per_member_and_question",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="choice",
            index=models.Index(fields=["question", "position"], name="choices_of_a_question"),
        ),
    ]
