"""What somebody says who brings a course as a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs.models import Club
from lineup.core.people.models import Person
from lineup.domains.courses import courses
from lineup.interfaces.web.courses.forms import offerers
from lineup.interfaces.web.refusing import Refusing

STATES = {"ready": _("Waits for you"), "faulty": _("Can’t be made"), "made": _("Made")}


class PackageForm(Refusing, forms.Form):
    """A file, who is to offer its course, and its subject; looked at by `arriving.begin`."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A course that was exported from Lineup, or an IMS Common Cartridge (1.1 to 1.3), up to 100 MB."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".zip,.imscc"}),
    )
    offered_by = forms.ChoiceField(label=_("Offered by"))
    subject = forms.ChoiceField(label=_("Subject"), required=False)

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["offered_by"].choices = offerers(person)
        fields["subject"].choices = [
            ("", _("As the file says")),
            *((row.slug, str(row)) for row in courses.subjects()),
        ]

    def values(self) -> dict[str, Any]:
        """Return what `arriving.begin` takes."""
        chosen, slug = self.cleaned_data["offered_by"], self.cleaned_data["subject"]
        return {
            "upload": self.cleaned_data["file"],
            "club": None if chosen == "me" else Club.objects.get(pk=chosen),
            "subject": courses.subject(slug) if slug else None,
        }
