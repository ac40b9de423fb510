"""What is said of a webhook, and since when to tell it again."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.core.webhooks import endpoints, happenings, stores
from lineup.core.webhooks.models import Endpoint
from lineup.interfaces.web.forms import GroupedBoxes, MomentField
from lineup.interfaces.web.refusing import Refusing

FAMILIES: Mapping[str, Any] = {
    "place": _("Places"),
    "event": _("Events"),
    "membership": _("Members"),
}


class EndpointForm(Refusing, forms.Form):
    """Where to, of what, and whether with names."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("What it is for, so that you know it again."))
    url = forms.CharField(
        label=_("Address"),
        max_length=endpoints.LONGEST_URL,
        help_text=_("Where your program listens, on the public internet: https://…"),
        widget=forms.URLInput(attrs={"spellcheck": "false", "autocapitalize": "none"}),
    )
    kinds = forms.MultipleChoiceField(label=_("What it hears of"), widget=GroupedBoxes)
    tells_people = forms.BooleanField(
        label=_("Tell names and e-mail addresses"),
        required=False,
        help_text=_("Without it your program gets ids only. You answer for what becomes of what it is told."),
    )

    def __init__(self, *args: Any, of_club: bool, endpoint: Endpoint | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        known = happenings.known(of_club=of_club)
        self.fields["kinds"].choices = [  # type: ignore[attr-defined]
            (label, [(one.slug, one.words) for one in known if one.family == family])
            for family, label in FAMILIES.items()
            if of_club or family != "membership"
        ]
        self.initial["kinds"] = [one.slug for one in known]
        if endpoint:
            self.initial.update({name: getattr(endpoint, name) for name in endpoints.FIELDS})


class StoreForm(Refusing, forms.Form):
    """Where a record store is, and how it lets us in; the key and the secret are never shown."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("What it is for, so that you know it again."))
    url = forms.CharField(
        label=_("Address of its xAPI"),
        max_length=endpoints.LONGEST_URL,
        help_text=_("As your record store shows it: https://…"),
        widget=forms.URLInput(attrs={"spellcheck": "false", "autocapitalize": "none"}),
    )
    key = forms.CharField(
        label=_("Key"),
        max_length=stores.LONGEST_LOGIN,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    secret = forms.CharField(
        label=_("Secret"),
        max_length=stores.LONGEST_LOGIN,
        required=False,
        help_text=_("It is kept sealed and never shown again."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, endpoint: Endpoint | None = None, **options: Any) -> None:
        if endpoint:
            options["initial"] = {"name": endpoint.name, "url": endpoint.url}
        super().__init__(*args, **options)
        if endpoint:
            self.fields["key"].help_text = _("Leave key and secret empty to keep them, as long as the address stays.")


class SinceForm(forms.Form):
    since = MomentField(
        label=_("Everything since"), help_text=_("At most thirty days back. Each message keeps its id, so that your "
                                                  "program can tell what it knows already.")
    )  # fmt: skip
