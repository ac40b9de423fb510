"""Rubrics: the ordered criteria by which work is marked, and what marks are worth.

Each criterion gives from 0 to its `most` points. The score is 100 × points given ÷ points possible, in percent, cut
(not rounded) to two places: so a score reaches the pass mark exactly when the points do.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid

MOST = 12
MOST_POINTS = 100
LONGEST = 300
CENT = Decimal("0.01")


class CriterionNeeded(Invalid):
    code = "criterion_needed"
    sentence = _("Write at least one criterion with its points; work is marked by them.")
    field = "rubric"


class TooManyCriteria(Invalid):
    code = "too_many_criteria"
    sentence = _("A rubric has at most %(most)s criteria; join some of them.")
    field = "rubric"


class MarksDoNotFit(Invalid):
    code = "marks_do_not_fit"
    sentence = ngettext_lazy(
        "The rubric has %(number)s criterion; give points for it and for nothing else.",
        "The rubric has %(number)s criteria; give points for each of them.",
        "number",
    )
    field = "points"


def checked(criteria: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the criteria as they are kept, `words` and `most` points each; those without words are left out.

    Raises CriterionNeeded, TooManyCriteria, TooLong, OutOfRange.
    """
    kept = [_criterion(one) for one in criteria if str(one["words"]).strip()]
    if not kept:
        raise CriterionNeeded
    if len(kept) > MOST:
        raise TooManyCriteria(most=MOST)
    return kept


def _criterion(one: Mapping[str, Any]) -> dict[str, Any]:
    words = inputs.line(one["words"], field="rubric", most=LONGEST)
    return {"words": words, "most": inputs.number(one["most"], field="rubric", least=1, most=MOST_POINTS)}


def field_of(number: int) -> str:
    """Return what the field is called that takes the points of the criterion with this number, from 1."""
    return f"points_{number}"


def marked(rubric: Sequence[Mapping[str, Any]], points: Sequence[int]) -> list[dict[str, Any]]:
    """Return the criteria with the points given for each, in their order. Raises MarksDoNotFit, OutOfRange."""
    if len(points) != len(rubric):
        raise MarksDoNotFit(number=len(rubric))
    for number, (one, given) in enumerate(zip(rubric, points, strict=True), start=1):
        inputs.number(given, field=field_of(number), least=0, most=one["most"])
    return [{**one, "points": given} for one, given in zip(rubric, points, strict=True)]


def given(rubric: Sequence[Mapping[str, Any]], marks: Sequence[Mapping[str, Any]]) -> list[int | None]:
    """Return the points that marks give to each criterion of a rubric; None to one that was not marked by."""
    criteria = [{"words": one["words"], "most": one["most"]} for one in marks]
    if criteria == list(rubric):
        return [one["points"] for one in marks]
    known = {(one["words"], one["most"]): one["points"] for one in marks}
    return [known.get((one["words"], one["most"])) for one in rubric]


def points(marks: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
    """Return the points that were given, and those that were possible."""
    return sum(one["points"] for one in marks), sum(one["most"] for one in marks)


def score(marks: Sequence[Mapping[str, Any]]) -> Decimal:
    """Return what the marks are worth, in percent from 0 to 100, with two places."""
    given, possible = points(marks)
    return (Decimal(100 * given) / possible).quantize(CENT, ROUND_DOWN)
