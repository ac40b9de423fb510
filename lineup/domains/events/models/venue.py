"""Where events take place; used by many of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs.models import Club
from lineup.core.foundation import ids
from lineup.core.people.models import Person


class Venue(models.Model):
    """A place with an address, kept by a club or by a person, exactly one of the two."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    club = models.ForeignKey(Club, models.PROTECT, null=True, blank=True, related_name="venues")
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="venues")
    name = models.CharField(_("name"), max_length=200)
    address = models.CharField(_("address"), max_length=300)
    city = models.CharField(_("city"), max_length=120)
    country = models.CharField(_("country"), max_length=2)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    binned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(club=None, owner__isnull=False) | Q(club__isnull=False, owner=None),
                name="kept_by_a_club_or_a_person",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="a_venue_is_on_earth",
            ),
        ]
        indexes = [
            models.Index(fields=["club", "name", "id"], name="venues_of_a_club"),
            models.Index(fields=["owner", "name", "id"], name="venues_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.name
