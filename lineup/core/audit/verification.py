"""The record read again from its first entry: every edit, deletion, reordering and cut comes out."""

from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.models import Max, Subquery

from lineup.core.audit import chain, checkpoint_log, entries, keys
from lineup.core.audit.checkpoint_log import Line
from lineup.core.audit.models import Checkpoint, Link
from lineup.core.foundation.faults import Fault

Mark = Checkpoint | Line


def faults() -> Iterator[Fault]:
    """Yield what was tampered with; nothing, in a healthy house. Reads all entries, in constant memory.

    May run while others record and seal: what they add meanwhile is left for the next time. What is not
    sealed yet can't be told from what somebody slipped in; call `chain.seal` before.
    """
    # the file first: a checkpoint is in the tables before it is in the file
    filed_to = checkpoint_log.last_seq()
    head, signed = _heads()
    stored = _Marks(Checkpoint.objects.filter(seq__lte=max(head, signed)).order_by("seq").iterator(chunk_size=500))
    filed = _Marks(line for line in checkpoint_log.lines() if line.seq <= filed_to)
    seq, digest = 0, chain.GENESIS
    for link in chain.links(to=head):
        yield from _link_faults(link, seq, digest)
        for mark in (*stored.up_to(link.seq), *filed.up_to(link.seq)):
            yield from _mark_faults(mark, link)
        seq, digest = link.seq, link.digest
    for mark in (*stored.rest(), *filed.rest()):
        yield Fault("cut", f"The record ends at {seq}, but a checkpoint vouches for {mark.seq}.")
    if signed < head:
        yield Fault("unsigned", f"Nothing vouches for the record after {signed}; it goes on to {head}.")
    if signed and connection.vendor == "sqlite" and not checkpoint_log.path().exists():
        yield Fault("no_log", f"{checkpoint_log.path()} is gone; put it back from the backup.")


def _heads() -> tuple[int, int]:
    """The last link and the last checkpoint, asked at once: they are always written together."""
    newest = Subquery(Checkpoint.objects.order_by("-seq").values("seq")[:1])
    row = Link.objects.order_by("-seq").annotate(signed=newest).values_list("seq", "signed").first()
    if row is None:
        return 0, Checkpoint.objects.aggregate(newest=Max("seq"))["newest"] or 0
    return row[0], row[1] or 0


class _Marks:
    """Checkpoints read along with the links."""

    def __init__(self, rows: Iterable[Mark]) -> None:
        self._rows = iter(rows)
        self._next = next(self._rows, None)

    def up_to(self, seq: int) -> Iterator[Mark]:
        while self._next is not None and self._next.seq <= seq:
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
