"""The roles in which people take part on site, as the documents name them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

ATELIER = "atelier"
EXHIBITOR = "exposant"


class Staff(models.TextChoices):
    """The roles of those who work at an event. They take no places: one has them, and duties in rooms."""

    MANAGER = "gestionnaire_des_salles", _("Room manager")
    CONTROLLER = "controlleur_des_badges", _("Badge controller")
