"""Files of an event, handed out only after a look at who asks."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lineup.core.foundation import ids
from lineup.core.people.models import Person
from lineup.domains.events.models.event import Event


def stored_as(file: "EventFile", name: str) -> str:
    """Random on disk: the name a person gave is only ever a label."""
    return f"events/{file.event_id}/{ids.new().hex}"


class EventFile(models.Model):
    """A document for everybody who sees the event, or only for those who take part; `use` names the two known ones."""

    class Audience(models.TextChoices):
        EVERYBODY = "everybody", _("Everybody who sees the event")
        HOLDERS = "holders", _("Only those who take part")

    class Use(models.TextChoices):
        OTHER = "", _("Another file")
        PROGRAMME = "programme", pgettext_lazy("file", "The programme")
        GUIDE = "guide", pgettext_lazy("file", "The guide")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="files")
    name = models.CharField(_("name"), max_length=200)
    file = models.FileField(_("file"), upload_to=stored_as, max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    audience = models.CharField(_("for"), max_length=10, choices=Audience.choices, default=Audience.EVERYBODY)
    use = models.CharField(_("use"), max_length=10, choices=Use.choices, blank=True, default="", db_default="")
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    binned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "use"],
                condition=Q(binned_at=None) & ~Q(use=""),
                name="one_programme_and_one_guide_of_an_event",
            ),
        ]
