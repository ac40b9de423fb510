"""Addresses of other programs that hear what happens here, and every try to tell them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.audit.models import Entry
from lineup.core.clubs.models import Club
from lineup.core.foundation import ids
from lineup.core.participation.models import PlaceChange
from lineup.core.people.models import Person


class Endpoint(models.Model):
    """An address that hears of a club's or a person's events, exactly one of the two."""

    class Disabled(models.TextChoices):
        BY_HAND = "by_hand", _("paused by hand")
        GONE = "gone", _("it answered 410: gone")
        FAILING = "failing", _("it failed at every try for three days")

    class Speaks(models.TextChoices):
        WEBHOOK = "webhook", _("webhook")
        # a Learning Record Store: it hears what learners did, as statements
        XAPI = "xapi", _("record store")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    club = models.ForeignKey(Club, models.CASCADE, null=True, blank=True, related_name="webhooks")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="webhooks")
    url = models.CharField(_("address"), max_length=500)
    name = models.CharField(_("name"), max_length=80)
    # slugs of happenings
    kinds = models.JSONField(default=list)
    tells_people = models.BooleanField(_("tell names and addresses"), default=False)
    created_at = models.DateTimeField()
    # what happened before is not told by itself
    hears_since = models.DateTimeField()
    disabled_at = models.DateTimeField(null=True, blank=True)
    disabled_why = models.CharField(max_length=10, choices=Disabled.choices, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    # a receiver that lets us wait is left in peace for a while, so that others are not kept waiting for it
    rests_until = models.DateTimeField(null=True, blank=True)
    times_slow = models.PositiveSmallIntegerField(default=0)
    speaks = models.CharField(max_length=8, choices=Speaks.choices, default=Speaks.WEBHOOK, db_default=Speaks.WEBHOOK)
    # key and secret by which we log in at a record store, sealed together
    sealed_login = models.CharField(max_length=1000, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(club=None, person__isnull=False) | Q(club__isnull=False, person=None),
                name="heard_by_a_club_or_a_person",
            )
        ]
        indexes = [models.Index(fields=["created_at"], condition=Q(disabled_at=None), name="webhooks_on")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_on(self) -> bool:
        return self.disabled_at is None

    @property
    def is_store(self) -> bool:
        return self.speaks == self.Speaks.XAPI


class SigningSecret(models.Model):
    """What an endpoint's messages are signed with; sealed, because it must be read again. Two while it rotates."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    endpoint = models.ForeignKey(Endpoint, models.CASCADE, related_name="secrets")
    sealed = models.CharField(max_length=300)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint"], condition=Q(expires_at=None), name="one_lasting_secret_per_endpoint"
            )
        ]


class Delivery(models.Model):
    """One thing that happened, on its way to one endpoint; its id is the `webhook-id`, at every try."""

    class State(models.TextChoices):
        WAITING = "waiting", _("on its way")
        DELIVERED = "delivered", _("delivered")
        FAILED = "failed", _("failed")
        SKIPPED = "skipped", _("not sent")

    # what happened stands in the record: a change of a place, or an act; neither for a test
    SOURCES: ClassVar[tuple[str, ...]] = ("change", "entry")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    endpoint = models.ForeignKey(Endpoint, models.CASCADE, related_name="deliveries")
    kind = models.CharField(max_length=40)
    change = models.ForeignKey(PlaceChange, models.PROTECT, null=True, blank=True, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, blank=True, related_name="+")
    happened_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    # all tries ever, and those of the present round of the schedule
    attempts = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    round_began_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "change"], name="a_change_is_told_once_per_endpoint"),
            models.UniqueConstraint(fields=["endpoint", "entry"], name="an_act_is_told_once_per_endpoint"),
        ]
        indexes = [
            models.Index(fields=["endpoint", "-happened_at", "-id"], name="deliveries_of_an_endpoint"),
            models.Index(fields=["happened_at"], name="deliveries_by_time"),
        ]


class Attempt(models.Model):
    """One try: what came back, how long it took. `failure` says why nothing came back."""

    id = models.BigAutoField(primary_key=True)
    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="attempt_log")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    failure = models.CharField(max_length=40, blank=True)
    duration_ms = models.PositiveIntegerField(default=0)
    excerpt = models.CharField(max_length=500, blank=True)


class Position(models.Model):
    """How far a record was read; what committed out of order just before it is looked at again."""

    record = models.CharField(max_length=10, primary_key=True)
    read_to = models.BigIntegerField(default=0)
