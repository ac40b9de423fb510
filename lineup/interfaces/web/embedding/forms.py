"""On which sites sign-up may be shown."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.core.participation.models import Embedding
from lineup.interfaces.web.forms import ChoiceCards

CLUB, NOWHERE, SITES, ANYWHERE = "club", "nowhere", "sites", "anywhere"


class EmbeddingForm(forms.Form):
    """`for_event`: of a club's event it can also be left to the club."""

    where = forms.ChoiceField(
        label=_("Where sign-up may be shown"),
        widget=ChoiceCards(
            hints={
                CLUB: _("What the club’s settings say."),
                NOWHERE: _("On our own pages alone."),
                SITES: _("Within the pages of the sites below."),
                ANYWHERE: _("Whoever has the snippet can show it."),
            }
        ),
    )
    origins = forms.CharField(
        label=_("Sites"),
        required=False,
        help_text=_("One to a line, like https://example.org."),
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocapitalize": "none"}),
    )

    def __init__(self, *args: Any, said: Embedding | None, has_club: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        names = [(NOWHERE, _("Nowhere else")), (SITES, _("On these sites")), (ANYWHERE, _("Everywhere"))]
        self.fields["where"].choices = [*([(CLUB, _("As the club says"))] if has_club else []), *names]  # type: ignore[attr-defined]
        self.initial["where"] = _where(said) if said else CLUB if has_club else NOWHERE
        self.initial["origins"] = "\n".join(said.origins) if said else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("where") == SITES and not cleaned.get("origins", "").split():
            self.add_error("origins", _("Name at least one site."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return what `embedding.allow` takes."""
        where = self.cleaned_data["where"]
        origins = self.cleaned_data["origins"].split() if where == SITES else []
        return {"anywhere": where == ANYWHERE, "origins": origins}


def _where(said: Embedding) -> str:
    return ANYWHERE if said.anywhere else SITES if said.origins else NOWHERE
