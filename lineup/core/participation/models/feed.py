"""A secret calendar address: what a person takes part in, or what a club offers its members."""

from django.db import models

from lineup.core.clubs.models import Club
from lineup.core.foundation import ids
from lineup.core.people.models import Person


class Feed(models.Model):
    """Found by the digest of its secret; revoked by its owner."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="feeds")
    club = models.ForeignKey(Club, models.CASCADE, null=True, blank=True, related_name="feeds")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField(max_length=12, editable=False)
    created_at = models.DateTimeField()
    last_read_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
