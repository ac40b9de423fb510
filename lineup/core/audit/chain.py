"""The chain over the entries: sealed every few seconds, signed at its head, and read again from the start.

An entry's digest covers the entry and the digest before it, so that an edit, a deletion or another
order shows. Whoever can write to the database could compute all digests anew, but not the signatures
of the checkpoints; and the checkpoints also stand in a file, so that a cut at the end shows too.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import IntegrityError, transaction

from lineup.core.audit import checkpoint_log, keys
from lineup.core.audit.models import Checkpoint, Entry, Link

GENESIS = "0" * 64
# keeps one seal within 50 ms of write lock
BATCH = 200
# Entries may commit out of the order of their ids; none is overtaken by as many as this.
WINDOW = 10_000


def is_due(at: datetime) -> bool:
    """Whether the newest entry is not sealed yet: a cheap read."""
    newest = Entry.objects.order_by("-id").values_list("pk", flat=True).first()
    return newest is not None and not Link.objects.filter(entry=newest).exists()


def seal(*, at: datetime, thorough: bool = False) -> int:
    """Link all unsealed entries and sign the new head; return how many were linked.

    Many may call at once: one links, the others find it done. `thorough` looks at all entries
    instead of the latest ones.
    """
    sealed = 0
    while found := _unsealed(thorough=thorough):
        linked = _seal_batch(found, at)
        if not linked:
            break
        sealed += linked
    checkpoint_log.catch_up()
    return sealed


def _unsealed(*, thorough: bool) -> list[int]:
    entries = Entry.objects.filter(link=None)
    if not thorough:
        entries = entries.filter(pk__gt=_floor())
    return list(entries.order_by("id").values_list("pk", flat=True)[:BATCH])


def _floor() -> int:
    head = Link.objects.order_by("-seq").first()
    return head.entry_id - WINDOW if head else 0


def _seal_batch(ids: list[int], at: datetime) -> int:
    try:
        with transaction.atomic():
            return _link(ids, at)
    except IntegrityError:
        # another sealer took the same place in the chain; its links stand, ours never were
        return 0


def _link(ids: list[int], at: datetime) -> int:
    head = Link.objects.order_by("-seq").first()
    seq, digest = (head.seq, head.digest) if head else (0, GENESIS)
    # asked again inside the transaction: another sealer may have linked some of them
    entries = list(Entry.objects.filter(pk__in=ids, link=None).order_by("id"))
    links = []
    for entry in entries:
        seq, digest = seq + 1, entry_digest(entry, digest)
        links.append(Link(seq=seq, entry=entry, digest=digest))
    if links:
        Link.objects.bulk_create(links)
        Checkpoint.objects.create(seq=seq, digest=digest, at=at, signature=keys.sign(statement(seq, digest, at)))
    return len(links)


def entry_digest(entry: Entry, before: str) -> str:
    """Return the digest that covers every column of the entry and the digest before it."""
    canonical = json.dumps(
        {
            "id": entry.pk,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "club": str(entry.club_id or ""),
            "actor": str(entry.actor_id or ""),
            "channel": entry.channel,
            "action": entry.action,
            "resource": entry.resource,
            "resource_id": entry.resource_id,
            "metadata": entry.metadata,
            "origin": entry.origin_digest,
        },
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(f"{before}\n{canonical}".encode()).hexdigest()


def statement(seq: int, digest: str, at: datetime) -> str:
    """Return what a checkpoint signs."""
    return f"lineup audit\n{seq}\n{digest}\n{at.astimezone(UTC).isoformat(timespec='microseconds')}"


def links(*, to: int) -> Iterator[Link]:
    """Yield the chain up to this link in its order, with the entries and their origins; constant memory."""
    rows = Link.objects.filter(seq__lte=to).order_by("seq").select_related("entry__origin")
    yield from rows.iterator(chunk_size=500)
