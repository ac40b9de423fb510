"""What people ask in a session, and which questions others want answered too."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.core.people.models import Person
from lineup.domains.onsite.models.session import Session


class QuestionBoard(models.Model):
    """How often the questions of a session changed, and when somebody voted last: all that watching pages ask."""

    session = models.OneToOneField(Session, models.CASCADE, primary_key=True, related_name="board")
    version = models.PositiveIntegerField(default=0)
    voted_at = models.DateTimeField(null=True, blank=True)


class SessionQuestion(models.Model):
    """A question on a session. Answered in the room (`answered_at` alone) or in writing; hidden by who keeps order."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="questions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="session_questions")
    is_anonymous = models.BooleanField(default=False)
    text = models.TextField(_("question"), max_length=500)
    asked_at = models.DateTimeField()
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["session", "asked_at", "id"], name="questions_on_a_session")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="") | Q(answered_at__isnull=False), name="an_answer_has_its_time"
            ),
        ]


class QuestionVote(models.Model):
    """Somebody wants this answered too."""

    question = models.ForeignKey(SessionQuestion, models.CASCADE, related_name="votes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="question_votes")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "person"], name="one_vote_on_a_question")]
