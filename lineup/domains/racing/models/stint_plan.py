"""A stint plan of an entry: what was asked, the answer, and all versions before."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.core.people.models import Person
from lineup.domains.racing.models.entry import RaceEntry
from lineup.domains.racing.models.signup import Signup


class StintPlan(models.Model):
    """A version of the plan: searched for, or changed by hand; once found it stays as it is.

    `why`: for one that is impossible the rules and hours that contradict each other, for one that broke off a refusal;
    see `stint_answers`.
    """

    class Status(models.TextChoices):
        SEARCHING = "searching", _("Being searched for")
        READY = "ready", _("Ready")
        IMPOSSIBLE = "impossible", _("Not possible")
        FAILED = "failed", _("Broke off")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    entry = models.ForeignKey(RaceEntry, models.CASCADE, related_name="stint_plans")
    version = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices)
    is_current = models.BooleanField(default=False)
    is_by_hand = models.BooleanField(default=False)
    based_on = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    # of a version that moved along with the race: the one that people put into force
    moved_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    # what was asked
    green_flag_at = models.DateTimeField(_("green flag"))
    minutes = models.PositiveIntegerField(_("minutes of the race"))
    litres_per_lap = models.DecimalField(
        _("litres that a lap burns"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    stint_laps = models.PositiveSmallIntegerField(
        _("laps of a stint, if fewer than a tank lasts"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(500)],
    )
    turn_stints = models.PositiveSmallIntegerField(
        _("most stints in a row"), default=3, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    long_rest_minutes = models.PositiveSmallIntegerField(
        _("one long rest for each, in minutes"), default=0, validators=[MaxValueValidator(1440)]
    )
    shares_nights = models.BooleanField(_("share the stints in the dark equally"), default=False, db_default=False)
    planned_from = models.DateTimeField(null=True, blank=True)
    note = models.TextField(_("strategy"), max_length=4000, blank=True)
    # the answer
    is_proved = models.BooleanField(default=False)
    why = models.JSONField(default=dict, blank=True)
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "version"], name="one_plan_of_a_version"),
            models.UniqueConstraint(fields=["entry"], condition=Q(is_current=True), name="one_plan_holds_at_a_time"),
            models.CheckConstraint(
                condition=Q(is_current=False) | Q(status="ready"), name="what_holds_is_a_plan_that_was_found"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} · {self.version}"

    @property
    def is_moved(self) -> bool:
        """Whether telemetry moved it."""
        return self.moved_from_id is not None


class WaivedFault(models.Model):
    """What plans of the entry break knowingly, and why. `fault`: its key, as `stints.checker` tells faults apart.

    `signup`: whom it concerns, if somebody alone.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    entry = models.ForeignKey(RaceEntry, models.CASCADE, related_name="waived_faults")
    fault = models.CharField(max_length=32)
    signup = models.ForeignKey(Signup, models.CASCADE, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    waived_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    waived_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "fault"], name="a_fault_is_waived_once")]

    def __str__(self) -> str:
        return self.reason


class PlanDriver(models.Model):
    """Who drives by the plan, at which pace; `is_excused`: they dropped out, and nothing more is asked of them."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    plan = models.ForeignKey(StintPlan, models.CASCADE, related_name="drivers")
    signup = models.ForeignKey(Signup, models.CASCADE, related_name="+")
    lap_ms = models.PositiveIntegerField()
    is_excused = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "signup"], name="somebody_is_planned_once")]


class PlannedStint(models.Model):
    """From when the car comes in until it comes in again: who drives, who spots. `is_done`: it had begun by then."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    plan = models.ForeignKey(StintPlan, models.CASCADE, related_name="stints")
    number = models.PositiveSmallIntegerField()
    driver = models.ForeignKey(Signup, models.CASCADE, related_name="+")
    spotter = models.ForeignKey(Signup, models.SET_NULL, null=True, blank=True, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    laps = models.PositiveSmallIntegerField()
    litres = models.DecimalField(max_digits=8, decimal_places=3)
    new_tyres = models.BooleanField(default=False)
    is_dark = models.BooleanField(default=False)
    is_done = models.BooleanField(default=False)
    is_locked = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["starts_at"], name="stints_by_start")]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_stint_of_a_number"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_stint_ends_after_it_starts"),
        ]
