"""The forms of a club."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs.models import Club, Role
from lineup.interfaces.web import zones
from lineup.interfaces.web.drawing import HUES
from lineup.interfaces.web.forms import ChoiceCards, DateInput

ROLES_GIVEN = [(role.value, role.label) for role in Role if role != Role.OWNER]
ROLE_HINTS = {
    Role.ADMIN: _("Everything but handing the club over."),
    Role.EVENT_MANAGER: _("Makes and runs the club's events."),
    Role.INSTRUCTOR: _("Makes and runs the club's courses."),
    Role.MEMBER: _("Takes part and sees the other members."),
}
HUE_NAMES = {
    "petrol": _("Petrol"),
    "pine": _("Pine"),
    "moss": _("Moss"),
    "ochre": _("Ochre"),
    "rust": _("Rust"),
    "rose": _("Rose"),
    "plum": _("Plum"),
    "indigo": _("Indigo"),
}


class ClubForm(forms.ModelForm):
    """What a club says about itself; saved by `clubs.found` and `clubs.change`."""

    picture = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG, JPEG, WebP or GIF, up to 5 MB; we keep a square of it."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )
    no_picture = forms.BooleanField(label=_("Remove the logo"), required=False)
    hue = forms.ChoiceField(label=_("Colour"), choices=[(hue, HUE_NAMES[hue]) for hue in HUES], initial="indigo")
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones.choices)
    website = forms.URLField(label=_("Website"), max_length=300, required=False, assume_scheme="https")
    country = forms.RegexField(
        r"^[A-Za-z]{2}$", label=_("Country"), required=False, help_text=_("Two letters, like FR.")
    )

    class Meta:
        model = Club
        fields = (
            "name",
            "description",
            "website",
            "city",
            "country",
            "language",
            "time_zone",
            "hue",
            "is_public",
            "join_policy",
        )
        widgets = {
            "description": forms.Textarea(attrs={"rows": 5}),
            "join_policy": ChoiceCards(
                hints={
                    "approval": _("People ask; you say yes or no."),
                    "invitation": _("Only those you invite."),
                }
            ),
        }
        help_texts = {"is_public": _("Without it, only members find the club.")}

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()


class SecondFactorForm(forms.Form):
    """Who needs a second factor, and from when on; `hints` say what that means for how many."""

    who = forms.ChoiceField(label=_("Who needs one to act in the club"), choices=Club.Protected.choices)
    starts_on = forms.DateField(
        label=_("From this day on"),
        required=False,
        widget=DateInput(),
        help_text=_("Leave people some days: from then on, who has none can do nothing that a role allows."),
    )

    def __init__(self, *args: Any, hints: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].widget = ChoiceCards(choices=Club.Protected.choices, hints=hints)


class InviteForm(forms.Form):
    """Many addresses at once, in any of the ways people write them down."""

    emails = forms.CharField(
        label=_("E-mail addresses"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocapitalize": "none"}),
        help_text=_("Separated by commas, spaces or lines; at most a hundred."),
    )
    role = forms.ChoiceField(
        label=_("They come as"), choices=ROLES_GIVEN[::-1], initial=Role.MEMBER, widget=ChoiceCards(hints=ROLE_HINTS)
    )
    message = forms.CharField(
        label=_("A few words to them"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_emails(self) -> list[str]:
        pieces = re.split(r"[,;\n]", self.cleaned_data["emails"])
        return [address for piece in pieces for address in _addresses(piece)]


def _addresses(piece: str) -> list[str]:
    """Return the addresses in "Ada <ada@example.org>", or in words between spaces."""
    return re.findall(r"<([^<>]+)>", piece) or piece.split()


class AskForm(forms.Form):
    message = forms.CharField(
        label=_("A few words about you"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class HandOverForm(forms.Form):
    """To whom, and the club's name typed once more: there is no way back but their kindness."""

    member = forms.ChoiceField(label=_("New owner"))
    typed = forms.CharField(label=_("Type the club's name to confirm"), max_length=120)

    def __init__(self, *args: Any, club: Club, members: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.club = club
        self.fields["member"].choices = [(str(row.person_id), row.person.name) for row in members]  # type: ignore[attr-defined]

    def clean_typed(self) -> str:
        typed = str(self.cleaned_data["typed"])
        if typed.strip().casefold() != self.club.name.strip().casefold():
            raise forms.ValidationError(_("This is not the club's name: “%(name)s”.") % {"name": self.club.name})
        return typed
