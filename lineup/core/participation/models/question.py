"""What an organiser asks of those who join a pool, and what each answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.core.participation.models.join_request import JoinRequest
from lineup.core.participation.models.place import Place
from lineup.core.participation.models.pool import Pool


class Wording(models.Model):
    """A question as it was put to people: never changed once somebody answered it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    text = models.CharField(_("question"), max_length=300)
    help = models.CharField(_("help"), max_length=500, blank=True)
    at = models.DateTimeField()


class Question(models.Model):
    """One question of a pool; retired rather than deleted. Kept by `questions`."""

    class Kind(models.TextChoices):
        LINE = "line", _("A line of text")
        TEXT = "text", _("Longer text")
        ONE = "one", _("One of several choices")
        SEVERAL = "several", _("Any of several choices")
        YES_NO = "yes_no", _("Yes or no")
        NUMBER = "number", _("A number")
        DATE = "date", _("A date")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("answered by"), max_length=8, choices=Kind.choices)
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="questions")
    required = models.BooleanField(_("needs an answer"), default=False)
    each_person = models.BooleanField(_("asked of each person of a group"), default=False)
    # asked only if the answer to this one is that
    only_if = models.ForeignKey("self", models.RESTRICT, null=True, blank=True, related_name="followed_by")
    only_if_choice = models.ForeignKey("Choice", models.RESTRICT, null=True, blank=True, related_name="followed_by")
    only_if_yes = models.BooleanField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(only_if=None, only_if_choice=None, only_if_yes=None)
                | Q(only_if__isnull=False, only_if_choice__isnull=False, only_if_yes=None)
                | Q(only_if__isnull=False, only_if_choice=None, only_if_yes__isnull=False),
                name="a_condition_is_whole",
            )
        ]
        indexes = [models.Index(fields=["pool", "position"], name="questions_of_a_pool")]

    def __str__(self) -> str:
        return self.wording.text


class Choice(models.Model):
    """One of the answers to choose from; its label stays as it was chosen."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    question = models.ForeignKey(Question, models.CASCADE, related_name="choices")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(_("choice"), max_length=200)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["question", "position"], name="choices_of_a_question")]

    def __str__(self) -> str:
        return self.label


class Answer(models.Model):
    """What somebody answered: with a place, or with a join request that may become one.

    `member` counts the people of a join request from 0, who asked. Of the typed columns the question's kind
    says which one holds the answer.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    question = models.ForeignKey(Question, models.RESTRICT, related_name="answers")
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="answers")
    place = models.ForeignKey(Place, models.CASCADE, null=True, blank=True, related_name="answers")
    request = models.ForeignKey(JoinRequest, models.CASCADE, null=True, blank=True, related_name="answers")
    member = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(max_length=4000, blank=True)
    number = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    yes = models.BooleanField(null=True, blank=True)
    choices = models.ManyToManyField(Choice, related_name="answers", blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(place=None, request__isnull=False) | Q(place__isnull=False, request=None),
                name="an_answer_belongs_to_one_thing",
            ),
            models.UniqueConstraint(
                fields=["place", "question"], condition=~Q(place=None), name="one_answer_per_place_and_question"
            ),
            models.UniqueConstraint(
                fields=["request", "member", "question"],
                condition=~Q(request=None),
                name="one_answer_per_member_and_question",
            ),
        ]
