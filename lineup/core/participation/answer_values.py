"""What may stand as the answer to a question: read from a form, from JSON or from a cell, by its kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lineup.core.foundation import inputs, text
from lineup.core.foundation.errors import Invalid
from lineup.core.participation.models import Answer, Choice, Question

K = Question.Kind

LONGEST_LINE, LONGEST_TEXT = 300, 4000
# what the column of numbers holds
MOST, PLACES = Decimal(10) ** 12, 6

YES = frozenset({"yes", "true", "1", "y", "oui", "vrai", "o", "x", "ja"})
NO = frozenset({"no", "false", "0", "n", "non", "faux", "nein"})


class AnswerNeeded(Invalid):
    code = "answer_needed"
    sentence = gettext_lazy("This question needs an answer.")


class NotAChoice(Invalid):
    code = "not_a_choice"
    sentence = gettext_lazy("“%(value)s” is not among the choices; choose one that is offered.")


class NotYesOrNo(Invalid):
    code = "not_yes_or_no"
    sentence = gettext_lazy("Answer with yes or no.")


class NotANumber(Invalid):
    code = "not_a_number"
    sentence = gettext_lazy("Write a number, like 12 or 1.5.")


class NotADay(Invalid):
    code = "not_a_day"
    sentence = gettext_lazy("Write a day like 2027-03-20.")


@dataclass(frozen=True)
class Value:
    """An answer, in the one field that fits its question."""

    text: str = ""
    number: Decimal | None = None
    day: date | None = None
    yes: bool | None = None
    choices: tuple[Choice, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        return self == Value()


def read(question: Question, given: object) -> Value:
    """Return the answer in its type; an empty one for nothing. `question` carries its `.open_choices`.

    Raises NotAChoice, NotYesOrNo, NotANumber, NotADay, TooLong, Unstorable; never AnswerNeeded.
    """
    if given is None or given == "" or given == [] or (isinstance(given, str) and not given.strip()):
        return Value()
    return READERS[question.kind](question, given)


def _line(_question: Question, given: object) -> Value:
    return Value(text=inputs.line(_as_text(given), field="answer", most=LONGEST_LINE))


def _text(_question: Question, given: object) -> Value:
    return Value(text=inputs.prose(_as_text(given), field="answer", most=LONGEST_TEXT))


def _as_text(given: object) -> str:
    if isinstance(given, list):
        return ", ".join(str(one) for one in given)
    return str(given)


def _one(question: Question, given: object) -> Value:
    if isinstance(given, list):
        if len(given) != 1:
            raise NotAChoice(value=_as_text(given)[:40])
        given = given[0]
    return Value(choices=(_choice(question, given),))


def _several(question: Question, given: object) -> Value:
    wanted = given if isinstance(given, list) else _parted(question, str(given))
    return Value(choices=tuple(dict.fromkeys(_choice(question, one) for one in wanted)))


def _parted(question: Question, cell: str) -> list[str]:
    """What a cell of a table names: the whole of it, or parts between semicolons or commas."""
    if text.fold(cell.strip()) in {text.fold(choice.label) for choice in _offered(question)}:
        return [cell]
    return [part for part in cell.replace(";", ",").split(",") if part.strip()]


def _offered(question: Question) -> list[Choice]:
    return question.open_choices  # type: ignore[attr-defined,no-any-return]


def _choice(question: Question, given: object) -> Choice:
    wanted = str(given).strip()
    for choice in _offered(question):
        if wanted in (str(choice.pk), choice.label) or text.fold(wanted) == text.fold(choice.label):
            return choice
    raise NotAChoice(value=wanted[:40])


def _yes_no(_question: Question, given: object) -> Value:
    if isinstance(given, bool):
        return Value(yes=given)
    word = text.fold(str(given).strip())
    if word not in YES | NO:
        raise NotYesOrNo
    return Value(yes=word in YES)


def _number(_question: Question, given: object) -> Value:
    if isinstance(given, bool | list):
        raise NotANumber
    try:
        number = Decimal(_digits(str(given)))
        if not -MOST < number < MOST:
            raise NotANumber
        return Value(number=round(number, PLACES))
    except (InvalidOperation, ValueError):
        raise NotANumber from None


def _digits(written: str) -> str:
    """As French and English write numbers: a comma before the decimals, spaces between the thousands."""
    plain = "".join(written.split()).replace("\u202f", "").replace("\u00a0", "")
    return plain.replace(",", ".") if plain.count(",") == 1 and "." not in plain else plain


def _date(_question: Question, given: object) -> Value:
    if isinstance(given, date):
        return Value(day=given)
    try:
        day = date.fromisoformat(str(given).strip()[:10])
    except ValueError:
        raise NotADay from None
    return Value(day=day)


READERS: Mapping[str, Callable[[Question, Any], Value]] = {
    K.LINE: _line,
    K.TEXT: _text,
    K.ONE: _one,
    K.SEVERAL: _several,
    K.YES_NO: _yes_no,
    K.NUMBER: _number,
    K.DATE: _date,
}


def of(answer: Answer) -> Value:
    """Return what was answered, as it would be read; `answer.choices` should be read along."""
    return Value(
        text=answer.text,
        number=answer.number,
        day=answer.day,
        yes=answer.yes,
        choices=tuple(sorted(answer.choices.all(), key=lambda choice: choice.position)),
    )


def said(value: Value) -> str:
    """Return the answer in words of the active language."""
    if value.choices:
        return ", ".join(choice.label for choice in value.choices)
    if value.yes is not None:
        return _("Yes") if value.yes else _("No")
    if value.number is not None:
        return str(number_format(_plain(value.number)))
    return str(date_format(value.day)) if value.day else value.text


def _plain(number: Decimal) -> Decimal:
    """Without zeros at the end, and never with an exponent."""
    short = number.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral() else short


def cell(value: Value) -> str | int | float | Decimal | date | None:
    """Return the answer as it stands in a table: numbers and days as such."""
    if value.number is not None:
        return _plain(value.number)
    return value.day or said(value)


def plain(value: Value) -> object:
    """Return the answer as it goes out in JSON: text, ids of choices, true or false, a number or day as text."""
    if value.choices:
        return [UUID(str(choice.pk)) for choice in value.choices]
    if value.yes is not None:
        return value.yes
    if value.number is not None:
        return str(_plain(value.number))
    return value.day.isoformat() if value.day else value.text
