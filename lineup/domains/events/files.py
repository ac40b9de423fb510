"""Files of an event: taken in after a look at their bytes, handed out after a look at who asks."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import uploads
from lineup.core.foundation.errors import Invalid, Missing
from lineup.core.foundation.planned import Given, Planned
from lineup.core.participation import in_use, offerings
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import LIVE, State
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events import attendees
from lineup.domains.events.kind import ATTENDEE
from lineup.domains.events.models import Event, EventFile

MOST_FILES = 20
# the programme, the guide, the others
IN_ORDER = (F("use").desc(), F("name"), F("id"))


class TooManyFiles(Invalid):
    code = "too_many_files"
    sentence = _("An event has at most %(limit)s files; remove one first.")
    field = "file"


class UnknownAudience(Invalid):
    code = "unknown_audience"
    sentence = _("A file is for everybody, or for those who take part; choose one.")
    field = "audience"


class UnknownUse(Invalid):
    code = "unknown_file_use"
    sentence = _("A file is the programme, the guide, or another file; choose one.")
    field = "use"


_IN_USE = Planned(
    lambda: EventFile.objects.filter(event=Given("event", EventFile.event.field), binned_at=None).order_by(*IN_ORDER)
)


def of(event: Event, person: Person | None) -> list[EventFile]:
    """Return the event's files that this person may download, programme and guide first, then by name.

    The person is known to see the event.
    """
    found = _IN_USE.rows(event=event.pk)
    if all(file.audience == EventFile.Audience.EVERYBODY for file in found) or _takes_part(event, person):
        return found
    return [file for file in found if file.audience == EventFile.Audience.EVERYBODY]


def _takes_part(event: Event, person: Person | None) -> bool:
    if person is None:
        return False
    return offerings.may_manage(event.offering, person) or attendees.comes(person, event)


def of_place(place: Place) -> "QuerySet[EventFile]":
    """Return the files that whoever has this place may download, by name, whoever may see the event's page.

    All of them while somebody of its group has a confirmed place; those for everybody while one is awaited.
    """
    rows = EventFile.objects.filter(event=place.pool.offering_id, binned_at=None).order_by("name", "id")
    states = set(Place.objects.filter(party=place.party, state__in=LIVE).values_list("state", flat=True))
    if not states or not in_use.holds(place.pool.offering):
        return rows.none()
    comes = State.CONFIRMED in states and place.pool.role == ATTENDEE
    return rows if comes else rows.filter(audience=EventFile.Audience.EVERYBODY)


def find_of_place(place: Place, pk: object) -> EventFile:
    """Return the file if whoever has this place may download it. Raises Missing."""
    return _one(of_place(place), pk)


def find(event: Event, person: Person | None, pk: object) -> EventFile:
    """Return the file if this person may download it. Raises Missing."""
    file = next((file for file in of(event, person) if str(file.pk) == str(pk)), None)
    if file is None:
        raise Missing
    return file


def binned(event: Event) -> "QuerySet[EventFile]":
    """Return the files in the bin of an event that the caller manages."""
    return EventFile.objects.filter(event=event, binned_at__isnull=False)


def find_binned(event: Event, pk: object) -> EventFile:
    """Return a file in the bin of an event that the caller manages. Raises Missing."""
    return _one(binned(event), pk)


def _one(rows: "QuerySet[EventFile]", pk: Any) -> EventFile:
    try:
        return rows.get(pk=pk)
    except (EventFile.DoesNotExist, ValidationError, ValueError):
        raise Missing from None


def add(
    event: Event, upload: File, *, audience: str = "everybody", use: str = "", by: Actor, at: datetime
) -> EventFile:
    """Return the event's new file; a new programme or guide (`use`), both PDF, puts the one of before into the bin.

    Raises TooManyFiles, UnknownAudience, UnknownUse, and what `uploads.taken_in` raises.
    """
    if audience not in EventFile.Audience.values:
        raise UnknownAudience
    if use not in EventFile.Use.values:
        raise UnknownUse
    content, kind = uploads.taken_in(upload, only_pdf=bool(use))
    if _others(event, use).count() >= MOST_FILES:
        raise TooManyFiles(limit=MOST_FILES)
    file = EventFile(
        use=use,
        event=event,
        name=uploads.label(upload.name or "", kind),
        content_type=kind,
        size=len(content),
        audience=audience,
        uploaded_by=by.person,
        created_at=at,
    )
    # written before the transaction, which must not wait for a disk or a network
    file.file.save("upload", ContentFile(content), save=False)
    try:
        return _keep(file, by, at)
    except BaseException:
        file.file.delete(save=False)
        raise


def _others(event: Event, use: str) -> "QuerySet[EventFile]":
    """The files that stay beside a new one of this use."""
    rows = EventFile.objects.filter(event=event, binned_at=None)
    return rows.exclude(use=use) if use else rows


@transaction.atomic
def _keep(file: EventFile, by: Actor, at: datetime) -> EventFile:
    _make_way(file, by, at)
    file.save(force_insert=True)
    _record(file, "file.add", by, at)
    return file


@transaction.atomic
def discard(file: EventFile, *, by: Actor, at: datetime) -> EventFile:
    """Put the file into the bin: nobody can download it until it is restored."""
    return _set_binned(file, at, "file.discard", by, at)


@transaction.atomic
def restore(file: EventFile, *, by: Actor, at: datetime) -> EventFile:
    """Take the file out of the bin; a programme or guide that came in its stead goes there."""
    _make_way(file, by, at)
    return _set_binned(file, None, "file.restore", by, at)


def _make_way(file: EventFile, by: Actor, at: datetime) -> None:
    """There is one programme, and one guide."""
    if not file.use:
        return
    # held, so that two uploads at once follow each other
    Event.objects.select_for_update(of=("self",)).get(pk=file.event_id)
    for other in EventFile.objects.filter(event=file.event_id, use=file.use, binned_at=None).exclude(pk=file.pk):
        discard(other, by=by, at=at)


def _set_binned(file: EventFile, binned_at: datetime | None, action: str, by: Actor, at: datetime) -> EventFile:
    file.binned_at = binned_at
    file.save(update_fields=["binned_at"])
    _record(file, action, by, at)
    return file


def _record(file: EventFile, action: str, by: Actor, at: datetime) -> None:
    entries.record(by=by, at=at, action=action, on=file, club_id=file.event.offering.club_id)
