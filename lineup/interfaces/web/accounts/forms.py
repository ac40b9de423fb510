"""The forms of an account."""

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import text
from lineup.core.people.models import ApiToken, DiscordLink, Person
from lineup.interfaces.web import zones
from lineup.interfaces.web.agreeing import AgreeingForm
from lineup.interfaces.web.forms import ChoiceCards, DateInput

ADDRESS = {"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}


class AddressForm(forms.Form):
    """One address: for opening an account, and for a forgotten password."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254, widget=forms.EmailInput(attrs=ADDRESS))


class NewAddressForm(forms.Form):
    email = forms.EmailField(label=_("New e-mail address"), max_length=254, widget=forms.EmailInput(attrs=ADDRESS))


def _new_password(label: Any) -> forms.CharField:
    attrs = {"autocomplete": "new-password", "minlength": 10}
    hint = _("At least ten characters; a few words are good.")
    return forms.CharField(
        label=label, max_length=200, strip=False, help_text=hint, widget=forms.PasswordInput(attrs=attrs)
    )


class WelcomeForm(AgreeingForm):
    """What opens an account, once the address is proved."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = _new_password(_("Password"))
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=zones.choices, help_text=_("Times are shown to you on this zone's clock.")
    )


class DiscordWelcomeForm(AgreeingForm):
    """What opens an account for who comes from Discord."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=zones.choices, help_text=_("Times are shown to you on this zone's clock.")
    )
    picture = forms.BooleanField(label=_("Use my picture from Discord"), required=False)

    def __init__(self, *args: Any, has_picture: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_picture:
            del self.fields["picture"]


class DiscordProfileForm(forms.Form):
    """What of Discord's profile one would like here."""

    name = forms.BooleanField(required=False)
    picture = forms.BooleanField(label=_("Use my picture from Discord"), required=False)

    def __init__(self, *args: Any, found: DiscordLink, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Call me “%(name)s”") % {"name": found.name}
        for field in ("name", "picture"):
            if not getattr(found, field):
                del self.fields[field]


class NewPasswordForm(forms.Form):
    password = _new_password(_("New password"))


class ChangePasswordForm(forms.Form):
    current = forms.CharField(
        label=_("Present password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = _new_password(_("New password"))


class SignInForm(LoginForm):
    """allauth's, with our words; any spelling of the address is understood."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        self.fields["login"].widget = forms.EmailInput(attrs={**ADDRESS, "autocomplete": "username"})
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}

    def clean_login(self) -> str:
        return text.fold_address(super().clean_login())


class AgainForm(ReauthenticateForm):
    """allauth's, for acts that want the password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}


class ProfileForm(forms.ModelForm):
    """What a person says about themselves; saved by `persons.change_profile`."""

    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        help_text=_("PNG, JPEG, WebP or GIF, up to 5 MB; we keep a square of it."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )
    no_picture = forms.BooleanField(label=_("Remove the picture"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones.choices)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = Person
        fields = ("name", "bio", "phone", "birth_date", "language", "time_zone")
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "birth_date": DateInput(attrs={"autocomplete": "bday"}),
            "bio": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "bio": _("A few lines that other people may read."),
            "phone": _("Told only to exhibitors to whom you choose to tell it."),
            "birth_date": _("Shown to nobody; it is yours to keep here, or not."),
        }


class TokenForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("What it is for, so that you know it again."))
    scope = forms.ChoiceField(
        label=_("It may"),
        choices=ApiToken.Scope.choices,
        initial=ApiToken.Scope.READ,
        widget=ChoiceCards(hints={"read": _("See what you may see."), "write": _("Do what you may do, in your name.")}),
    )
    expires_on = forms.DateField(
        label=_("Ends on"),
        required=False,
        widget=DateInput(),
        help_text=_("Leave it empty for a token without an end."),
    )


class FeedForm(forms.Form):
    """Which calendar: one's own, or that of a club."""

    club = forms.ChoiceField(label=_("Calendar of"), required=False)

    def __init__(self, *args: Any, clubs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(club.pk), club.name) for club in clubs]
        self.fields["club"].choices = [("", _("My places")), *named]  # type: ignore[attr-defined]
