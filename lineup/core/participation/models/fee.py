"""What a place costs, marked by hand: no money passes through the house."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids, money
from lineup.core.participation.models.place import Place
from lineup.core.people.models import Person


class Fee(models.Model):
    """The price of the pool when the place was confirmed; a later price changes it no more. Kept by `fees`."""

    class State(models.TextChoices):
        DUE = "due", _("Due")
        PAID = "paid", _("Paid")
        WAIVED = "waived", _("Waived")
        REFUNDED = "refunded", _("Given back")

    place = models.OneToOneField(Place, models.PROTECT, primary_key=True, related_name="fee")
    amount = models.DecimalField(_("amount"), max_digits=money.DIGITS, decimal_places=money.PLACES)
    currency = models.CharField(_("currency"), max_length=3)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DUE)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_fee_is_more_than_nothing"),
            models.CheckConstraint(
                condition=Q(state="due", settled_at=None) | ~Q(state="due") & Q(settled_at__isnull=False),
                name="a_fee_is_settled_once_it_is_not_due",
            ),
        ]

    def __str__(self) -> str:
        return money.said(self.amount, self.currency)


class FeeChange(models.Model):
    """One mark on a fee; a trigger in the database refuses to change it. `act` is shared by what one click marked."""

    id = models.BigAutoField(primary_key=True)
    fee = models.ForeignKey(Fee, models.PROTECT, related_name="changes")
    act = models.UUIDField(default=ids.new, editable=False)
    from_state = models.CharField(max_length=8, choices=Fee.State.choices)
    to_state = models.CharField(max_length=8, choices=Fee.State.choices)
    # who had settled it before, and when: what an undo puts back
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    # the act that this one takes back
    undoes = models.UUIDField(null=True, blank=True, editable=False)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["fee", "-id"], name="changes_of_a_fee"),
            models.Index(fields=["act"], name="fee_changes_of_an_act"),
        ]
