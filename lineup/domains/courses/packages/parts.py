"""The kinds of lessons that are more than their pieces, each written and read by its own part."""

from collections.abc import Mapping

from lineup.domains.courses.models import Lesson
from lineup.domains.courses.packages import assignment_part, quiz_part
from lineup.domains.courses.packages.part import Part

C = Lesson.Completion
# a new kind of lesson adds itself here; until then a course that has one is not packed, and no package has one
PARTS: Mapping[str, Part] = {C.QUIZ: quiz_part.PART, C.ASSIGNMENT: assignment_part.PART}
PLAIN = (C.MANUAL, C.AUTO, C.TIME_BASED, C.WATCHED)


def is_known(completion: str) -> bool:
    """Whether a package can hold a lesson that is done this way."""
    return completion in PLAIN or completion in PARTS
