"""For whom a feature is switched on: everybody, a club, a share of people."""

from django.db import models
from django.db.models import Q

from lineup.core.clubs.models import Club
from lineup.core.foundation import ids


class Switch(models.Model):
    """Of a flag, for the platform (club null) or for one club: the share of people who have it, in percent."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    flag = models.CharField(max_length=40)
    club = models.ForeignKey(Club, models.CASCADE, null=True, blank=True, related_name="switches")
    share = models.PositiveSmallIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["flag"], condition=Q(club=None), name="one_switch_for_the_platform"),
            models.UniqueConstraint(fields=["flag", "club"], name="one_switch_per_club"),
            models.CheckConstraint(condition=Q(share__lte=100), name="a_share_is_at_most_all"),
        ]
