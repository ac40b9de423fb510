"""What organisers say about a table of people: which file, which column has what, and whether mails go out."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import tables
from lineup.core.participation import import_columns, questions
from lineup.core.participation.import_columns import Target
from lineup.core.participation.models import PeopleImport, Pool
from lineup.interfaces.web.desk.forms import where_to

HELP: Mapping[str, Any] = {
    Target.NAME: _("The whole name; or choose first and last name below."),
    Target.BUYER_EMAIL: _("Used where a line has no address of its own."),
    Target.GUESTS: _("A number: so many nameless others come along."),
    Target.COMES_WITH: _("A line with a name here comes along with the line of the same address that has none."),
    Target.STATUS: _("Lines that say cancelled, refunded, not attending, no or waitlist are left out."),
}
ANSWER = _("An answer to this question, by the same rules as in the form; without a column they are asked later.")


class UploadForm(forms.Form):
    """A table, and into which sign-up its people go where there are several."""

    file = forms.FileField(
        label=_("Table"),
        help_text=_(
            "CSV or XLSX, up to 10 MB and 10,000 lines: an export of pretix, Eventbrite or Meetup, or your own."
        ),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xls,.xlsx"}),
    )
    pool = forms.ChoiceField(label=_("Where to"))

    def __init__(self, *args: Any, pools: Sequence[Pool], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["pool"].choices = where_to(pools)  # type: ignore[attr-defined]
        if len(pools) == 1:
            del self.fields["pool"]

    @property
    def content(self) -> bytes:
        """The bytes of the file, one more than is allowed where there are more."""
        return bytes(self.cleaned_data["file"].read(tables.LARGEST_BYTES + 1))


class ColumnsForm(forms.Form):
    """Which column has what: one choice for each thing a line may say."""

    def __init__(self, *args: Any, batch: PeopleImport, **options: Any) -> None:
        super().__init__(*args, **options)
        columns = [("", _("– no column –")), *((str(number), title) for number, title in enumerate(batch.titles))]
        asked = {str(question.pk): str(question) for question in questions.of(batch.pool)}
        self.asked = list(asked)
        for target, label in [*import_columns.NAMES.items(), *asked.items()]:
            self.fields[target] = forms.TypedChoiceField(
                label=label,
                choices=columns,
                coerce=int,
                empty_value=None,
                required=False,
                initial=batch.mapping.get(target, ""),
                help_text=ANSWER if target in asked else HELP.get(target, ""),
            )

    @property
    def answers(self) -> list[forms.BoundField]:
        """The fields of what the sign-up asks."""
        return [self[name] for name in self.asked]

    @property
    def mapping(self) -> dict[str, int]:
        """The columns that were chosen."""
        return {name: column for name, column in self.cleaned_data.items() if column is not None}


class RunForm(forms.Form):
    """Whether who is entered hears of it."""

    tells = forms.BooleanField(
        label=_("Tell them by mail that they are entered, with the link to their place"), required=False, initial=True
    )
