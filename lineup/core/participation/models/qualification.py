"""What a person may do or knows, as a club vouches for it, for a time; a pool may ask for it."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lineup.core.clubs.models import Club
from lineup.core.foundation import ids
from lineup.core.participation.models.offering import Offering
from lineup.core.people.models import Person


class Qualification(models.Model):
    """Named by a club; granted by what it offers (a course), or by hand."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    # its unique name finds those of a club
    club = models.ForeignKey(Club, models.CASCADE, related_name="qualifications", db_index=False)
    name = models.CharField(_("name"), max_length=120)
    # how one gets it, read by those who lack it
    how = models.CharField(_("how to get it"), max_length=500, blank=True)
    # for how long it is held where who grants it says nothing; None: for ever
    months = models.PositiveSmallIntegerField(_("months"), null=True, blank=True)
    grace_days = models.PositiveSmallIntegerField(_("days of grace"), default=0)
    remind_days = models.PositiveSmallIntegerField(_("days before its end"), default=21)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "name"], name="a_club_names_a_qualification_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Granting(models.Model):
    """Who completes the offering is granted the qualification."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    qualification = models.ForeignKey(Qualification, models.CASCADE, related_name="grantings")
    offering = models.ForeignKey(Offering, models.CASCADE, related_name="grantings", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offering", "qualification"], name="an_offering_grants_it_once"),
        ]


class Holding(models.Model):
    """That somebody holds a qualification, from when until when; a renewal is another one."""

    class Status(models.TextChoices):
        HELD = "valid", pgettext_lazy("qualification", "Held")
        GRACE = "in_grace", pgettext_lazy("qualification", "Ended, days of grace")
        ENDED = "expired", pgettext_lazy("qualification", "Ended")
        REVOKED = "revoked", pgettext_lazy("qualification", "Revoked")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    qualification = models.ForeignKey(Qualification, models.CASCADE, related_name="holdings", db_index=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="holdings", db_index=False)
    # what it came of: makes it once
    key = models.CharField(max_length=80, unique=True)
    held_from = models.DateTimeField()
    held_until = models.DateTimeField(null=True, blank=True)
    # with the days of grace: until then it is taken for held
    counts_until = models.DateTimeField(null=True, blank=True)
    # by hand: by whom and why
    granted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    # when its holder is told next that it ends, and when they were told that it will
    tell_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held_until=None, counts_until=None)
                | Q(held_until__gt=F("held_from"), counts_until__gte=F("held_until")),
                name="a_holding_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "qualification"], name="holdings_of_a_person"),
            models.Index(fields=["qualification", "-held_from", "-id"], name="holdings_of_a_qualification"),
            models.Index(fields=["tell_at"], condition=Q(tell_at__isnull=False), name="holdings_that_end"),
        ]

    def status(self, at: datetime) -> Status:
        """Where it stands at this instant."""
        if self.revoked_at:
            return self.Status.REVOKED
        if self.held_until is None or self.held_until > at:
            return self.Status.HELD
        return self.Status.GRACE if self.counts_until and self.counts_until > at else self.Status.ENDED
