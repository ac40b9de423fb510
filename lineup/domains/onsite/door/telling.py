"""What is shown of an answer at the door."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lineup.domains.onsite.door import reasons
from lineup.domains.onsite.door.doors import Opened
from lineup.domains.onsite.door.scans import Answer
from lineup.domains.onsite.models import Room

MARKS = {"green": "check-circle", "amber": "exclamation-triangle", "red": "x-circle", "blue": "arrow-right-circle"}


@dataclass(frozen=True)
class Told:
    """An answer in words: `colour`, `word`, who, why, what to do."""

    reason: str
    granted: bool
    colour: str
    word: Any
    sentence: Any
    remedy: Any
    name: str
    before: datetime | None
    session: str
    expected_in: str

    @property
    def mark(self) -> str:
        return MARKS[self.colour]


def told(answer: Answer, opened: Opened) -> Told:
    """Return the answer in the words of the active language. One query where another room is named."""
    said, decision = reasons.of(answer.decision.reason), answer.decision
    elsewhere = ""
    if decision.reason == "wrong_room" and decision.expected_in:
        rooms = Room.objects.filter(pk=decision.expected_in, event=opened.event.pk)
        elsewhere = next(iter(rooms.values_list("name", flat=True)), "")
    return Told(
        reason=decision.reason,
        granted=decision.granted,
        colour=decision.colour,
        word=said.word,
        sentence=said.sentence,
        remedy=said.remedy,
        name=answer.name,
        before=answer.before,
        session=opened.titles.get(decision.session or "", ""),
        expected_in=elsewhere,
    )
