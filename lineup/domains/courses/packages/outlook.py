"""What would come of a package, told before anything is made."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Refusal
from lineup.domains.courses import prerequisites
from lineup.domains.courses.models import Item, Lesson, Module, QuizQuestion
from lineup.domains.courses.packages.drawing import Drawing
from lineup.domains.courses.packages.faults import Fault, Faults
from lineup.domains.courses.packages.shapes import Reading, words


class BuildsOnOthers(Refusal):
    code = "package_builds_on"
    sentence = _("It builds on “%(course)s”; choose under “About the course” what it builds on here.")


class NamedByNobody(Refusal):
    code = "package_file_unused"
    sentence = _("“%(name)s” belongs to no lesson.")


class MoreLeft(Refusal):
    code = "package_more_left_out"
    sentence = ngettext_lazy("%(number)s more thing is left out.", "%(number)s more things are left out.", "number")


def told(drawing: Drawing, builds_on: Any, unused: Iterable[str], left: Faults) -> dict[str, Any]:
    """Return, as JSON: what would be made, how much of it, what is left out, and what is wrong, each with its place."""
    reading = Reading(drawing.faults)
    named = reading.list(builds_on, "builds_on", most=100, too_many=prerequisites.TooManyPrerequisites)
    for index, title in enumerate(named):
        with drawing.faults.noted(f"builds_on[{index}]"):
            left.note(f"builds_on[{index}]", BuildsOnOthers(course=words(title)[:200]))
    for name in unused:
        left.note(name, NamedByNobody(name=name))
    tables = {"modules": Module, "lessons": Lesson, "items": Item, "questions": QuizQuestion}
    return {
        "title": inputs.UNSTORABLE.sub("", str((drawing.course or {}).get("title", "")))[:200],
        **{name: drawing.count(table) for name, table in tables.items()},
        "files": len(drawing.files),
        "bytes": sum(drawing.files.values()),
        "left_out": [asdict(one) for one in _all(left)],
        "faults": [asdict(one) for one in drawing.faults.found],
        "faults_in_all": drawing.faults.number,
    }


def _all(left: Faults) -> list[Fault]:
    """Those that are told, and how many there are besides."""
    more = left.number - len(left.found)
    return [*left.found, Fault("", MoreLeft.code, str(MoreLeft(number=more)))] if more else left.found
