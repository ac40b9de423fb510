"""Prints of badges: ordered, set part by part by a worker, fetched by organisers, forgotten.

Whoever draws asks `next_part` what to set and hands the pages to `keep_part`; killed in between, the next worker goes
on where the last part ended.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import ids, inputs
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.outbox import messages
from lineup.core.people.actors import Actor
from lineup.core.privacy import removing
from lineup.domains.events.models import Event
from lineup.domains.onsite import badge_holders, badge_layouts, badges, signing_keys
from lineup.domains.onsite.badge_holders import Holder
from lineup.domains.onsite.badge_layouts import Layout
from lineup.domains.onsite.models import Badge, BadgePrint, BadgePrintPart

TOPIC = "badge-sheets"
KEPT = timedelta(days=7)
# badges to a part: set in seconds, far less than a lease
PART = 200
# more makes a file that printers choke on
MOST = 5000

State = BadgePrint.State


class NothingToPrint(Refusal):
    code = "no_badges_to_print"
    sentence = _("There is no badge to print; choose others, or wait until somebody has a place.")


class TooManyToPrint(Refusal):
    code = "too_many_badges_to_print"
    sentence = _("At most %(most)s badges go into one print; print those that are new, as often as it takes.")


class NotYetReady(Refusal):
    code = "print_not_ready"
    sentence = _("This print is under way; wait until it is ready.")


@dataclass(frozen=True)
class Part:
    """What is to be set next: badges in order, with their codes and who they are for."""

    job: BadgePrint
    layout: Layout
    first: int
    badges: Sequence[Badge]
    codes: dict[Any, str]
    holders: dict[Any, Holder]
    key: int


# --- ordered ------------------------------------------------------------------------------------


def of(event: Event) -> "QuerySet[BadgePrint]":
    """Return the event's prints that are kept, the newest first."""
    return BadgePrint.objects.filter(event=event).select_related("made_by").order_by("-created_at", "-id")


def find(event: Event, pk: Any) -> BadgePrint:
    """Return the event's print with this id. Raises Missing."""
    try:
        job = of(event).filter(pk=pk).first()
    except (ValidationError, ValueError):
        job = None
    if job is None:
        raise Missing
    job.event = event
    return job


@transaction.atomic
def order(
    event: Event,
    *,
    layout: str,
    language: str,
    only_new: bool = False,
    only: Iterable[str] | None = None,
    by: Actor,
    at: datetime,
) -> BadgePrint:
    """Return a print of the event's badges in use, by name, under way; who has none yet gets theirs now.

    `only_new`: those of which no valid code is on paper, MOST of them at a time. `only`: those with these badge ids.
    Raises UnknownLayout, UnknownChoice, NothingToPrint, TooManyToPrint.
    """
    badge_layouts.find(layout)
    inputs.choice(language, [code for code, _name in settings.LANGUAGES], field="language")
    badges.make_missing(event, at=at)
    chosen = _chosen(event, only_new=only_new, only=only)
    if not chosen:
        raise NothingToPrint
    if len(chosen) > MOST and not only_new:
        raise TooManyToPrint(most=MOST)
    chosen = chosen[:MOST]
    job = BadgePrint.objects.create(
        event=event,
        made_by=by.human,
        layout=layout,
        language=language,
        badges=chosen,
        total=len(chosen),
        created_at=at,
    )
    _go_on(job, at)
    _record(job, "badge.print", by, at)
    return job


def _chosen(event: Event, *, only_new: bool, only: Iterable[str] | None) -> list[str]:
    rows = badges.to_print(event) if only_new else badges.of(event).filter(revoked_at=None)
    if only is not None:
        rows = rows.filter(badge_id__in=[badges.plain(one) for one in only])
    found = list(rows.values_list("pk", "person"))
    holders = badge_holders.named(event, [person for _pk, person in found])
    found.sort(key=lambda row: (holders[row[1]].name.casefold(), str(row[0])))
    return [str(pk) for pk, _person in found]


def _go_on(job: BadgePrint, at: datetime) -> None:
    messages.enqueue(TOPIC, key=f"{TOPIC}:{job.pk}:{job.done}", payload={"print": str(job.pk)}, at=at)


# --- set ----------------------------------------------------------------------------------------


