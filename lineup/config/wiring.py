"""The only file that names every kind, outbox handler, periodic job and notice kind."""

from collections.abc import Callable
from datetime import datetime, timedelta

from lineup.core.audit import entries
from lineup.core.clubs import told as clubs_told
from lineup.core.foundation import clock, seam
from lineup.core.notices import notices
from lineup.core.notices.notices import NoticeKind, Words
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from lineup.core.participation import kinds, lapsing, told
from lineup.core.people import limits, proofs
from lineup.core.people.models import Person
from lineup.domains.events import finishing, reindexing, venues
from lineup.domains.events import kind as events_kind
from lineup.interfaces.mail import account_mails

KINDS = (events_kind.EVENT,)


def _club_words(say: Callable[..., tuple[str, str, str, str] | None]) -> Callable[..., Words | None]:
    def words(facts: dict[str, object], person: Person) -> Words | None:
        said = say(facts, person)
        return Words(*said) if said else None

    return words


NOTICES = (
    *told.KINDS,
    *(NoticeKind(slug=slug, words=_club_words(say)) for slug, say in clubs_told.KINDS.items()),
)


def _timed(handler: Callable[..., None]) -> Callable[[Message], None]:
    """Hand the present instant to a handler of the core, which reads no clock."""

    def handle(message: Message) -> None:
        handler(message, at=clock.now())

    return handle


HANDLERS: dict[str, Callable[[Message], None]] = {
    "notice": _timed(notices.deliver),
    "fan-out": _timed(notices.spread),
    "fill-pool": _timed(lapsing.go_on_filling),
    "account-mail": account_mails.deliver,
    venues.REINDEX: _timed(reindexing.venue_changed),
}

# name → (seconds between two runs, what to do at an instant)
PERIODIC: dict[str, tuple[int, Callable[[datetime], object]]] = {
    "lapse-offers": (20, lambda at: lapsing.lapse_due(at=at)),
    "forget-proofs": (3600, lambda at: proofs.forget_old(before=at - timedelta(days=30))),
    "forget-tallies": (3600, lambda at: limits.forget_old(before=at)),
    "finish-events": (300, lambda at: finishing.finish_past(at=at)),
}


def connect() -> None:
    """Tell the floors below what is installed; called once, when the apps are ready."""
    seam.install(record=entries.record, tell=notices.tell, enqueue=messages.enqueue)
    kinds.install(KINDS)
    notices.install(NOTICES, told.AUDIENCES)
    messages.install(HANDLERS)
