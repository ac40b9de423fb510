"""The forms of a quiz: its settings, and a question of its bank."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lineup.domains.courses.models import Quiz, QuizQuestion
from lineup.domains.courses.quizzes import bank, quizzes, right_answers
from lineup.interfaces.web.courses.item_forms import MARKDOWN
from lineup.interfaces.web.refusing import Refusing

ROWS = range(1, right_answers.MOST_CHOICES + 1)


class QuizForm(Refusing, forms.Form):
    """The settings of a quiz; saved by `quizzes.change`."""

    drawn = forms.IntegerField(
        label=_("Questions asked in an attempt"),
        required=False,
        min_value=1,
        max_value=quizzes.MOST["drawn"],
        help_text=_("Drawn at random. Empty: all of them."),
    )
    attempts = forms.IntegerField(
        label=_("Attempts"),
        required=False,
        min_value=1,
        max_value=quizzes.MOST["attempts"],
        help_text=_("Empty: as many as one wants."),
    )
    minutes = forms.IntegerField(
        label=_("Minutes for an attempt"),
        required=False,
        min_value=1,
        max_value=quizzes.MOST["minutes"],
        help_text=_("Empty: no limit. What was saved when they are over counts."),
    )
    pass_percent = forms.IntegerField(label=_("Percent to pass"), min_value=1, max_value=quizzes.MOST["pass_percent"])

    def __init__(self, *args: Any, quiz: Quiz, **kwargs: Any) -> None:
        kwargs["initial"] = {field: getattr(quiz, field) for field in quizzes.FIELDS}
        super().__init__(*args, **kwargs)


class QuestionForm(Refusing, forms.Form):
    """A question: the fields of its kind; saved by `bank.add` and `bank.change`."""

    text = forms.CharField(
        label=_("Question"), max_length=bank.LONGEST, widget=forms.Textarea(attrs={"rows": 4}), help_text=MARKDOWN
    )
    accepted = forms.CharField(
        label=_("Answers that count as right"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line. Case, accents and spaces make no difference."),
    )
    value = forms.DecimalField(label=_("Right number"), max_digits=20, decimal_places=6)
    tolerance = forms.DecimalField(
        label=_("Tolerance"),
        required=False,
        min_value=0,
        max_digits=20,
        decimal_places=6,
        help_text=_("How far from it an answer may be. Empty: not at all."),
    )
    points = forms.IntegerField(label=_("Points"), min_value=1, max_value=bank.MOST_POINTS, initial=1)
    explanation = forms.CharField(
        label=_("Explanation"),
        max_length=bank.LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown with the right answer, to who passed or has no attempts left."),
    )

    def __init__(self, *args: Any, kind: str, question: QuizQuestion | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = _values_of(question) if question else {}
        super().__init__(*args, **kwargs)
        self.kind = kind
        wanted = bank.FIELDS[kind]
        for name in set(self.fields) - set(wanted):
            del self.fields[name]
        if "choices" in wanted:
            for row in ROWS:
                self._add_choice(row)

    def _add_choice(self, row: int) -> None:
        words, right = _("Choice %(number)s") % {"number": row}, _("Choice %(number)s is right") % {"number": row}
        self.fields[f"choice_{row}"] = forms.CharField(
            label=words,
            required=False,
            max_length=right_answers.LONGEST_CHOICE,
            widget=forms.TextInput(attrs={"aria-label": words}),
        )
        self.fields[f"right_{row}"] = forms.BooleanField(
            label=right, required=False, widget=forms.CheckboxInput(attrs={"aria-label": right})
        )

    @property
    def has_choices(self) -> bool:
        return "choice_1" in self.fields

    def rows(self) -> Iterator[tuple[Any, Any]]:
        """Yield what a choice says and whether it is right, row by row."""
        if self.has_choices:
            for row in ROWS:
                yield self[f"choice_{row}"], self[f"right_{row}"]

    def said(self) -> Iterator[Any]:
        """Yield the fields that are no choices."""
        for name in self.fields:
            if not name.startswith(("choice_", "right_")):
                yield self[name]

    def values(self) -> dict[str, Any]:
        """Return what `bank.add` and `bank.change` take."""
        given = {name: value for name, value in self.cleaned_data.items() if name in bank.FIELDS[self.kind]}
        if "accepted" in given:
            given["accepted"] = given["accepted"].splitlines()
        if "tolerance" in given:
            given["tolerance"] = given["tolerance"] or 0
        if self.has_choices:
            data = self.cleaned_data
            given["choices"] = [{"text": data[f"choice_{row}"], "right": data[f"right_{row}"]} for row in ROWS]
        return given


def _values_of(question: QuizQuestion) -> dict[str, Any]:
    values = {name: getattr(question, name) for name in bank.FIELDS[question.kind]}
    if "accepted" in values:
        values["accepted"] = "\n".join(question.accepted)
    for row, choice in enumerate(values.pop("choices", []), start=1):
        values |= {f"choice_{row}": choice["text"], f"right_{row}": choice["right"]}
    for name in {"value", "tolerance"} & set(values):
        values[name] = f"{values[name].normalize():f}"
    return values
