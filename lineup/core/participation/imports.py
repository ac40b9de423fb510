"""People whom organisers bring along in a table: read, mapped, run as one act, and taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import table_files
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.foundation.tables import NoLines, Row
from lineup.core.outbox import messages
from lineup.core.participation import (
    admission,
    finding,
    import_answers,
    import_columns,
    import_lines,
    import_running,
    undo,
)
from lineup.core.participation.models import ImportLine, PeopleImport, Pool
from lineup.core.people import addresses
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person

KEPT = timedelta(days=7)
# so many at once are written in one transaction: nobody waits long for them
BATCH = 200
# a table that is no longer is done while one waits; by hand one would not mind either
AT_ONCE = 50
# a worker takes over what whoever waits for it did not finish
TAKEN_OVER_SECONDS = 10

State = PeopleImport.State


class AlreadyRun(Refusal):
    code = "import_already_run"
    sentence = _("This import has been run; undo it, or upload the table again.")


class NotReady(Refusal):
    code = "import_not_ready"
    sentence = _("This table was not read to its end; upload it again.")


class StillRunning(Refusal):
    code = "import_still_running"
    sentence = _("This import is under way; wait until it is done.")


def of(pools: Sequence[Pool]) -> "QuerySet[PeopleImport]":
    """Return the imports into these pools that are still kept."""
    return PeopleImport.objects.filter(pool__in=pools).select_related("pool", "made_by", "run_by")


def find_managed(person: Person | None, pk: UUID | str) -> PeopleImport:
    """Return an import into a pool that the person manages. Raises Missing."""
    try:
        batch = PeopleImport.objects.select_related("pool__offering__club").filter(pk=pk).first()
    except (ValidationError, ValueError):
        batch = None
    if batch is None:
        raise Missing
    try:
        batch.pool = finding.managed_pool(person, batch.pool_id)
    except Refusal as refusal:
        # that there is an import is for the organisers alone
        raise (refusal if refusal.code == "second_factor_needed" else Missing) from None
    return batch


def begin(pool: Pool, content: bytes, *, by: Actor, at: datetime) -> PeopleImport:
    """Read a CSV or XLSX file and propose which column says what; nobody is entered yet.

    The file itself is not kept. Raises Cancelled, Over, and the Unreadable of `table_files.read`.
    """
    admission.check_on(pool.offering)
    rows = table_files.read(content, fit=import_columns.fit)
    titles, rows = _titled(rows)
    if not rows:
        raise NoLines
    mapping = import_columns.propose(titles, [row.cells for row in rows[:20]])
    mapping |= import_answers.propose(pool, titles, taken=mapping.values())
    maker = import_columns.maker(titles)
    batch = _made(pool, titles, mapping, maker, len(rows), by, at)
    _keep(batch, rows)
    return _settled(batch, mapping)


def _titled(rows: list[Row]) -> tuple[list[str], list[Row]]:
    """The titles of the columns, made up where the first row has an address in it, and the rows below."""
    first = rows[0].cells
    width = max(len(row.cells) for row in rows)
    if any(addresses.is_one(cell) for cell in first):
        return [_letters(column) for column in range(width)], rows
    return [
        (first[column : column + 1] or [""])[0][: import_columns.LONGEST_TITLE] or _letters(column)
        for column in range(width)
    ], rows[1:]


def _letters(column: int) -> str:
    """A column as spreadsheets call it: A, B, … AA."""
    before, last = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


@transaction.atomic
def _made(
    pool: Pool, titles: list[str], mapping: dict[str, int], maker: str, lines: int, by: Actor, at: datetime
) -> PeopleImport:
    batch = PeopleImport.objects.create(
        pool=pool,
        made_by=by.human,
        state=State.READING,
        maker=maker,
        titles=titles,
        mapping=mapping,
        created_at=at,
    )
    _record(batch, "import.read", by, at, {"lines": lines, "maker": maker})
    return batch


def _keep(batch: PeopleImport, rows: list[Row]) -> None:
    leads: dict[str, int] = {}
    lines = [_line(batch, row, leads) for row in rows]
    for start in range(0, len(lines), BATCH):
        with transaction.atomic():
            ImportLine.objects.bulk_create(lines[start : start + BATCH])


def _line(batch: PeopleImport, row: Row, leads: dict[str, int]) -> ImportLine:
    line = ImportLine(batch=batch, number=row.number, cells=row.cells)
    return _addressed(line, batch.mapping, leads)


def _addressed(line: ImportLine, mapping: Mapping[str, int], leads: dict[str, int]) -> ImportLine:
    line.email_folded = import_lines.folded_address(line.cells, mapping)
    line.lead = leads.setdefault(line.email_folded, line.number) if line.email_folded else line.number
    return line


@transaction.atomic
def _settled(batch: PeopleImport, mapping: dict[str, int]) -> PeopleImport:
    PeopleImport.objects.filter(pk=batch.pk).update(state=State.DRAFT, mapping=mapping)
    batch.state, batch.mapping = State.DRAFT, mapping
    return batch


def map_columns(batch: PeopleImport, mapping: Mapping[str, int], *, by: Actor, at: datetime) -> PeopleImport:
    """Say which column has what (`import_columns.Target`, or a question's id → its number, from 0); nobody is entered.

    Raises MappingIncomplete, NoSuchColumn, UnknownQuestion, ConditionWithoutColumn, AlreadyRun.
    """
    import_answers.check_known(batch.pool, mapping)
    checked = import_columns.check(mapping, batch.titles)
    _open(batch)
    leads: dict[str, int] = {}
    lines = list(batch.lines.order_by("number"))
    before = [(line.email_folded, line.lead) for line in lines]
    changed = [line for line, was in zip(lines, before, strict=True) if _said_anew(line, checked, leads) != was]
    for start in range(0, len(changed), BATCH):
        _write_anew(batch, changed[start : start + BATCH])
    return _settled(batch, checked)


def _said_anew(line: ImportLine, mapping: Mapping[str, int], leads: dict[str, int]) -> tuple[str, int]:
    _addressed(line, mapping, leads)
    return line.email_folded, line.lead


@transaction.atomic
def _write_anew(batch: PeopleImport, lines: Sequence[ImportLine]) -> None:
    """Deleted and written: an UPDATE of so many rows, each to something else, takes ten times as long."""
    batch.lines.filter(pk__in=[line.pk for line in lines]).delete()
    ImportLine.objects.bulk_create(lines)


@transaction.atomic
def _open(batch: PeopleImport) -> None:
    """Meanwhile nobody runs it."""
    rows = PeopleImport.objects.filter(pk=batch.pk, state__in=[State.DRAFT, State.READING])
    if not rows.update(state=State.READING):
        raise AlreadyRun


def run(batch: PeopleImport, *, tells: bool = True, by: Actor, at: datetime) -> PeopleImport:
    """Enter the people of all lines, some groups in a transaction; a second call changes nothing.

    `tells`: they get a mail with the link to their place. A short table is done when this returns, a long one
    afterwards, by a worker. Raises Cancelled, Over, MappingIncomplete, NotReady.
    """
    admission.check_on(batch.pool.offering)
    import_columns.check(batch.mapping, batch.titles)
    if _start(batch, by, at, tells=tells) and batch.lines.count() <= AT_ONCE:
        import_running.go_on_with(batch, limit=AT_ONCE, at=at)
    return _fresh(batch)


@transaction.atomic
def _start(batch: PeopleImport, by: Actor, at: datetime, *, tells: bool) -> bool:
    """The one of several who call at once gets True."""
    rows = PeopleImport.objects.filter(pk=batch.pk)
    if not rows.filter(state=State.DRAFT).update(state=State.RUNNING, tells=tells, run_by=by.human):
        if rows.filter(state=State.READING).exists():
            raise NotReady
        return False
    _enqueue(batch, "run", at)
    _record(batch, "import.run", by, at, {"tells": tells})
    return True


def take_back(batch: PeopleImport, *, by: Actor, at: datetime) -> PeopleImport:
    """End the places that the import made, within the time of an undo; a second call changes nothing.

    Places to which something happened since are left, each line says so. A long one is undone by a worker.
    Raises TooLateToUndo, StillRunning.
    """
    if batch.state in (State.UNDOING, State.UNDONE):
        return batch
    if batch.state != State.DONE or batch.done_at is None:
        raise StillRunning
    if at - batch.done_at > undo.WITHIN:
        raise undo.TooLateToUndo
    if _start_undo(batch, by, at) and batch.lines.count() <= AT_ONCE:
        import_running.go_on_with(batch, limit=AT_ONCE, at=at)
    return _fresh(batch)


@transaction.atomic
def _start_undo(batch: PeopleImport, by: Actor, at: datetime) -> bool:
    rows = PeopleImport.objects.filter(pk=batch.pk, state=State.DONE)
    if not rows.update(state=State.UNDOING, run_by=by.human):
        return False
    _enqueue(batch, "undo", at)
    _record(batch, "import.undo", by, at, {})
    return True


def can_be_undone(batch: PeopleImport, *, at: datetime) -> bool:
    """Whether there is still time, and anything to take back."""
    in_time = batch.state == State.DONE and batch.done_at is not None and at - batch.done_at <= undo.WITHIN
    return in_time and batch.lines.filter(state__in=import_running.MADE).exists()


@transaction.atomic
def discard(batch: PeopleImport, *, by: Actor, at: datetime) -> None:
    """Delete what is kept of the import; the people it entered stay. Raises StillRunning."""
    rows = PeopleImport.objects.select_for_update().filter(pk=batch.pk)
    if rows.filter(state__in=[State.RUNNING, State.UNDOING]).exists():
        raise StillRunning
    _record(batch, "import.discard", by, at, {})
    rows.delete()


def counts(batch: PeopleImport) -> dict[str, int]:
    """Return how many lines stand in each state. One query."""
    rows = batch.lines.order_by().values_list("state").annotate(n=Count("pk"))
    return dict(rows)


def forget(*, before: datetime, limit: int = 20) -> int:
    """Delete up to `limit` imports that were begun before this instant; return how many. For retention."""
    under_way = [State.RUNNING, State.UNDOING]
    old = PeopleImport.objects.filter(created_at__lt=before).exclude(state__in=under_way).values_list("pk", flat=True)
    chosen = list(old.order_by("created_at")[:limit])
    for pk in chosen:
        with transaction.atomic():
            PeopleImport.objects.filter(pk=pk).delete()
    return len(chosen)


def _enqueue(batch: PeopleImport, what: str, at: datetime) -> None:
    wait = TAKEN_OVER_SECONDS if batch.lines.count() <= AT_ONCE else 0
    key, payload = f"{import_running.TOPIC}:{batch.pk}:{what}", {"import": str(batch.pk)}
    messages.enqueue(import_running.TOPIC, key=key, payload=payload, at=at, wait_seconds=wait)


def _record(batch: PeopleImport, action: str, by: Actor, at: datetime, metadata: Mapping[str, object]) -> None:
    offering = batch.pool.offering
    entries.record(
        by=by,
        at=at,
        action=action,
        on=offering,
        club_id=offering.club_id,
        metadata={"import": str(batch.pk), **metadata},
    )


def _fresh(batch: PeopleImport) -> PeopleImport:
    batch.refresh_from_db(fields=["state", "tells", "run_by", "done_at", "mapping"])
    return batch
