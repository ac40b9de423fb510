"""A session somebody wants to see."""

from django.db import models

from lineup.core.people.models import Person
from lineup.domains.onsite.models.session import Session


class Favourite(models.Model):
    """A star beside a session: it stands in the person's own programme and calendar."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="favourites")
    person = models.ForeignKey(Person, models.CASCADE, related_name="favourite_sessions")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "session"], name="a_session_is_starred_once")]
