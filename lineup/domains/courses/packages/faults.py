"""What is wrong with a package, each with its place in it."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Refusal

MOST = 100
LONGEST_PLACE = 200


@dataclass(frozen=True)
class Fault:
    """`place` is a path in the document, like `modules[2].lessons[0].title`; the rest is the rule's own."""

    place: str
    code: str
    sentence: str


class Faults:
    """Faults as they are found: the first MOST of them, and how many there are."""

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self.number = 0

    def note(self, place: str, refusal: Refusal) -> None:
        """Note what a rule said of this place, or of its field within."""
        self.number += 1
        if self.number <= MOST:
            whole = f"{place}.{refusal.field}" if refusal.field and place else refusal.field or place
            self.found.append(Fault(_storable(whole)[:LONGEST_PLACE], refusal.code, _storable(str(refusal))))

    @contextlib.contextmanager
    def noted(self, place: str) -> Iterator[None]:
        """Go on after what a rule refuses within, with a note of it."""
        try:
            yield
        except Refusal as refusal:
            self.note(place, refusal)


def _storable(text: str) -> str:
    return inputs.UNSTORABLE.sub("�", text)
