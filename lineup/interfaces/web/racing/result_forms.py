"""The forms of results: a file for a session, and what organisers decide about a car."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.domains.racing import entry_rights, results
from lineup.domains.racing.entry_states import EntryStatus
from lineup.domains.racing.models import Race, RaceEntry, RaceSession, ResultLine
from lineup.domains.racing.models.results import MOST_NUMBER
from lineup.domains.racing.result_files import opening
from lineup.interfaces.web.refusing import Refusing


class ResultsFileForm(Refusing, forms.Form):
    """A file; read by `results.import_file`."""

    file = forms.FileField(
        label=_("File of results"),
        help_text=_(
            "JSON as Assetto Corsa Competizione or iRacing writes it, up to 20 MB. The file itself is not kept."
        ),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".json,.txt"}),
    )
    kind = forms.ChoiceField(label=_("Session"), choices=RaceSession.Kind.choices, initial=RaceSession.Kind.RACE)
    number = forms.IntegerField(
        label=_("Which of them"),
        min_value=1,
        max_value=MOST_NUMBER,
        initial=1,
        help_text=_("1, unless there are several of this sort."),
    )

    @property
    def content(self) -> bytes:
        """The bytes of the file, one more than is allowed where there are more."""
        return bytes(self.cleaned_data["file"].read(opening.LARGEST_BYTES + 1))


class ResultLineForm(Refusing, forms.Form):
    """What is decided about a car; saved by `results.correct`."""

    entry = forms.ModelChoiceField(
        label=_("Entry"), queryset=RaceEntry.objects.none(), required=False, empty_label=_("– none of them –")
    )
    status = forms.ChoiceField(label=_("How it ended"), choices=ResultLine.Status.choices)
    penalty_seconds = forms.IntegerField(
        label=_("Penalty in seconds"), min_value=0, max_value=results.MOST_SECONDS, required=False
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=results.LONGEST_REASON,
        required=False,
        help_text=_("Everybody sees it beside the result."),
    )

    def __init__(self, sent: Any = None, *, race: Race, line: ResultLine) -> None:
        super().__init__(sent, initial={name: getattr(line, name) for name in results.FIELDS})
        rows = entry_rights.of(race).exclude(status=EntryStatus.WITHDRAWN)
        self.fields["entry"].queryset = rows  # type: ignore[attr-defined]
