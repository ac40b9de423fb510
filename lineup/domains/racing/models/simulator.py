"""Simulators, and the licences that they give."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import ids


class Simulator(models.Model):
    """What is raced in. `skill_name` and `safety_name` are what its two ratings are called; empty where it has none."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80, unique=True)
    skill_name = models.CharField(_("what the skill rating is called"), max_length=40, blank=True)
    safety_name = models.CharField(_("what the safety rating is called"), max_length=40, blank=True)
    is_active = models.BooleanField(_("can be chosen"), default=True)

    def __str__(self) -> str:
        return self.name


class Licence(models.Model):
    """A step of a simulator's ladder of licences; a higher rank includes what lower ones may do."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    simulator = models.ForeignKey(Simulator, models.PROTECT, related_name="licences", verbose_name=_("simulator"))
    name = models.CharField(_("name"), max_length=40)
    rank = models.PositiveSmallIntegerField(
        _("rank"), validators=[MinValueValidator(1), MaxValueValidator(100)], help_text=_("1 is the lowest.")
    )
    is_active = models.BooleanField(_("can be chosen"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["simulator", "name"], name="one_licence_of_a_name"),
            models.UniqueConstraint(fields=["simulator", "rank"], name="one_licence_of_a_rank"),
        ]

    def __str__(self) -> str:
        return self.name
