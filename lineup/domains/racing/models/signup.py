"""A driver's sign-up to a race: where it stands, what they would like, and when they can."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lineup.core.foundation import ids
from lineup.core.participation.models import Place
from lineup.core.people.models import Person
from lineup.domains.racing.models.car import SimCar
from lineup.domains.racing.models.race import Race, Slot
from lineup.domains.racing.signup_states import Status

# what is kept here; waiting and withdrawing are states of the place
STAGES = [
    (Status.INTERESTED, _("Interested")),
    (Status.SIGNED_UP, pgettext_lazy("driver", "Signed up")),
    (Status.TEAM_FORMATION, _("Teams are being formed")),
    (Status.TEAM_ASSIGNED, _("In a team")),
    (Status.ENTRY_PENDING, _("Entry sent in")),
    (Status.ENTERED, pgettext_lazy("driver", "Entered")),
    (Status.CONFIRMED, _("Confirmed for the race")),
    (Status.PARTICIPATED, _("Took part")),
]
STATUSES = [*STAGES, (Status.WAITLIST, _("Waiting")), (Status.WITHDRAWN, pgettext_lazy("driver", "Withdrawn"))]


class Signup(models.Model):
    """One of a person and race, through all its phases. Without a place it is interest alone.

    A person who withdrew and comes back has a new place, and the same sign-up.
    """

    class Experience(models.TextChoices):
        BEGINNER = "beginner", _("Beginner")
        INTERMEDIATE = "intermediate", _("Some races")
        ADVANCED = "advanced", _("Many races")
        EXPERT = "expert", _("Endurance races as well")

    STATUSES = STATUSES

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    race = models.ForeignKey(Race, models.CASCADE, related_name="signups")
    person = models.ForeignKey(Person, models.PROTECT, related_name="race_signups")
    place = models.OneToOneField(Place, models.PROTECT, null=True, blank=True, related_name="signup")
    stage = models.CharField(max_length=14, choices=STAGES, default=Status.INTERESTED)
    preferred_car = models.ForeignKey(
        SimCar, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("preferred car")
    )
    backup_car = models.ForeignKey(
        SimCar, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("backup car")
    )
    slots = models.ManyToManyField(Slot, blank=True, related_name="signups", verbose_name=_("slots that suit"))
    wants_to_drive = models.BooleanField(_("driving"), default=True)
    wants_to_spot = models.BooleanField(_("spotting"), default=False)
    wants_to_plan = models.BooleanField(_("strategy"), default=False)
    experience = models.CharField(_("experience"), max_length=12, choices=Experience.choices, blank=True)
    stint_minutes_most = models.PositiveSmallIntegerField(
        _("longest stint, in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(10), MaxValueValidator(1440)],
    )
    rest_minutes_least = models.PositiveSmallIntegerField(
        _("shortest rest, in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1440)],
    )
    turn_stints_most = models.PositiveSmallIntegerField(
        _("most stints in a row"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    night_stints_most = models.PositiveSmallIntegerField(
        _("most stints in the dark"), null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(200)]
    )
    note = models.TextField(_("note"), max_length=1000, blank=True)
    has_agreed = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["race", "person"], name="one_participation_of_a_person_in_a_race"),
            models.CheckConstraint(
                condition=Q(place__isnull=False) | Q(stage=Status.INTERESTED), name="without_a_place_it_is_interest"
            ),
            models.CheckConstraint(
                condition=Q(preferred_car=None) | Q(backup_car=None) | ~Q(preferred_car=F("backup_car")),
                name="the_backup_car_is_another",
            ),
        ]
        indexes = [models.Index(fields=["race", "stage"], name="signups_of_a_race")]


class AvailabilityWindow(models.Model):
    """From when until when somebody can drive, or spot. Windows for one use never touch: they would be one."""

    class Use(models.TextChoices):
        DRIVE = "drive", _("Drive")
        SPOT = "spot", _("Spot")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    signup = models.ForeignKey(Signup, models.CASCADE, related_name="windows")
    use = models.CharField(max_length=5, choices=Use.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_window_ends_after_it_starts"),
            models.UniqueConstraint(fields=["signup", "use", "starts_at"], name="one_window_from_an_instant"),
        ]
