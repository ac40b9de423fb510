"""What people enter about their place."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lineup.core.foundation import zones
from lineup.core.foundation.errors import Refusal
from lineup.core.participation import answering, questions
from lineup.core.participation.models import Place, Pool
from lineup.interfaces.web import answer_fields
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
    """Who comes along, and what everybody is asked; without the field where everybody comes alone."""

    companions = NamesField(label=_("Who comes with you?"))

    def __init__(self, *args: Any, pool: Pool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = questions.of(pool)
        self.names = ["", *self._named(pool.party_limit - 1)]
        answer_fields.add(self, self.asked, len(self.names))
        self._offer_company(pool.party_limit - 1)

    def _named(self, most: int) -> list[str]:
        """Who is named already, as far as they fit: their questions stand on the page that comes next."""
        typed = str(self.data.get(self.add_prefix("companions"), ""))
        return [name for line in typed.splitlines() if (name := " ".join(line.split()))][:most]

    @property
    def wants_more(self) -> bool:
        """Whether companions were named whose own questions have not been on the page yet."""
        asks_each = any(question.each_person for question in self.asked)
        return asks_each and len(self.names) > 1 and self.data.get("asked_for") != str(len(self.names))

    @property
    def sheets(self) -> list[answer_fields.Sheet]:
        return answer_fields.sheets(self, self.asked, self.names) if self.asked else []

    @property
    def answers(self) -> list[dict[UUID, object]]:
        return answer_fields.given(self, self.asked, len(self.names))

    def refuse(self, refusal: Refusal) -> None:
        """Say what is refused where it belongs."""
        if isinstance(refusal, answering.AnswersWrong):
            answer_fields.show_wrong(self, refusal)
        else:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))

    def _offer_company(self, most: int) -> None:
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
