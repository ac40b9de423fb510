"""The board: drivers who look for a team, teams who look for drivers, and those who teach or want to be taught."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids
from lineup.core.people.models import Person
from lineup.domains.racing.models.race import Race
from lineup.domains.racing.models.simulator import Simulator
from lineup.domains.racing.models.team import Team


class Advert(models.Model):
    """What somebody looks for, or offers, until it ends or is closed."""

    class Kind(models.TextChoices):
        TEAM_WANTED = "team_wanted", _("Looks for a team")
        DRIVER_WANTED = "driver_wanted", _("Looks for drivers")
        COACH_WANTED = "coach_wanted", _("Looks for a coach")
        COACH_OFFERED = "coach_offered", _("Offers coaching")

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    kind = models.CharField(_("what it is"), max_length=13, choices=Kind.choices)
    author = models.ForeignKey(Person, models.PROTECT, related_name="adverts")
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True, related_name="adverts")
    simulator = models.ForeignKey(Simulator, models.PROTECT, related_name="adverts", verbose_name=_("simulator"))
    race = models.ForeignKey(
        Race, models.SET_NULL, null=True, blank=True, related_name="adverts", verbose_name=_("for the race")
    )
    text = models.TextField(_("words"), max_length=2000)
    created_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="driver_wanted", team__isnull=False) | (~Q(kind="driver_wanted") & Q(team=None)),
                name="teams_look_for_drivers",
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("created_at")), name="an_advert_ends_after_it_begins"),
        ]
        indexes = [
            models.Index(fields=["closed_at", "-created_at", "-id"], name="the_board_by_time"),
            models.Index(fields=["author", "-created_at", "-id"], name="adverts_of_a_person"),
            models.Index(fields=["ends_at"], name="adverts_by_end"),
        ]


class AdvertAnswer(models.Model):
    """Somebody's answer to an advert: for a driver who looks for a team, in the name of one; and what came of it."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    advert = models.ForeignKey(Advert, models.CASCADE, related_name="answers")
    author = models.ForeignKey(Person, models.PROTECT, related_name="advert_answers")
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True, related_name="advert_answers")
    text = models.TextField(_("answer"), max_length=1000)
    created_at = models.DateTimeField()
    reply = models.TextField(_("reply"), max_length=1000, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["advert", "author"], name="one_answer_of_a_person_to_an_advert"),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(declined_at=None), name="an_answer_is_accepted_or_declined"
            ),
        ]
        indexes = [
            models.Index(fields=["advert", "-created_at", "-id"], name="answers_to_an_advert"),
            models.Index(fields=["author", "created_at"], name="answers_of_a_person"),
        ]
