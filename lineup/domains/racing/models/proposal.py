"""A proposal of teams for a race: what was asked of the search, and the split it found, moved by hand since."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.core.people.models import Person
from lineup.domains.racing.models.car import SimCar
from lineup.domains.racing.models.entry import RaceEntry
from lineup.domains.racing.models.race import Race, Slot
from lineup.domains.racing.models.signup import Signup

MOST_TEAMS, MOST_IN_TEAM, MOST_SECONDS = 100, 20, 60


def _between(least: int, most: int) -> list[Any]:
    return [MinValueValidator(least), MaxValueValidator(most)]


class TeamProposal(models.Model):
    """A split of sign-ups into teams, with its seed and all that was asked, so that it can be made again.

    `cancelled_at`: somebody has seen enough; then the best so far stands. `problem`: why there is none.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Being searched")
        DONE = "done", _("Ready")
        FAILED = "failed", _("No teams")
        PUBLISHED = "published", _("Published")

    class Matter(models.IntegerChoices):
        """How much something matters, as a share of what it usually costs."""

        NOT = 0, _("not at all")
        LITTLE = 1, _("a little")
        USUAL = 2, _("as usual")
        MUCH = 3, _("very much")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    race = models.ForeignKey(Race, models.CASCADE, related_name="proposals")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    base = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    teams_count = models.PositiveSmallIntegerField(_("how many teams"), validators=_between(1, MOST_TEAMS))
    seats_least = models.PositiveSmallIntegerField(_("fewest drivers of a team"), validators=_between(1, MOST_IN_TEAM))
    seats_best = models.PositiveSmallIntegerField(_("best number of drivers"), validators=_between(1, MOST_IN_TEAM))
    seats_most = models.PositiveSmallIntegerField(_("most drivers of a team"), validators=_between(1, MOST_IN_TEAM))
    hours_matter = models.PositiveSmallIntegerField(
        _("that somebody can drive in every hour"), choices=Matter.choices, default=Matter.USUAL
    )
    balance_matters = models.PositiveSmallIntegerField(
        _("that teams are equally strong"), choices=Matter.choices, default=Matter.USUAL
    )
    slots_matter = models.PositiveSmallIntegerField(
        _("that people race when they wished to"), choices=Matter.choices, default=Matter.USUAL
    )
    cars_matter = models.PositiveSmallIntegerField(
        _("that people get the car they wished for"), choices=Matter.choices, default=Matter.USUAL
    )
    ties_matter = models.PositiveSmallIntegerField(
        _("that people are together or apart as wished"), choices=Matter.choices, default=Matter.USUAL
    )
    seconds = models.PositiveSmallIntegerField(
        _("how long to search, in seconds"), default=10, validators=_between(1, MOST_SECONDS)
    )
    seed = models.PositiveIntegerField(default=1)
    step = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    points = models.FloatField(null=True, blank=True)
    bound = models.FloatField(null=True, blank=True)
    problem = models.TextField(blank=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["race", "number"], name="one_proposal_of_a_number"),
            models.CheckConstraint(
                condition=Q(seats_least__lte=F("seats_best"), seats_best__lte=F("seats_most")),
                name="fewest_seats_are_no_more_than_best_nor_most",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Proposal %(number)s") % {"number": self.number})


class ProposedTeam(models.Model):
    """A team of a proposal. Locked, it keeps its people, slot and car when it is searched again."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    proposal = models.ForeignKey(TeamProposal, models.CASCADE, related_name="teams")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=120)
    slot = models.ForeignKey(Slot, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("slot"))
    car = models.ForeignKey(SimCar, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("car"))
    is_locked = models.BooleanField(default=False)
    # what came of it, once it is published
    entry = models.OneToOneField(RaceEntry, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "position"], name="one_proposed_team_at_a_position")]

    def __str__(self) -> str:
        return self.name


class ProposedSeat(models.Model):
    """Somebody of a proposal, in a team of it or left out; locked, they stay there when it is searched again."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    proposal = models.ForeignKey(TeamProposal, models.CASCADE, related_name="seats")
    signup = models.ForeignKey(Signup, models.CASCADE, related_name="proposed_seats")
    team = models.ForeignKey(ProposedTeam, models.SET_NULL, null=True, blank=True, related_name="seats")
    is_locked = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "signup"], name="one_seat_of_a_sign_up")]


class ProposedTie(models.Model):
    """Two people to keep together or apart: a wish, or a must."""

    class Bond(models.TextChoices):
        TOGETHER = "together", _("together")
        APART = "apart", _("apart")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    proposal = models.ForeignKey(TeamProposal, models.CASCADE, related_name="ties")
    one = models.ForeignKey(Signup, models.CASCADE, related_name="+")
    other = models.ForeignKey(Signup, models.CASCADE, related_name="+")
    bond = models.CharField(max_length=8, choices=Bond.choices)
    is_must = models.BooleanField(default=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(one=F("other")), name="a_tie_is_of_two")]
