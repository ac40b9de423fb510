"""What a kind of lesson does with packages."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from lineup.domains.courses.models import Lesson
from lineup.domains.courses.packages.shapes import Reading


@dataclass(frozen=True)
class Part:
    """What makes a lesson more than its pieces; `name` is its key in the document.

    `written` returns what stands there, by lesson, in a fixed number of queries.
    `drawn(lesson, told, place, reading, at)` returns the rows that it would be, none of them kept yet, what others name
    first; what is wrong is noted.
    """

    name: str
    written: Callable[[Collection[Any]], Mapping[Any, dict[str, Any]]]
    drawn: Callable[[Lesson, Any, str, Reading, datetime], list[Model]]
