"""What is printed, on which paper."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lineup.domains.onsite import badge_layouts
from lineup.interfaces.web.refusing import Refusing

PICKED = "picked"


class PrintForm(Refusing, forms.Form):
    """Saved by `badge_prints.order`; which badges is said by the button that sends it: all, new, or PICKED."""

    layout = forms.ChoiceField(
        label=_("Paper"),
        choices=[(layout.slug, layout.label) for layout in badge_layouts.LAYOUTS.values()],
        initial=badge_layouts.USUAL,
    )
    language = forms.ChoiceField(label=_("Language of the roles"), choices=settings.LANGUAGES)
