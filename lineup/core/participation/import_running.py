"""An import under way: some groups in a transaction, each alone where one is in the way, so that it can stop and go on.

A line is locked and looked at before its people are entered: who comes second finds it done.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from lineup.core.audit import entries
from lineup.core.foundation.errors import Refusal
from lineup.core.outbox import messages
from lineup.core.outbox.models import Message
from lineup.core.participation import entering, import_answers, import_lines, import_saying, undo
from lineup.core.participation.import_lines import Group
from lineup.core.participation.models import ImportLine, PeopleImport, Place
from lineup.core.participation.transitions import State as PlaceState
from lineup.core.people.actors import Actor

TOPIC = "people-import"
# groups for one message: far less than its lease
CHUNK = 100
# groups in one transaction, while all find room: as many as others gladly wait for
TOGETHER = 50
# what a line keeps of what became of it
NOTED = ["state", "place", "column", "code", "reason", "cells", "email_folded"]
CHANNEL = "import"

State = ImportLine.State
MADE = (State.ENTERED, State.WAITS)


def go_on(message: Message, *, at: datetime) -> None:
    """Do the next part of an import or of its undoing: the handler of topic "people-import"."""
    batch = PeopleImport.objects.filter(pk=message.payload["import"]).first()
    if batch is None or not go_on_with(batch, limit=CHUNK, at=at):
        return
    left = batch.lines.filter(state__in=(State.PENDING, *MADE)).count()
    key = f"{TOPIC}:{batch.pk}:{batch.state}:{left}:{message.pk}"
    with transaction.atomic():
        messages.enqueue(TOPIC, key=key, payload=message.payload, at=at)


def go_on_with(batch: PeopleImport, *, limit: int, at: datetime) -> bool:
    """Do up to `limit` groups of an import that is under way; return whether some are left."""
    rows = PeopleImport.objects.select_related("pool__offering", "run_by__account")
    batch = rows.get(pk=batch.pk)
    if batch.state not in (PeopleImport.State.RUNNING, PeopleImport.State.UNDOING) or batch.run_by is None:
        return False
    undoing = batch.state == PeopleImport.State.UNDOING
    by = Actor(batch.run_by, channel=CHANNEL)
    leads = _to_undo(batch) if undoing else _to_enter(batch)
    chosen = list(leads[: limit + 1])
    with translation.override(batch.run_by.language):
        act = _take_back if undoing else _enter_some
        for start in range(0, len(chosen[:limit]), TOGETHER):
            act(batch, chosen[:limit][start : start + TOGETHER], by, at)
    if len(chosen) > limit:
        return True
    _finish(batch, by, at)
    return False


def _to_enter(batch: PeopleImport) -> "QuerySet[ImportLine, int]":
    return batch.lines.filter(state=State.PENDING).order_by("lead").values_list("lead", flat=True).distinct()


def _to_undo(batch: PeopleImport) -> "QuerySet[ImportLine, int]":
    """Who waits first, then the last first: what is freed is not handed to those who leave as well."""
    made = batch.lines.filter(state__in=MADE).order_by("-state", "-lead")
    return made.values_list("lead", flat=True).distinct()


def _enter_some(batch: PeopleImport, leads: Sequence[int], by: Actor, at: datetime) -> None:
    try:
        _enter(batch, leads, by, at)
    except Refusal:
        # one is refused: the others are not to suffer
        for lead in leads:
            _enter_alone(batch, lead, by, at)


@transaction.atomic
def _enter(batch: PeopleImport, leads: Sequence[int], by: Actor, at: datetime) -> None:
    """Enter these groups, all or none."""
    lines, groups = _groups(batch, leads)
    coming = [group for group in groups if group.said]
    wished = [(group.names, group.contact.email) for group in coming]
    found = entering.enter_groups(batch.pool, wished, quiet=not batch.tells, by=by, at=at) if coming else []
    made = [(group, place) for group, (place, is_new) in zip(coming, found, strict=True) if is_new]
    import_answers.keep(made, at=at)
    for group, (place, is_new) in zip(coming, found, strict=True):
        _note(group, place, is_new=is_new)
    _write(lines)


def _enter_alone(batch: PeopleImport, lead: int, by: Actor, at: datetime) -> None:
    try:
        _enter(batch, [lead], by, at)
    except Refusal as refusal:
        _refuse(batch, lead, refusal)


@transaction.atomic
def _refuse(batch: PeopleImport, lead: int, refusal: Refusal) -> None:
    lines, groups = _groups(batch, [lead])
    for group in groups:
        for said in group.said:
            import_saying.refuse(said.line, refusal, batch)
    _write(lines)


def _groups(batch: PeopleImport, leads: Sequence[int]) -> tuple[list[ImportLine], list[Group]]:
    """Lock the lines of these groups that are not done yet; note on them what is refused."""
    rows = batch.lines.select_for_update().filter(lead__in=leads, state=State.PENDING)
    lines = list(rows.order_by("lead", "number"))
    groups = [import_lines.group(of, batch.mapping) for _lead, of in groupby(lines, key=lambda line: line.lead)]
    asked = import_answers.asked(batch.pool, batch.mapping)
    for group in groups:
        import_answers.judge(group, batch.mapping, asked)
        for line, refusal in group.refused:
            import_saying.refuse(line, refusal, batch)
    return lines, groups


def _write(lines: Sequence[ImportLine]) -> None:
    """As rows that are there already: an UPDATE of so many, each to something else, takes ten times as long."""
    ImportLine.objects.bulk_create(lines, update_conflicts=True, unique_fields=["id"], update_fields=NOTED)


def _note(group: Group, place: Place, *, is_new: bool) -> None:
    state = _outcome(place) if is_new else State.HELD
    for said in group.said:
        said.line.place = place
        import_saying.settle(said.line, state)
    if not is_new:
        import_saying.say_held(group)


def _outcome(place: Place) -> ImportLine.State:
    return State.ENTERED if place.state == PlaceState.CONFIRMED else State.WAITS


@transaction.atomic
def _take_back(batch: PeopleImport, leads: Sequence[int], by: Actor, at: datetime) -> None:
    """Take these groups back, but for those to which something happened since: their lines say so."""
    rows = batch.lines.select_for_update(of=("self",)).select_related("place").filter(lead__in=leads, state__in=MADE)
    lines = list(rows)
    made = list({line.place.party: line.place for line in lines if line.place}.values())
    reason = _("Entered by mistake.")
    left = undo.take_back_entries(made, reason=reason, quiet=not batch.tells, by=by, at=at) if made else set()
    gone = [line.pk for line in lines if line.place and line.place.party not in left]
    kept = [line.pk for line in lines if line.pk not in gone]
    batch.lines.filter(pk__in=gone).update(state=State.UNDONE, reason="")
    if kept:
        why = _("Left, because something happened to the place since.")
        batch.lines.filter(pk__in=kept).update(state=State.LEFT, reason=why)


@transaction.atomic
def _finish(batch: PeopleImport, by: Actor, at: datetime) -> None:
    done = {PeopleImport.State.RUNNING: PeopleImport.State.DONE, PeopleImport.State.UNDOING: PeopleImport.State.UNDONE}
    now = done[PeopleImport.State(batch.state)]
    if not PeopleImport.objects.filter(pk=batch.pk, state=batch.state).update(state=now, done_at=at):
        return
    states = batch.lines.values_list("state", flat=True)
    numbers = dict.fromkeys(sorted(set(states)), 0)
    for state in states:
        numbers[state] += 1
    offering = batch.pool.offering
    metadata = {"import": str(batch.pk), **numbers}
    entries.record(by=by, at=at, action=f"import.{now}", on=offering, club_id=offering.club_id, metadata=metadata)
