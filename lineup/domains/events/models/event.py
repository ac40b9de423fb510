"""An event: what it adds to its offering."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.participation.models import Offering
from lineup.core.people.models import Person
from lineup.domains.events.models.topic import Category, Tag
from lineup.domains.events.models.venue import Venue


class Event(models.Model):
    """Description, place and stream; its capacity is that of its pool `attendee`."""

    offering = models.OneToOneField(Offering, models.CASCADE, primary_key=True, related_name="event")
    description = models.TextField(_("description"), max_length=20_000, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    venue = models.ForeignKey(
        Venue, models.SET_NULL, null=True, blank=True, related_name="events", verbose_name=_("venue")
    )
    stream_url = models.URLField(_("YouTube link"), max_length=300, blank=True)
    map_latitude = models.FloatField(_("map latitude"), null=True, blank=True)
    map_longitude = models.FloatField(_("map longitude"), null=True, blank=True)
    map_zoom = models.PositiveSmallIntegerField(_("map zoom"), null=True, blank=True)
    category = models.ForeignKey(
        Category, models.SET_NULL, null=True, blank=True, related_name="events", verbose_name=_("category")
    )
    tags = models.ManyToManyField(Tag, blank=True, related_name="events", verbose_name=_("tags"))
    president = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    shows_participants = models.BooleanField(_("show who comes to those who come"), default=False)
    # how often the date or place changed: what a calendar needs to replace its copy
    revision = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(map_latitude=None, map_longitude=None)
                | Q(
                    map_latitude__gte=-90,
                    map_latitude__lte=90,
                    map_longitude__gte=-180,
                    map_longitude__lte=180,
                ),
                name="a_map_position_is_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(map_zoom=None) | Q(map_zoom__gte=1, map_zoom__lte=20), name="map_zoom_1_to_20"
            ),
        ]
