"""A quiz with a question of each kind, and answers to what was asked, all right or all wrong."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from lineup.core.people.actors import Actor
from lineup.domains.courses import lessons
from lineup.domains.courses.models import Lesson, Module, QuizAttempt
from lineup.domains.courses.quizzes import asked as asking
from lineup.domains.courses.quizzes import bank, quizzes
from lineup.domains.courses.quizzes.given import Given

ONE = {
    "text": "What makes it **rise**?",
    "choices": [{"text": "Yeast", "right": True}, {"text": "Salt", "right": False}],
}
SEVERAL = {
    "text": "What is in it?",
    "points": 2,
    "choices": [{"text": name, "right": name != "Sand"} for name in ("Flour", "Water", "Sand")],
}
TEXT = {"text": "In which city?", "accepted": ["Besançon"], "explanation": "It has a *clock*."}
NUMBER = {"text": "How many hours?", "value": Decimal("3.5"), "tolerance": Decimal("0.25")}
EACH = (("one", ONE), ("several", SEVERAL), ("text", TEXT), ("number", NUMBER))
RIGHT_TYPED, WRONG_TYPED = {"text": "  BESANCON ", "number": "3,6"}, {"text": "Lyon", "number": "9"}


def quiz(module: Module, *, by: Actor, at: datetime, questions: Any = EACH, **settings: Any) -> Lesson:
    """Return a lesson that is a quiz with these questions, of 5 points in all unless told otherwise."""
    lesson = lessons.add(module, title="Quiz", completion="quiz", by=by, at=at)
    made = quizzes.of(lesson)
    for kind, said in questions:
        bank.add(made, kind, by=by, at=at, **said)
    quizzes.change(made, by=by, at=at, **settings)
    return lesson


def answers(attempt: QuizAttempt, *, right: bool = True, to: Any = None) -> dict[int, Given]:
    """Return an answer to every question of the attempt, or to those of these kinds."""
    typed = RIGHT_TYPED if right else WRONG_TYPED
    return {
        one.number: (list(one.right) if right else _wrong(one)) if one.has_choices else typed[one.kind]
        for one in asking.of(attempt)
        if to is None or one.kind in to
    }


def _wrong(one: asking.Asked) -> list[int]:
    return [next(index for index in range(len(one.choices)) if index not in one.right)]
