"""What marks are worth: never above what is possible, and equal to a recount."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lineup.domains.courses.assignments import rubrics
from tests.domains.courses.assignments.conftest import code_of

CRITERIA = st.lists(st.integers(1, rubrics.MOST_POINTS), min_size=1, max_size=rubrics.MOST)


@pytest.mark.req("E12")
@settings(max_examples=40, deadline=None)
@given(CRITERIA, st.data())
def test_the_score_is_a_percentage_that_equals_a_recount_and_meets_the_mark_when_the_points_do(most, data):
    rubric = rubrics.checked([{"words": f"Criterion {number}", "most": one} for number, one in enumerate(most)])
    points = [data.draw(st.integers(0, one)) for one in most]
    marks = rubrics.marked(rubric, points)
    score, exact = rubrics.score(marks), Fraction(100 * sum(points), sum(most))
    assert (rubrics.points(marks), score.as_tuple().exponent) == ((sum(points), sum(most)), -2)
    assert 0 <= Fraction(score) <= exact < Fraction(score) + Fraction(1, 100)
    mark = data.draw(st.integers(1, 100))
    assert (score >= mark) == (exact >= mark)


def test_marks_that_do_not_fit_the_rubric_are_refused_with_the_field_at_fault():
    rubric = rubrics.checked([{"words": " It  rises ", "most": 4}, {"words": "", "most": 1}])
    assert rubric == [{"words": "It rises", "most": 4}]
    assert rubrics.score(rubrics.marked(rubric, [4])) == Decimal(100)
    assert code_of(lambda: rubrics.marked(rubric, [1, 1])) == "marks_do_not_fit"
    assert [code_of(lambda n=n: rubrics.marked(rubric, [n])) for n in (-1, 5)] == ["out_of_range"] * 2
    assert code_of(lambda: rubrics.checked([])) == "criterion_needed"
    assert code_of(lambda: rubrics.checked(rubric * 13)) == "too_many_criteria"
    assert code_of(lambda: rubrics.checked([{"words": "x", "most": 0}])) == "out_of_range"
