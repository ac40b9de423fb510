"""The forms of the platform's rooms."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.domains.events import categories
from lineup.interfaces.web.refusing import Refusing


class CloseForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("The person reads it in a letter, in these words.")
    )


class EntrustForm(forms.Form):
    email = forms.CharField(
        label=_("E-mail address of the new owner"),
        max_length=254,
        help_text=_("Of an open account; they need not be a member yet."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


BOTH = {"required": categories.CategoryNameNeeded.sentence}


class CategoryForm(Refusing, forms.Form):
    name_en = forms.CharField(label=_("Name in English"), max_length=categories.LONGEST_NAME, error_messages=BOTH)
    name_fr = forms.CharField(label=_("Name in French"), max_length=categories.LONGEST_NAME, error_messages=BOTH)


class SwitchForm(forms.Form):
    share = forms.IntegerField(
        label=_("Share of people, in percent"),
        min_value=0,
        max_value=100,
        help_text=_("0 switches it off, 100 on for everybody, strangers too."),
    )


class ClubSwitchForm(SwitchForm):
    club = forms.SlugField(
        label=_("Club"), max_length=90, help_text=_("The last part of the address of its page, like atelier-du-nord.")
    )
