"""Results of a session of a race: cars in the order of the file, who drove them, and what organisers corrected."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lineup.core.foundation import ids
from lineup.core.people.models import Person
from lineup.domains.racing.models.entry import RaceEntry
from lineup.domains.racing.models.profile import SimProfile
from lineup.domains.racing.models.race import Race, RaceSession

MOST_NUMBER = 20


class RaceResults(models.Model):
    """What was read out of one file, for one session; a draft that organisers see until it is published.

    `number` tells two sessions of a kind apart; `sha256` is the file's, so that the same one is read once.
    """

    class Source(models.TextChoices):
        ACC = "acc", "Assetto Corsa Competizione"
        IRACING = "iracing", "iRacing"

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    race = models.ForeignKey(Race, models.CASCADE, related_name="results")
    kind = models.CharField(_("session"), max_length=10, choices=RaceSession.Kind.choices)
    number = models.PositiveSmallIntegerField(
        _("which of them"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_NUMBER)]
    )
    source = models.CharField(max_length=10, choices=Source.choices)
    track = models.CharField(max_length=80, blank=True)
    sha256 = models.CharField(max_length=64)
    imported_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    imported_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["race", "kind", "number"], name="a_session_has_results_once")]

    def __str__(self) -> str:
        name = str(self.get_kind_display())
        return name if self.number == 1 else f"{name} {self.number}"


class ResultLine(models.Model):
    """A car in the results: as the file has it, the entry that it is, and what organisers decided.

    `laps`: for each lap its milliseconds or null, which of the drivers, whether it counts. `imposed`: what the
    simulator imposed: reason, penalty, value, lap.
    """

    class Status(models.TextChoices):
        FINISHED = "finished", pgettext_lazy("result", "Finished")
        RETIRED = "retired", pgettext_lazy("result", "Retired")
        NOT_STARTED = "not_started", pgettext_lazy("result", "Did not start")
        DISQUALIFIED = "disqualified", pgettext_lazy("result", "Disqualified")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    results = models.ForeignKey(RaceResults, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=4, blank=True)
    team = models.CharField(max_length=80, blank=True)
    class_name = models.CharField(max_length=60, blank=True)
    entry = models.ForeignKey(
        RaceEntry, models.SET_NULL, null=True, blank=True, related_name="results", verbose_name=_("entry")
    )
    laps_done = models.PositiveIntegerField()
    total_ms = models.PositiveIntegerField(null=True, blank=True)
    best_lap_ms = models.PositiveIntegerField(null=True, blank=True)
    laps_led = models.PositiveIntegerField(null=True, blank=True)
    status = models.CharField(_("how it ended"), max_length=12, choices=Status.choices)
    penalty_seconds = models.PositiveIntegerField(
        _("penalty in seconds"), default=0, validators=[MaxValueValidator(24 * 3600)]
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    laps = models.JSONField(default=list, blank=True)
    imposed = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["results", "position"], name="a_line_of_results_stands_once"),
            models.UniqueConstraint(fields=["results", "entry"], name="an_entry_has_one_line_of_results"),
        ]

    @property
    def name(self) -> str:
        """Who it was: the entry's name, the team's of the file, or its drivers'."""
        if self.entry is not None:
            return self.entry.name
        return self.team or ", ".join(one.name for one in self.drivers.all() if one.name)


class ResultDriver(models.Model):
    """Somebody who drove the car, by the name of the file; `profile` once the simulator's id is known."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    line = models.ForeignKey(ResultLine, models.CASCADE, related_name="drivers")
    position = models.PositiveSmallIntegerField()
    platform_id = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=80, blank=True)
    profile = models.ForeignKey(SimProfile, models.SET_NULL, null=True, blank=True, related_name="results")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "position"], name="a_driver_of_a_line_stands_once")]
