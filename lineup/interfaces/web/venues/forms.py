"""The form of a venue."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.domains.events.models import Venue
from lineup.interfaces.web.refusing import Refusing


class VenueForm(Refusing, forms.ModelForm):
    """Where something takes place; saved by `venues.create` and `venues.change`."""

    kept_by = forms.ChoiceField(label=_("Kept by"), help_text=_("Its keeper’s events can take place there."))
    website = forms.URLField(label=_("Website"), required=False, max_length=300, assume_scheme="https")

    class Meta:
        model = Venue
        fields = ("name", "address", "city", "country", "latitude", "longitude", "website")
        labels = {"address": _("Street and number")}
        help_texts = {"country": _("Two letters, like FR.")}

    def __init__(self, *args: Any, keepers: list[tuple[str, Any]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if keepers:
            self.fields["kept_by"].choices = keepers  # type: ignore[attr-defined]
        else:
            del self.fields["kept_by"]

    def _post_clean(self) -> None:
        """The rules are the domain's: nothing is checked, or set on the row, by the form."""

    def values(self) -> dict[str, Any]:
        """Return what `venues.create` and `venues.change` take."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
