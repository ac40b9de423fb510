"""When somebody wants to hear."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.core.notices.models import Rhythm
from lineup.interfaces.web.forms import ChoiceCards, TimeInput


class RhythmForm(forms.Form):
    """Quiet hours, and the pace of news about what one organises."""

    quiet_from = forms.TimeField(label=_("Quiet from"), required=False, widget=TimeInput())
    quiet_until = forms.TimeField(label=_("Quiet until"), required=False, widget=TimeInput())
    pace = forms.ChoiceField(label=_("Who joins, waits or leaves"), choices=Rhythm.Pace.choices, widget=ChoiceCards())