def under_way(pk: Any) -> BadgePrint | None:
    """Return the print with this id while there is something to set."""
    rows = BadgePrint.objects.select_related("event__offering__club")
    return rows.filter(pk=pk, state=State.WAITING).first()


def next_part(job: BadgePrint, *, at: datetime) -> Part | None:
    """Return what is to be set next; None when all parts are. A badge that was revoked meanwhile is left out."""
    wanted = job.badges[job.done : job.done + PART]
    if not wanted:
        return None
    found = {str(badge.pk): badge for badge in badges.of(job.event).filter(pk__in=wanted, revoked_at=None)}
    rows = [found[pk] for pk in wanted if pk in found]
    return Part(
        job,
        badge_layouts.find(job.layout),
        job.done,
        rows,
        badges.codes_of(job.event, rows, at=at),
        badge_holders.named(job.event, [badge.person_id for badge in rows]),
        signing_keys.signing(job.event, at=at).number,
    )


def keep_part(part: Part, pages: bytes, *, at: datetime) -> None:
    """Store the pages of a part and let the next begin; who comes second changes nothing."""
    name = default_storage.save(f"badges/{part.job.event_id}/{ids.new().hex}", ContentFile(pages)) if pages else ""
    if not _kept(part, name, at) and name:
        default_storage.delete(name)


@transaction.atomic
def _kept(part: Part, name: str, at: datetime) -> bool:
    job, count = part.job, min(PART, part.job.total - part.first)
    if not BadgePrint.objects.filter(pk=job.pk, done=part.first).update(done=part.first + count):
        return False
    BadgePrintPart.objects.create(job=job, first=part.first, count=count, file=name)
    badges.note_printed(job.event, [(badge.pk, badge.serial) for badge in part.badges], key=part.key, at=at)
    job.done = part.first + count
    _go_on(job, at)
    return True


def parts(job: BadgePrint) -> list[bytes]:
    """Return the pages of all parts in their order."""
    names = job.parts.exclude(file="").order_by("first").values_list("file", flat=True)
    return [_content(name) for name in names]


def finish(job: BadgePrint, whole: bytes, *, at: datetime) -> None:
    """Store the whole print, and let its parts go; who comes second changes nothing."""
    name = default_storage.save(f"badges/{job.event_id}/{ids.new().hex}", ContentFile(whole))
    if not _finished(job, name, len(whole), at):
        default_storage.delete(name)


@transaction.atomic
def _finished(job: BadgePrint, name: str, size: int, at: datetime) -> bool:
    rows = BadgePrint.objects.filter(pk=job.pk, state=State.WAITING)
    if not rows.update(state=State.DONE, file=name, size=size, done_at=at):
        return False
    _remove_parts(job, at)
    return True


# --- fetched and forgotten ------------------------------------------------------------------------


def content(job: BadgePrint) -> bytes:
    """Return the PDF. Raises NotYetReady."""
    if job.state != State.DONE:
        raise NotYetReady
    return _content(job.file)


def _content(name: str) -> bytes:
    with default_storage.open(name) as stored:
        return bytes(stored.read())


@transaction.atomic
def discard(job: BadgePrint, *, by: Actor, at: datetime) -> None:
    """Delete the print with its file, ready or not; the badges stay."""
    _record(job, "badge.print_discard", by, at)
    _delete(job, at)


def forget(*, before: datetime, at: datetime, limit: int = 20) -> int:
    """Delete up to `limit` prints that were ordered before this instant, with their files; return how many."""
    chosen = list(BadgePrint.objects.filter(created_at__lt=before).order_by("created_at")[:limit])
    for job in chosen:
        with transaction.atomic():
            _delete(job, at)
    return len(chosen)


def _delete(job: BadgePrint, at: datetime) -> None:
    _remove_parts(job, at)
    if job.file:
        removing.remove_later(job.file, at=at)
    job.delete()


def _remove_parts(job: BadgePrint, at: datetime) -> None:
    for name in job.parts.exclude(file="").values_list("file", flat=True):
        removing.remove_later(name, at=at)
    job.parts.all().delete()


def _record(job: BadgePrint, action: str, by: Actor, at: datetime) -> None:
    offering = job.event.offering
    metadata = {"print": str(job.pk), "badges": job.total, "layout": job.layout}
    entries.record(by=by, at=at, action=action, on=offering, club_id=offering.club_id, metadata=metadata)
