"""What courses teach."""

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _


class Subject(models.Model):
    """A field of knowledge; its name is stored in both languages."""

    slug = models.SlugField(max_length=60, primary_key=True)
    name_en = models.CharField(_("English name"), max_length=80)
    name_fr = models.CharField(_("French name"), max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        french = (translation.get_language() or "en").startswith("fr")
        return self.name_fr if french else self.name_en
