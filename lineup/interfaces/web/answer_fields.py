"""The questions of a sign-up as fields of a form. What may stand as an answer is judged by the ledger alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from lineup.core.participation import answer_values, answering
from lineup.core.participation.answer_values import Value
from lineup.core.participation.models import Place, Question
from lineup.interfaces.web.forms import ChoiceCards, DateInput, ManyCards

K = Question.Kind
YES_NO: Mapping[bool | None, str] = {True: "yes", False: "no", None: ""}
# more choices than this are a list to open
MOST_CARDS = 8


class Unjudged(forms.Field):
    """Takes whatever was sent; `required` only says so beside the label."""

    def validate(self, value: Any) -> None:
        """Left to the ledger."""


@dataclass(frozen=True)
class Sheet:
    """The questions of one person of the group, as bound fields; `name` is empty for who fills it in."""

    name: str
    fields: list[forms.BoundField]


def field_name(member: int, question_id: object) -> str:
    """Return the name under which a form sends the answer of a member of the group."""
    return f"q{member}-{question_id}"


def add(
    form: forms.Form,
    asked: Sequence[Question],
    members: int,
    *,
    before: Mapping[tuple[int, UUID], Value] | None = None,
) -> None:
    """Add a field for each question to each of so many members; `before`: what was answered, by member and question."""
    for member in range(members):
        for question in asked:
            if not member or question.each_person:
                field = _field(question, member)
                value = (before or {}).get((member, question.pk))
                field.initial = _typed(value, question) if value else None
                form.fields[field_name(member, question.pk)] = field


def _field(question: Question, member: int) -> Unjudged:
    field = Unjudged(
        label=question.wording.text,
        help_text=" ".join(filter(None, (question.wording.help, condition(question)))),
        widget=_widget(question),
    )
    field.required = question.required
    if question.only_if:
        # it may be needed or not asked at all: no browser should insist on it
        field.widget.use_required_attribute = lambda _initial: False
        asked_of = member if question.only_if.each_person else 0
        field.widget.attrs["data-only-if"] = field_name(asked_of, question.only_if.pk)
        field.widget.attrs["data-only-value"] = str(question.only_if_choice_id or YES_NO[question.only_if_yes])
    return field


def condition(question: Question) -> str:
    """Return in words when the question is asked; nothing where it always is."""
    on = question.only_if
    if on is None:
        return ""
    answer = (
        question.only_if_choice.label if question.only_if_choice else (_("Yes") if question.only_if_yes else _("No"))
    )
    return _("Only if “%(question)s” is answered with “%(answer)s”.") % {"question": str(on), "answer": answer}


def _widget(question: Question) -> forms.Widget:
    choices: list[tuple[str, str]] = [(str(one.pk), one.label) for one in question.open_choices]  # type: ignore[attr-defined]
    if question.kind == K.ONE and len(choices) > MOST_CARDS:
        return forms.Select(choices=[("", "–"), *choices])
    if question.kind in (K.ONE, K.YES_NO):
        return ChoiceCards(choices=choices or [("yes", _("Yes")), ("no", _("No"))])
    if question.kind == K.SEVERAL:
        return ManyCards(choices=choices)
    return _line(question.kind)


def _line(kind: str) -> forms.Widget:
    if kind == K.TEXT:
        return forms.Textarea(attrs={"rows": 4, "maxlength": answer_values.LONGEST_TEXT})
    if kind == K.DATE:
        return DateInput()
    if kind == K.NUMBER:
        return forms.TextInput(attrs={"inputmode": "decimal"})
    return forms.TextInput(attrs={"maxlength": answer_values.LONGEST_LINE})


def _typed(value: Value, question: Question) -> object:
    """As the field shows it again."""
    if question.kind == K.YES_NO:
        return YES_NO[value.yes]
    if question.kind == K.ONE:
        return str(value.choices[0].pk) if value.choices else ""
    plain = answer_values.plain(value)
    return [str(one) for one in plain] if isinstance(plain, list) else plain


def given(form: forms.Form, asked: Sequence[Question], members: int) -> list[dict[UUID, object]]:
    """Return what a valid form was sent with, as `answering.check` takes it."""
    return [
        {question.pk: form.cleaned_data.get(field_name(member, question.pk)) for question in asked}
        for member in range(members)
    ]


def show_wrong(form: forms.Form, refusal: answering.AnswersWrong) -> None:
    """Say beside each field what is wrong with its answer."""
    for one in refusal.wrong:
        name = field_name(one.member, one.question.pk)
        form.add_error(name if name in form.fields else None, str(one.refusal))


def sheets(form: forms.Form, asked: Sequence[Question], names: Sequence[str]) -> list[Sheet]:
    """Return the fields by person of the group."""
    return [
        Sheet(name, [form[key] for question in asked if (key := field_name(member, question.pk)) in form.fields])
        for member, name in enumerate(names)
    ]


def before(party: Iterable[Place]) -> dict[tuple[int, UUID], Value]:
    """Return what the group answered, by the number of the member and the question. Two queries."""
    numbers = {place.pk: number for number, place in enumerate(party)}
    found = answering.of_places(list(party))
    return {(numbers[place], question): answer_values.of(answer) for (place, question), answer in found.items()}


class AnswersForm(forms.Form):
    """The answers of a group that has its places, to be changed."""

    def __init__(self, *args: Any, asked: Sequence[Question], party: Sequence[Place], **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = asked
        self.names = ["" if len(party) == 1 else place.participant.display_name for place in party]
        add(self, asked, len(party), before=before(party))

    @property
    def sheets(self) -> list[Sheet]:
        return sheets(self, self.asked, self.names)

    @property
    def answers(self) -> list[dict[UUID, object]]:
        return given(self, self.asked, len(self.names))
