"""The record read again from its first entry: every edit, deletion, reordering and cut comes out."""

from collections.abc import Iterable, Iterator

from django.db import connection

from lineup.core.audit import chain, checkpoint_log, entries, keys
from lineup.core.audit.checkpoint_log import Line
from lineup.core.audit.models import Checkpoint, Link
from lineup.core.foundation.faults import Fault

Mark = Checkpoint | Line


def faults() -> Iterator[Fault]:
    """Yield what was tampered with; nothing, in a healthy house. Reads all entries, in constant memory.

    What is not sealed yet can't be told from what somebody slipped in; call `chain.seal` before.
    """
    stored = _Marks(Checkpoint.objects.order_by("seq").iterator(chunk_size=500))
    filed = _Marks(checkpoint_log.lines())
    seq, digest = 0, chain.GENESIS
    for link in chain.links():
        yield from _link_faults(link, seq, digest)
        for mark in (*stored.up_to(link.seq), *filed.up_to(link.seq)):
            yield from _mark_faults(mark, link)
        seq, digest = link.seq, link.digest
    for mark in (*stored.rest(), *filed.rest()):
        yield Fault("cut", f"The record ends at {seq}, but a checkpoint vouches for {mark.seq}.")
    if stored.last < seq:
        yield Fault("unsigned", f"Nothing vouches for the record after {stored.last}; it goes on to {seq}.")
    yield from _side_faults(stored.last)


class _Marks:
    """Checkpoints read along with the links."""

    def __init__(self, rows: Iterable[Mark]) -> None:
        self._rows = iter(rows)
        self._next = next(self._rows, None)
        self.last = 0

    def up_to(self, seq: int) -> Iterator[Mark]:
        while self._next is not None and self._next.seq <= seq:
            self.last = self._next.seq
            yield self._next
            self._next = next(self._rows, None)

    def rest(self) -> Iterator[Mark]:
        while self._next is not None:
            yield self._next
            self._next = next(self._rows, None)


def _link_faults(link: Link, seq: int, digest: str) -> Iterator[Fault]:
    if link.seq != seq + 1:
        yield Fault("gap", f"After link {seq} comes {link.seq}; what stood between, or its entry, is gone.")
    if link.digest != chain.entry_digest(link.entry, digest):
        yield Fault("altered", f"Entry {link.entry_id} (link {link.seq}) is not what was sealed.")
    origin = getattr(link.entry, "origin", None)
    if origin and not entries.vouches_for(link.entry, origin):
        yield Fault("origin", f"The origin of entry {link.entry_id} is not what the entry vouches for.")


def _mark_faults(mark: Mark, link: Link) -> Iterator[Fault]:
    if mark.seq != link.seq:
        yield Fault("checkpoint", f"A checkpoint vouches for link {mark.seq}, which is not there.")
    elif mark.digest != link.digest:
        yield Fault("checkpoint", f"The record up to link {link.seq} is not the one that was signed.")
    elif not keys.is_genuine(chain.statement(mark.seq, mark.digest, mark.at), mark.signature):
        yield Fault("signature", f"The checkpoint at link {mark.seq} is not signed with our key.")


def _side_faults(last: int) -> Iterator[Fault]:
    """What the walk along the chain doesn't meet."""
    embedded = connection.vendor == "sqlite"
    if last and embedded and not checkpoint_log.path().exists():
        yield Fault("no_log", f"{checkpoint_log.path()} is gone; put it back from the backup.")
