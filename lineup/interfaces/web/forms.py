"""How Django's forms look here: `{{ form }}` and `<c-field>` draw the same thing."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _


class Renderer(TemplatesSetting):
    """Draws forms and fields with the design system (settings: FORM_RENDERER)."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: Any = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: Any = None) -> None:
        super().__init__(attrs, format="%H:%M")


class MomentInput(forms.SplitDateTimeWidget):
    """A date and a time side by side, in the zone that is active."""

    template_name = "forms/moment.html"

    def __init__(self, attrs: Any = None) -> None:
        given = attrs or {}
        parts = [DateInput({**given, "aria-label": _("Date")}), TimeInput({**given, "aria-label": _("Time")})]
        forms.MultiWidget.__init__(self, parts)


class MomentField(forms.SplitDateTimeField):
    """An instant, entered as a date and a time in the active zone."""

    widget = MomentInput


class Hinted(forms.widgets.ChoiceWidget):
    """Few choices, as cards; `hints` maps a value to a sentence under its label."""

    template_name = "forms/cards.html"
    option_template_name = "forms/card.html"

    def __init__(self, *args: Any, hints: Mapping[Any, object] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        return {**option, "hint": self.hints.get(str(value), "")}


class ManyCards(Hinted, forms.CheckboxSelectMultiple):
    """Any of few choices."""


class ChoiceCards(Hinted, forms.RadioSelect):
    """One choice of few."""


class GroupedBoxes(forms.CheckboxSelectMultiple):
    """Many choices at once, in groups side by side."""

    template_name = "forms/boxes.html"
