"""What people should hear of the steps so far: the last word on a place, once, and no slip that was taken back."""

from datetime import datetime
from typing import Any

from lineup.core.notices import notices
from lineup.core.notices.models import Notice
from lineup.core.outbox.models import Message
from lineup.core.participation.transitions import LIVE
from tests.core.participation.ledger.books import Books, Step
from tests.core.participation.ledger.rules import heard_together, must


class Post:
    """The steps in order, with whom each is told together."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.told_together: dict[int, tuple[Any, ...]] = {}
        self.acts = 0

    def note(self, books: Books, steps: list[Step]) -> None:
        """Keep what one act did."""
        self.acts += 1
        self.steps += steps
        for step in steps:
            self.told_together[step.pk] = (self.acts, *heard_together(books, step))

    def deliver(self, books: Books, *, at: datetime) -> None:
        """Put what is due into the page, each message twice: a worker may die before it says that it is done."""
        due = Message.objects.filter(topic="notice", key__startswith="place:", done_at=None, due_at__lte=at)
        messages = list(due.order_by("due_at", "id"))
        news = self._news(books, {message.key for message in messages})
        for message in messages * 2:
            notices.deliver(message, at=at)
        due.update(done_at=at)
        heard = _heard()
        must(heard == sorted(news), "people heard something else than the news", heard, news)

    def _news(self, books: Books, due: set[str]) -> set[str]:
        """Everything that was heard already, and of what is due that which is still true."""
        heard = set(_heard())
        last = {step.place: step for step in self.steps}
        return heard | {step.key for step in last.values() if step.key in due and self._is_true(books, step, heard)}

    def _is_true(self, books: Books, step: Step, heard: set[str]) -> bool:
        row = books.places[step.place]
        if step.to_state == "offered" and any(
            made[1] == row.pk and made[2:] == (None,) * 3 for made in books.invitations
        ):
            return False  # the invitation tells it
        if step.to_state == "withdrawn":
            return not any(other.participant == row.participant for other in books.of(row.pool, *LIVE))
        return step.action != "undo" or self._was_heard(step, heard)

    def _was_heard(self, undone: Step, heard: set[str]) -> bool:
        """Whether the contact heard of the act that this step takes back: of a group, from any of its places."""
        slip = [step for step in self.steps if step.place == undone.place and step.pk < undone.pk][-1]
        group = self.told_together[slip.pk]
        return any(step.key in heard for step in self.steps if self.told_together[step.pk] == group)


def _heard() -> list[str]:
    """The keys of what people read of their places, once for each notice."""
    return sorted(Notice.objects.filter(kind__startswith="place.").values_list("key", flat=True))
