"""Quizzes in packages: their settings and their bank; attempts are somebody's own, and stay."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model

from lineup.core.foundation import inputs
from lineup.domains.courses.models import Lesson, Quiz, QuizQuestion
from lineup.domains.courses.packages.part import Part
from lineup.domains.courses.packages.shapes import Reading, Shape, anything, flag, number, or_none, whole, words
from lineup.domains.courses.quizzes import bank, quizzes

SETTINGS: Shape = {
    "drawn": or_none(whole),
    "attempts": or_none(whole),
    "minutes": or_none(whole),
    "pass_percent": whole,
    "questions": anything,
}
QUESTION: Shape = {
    "text": words,
    "explanation": words,
    "points": whole,
    "choices": anything,
    "accepted": anything,
    "value": or_none(number),
    "tolerance": number,
}
CHOICE: Shape = {"text": words, "right": flag}


def _written(lessons: Collection[Any]) -> Mapping[Any, dict[str, Any]]:
    asked = defaultdict(list)
    for row in QuizQuestion.objects.filter(quiz__in=lessons, binned_at=None).order_by("quiz", *bank.ORDER):
        asked[row.quiz_id].append(_question(row))
    return {
        quiz.pk: {**{field: getattr(quiz, field) for field in quizzes.FIELDS}, "questions": asked[quiz.pk]}
        for quiz in Quiz.objects.filter(pk__in=lessons)
    }


def _question(row: QuizQuestion) -> dict[str, Any]:
    return {"kind": row.kind, **{field: getattr(row, field) for field in bank.FIELDS[row.kind]}}


def _drawn(lesson: Lesson, told: Any, place: str, reading: Reading, at: datetime) -> list[Model]:
    said = reading.object(told, place, SETTINGS)
    quiz = Quiz(lesson=lesson)
    with reading.faults.noted(place):
        quiz = quizzes.unsaved(lesson, **{name: value for name, value in (said or {}).items() if name != "questions"})
    asked = told.get("questions", []) if isinstance(told, dict) else []
    within = f"{place}.questions"
    rows: list[Model] = [quiz]
    for index, one in enumerate(reading.list(asked, within, most=bank.MOST, too_many=bank.TooManyQuestions)):
        with reading.faults.noted(f"{within}[{index}]"):
            rows += _drawn_question(quiz, one, f"{within}[{index}]", index, reading, at)
    return rows


def _drawn_question(
    quiz: Quiz, told: Any, place: str, index: int, reading: Reading, at: datetime
) -> list[QuizQuestion]:
    kind = inputs.choice(reading.kind(told), QuizQuestion.Kind.values, field="kind")
    said = reading.object(told, place, {"kind": words, **{name: QUESTION[name] for name in bank.FIELDS[kind]}})
    if said is None:
        return []
    before = reading.faults.number
    if "choices" in said:
        choices = [reading.object(one, f"{place}.choices[{at}]", CHOICE) for at, one in _listed(said["choices"])]
        said["choices"] = [{"text": "", "right": False, **(one or {})} for one in choices]
    if "accepted" in said:
        said["accepted"] = [words(one) for _at, one in _listed(said["accepted"])]
    if reading.faults.number != before:
        return []
    del said["kind"]
    return [bank.unsaved(quiz, kind, position=index, at=at, **said)]


def _listed(value: Any) -> list[tuple[int, Any]]:
    return list(enumerate(value)) if isinstance(value, list) else [(0, value)]


PART = Part("quiz", _written, _drawn)
