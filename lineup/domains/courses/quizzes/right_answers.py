"""What is right of a question: checked when it is written, by its kind."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid
from lineup.domains.courses.models import QuizQuestion

K = QuizQuestion.Kind
LEAST_CHOICES, MOST_CHOICES, MOST_ACCEPTED = 2, 10, 20
LONGEST_CHOICE, LONGEST_ACCEPTED = 300, 200
# what the columns hold: 14 digits before the point, 6 after it
LARGEST, FINEST = Decimal(10) ** 14, Decimal("0.000001")


class ChoicesNeeded(Invalid):
    code = "quiz_choices_needed"
    sentence = _("Write from %(least)s to %(most)s choices.")
    field = "choices"


class OneRightChoice(Invalid):
    code = "one_right_choice"
    sentence = _("Mark exactly one choice as right.")
    field = "choices"


class RightChoiceNeeded(Invalid):
    code = "right_choice_needed"
    sentence = _("Mark at least one choice as right.")
    field = "choices"


class SameChoiceTwice(Invalid):
    code = "same_choice_twice"
    sentence = _("“%(choice)s” stands there twice; take one of them away.")
    field = "choices"


class AcceptedNeeded(Invalid):
    code = "accepted_answers_needed"
    sentence = _("Write from one to %(most)s answers that count as right, each on a line of its own.")
    field = "accepted"


class RightNumberNeeded(Invalid):
    code = "right_number_needed"
    sentence = _("Give the right number, with at most 14 digits before the point and 6 after it.")
    field = "value"


def check(question: QuizQuestion) -> None:
    """Put what is right into the shape in which it is kept.

    Raises ChoicesNeeded, OneRightChoice, RightChoiceNeeded, SameChoiceTwice, AcceptedNeeded, RightNumberNeeded,
    TooLong.
    """
    _CHECKS[question.kind](question)


def _choices(question: QuizQuestion) -> None:
    kept = [
        {"text": inputs.line(one["text"], field="choices", most=LONGEST_CHOICE), "right": bool(one["right"])}
        for one in question.choices
    ]
    kept = [one for one in kept if one["text"]]
    if not LEAST_CHOICES <= len(kept) <= MOST_CHOICES:
        raise ChoicesNeeded(least=LEAST_CHOICES, most=MOST_CHOICES)
    texts = [one["text"] for one in kept]
    for text in texts:
        if texts.count(text) > 1:
            raise SameChoiceTwice(choice=text)
    question.choices = kept


def _one(question: QuizQuestion) -> None:
    _choices(question)
    if sum(one["right"] for one in question.choices) != 1:
        raise OneRightChoice


def _several(question: QuizQuestion) -> None:
    _choices(question)
    if not any(one["right"] for one in question.choices):
        raise RightChoiceNeeded


def _text(question: QuizQuestion) -> None:
    kept = [inputs.line(one, field="accepted", most=LONGEST_ACCEPTED) for one in question.accepted]
    question.accepted = list(dict.fromkeys(one for one in kept if one))
    if not 1 <= len(question.accepted) <= MOST_ACCEPTED:
        raise AcceptedNeeded(most=MOST_ACCEPTED)


def _number(question: QuizQuestion) -> None:
    question.value = _kept(question.value, "value")
    question.tolerance = _kept(question.tolerance, "tolerance")
    if question.tolerance < 0:
        raise RightNumberNeeded(_("Give a tolerance of 0 or more."), field="tolerance")


def _kept(value: Any, field: str) -> Decimal:
    """As the column keeps it: no number has more digits than it says."""
    try:
        kept = Decimal(value)
        if not kept.is_finite() or abs(kept) >= LARGEST or kept != kept.quantize(FINEST):
            raise RightNumberNeeded(field=field)
    except (InvalidOperation, TypeError, ValueError):
        raise RightNumberNeeded(field=field) from None
    return kept


_CHECKS: Mapping[str, Callable[[QuizQuestion], None]] = {
    K.ONE: _one,
    K.SEVERAL: _several,
    K.TEXT: _text,
    K.NUMBER: _number,
}
