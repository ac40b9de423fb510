"""Questions of a quiz ready to be shown: asked, with what was answered, and with what is right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lineup.domains.courses.quizzes import given as giving
from lineup.domains.courses.quizzes import scoring
from lineup.domains.courses.quizzes.asked import Asked
from lineup.interfaces.web import prose


@dataclass(frozen=True)
class Choice:
    index: int
    text: str
    is_chosen: bool
    is_right: bool


@dataclass(frozen=True)
class Question:
    """A question with the answer given to it: `typed`, or in its `choices`; `error` where that was refused."""

    asked: Asked
    html: str
    explanation: str
    choices: Sequence[Choice]
    typed: str
    is_right: bool
    error: str = ""

    @property
    def field(self) -> str:
        """What the field of its answer is called."""
        return giving.field_of(self.asked.number)

    @property
    def earned(self) -> int:
        return self.asked.points if self.is_right else 0


def questions(
    asked: Sequence[Asked], given: Mapping[str, Any], *, errors: Mapping[str, str] | None = None
) -> list[Question]:
    """Return the questions with these answers, by their number as text."""
    return [
        _question(one, given.get(str(one.number)), (errors or {}).get(giving.field_of(one.number), "")) for one in asked
    ]


def _question(one: Asked, answer: Any, error: str) -> Question:
    return Question(
        asked=one,
        html=prose.shown(one.text),
        explanation=prose.shown(one.explanation) if one.explanation else "",
        choices=list(_choices(one, answer if isinstance(answer, list) else [])),
        typed=answer if isinstance(answer, str) else "",
        is_right=scoring.is_right(one, answer),
        error=error,
    )


def _choices(one: Asked, chosen: Sequence[int]) -> Iterator[Choice]:
    for index, text in enumerate(one.choices):
        yield Choice(index, text, index in chosen, index in one.right)


def sent(asked: Sequence[Asked], posted: Any) -> dict[int, giving.Given]:
    """Return the answers of a form, by number of the question; -1 stands for what is no choice."""
    return {one.number: _sent(one, posted) for one in asked}


def _sent(one: Asked, posted: Any) -> giving.Given:
    field = giving.field_of(one.number)
    if not one.has_choices:
        return str(posted.get(field, ""))
    return [
        int(value) if value.isascii() and value.isdigit() and len(value) < 4 else -1 for value in posted.getlist(field)
    ]
