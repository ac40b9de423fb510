"""What learners answer: read as the kind of the question wants it, or refused with what to write instead."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid
from lineup.domains.courses.models import QuizAttempt
from lineup.domains.courses.quizzes import asked as asking
from lineup.domains.courses.quizzes.asked import Asked, K

# indices of choices, from 0; or what was typed
Given = Sequence[int] | str
LONGEST = 200
NUMBER = re.compile(r"[+-]?[0-9]{1,14}(?:[.,][0-9]{1,6})?")


class UnknownQuizQuestion(Invalid):
    code = "unknown_quiz_question"
    sentence = _("This attempt has no question %(number)s; it asks %(most)s.")


class NotAChoice(Invalid):
    code = "not_a_choice"
    sentence = _("Question %(number)s has no such choice; choose one of those that are shown.")


class OneChoiceOnly(Invalid):
    code = "one_choice_only"
    sentence = _("Choose one answer only to question %(number)s.")


class NumberExpected(Invalid):
    code = "number_expected"
    sentence = _("Answer question %(number)s with a number, like 12 or 3.5.")


def field_of(number: int) -> str:
    """Return the name of the field in which the question with this number is answered."""
    return f"answer_{number}"


def merged(attempt: QuizAttempt, answers: Mapping[int, Given]) -> dict[str, Any]:
    """Return all that is answered: what was, and these by number of the question; an empty one takes an answer back.

    Raises UnknownQuizQuestion, NotAChoice, OneChoiceOnly, NumberExpected, TooLong, Unstorable.
    """
    questions = {one.number: one for one in asking.of(attempt)}
    fresh: dict[str, Any] = dict(attempt.answered)
    for number, answer in answers.items():
        if number not in questions:
            raise UnknownQuizQuestion(number=number, most=len(questions))
        fresh[str(number)] = _taken(questions[number], answer)
    return {number: answer for number, answer in fresh.items() if answer}


def _taken(one: Asked, answer: Given) -> list[int] | str:
    field = field_of(one.number)
    if one.has_choices:
        return _chosen(one, answer, field)
    typed = inputs.line(answer if isinstance(answer, str) else "", field=field, most=LONGEST)
    if one.kind == K.NUMBER and typed and number_in(typed) is None:
        raise NumberExpected(field=field, number=one.number)
    return typed


def _chosen(one: Asked, answer: Given, field: str) -> list[int]:
    if isinstance(answer, str) or not set(answer) <= set(range(len(one.choices))):
        raise NotAChoice(field=field, number=one.number)
    chosen = sorted(set(answer))
    if one.kind == K.ONE and len(chosen) > 1:
        raise OneChoiceOnly(field=field, number=one.number)
    return chosen


def number_in(typed: str) -> Decimal | None:
    """Return the number that was typed, with a point or a comma; None for what is none."""
    plain = "".join(typed.split()).replace("\u2212", "-")
    return Decimal(plain.replace(",", ".")) if NUMBER.fullmatch(plain) else None
