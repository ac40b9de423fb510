"""On which other sites the sign-up of an offering, or of all of a club's, may be shown."""

from django.db import models
from django.db.models import Q

from lineup.core.clubs.models import Club
from lineup.core.participation.models.offering import Offering


class Embedding(models.Model):
    """Everywhere, or within the pages of these origins; neither: nowhere. An offering's own goes before its club's."""

    offering = models.OneToOneField(Offering, models.CASCADE, null=True, blank=True, related_name="embedding")
    club = models.OneToOneField(Club, models.CASCADE, null=True, blank=True, related_name="embedding")
    anywhere = models.BooleanField(default=False)
    origins = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(club=None, offering__isnull=False) | Q(club__isnull=False, offering=None),
                name="embedding_of_a_club_or_an_offering",
            )
        ]
