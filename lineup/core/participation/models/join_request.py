"""A guest's wish to join, before the address is proved; and the links that stand for a place."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.core.participation.models.place import Place
from lineup.core.participation.models.pool import Pool


class JoinRequest(models.Model):
    """Holds nothing: the place is taken when the link in the mail is used."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="join_requests")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"), max_length=254)
    companions = models.JSONField(default=list)
    language = models.CharField(max_length=8, default="en")
    time_zone = models.CharField(max_length=64, default="UTC")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="join_requests")

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="join_requests_by_end")]


class PlaceLink(models.Model):
    """A guest's key to one place (or to the request that may become one), by its digest."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    place = models.ForeignKey(Place, models.CASCADE, null=True, blank=True, related_name="links")
    request = models.ForeignKey(JoinRequest, models.CASCADE, null=True, blank=True, related_name="links")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(place=None, request__isnull=False) | Q(place__isnull=False, request=None),
                name="a_link_stands_for_one_thing",
            )
        ]
