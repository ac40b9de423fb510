"""What is written to many: guests of an event, readers of a club's news."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.core.participation import letters


class LetterForm(forms.Form):
    """A message; `key` makes that a second click sends it no second time."""

    subject = forms.CharField(label=_("Subject"), max_length=letters.LONGEST_SUBJECT)
    text = forms.CharField(
        label=_("Message"),
        max_length=letters.LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8, "maxlength": letters.LONGEST_TEXT}),
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
