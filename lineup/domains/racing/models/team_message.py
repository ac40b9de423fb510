"""What people of a team write to each other."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.core.people.models import Person
from lineup.domains.racing.models.team import Team


class TeamMessage(models.Model):
    """A message on a team's wall; a pinned one is a note that stays at its top. One taken back keeps no words."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    team = models.ForeignKey(Team, models.CASCADE, related_name="messages")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField(_("message"), max_length=2000, blank=True)
    created_at = models.DateTimeField()
    pinned_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_back_at=None) | Q(text="", pinned_at=None),
                name="a_message_taken_back_keeps_no_words",
            )
        ]
        indexes = [
            models.Index(fields=["team", "-created_at", "-id"], name="messages_of_a_team"),
            models.Index(fields=["team", "pinned_at"], condition=Q(pinned_at__isnull=False), name="notes_of_a_team"),
        ]
