"""What those who run an event tell those who take part in it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.core.participation.models import Offering
from lineup.core.people.models import Person
from lineup.domains.onsite.models.room import Room
from lineup.domains.onsite.models.session import Session


class Announcement(models.Model):
    """A title and a text for a part of the people: `room` and `session` say of which, where the target is one."""

    class Target(models.TextChoices):
        ALL = "all", _("Everybody who takes part or works there")
        PARTICIPANTS = "participants", _("Participants")
        EXHIBITORS = "exposants", _("Exhibitors")
        CONTROLLERS = "controlleurs", _("Badge controllers")
        MANAGERS = "gestionnaires", _("Room managers")
        ROOM = "room", _("Those of one room")
        SESSION = "session", _("Those of one session")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    offering = models.ForeignKey(Offering, models.CASCADE, related_name="announcements")
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("text"), max_length=5000)
    target = models.CharField(_("for"), max_length=20, choices=Target.choices)
    room = models.ForeignKey(Room, models.CASCADE, null=True, blank=True, related_name="announcements")
    session = models.ForeignKey(Session, models.CASCADE, null=True, blank=True, related_name="announcements")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="announcements")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    binned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["offering", "-created_at"], name="announcements_of_an_event")]
        constraints = [
            models.CheckConstraint(
                condition=Q(target="room", room__isnull=False, session=None)
                | Q(target="session", session__isnull=False, room=None)
                | Q(target__in=["all", "participants", "exposants", "controlleurs", "gestionnaires"])
                & Q(room=None, session=None),
                name="an_announcement_has_its_target",
            ),
        ]

    def __str__(self) -> str:
        return self.title
