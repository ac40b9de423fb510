"""Somebody whom an organiser entered by hand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lineup.core.participation.models.place import Place
from lineup.core.people.folding import FoldedField


class EnteredGuest(models.Model):
    """What was written down of who holds the place; goes when they act themselves. Kept by `entered`."""

    place = models.OneToOneField(Place, models.CASCADE, primary_key=True, related_name="entered")
    name = models.CharField(_("name"), max_length=120)
    name_folded = FoldedField(of="name", max_length=240)
    email = models.EmailField(_("e-mail address"), max_length=254)
    email_folded = models.CharField(max_length=320, editable=False)
