"""A participant's place in a pool, and every change it went through."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.core.participation.models.pool import Pool
from lineup.core.participation.transitions import LIVE, State
from lineup.core.people.models import Participant, Person

STATES = [
    (State.REQUESTED, _("Requested")),
    (State.WAITLISTED, _("Waiting")),
    (State.OFFERED, _("Offered")),
    (State.CONFIRMED, _("Confirmed")),
    (State.REJECTED, _("Rejected")),
    (State.DECLINED, _("Declined")),
    (State.LAPSED, _("Lapsed")),
    (State.WITHDRAWN, _("Withdrawn")),
    (State.REVOKED, _("Revoked")),
]


class Place(models.Model):
    """Never deleted: a place that was given up is its history. Changed by `places` alone."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    pool = models.ForeignKey(Pool, models.PROTECT, related_name="places")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="places")
    contact = models.ForeignKey(Person, models.PROTECT, related_name="contact_places")
    state = models.CharField(max_length=10, choices=STATES)
    queued_at = models.DateTimeField()
    priority = models.SmallIntegerField(default=0)
    held_until = models.DateTimeField(null=True, blank=True)
    # places that were taken together and move up together carry the same party
    party = models.UUIDField(default=ids.new, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pool", "participant"],
                condition=Q(state__in=sorted(LIVE)),
                name="one_live_place_per_participant",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.OFFERED) | Q(held_until__isnull=False), name="an_offer_has_an_end"
            ),
        ]
        indexes = [
            models.Index(
                F("pool"),
                F("priority").desc(),
                F("queued_at"),
                F("party"),
                F("id"),
                condition=Q(state=State.WAITLISTED),
                name="the_queue",
            ),
            models.Index(fields=["held_until"], condition=Q(state=State.OFFERED), name="offers_by_end"),
            models.Index(fields=["pool", "state", "queued_at", "id"], name="places_of_a_pool"),
            models.Index(fields=["pool", "queued_at", "id"], name="a_guest_list_by_time"),
            models.Index(fields=["contact", "queued_at", "id"], name="places_of_a_contact"),
            models.Index(fields=["party"], name="places_of_a_party"),
        ]

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def shown_name(self) -> str:
        """How others see who holds it: as they were entered by hand, until they act; read `entered` along."""
        entered = getattr(self, "entered", None)
        return entered.name if entered else self.participant.display_name

    @property
    def shown_email(self) -> str:
        """The address that others see, as `shown_name`."""
        entered = getattr(self, "entered", None)
        return entered.email if entered else self.contact.email


class PlaceChange(models.Model):
    """One step of a place; a trigger in the database refuses to change it afterwards."""

    id = models.BigAutoField(primary_key=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="changes")
    action = models.CharField(max_length=10)
    from_state = models.CharField(max_length=10, choices=STATES, blank=True)
    to_state = models.CharField(max_length=10, choices=STATES)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=10)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["place", "-id"], name="changes_of_a_place")]

    @property
    def notice_key(self) -> str:
        """Under which its contact is told of it, once."""
        return f"place:{self.place_id}:{self.pk}"
