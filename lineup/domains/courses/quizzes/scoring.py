"""What an attempt is worth.

A question gives all its points or none. One choice: the right one. Several: all that are right and no other. Short
text: one of the accepted answers, whatever its case, accents and spaces. Number: within the tolerance of the right one.
The score is 100 × points earned ÷ points possible, in percent, cut (not rounded) to two places: so a score reaches
the pass mark exactly when the points do.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Any

from lineup.core.foundation import text
from lineup.domains.courses.models import QuizAttempt
from lineup.domains.courses.quizzes import asked as asking
from lineup.domains.courses.quizzes import given as giving
from lineup.domains.courses.quizzes.asked import Asked, K

CENT = Decimal("0.01")


def is_right(one: Asked, answer: Any) -> bool:
    """Whether this answer, as an attempt keeps it, earns the points of the question; none at all earns nothing."""
    if not answer:
        return False
    if one.has_choices:
        return set(answer) == set(one.right)
    if one.kind == K.NUMBER:
        number = giving.number_in(answer)
        return number is not None and one.value is not None and abs(number - one.value) <= one.tolerance
    return _compared(answer) in {_compared(right) for right in one.accepted}


def _compared(words: str) -> str:
    return " ".join(text.fold(words).split())


def points(questions: Sequence[Asked], given: Mapping[str, Any]) -> tuple[int, int]:
    """Return the points that were earned, and those that were possible."""
    earned = sum(one.points for one in questions if is_right(one, given.get(str(one.number))))
    return earned, sum(one.points for one in questions)


def score(attempt: QuizAttempt) -> Decimal:
    """Return the score of what is answered, in percent from 0 to 100, with two places."""
    earned, possible = points(asking.of(attempt), attempt.answered)
    return (Decimal(100 * earned) / possible).quantize(CENT, ROUND_DOWN)
