"""Quizzes: a lesson that is done by passing, its bank of questions, and what learners answered."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.domains.courses.models.learning import Enrolment
from lineup.domains.courses.models.outline import Lesson


class Quiz(models.Model):
    """The settings of a lesson whose completion is `quiz`; they hold for the attempts that begin after they are set."""

    lesson = models.OneToOneField(Lesson, models.CASCADE, primary_key=True, related_name="quiz")
    # how many questions of the bank an attempt asks, drawn at random; all of them where there are no more
    drawn = models.PositiveSmallIntegerField(_("questions asked"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    pass_percent = models.PositiveSmallIntegerField(_("percent to pass"), default=60)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pass_percent__gte=1, pass_percent__lte=100), name="a_pass_mark_is_a_percentage"
            ),
        ]


class QuizQuestion(models.Model):
    """A question of the bank, with its right answers in the columns of its kind."""

    class Kind(models.TextChoices):
        ONE = "one", _("One choice")
        SEVERAL = "several", _("Several choices")
        TEXT = "text", _("Short text")
        NUMBER = "number", _("Number")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="questions", db_index=False)
    kind = models.CharField(max_length=7, choices=Kind.choices)
    position = models.PositiveIntegerField()
    text = models.TextField(_("question"), max_length=5000)
    explanation = models.TextField(_("explanation"), max_length=5000, blank=True)
    points = models.PositiveSmallIntegerField(_("points"), default=1)
    # [{"text": …, "right": …}, …] of one choice and of several
    choices: Any = models.JSONField(default=list, blank=True)
    # ["Paris", …]: what counts as right of a short text
    accepted: Any = models.JSONField(default=list, blank=True)
    value = models.DecimalField(_("number"), max_digits=20, decimal_places=6, null=True, blank=True)
    tolerance = models.DecimalField(_("tolerance"), max_digits=20, decimal_places=6, default=Decimal(0))
    created_at = models.DateTimeField()
    binned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_question_has_words"),
            models.CheckConstraint(condition=Q(points__gte=1), name="a_question_is_worth_something"),
            models.CheckConstraint(
                condition=~Q(kind="number") | Q(value__isnull=False), name="a_number_has_its_right_answer"
            ),
        ]
        indexes = [models.Index(fields=["quiz", "position", "id"], name="questions_of_a_quiz")]


class QuizAttempt(models.Model):
    """One go at a quiz, with all that was asked as it stood then: changing the bank never changes it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="quiz_attempts", db_index=False)
    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="attempts_made", db_index=False)
    # counted by enrolment and quiz, from 1
    number = models.PositiveSmallIntegerField()
    # from which the draw and its order follow
    seed = models.BigIntegerField()
    # see `quizzes.asked`: the questions with their right answers, and what was answered to each
    asked: Any = models.JSONField(default=list)
    given: Any = models.JSONField(default=dict, null=True, blank=True)
    pass_percent = models.PositiveSmallIntegerField()
    begun_at = models.DateTimeField()
    # from then on nothing is taken any more
    ends_at = models.DateTimeField(null=True, blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    # in percent, from 0 to 100; see `quizzes.scoring`
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    passed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "quiz"], condition=Q(handed_in_at=None), name="one_open_attempt_at_a_quiz"
            ),
            models.UniqueConstraint(fields=["enrolment", "quiz", "number"], name="attempts_are_numbered_once"),
            models.CheckConstraint(
                condition=Q(handed_in_at=None, score=None, passed=False)
                | Q(handed_in_at__isnull=False, score__gte=0, score__lte=100),
                name="what_is_handed_in_has_a_score",
            ),
        ]
        indexes = [
            models.Index(fields=["quiz", "-begun_at", "id"], name="attempts_at_a_quiz"),
            models.Index(fields=["ends_at"], condition=Q(handed_in_at=None), name="attempts_that_end"),
        ]

    @property
    def answered(self) -> dict[str, Any]:
        """What was answered, by number of the question; nothing of somebody who was erased."""
        return self.given or {}
