"""What race control says during a race."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lineup.core.foundation import ids
from lineup.core.people.models import Person
from lineup.domains.racing.models.race import Race


class RaceNotice(models.Model):
    """A sentence of race control, as it was said: never changed, what does not hold any more is said anew."""

    class Kind(models.TextChoices):
        INFORMATION = "information", _("Information")
        INCIDENT = "incident", _("Incident under investigation")
        PENALTY = "penalty", _("Penalty")
        SAFETY_CAR = "safety_car", _("Safety car")
        RED_FLAG = "red_flag", _("Red flag")
        GREEN_FLAG = "green_flag", _("Green flag")
        DELAY = "delay", pgettext_lazy("of a race", "Delay")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    race = models.ForeignKey(Race, models.CASCADE, related_name="notices")
    kind = models.CharField(_("what it is about"), max_length=12, choices=Kind.choices)
    sentence = models.CharField(_("sentence"), max_length=300)
    author = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["race", "-created_at", "-id"], name="notices_of_a_race")]
