"""A link that lets somebody see an offering, or take a place in one of its pools."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.core.participation.models.offering import Offering
from lineup.core.participation.models.place import Place
from lineup.core.participation.models.pool import Pool
from lineup.core.people.models import Person


class Invitation(models.Model):
    """To an offering, or to one pool of it (then it opens the pool's door as well)."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    offering = models.ForeignKey(Offering, models.PROTECT, related_name="invitations")
    pool = models.ForeignKey(Pool, models.PROTECT, null=True, blank=True, related_name="invitations")
    email = models.EmailField(_("e-mail address"), max_length=254)
    email_folded = models.CharField(max_length=320, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="invitations")
    invited_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    message = models.TextField(_("message"), max_length=1000, blank=True)
    digest = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(_("expires"))
    # the place it was answered with, or the one it holds until it is answered
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="invitations")
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["offering", "email_folded"],
                condition=Q(accepted_at=None, declined_at=None, revoked_at=None),
                name="one_open_invitation_per_address",
            )
        ]
        indexes = [models.Index(fields=["person", "offering"], name="invitations_of_a_person")]
