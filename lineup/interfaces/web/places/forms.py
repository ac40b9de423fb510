"""What people enter about their place."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lineup.core.foundation import zones
from lineup.core.participation.models import Place, Pool
from lineup.interfaces.web.forms import ChoiceCards

NAME_LENGTH = 120


class NamesField(forms.CharField):
    """Names, one to a line."""

    def __init__(self, **options: Any) -> None:
        area = forms.Textarea(attrs={"rows": 3, "autocomplete": "off"})
        super().__init__(**{"required": False, "widget": area, **options})

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        names = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        names = [name for name in names if name]
        if any(len(name) > NAME_LENGTH for name in names):
            raise forms.ValidationError(_("A name may have at most 120 characters; one name to a line."))
        return names


class CompanyForm(forms.Form):
    """Who comes along; without the field where everybody comes alone."""

    companions = NamesField(label=_("Who comes with you?"))

    def __init__(self, *args: Any, pool: Pool, **options: Any) -> None:
        super().__init__(*args, **options)
        most = pool.party_limit - 1
        if not most:
            del self.fields["companions"]
            return
        self.fields["companions"].help_text = ngettext_lazy(
            "One name; you get places together or wait together.",
            "Up to %(n)d names, one to a line; you get places together or wait together.",
            most,
        ) % {"n": most}

    @property
    def company(self) -> list[str]:
        return self.cleaned_data.get("companions", [])


class GuestForm(CompanyForm):
    """Two fields are enough to sign up."""

    name = forms.CharField(
        label=_("Your name"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("We send you one link, with which you confirm. No account is needed."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    time_zone = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-zone": True}))
    field_order = ("name", "email", "companions", "time_zone")

    def clean_time_zone(self) -> str:
        zone = self.cleaned_data["time_zone"]
        return zone if zones.is_known(zone) else ""


class LeaveForm(forms.Form):
    """For whom the places are given up: one of the group, or all of it."""

    ALL = "all"
    who = forms.ChoiceField(label=_("For whom?"), widget=ChoiceCards)

    def __init__(self, *args: Any, place: Place, party: list[Place], **options: Any) -> None:
        super().__init__(*args, **options)
        self.party = {str(member.pk): member for member in party if member.is_live}
        names: list[tuple[str, object]] = [(key, member.participant.display_name) for key, member in self.party.items()]
        if len(names) > 1:
            names.append((self.ALL, _("The whole group")))
        self.fields["who"].choices = names  # type: ignore[attr-defined]
        self.fields["who"].initial = str(place.pk) if str(place.pk) in self.party else next(iter(self.party), "")

    @property
    def everybody(self) -> bool:
        return self.cleaned_data["who"] == self.ALL

    @property
    def chosen(self) -> Place:
        return self.party[self.cleaned_data["who"]]


class NamesForm(forms.Form):
    """The names of a group, each in its own field."""

    def __init__(self, *args: Any, people: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        for at, (key, name) in enumerate(people.items()):
            label = _("Name") if len(people) == 1 else _("Name %(n)s") % {"n": at + 1}
            self.fields[key] = forms.CharField(label=label, max_length=NAME_LENGTH, initial=name)
