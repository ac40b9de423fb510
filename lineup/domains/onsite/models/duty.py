"""Who works at an event, in which role, and in which room from when to when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.core.participation.models import Offering
from lineup.core.people.models import Person
from lineup.domains.onsite.models.room import Room
from lineup.domains.onsite.roles import Staff


class StaffRole(models.Model):
    """Somebody's role among those who work at the event; they may have others, here and elsewhere."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    offering = models.ForeignKey(Offering, models.CASCADE, related_name="staff_roles")
    person = models.ForeignKey(Person, models.CASCADE, related_name="staff_roles")
    role = models.CharField(_("role"), max_length=30, choices=Staff.choices)
    # what who entered them by address calls them: whether the address is known, nobody is told
    entered_name = models.CharField(_("name"), max_length=120, blank=True, db_default="")
    given_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "role", "offering"], name="who_works_where")]
        constraints = [
            models.UniqueConstraint(fields=["offering", "person", "role"], name="a_staff_role_is_given_once"),
            models.CheckConstraint(condition=Q(role__in=Staff.values), name="a_staff_role_is_known"),
        ]

    @property
    def shown_name(self) -> str:
        """How the event's organisers see them: as they were entered, or by their own name."""
        return self.entered_name or self.person.name


class RoomDuty(models.Model):
    """A time slot in which somebody looks after a room, or its door.

    Nobody is in two rooms at once: on PostgreSQL an exclusion constraint holds it, on SQLite a trigger; both are made
    by `one_room.holding`, a step of migrations.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    offering = models.ForeignKey(Offering, models.CASCADE, related_name="duties")
    person = models.ForeignKey(Person, models.CASCADE, related_name="duties")
    role = models.CharField(_("role"), max_length=30, choices=Staff.choices)
    room = models.ForeignKey(Room, models.CASCADE, related_name="duties", verbose_name=_("room"))
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    entered_name = models.CharField(_("name"), max_length=120, blank=True, db_default="")
    given_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "starts_at"], name="duties_of_a_person"),
            models.Index(fields=["offering", "starts_at"], name="duties_of_an_event"),
            models.Index(fields=["room", "starts_at"], name="duties_in_a_room"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="a_duty_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(role__in=Staff.values), name="a_duty_is_of_a_known_role"),
        ]

    @property
    def shown_name(self) -> str:
        """How the event's organisers see them: as they were entered on the team, or by their own name."""
        return self.entered_name or self.person.name
