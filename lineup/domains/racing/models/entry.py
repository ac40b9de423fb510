"""An entry: a team, or a single driver, in a race; and who sits in it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lineup.core.foundation import ids
from lineup.core.participation.models import Place
from lineup.core.people.models import Participant, Person
from lineup.domains.racing.entry_states import EntryStatus
from lineup.domains.racing.models.car import SimCar
from lineup.domains.racing.models.race import Race, RaceClass, Slot
from lineup.domains.racing.models.signup import Signup

ENTRY_STATUSES = [
    (EntryStatus.PENDING, pgettext_lazy("entry", "Being prepared")),
    (EntryStatus.SUBMITTED, pgettext_lazy("entry", "Sent in")),
    (EntryStatus.CONFIRMED, pgettext_lazy("entry", "Confirmed")),
    (EntryStatus.RACED, pgettext_lazy("entry", "Raced")),
    (EntryStatus.WITHDRAWN, pgettext_lazy("entry", "Withdrawn")),
    (EntryStatus.DISQUALIFIED, pgettext_lazy("entry", "Disqualified")),
]


class RaceEntry(models.Model):
    """Who races, in which class, slot and car, under which number; without a place until it is confirmed.

    `participant` is a team, or in a race of single drivers a person; `contact` answers for it.
    """

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    race = models.ForeignKey(Race, models.CASCADE, related_name="entries")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="race_entries")
    contact = models.ForeignKey(Person, models.PROTECT, related_name="+")
    place = models.OneToOneField(Place, models.PROTECT, null=True, blank=True, related_name="race_entry")
    race_class = models.ForeignKey(RaceClass, models.CASCADE, related_name="entries", verbose_name=_("class"))
    slot = models.ForeignKey(
        Slot, models.SET_NULL, null=True, blank=True, related_name="entries", verbose_name=_("slot")
    )
    car = models.ForeignKey(SimCar, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("car"))
    number = models.CharField(_("number"), max_length=4, blank=True)
    status = models.CharField(max_length=12, choices=ENTRY_STATUSES, default=EntryStatus.PENDING)
    # telemetry leaves its stint plan alone
    is_plan_held = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["race", "number"],
                condition=~Q(number="") & ~Q(status=EntryStatus.WITHDRAWN),
                name="a_number_races_once",
            ),
            models.UniqueConstraint(
                fields=["race", "participant"],
                condition=~Q(status=EntryStatus.WITHDRAWN),
                name="a_participant_enters_a_race_once",
            ),
            models.CheckConstraint(
                condition=Q(place__isnull=False)
                | Q(status__in=[EntryStatus.PENDING, EntryStatus.SUBMITTED, EntryStatus.WITHDRAWN]),
                name="who_is_confirmed_has_a_place",
            ),
        ]
        indexes = [models.Index(fields=["race", "status", "number", "id"], name="entries_of_a_race")]

    def __str__(self) -> str:
        return f"#{self.number} {self.name}" if self.number else self.name

    @property
    def name(self) -> str:
        return self.participant.display_name


class EntrySeat(models.Model):
    """A participation in the line-up of an entry. One sits in one entry of a race.

    What its stint plan asks of a driver besides what they said of themselves: fewest and most stints, and who starts.
    """

    class Role(models.TextChoices):
        DRIVER = "driver", _("Driver")
        RESERVE = "reserve", _("Reserve driver")
        SPOTTER = "spotter", _("Spotter")
        ENGINEER = "engineer", _("Engineer")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    entry = models.ForeignKey(RaceEntry, models.CASCADE, related_name="seats")
    signup = models.OneToOneField(Signup, models.CASCADE, related_name="seat")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.DRIVER)
    stints_least = models.PositiveSmallIntegerField(
        _("fewest stints"), default=0, db_default=0, validators=[MaxValueValidator(200)]
    )
    stints_most = models.PositiveSmallIntegerField(
        _("most stints"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    is_starter = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry"], condition=Q(is_starter=True), name="one_starts_the_race"),
            models.CheckConstraint(
                condition=Q(stints_most=None) | Q(stints_most__gte=F("stints_least")),
                name="the_most_stints_are_no_fewer_than_the_fewest",
            ),
        ]
