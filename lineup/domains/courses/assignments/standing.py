"""Where a learner stands with an assignment: what was handed in, what is left, and whether work is taken now."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lineup.domains.courses.models import Assignment, Enrolment, HandedWork


class Phase(StrEnum):
    """Whether work is taken: in time, as late, or not any more."""

    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"


def phase(assignment: Assignment, *, at: datetime) -> Phase:
    """Return whether work that comes at this instant is taken; from the deadline on it is late, or too late."""
    if assignment.due_at is None or at < assignment.due_at:
        return Phase.OPEN
    return Phase.LATE if assignment.late_until and at < assignment.late_until else Phase.CLOSED


@dataclass(frozen=True)
class Standing:
    """`newest` is the work that counts, None before anything was handed in."""

    used: int
    left: int
    newest: HandedWork | None
    phase: Phase
    is_written: bool

    @property
    def passed(self) -> bool:
        return bool(self.newest and self.newest.passed)

    @property
    def may_hand_in(self) -> bool:
        """Whether work would be taken now: not after passing, with none left, or too late."""
        return self.is_written and not self.passed and self.left > 0 and self.phase != Phase.CLOSED


def of(enrolment: Enrolment, assignment: Assignment, *, at: datetime) -> Standing:
    """Return where the learner stands at this instant. One query."""
    newest = HandedWork.objects.filter(enrolment=enrolment.pk, assignment=assignment.pk, is_newest=True).first()
    used = newest.number if newest else 0
    return Standing(
        used=used,
        left=max(0, assignment.times - used),
        newest=newest,
        phase=phase(assignment, at=at),
        is_written=bool(assignment.brief),
    )
