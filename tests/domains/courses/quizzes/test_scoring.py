"""What answers are worth: from 0 to 100, and always what a recount says."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineup.domains.courses.models import QuizAttempt
from lineup.domains.courses.quizzes import asked as asking
from lineup.domains.courses.quizzes import scoring
from lineup.domains.courses.quizzes.asked import Asked

ONE = Asked(1, "one", "?", "", 1, ("a", "b"), (1,))
SEVERAL = Asked(1, "several", "?", "", 1, ("a", "b", "c"), (0, 2))
TEXT = Asked(1, "text", "?", "", 1, accepted=("Élan vital",))
NUMBER = Asked(1, "number", "?", "", 1, value=Decimal("0.3"), tolerance=Decimal("0.1"))


@pytest.mark.req("E12")
@pytest.mark.parametrize(
    ("asked", "answer", "right"),
    [
        (ONE, [1], True),
        (ONE, [0], False),
        (ONE, None, False),
        (SEVERAL, [0, 2], True),
        (SEVERAL, [0], False),
        (SEVERAL, [0, 1, 2], False),
        (TEXT, "elan  VITAL ", True),
        (TEXT, "élan vitale", False),
        (NUMBER, "0.4", True),
        (NUMBER, "0,2", True),
        (NUMBER, "0.4000001", False),
        (NUMBER, "0.41", False),
        (NUMBER, "−0.3", False),
    ],
)
def test_each_kind_is_right_by_its_own_rule(asked, answer, right):
    assert scoring.is_right(asked, answer) is right


@pytest.mark.req("E12")
@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 100), st.booleans()), min_size=1, max_size=20), st.integers(1, 100))
def test_a_score_is_what_a_recount_says_and_passes_exactly_when_the_points_do(rows, mark):
    asked = [Asked(number, "one", "?", "", points, ("a", "b"), (1,)) for number, (points, _) in enumerate(rows, 1)]
    given = {str(number): [int(right)] for number, (_, right) in enumerate(rows, 1)}
    attempt = QuizAttempt(asked=asking.kept(asked), given=given)
    exact = Fraction(100 * sum(points for points, right in rows if right), sum(points for points, _ in rows))
    score = scoring.score(attempt)
    assert 0 <= score <= 100
    assert 0 <= exact - Fraction(score) < Fraction(1, 100)
    assert (score >= mark) == (exact >= mark)
