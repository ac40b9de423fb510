"""The forms of an assignment: what it asks for, work handed in, and its marks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import tables
from lineup.core.foundation.errors import Refusal
from lineup.domains.courses.assignments import assignments, handing_in, marking, rubrics
from lineup.domains.courses.models import Assignment, HandedWork
from lineup.interfaces.web.courses.item_forms import MARKDOWN
from lineup.interfaces.web.forms import ChoiceCards, MomentField
from lineup.interfaces.web.refusing import Refusing

ROWS = range(1, rubrics.MOST + 1)
T = Assignment.Takes


class AssignmentForm(Refusing, forms.Form):
    """What an assignment asks for; saved by `assignments.change`."""

    brief = forms.CharField(
        label=_("Brief"),
        max_length=assignments.LONGEST_BRIEF,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=MARKDOWN,
    )
    takes = forms.ChoiceField(label=_("What is handed in"), choices=T.choices, widget=ChoiceCards)
    due_at = MomentField(label=_("Deadline"), required=False, help_text=_("Empty: none."))
    late_until = MomentField(
        label=_("Late work until"),
        required=False,
        help_text=_("Taken after the deadline and told as late. Empty: nothing is taken after it."),
    )
    times = forms.IntegerField(
        label=_("Pieces of work"),
        min_value=1,
        max_value=assignments.MOST_TIMES,
        help_text=_("How often one learner may hand in; the newest counts."),
    )
    pass_percent = forms.IntegerField(label=_("Percent to pass"), min_value=1, max_value=100)

    def __init__(self, *args: Any, assignment: Assignment, **kwargs: Any) -> None:
        kwargs["initial"] = _values_of(assignment)
        super().__init__(*args, **kwargs)
        for row in ROWS:
            self._add_criterion(row)

    def _add_criterion(self, row: int) -> None:
        words, most = _("Criterion %(number)s") % {"number": row}, _("Points of criterion %(number)s") % {"number": row}
        self.fields[f"words_{row}"] = forms.CharField(
            label=words,
            required=False,
            max_length=rubrics.LONGEST,
            widget=forms.TextInput(attrs={"aria-label": words}),
        )
        self.fields[f"most_{row}"] = forms.IntegerField(
            label=most,
            required=False,
            min_value=1,
            max_value=rubrics.MOST_POINTS,
            widget=forms.NumberInput(attrs={"aria-label": most}),
        )

    def field_at_fault(self, refusal: Refusal) -> str | None:
        return "words_1" if refusal.field == "rubric" else refusal.field

    def criteria(self) -> Iterator[tuple[Any, Any]]:
        """Yield what a criterion says and the most points that it gives, row by row."""
        for row in ROWS:
            yield self[f"words_{row}"], self[f"most_{row}"]

    def said(self) -> Iterator[Any]:
        """Yield the fields that are no criteria."""
        for name in self.base_fields:
            yield self[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for row in ROWS:
            if data.get(f"words_{row}") and not data.get(f"most_{row}") and f"most_{row}" not in self.errors:
                self.add_error(f"most_{row}", _("Say how many points it gives."))
        return data

    def values(self) -> dict[str, Any]:
        """Return what `assignments.change` takes."""
        data = self.cleaned_data
        rubric = [{"words": data[f"words_{row}"], "most": data[f"most_{row}"]} for row in ROWS]
        return {**{name: data[name] for name in self.base_fields}, "rubric": rubric}


def _values_of(assignment: Assignment) -> dict[str, Any]:
    values = {name: getattr(assignment, name) for name in assignments.FIELDS if name != "rubric"}
    for row, one in enumerate(assignment.rubric, start=1):
        values |= {f"words_{row}": one["words"], f"most_{row}": one["most"]}
    return values


class WorkForm(Refusing, forms.Form):
    """Work to hand in; taken by `handing_in.hand_in`. The key makes one piece of work of one click."""

    text = forms.CharField(
        label=_("Your text"),
        max_length=handing_in.LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=MARKDOWN,
    )
    file = forms.FileField(
        label=_("Your file"),
        required=False,
        help_text=_("PDF, picture, plain text or office document, up to 10 MB."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, assignment: Assignment, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid4()}
        super().__init__(*args, **kwargs)
        for name, other in (("text", T.FILE), ("file", T.TEXT)):
            if assignment.takes == other:
                del self.fields[name]

    def values(self) -> dict[str, Any]:
        """Return what `handing_in.hand_in` takes."""
        data = self.cleaned_data
        return {"text": data.get("text", ""), "upload": data.get("file"), "key": data["key"]}


class MarksForm(Refusing, forms.Form):
    """Points for each criterion, and remarks; given by `marking.mark`."""

    remarks = forms.CharField(
        label=_("Remarks"),
        max_length=marking.LONGEST_REMARKS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The learner reads them. Markdown works."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, work: HandedWork, rubric: Sequence[Mapping[str, Any]], **kwargs: Any) -> None:
        kwargs["initial"] = {"remarks": work.remarks, "edition": work.edition, **_points_of(work, rubric)}
        super().__init__(*args, **kwargs)
        self.numbers = range(1, len(rubric) + 1)
        for number, one in enumerate(rubric, start=1):
            self.fields[rubrics.field_of(number)] = forms.IntegerField(
                label=one["words"],
                min_value=0,
                max_value=one["most"],
                help_text=_("From 0 to %(most)s points.") % {"most": one["most"]},
            )
        self.order_fields([*(rubrics.field_of(number) for number in self.numbers), "remarks"])

    def points(self) -> list[int]:
        """Return the points, in the order of the criteria."""
        return [self.cleaned_data[rubrics.field_of(number)] for number in self.numbers]


class MarksTableForm(Refusing, forms.Form):
    """A table of marks that comes back; read by `marks_tables.read`."""

    file = forms.FileField(
        label=_("Table"),
        help_text=_("The table of marks of this assignment, filled in: CSV or XLSX, up to 1,000 lines."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )

    @property
    def content(self) -> bytes:
        """The bytes of the file, one more than is allowed where there are more."""
        return bytes(self.cleaned_data["file"].read(tables.LARGEST_BYTES + 1))


def _points_of(work: HandedWork, rubric: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """The points that were given to criteria which the rubric still has."""
    given = enumerate(rubrics.given(rubric, work.marks), start=1)
    return {rubrics.field_of(number): points for number, points in given if points is not None}
