"""An assignment with a rubric of two criteria, 10 points in all, and files to hand in."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from lineup.core.people.actors import Actor
from lineup.domains.courses import lessons
from lineup.domains.courses.assignments import assignments
from lineup.domains.courses.models import Lesson, Module

RUBRIC = [{"words": "It rises", "most": 4}, {"words": "It tastes", "most": 6}]
BRIEF = "Bake a **loaf**."


def assignment(module: Module, *, by: Actor, at: datetime, **values: Any) -> Lesson:
    """Return a lesson that is an assignment, written."""
    lesson = lessons.add(module, title="Task", completion="assignment", by=by, at=at)
    asked = {"brief": BRIEF, "rubric": RUBRIC, **values}
    assignments.change(assignments.of(lesson), by=by, at=at, **asked)
    return lesson


def paper(content: bytes = b"%PDF-1.7 my loaf") -> SimpleUploadedFile:
    """A file that is taken."""
    return SimpleUploadedFile("loaf.pdf", content)
