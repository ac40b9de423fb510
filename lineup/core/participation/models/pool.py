"""A number of places of one role in an offering, and how one gets in."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids, money
from lineup.core.participation.models.offering import Offering
from lineup.core.participation.models.qualification import Qualification


class Pool(models.Model):
    """Capacity belongs to a role of an offering; `taken` is written by `pools.shift` alone."""

    class Admission(models.TextChoices):
        OPEN = "open", _("Open: whoever comes first")
        APPROVAL = "approval", _("On request, the organiser approves")
        INVITATION = "invitation", _("By invitation only")

    class Waitlist(models.TextChoices):
        NONE = "none", _("No waitlist")
        AUTOMATIC = "automatic", _("The next in line gets a freed place at once")
        OFFER = "offer", _("The next in line is offered a freed place for a time")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    offering = models.ForeignKey(Offering, models.PROTECT, related_name="pools")
    # no index of its own: nearly every pool has the same role, and SQLite would walk through all of them
    role = models.SlugField(max_length=30, db_index=False)
    name = models.CharField(_("name"), max_length=120, blank=True)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    taken = models.PositiveIntegerField(default=0, editable=False)
    admission = models.CharField(_("admission"), max_length=12, choices=Admission.choices, default=Admission.OPEN)
    waitlist = models.CharField(_("waitlist"), max_length=10, choices=Waitlist.choices, default=Waitlist.AUTOMATIC)
    offer_minutes = models.PositiveIntegerField(_("minutes to answer an offer"), default=24 * 60)
    party_limit = models.PositiveSmallIntegerField(_("largest group"), default=5)
    opens_at = models.DateTimeField(_("sign-up opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("sign-up closes"), null=True, blank=True)
    # what a place costs, to be paid by hand; here and not in a table of its own, because joining reads it
    price = models.DecimalField(_("price"), max_digits=money.DIGITS, decimal_places=money.PLACES, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    how_to_pay = models.CharField(_("how to pay"), max_length=500, blank=True)
    # whether it has questions: who joins one without needs no look; written by `questions` alone
    asks = models.BooleanField(default=False, editable=False)
    answers_until = models.DateTimeField(_("answers can be changed until"), null=True, blank=True)
    # what one holds to get in; in the pool, because joining reads it
    qualification = models.ForeignKey(
        Qualification, models.PROTECT, null=True, blank=True, related_name="pools", verbose_name=_("qualification")
    )

    class Meta:
        indexes = [models.Index(fields=["offering", "role"], name="pools_of_an_offering")]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(taken__lte=F("capacity")), name="never_more_taken_than_capacity"
            ),
            models.CheckConstraint(
                condition=Q(price=None) | Q(price__gt=0) & ~Q(currency=""), name="a_price_has_a_currency"
            ),
            models.CheckConstraint(condition=Q(party_limit__gte=1), name="a_group_has_at_least_one"),
            models.CheckConstraint(condition=Q(offer_minutes__gte=1), name="an_offer_lasts_at_least_a_minute"),
        ]

    def __str__(self) -> str:
        return self.name or self.role

    @property
    def free(self) -> int | None:
        """Places that nobody holds; None where there is no limit."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)
