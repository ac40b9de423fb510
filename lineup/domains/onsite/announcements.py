"""What those who run an event tell a part of its people: written, read, changed by its author alone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Forbidden, Invalid, Missing
from lineup.core.notices import notices
from lineup.core.participation import offerings
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events import organising
from lineup.domains.events.models import Event
from lineup.domains.onsite import announcement_readers
from lineup.domains.onsite.models import Announcement, Room, Session

FIELDS = ("title", "description", "target", "room", "session")
LONGEST_TITLE = 200
LONGEST_DESCRIPTION = 5000
MOST = 2000
TOLD = "onsite.announcement"
AUDIENCE = "announcement-readers"
T = Announcement.Target


class AnnouncementTitleNeeded(Invalid):
    code = "announcement_title_needed"
    sentence = _("Give it a title that says what it is about.")
    field = "title"


class AnnouncementTextNeeded(Invalid):
    code = "announcement_text_needed"
    sentence = _("Write what you want to say.")
    field = "description"


class RoomOfTarget(Invalid):
    code = "announcement_room_needed"
    sentence = _("Choose the room of this event that it is for; for anybody else leave the room open.")
    field = "room"


class SessionOfTarget(Invalid):
    code = "announcement_session_needed"
    sentence = _("Choose the session of this event that it is for; for anybody else leave the session open.")
    field = "session"


class NotItsAuthor(Forbidden):
    code = "not_its_author"
    sentence = _("Only who wrote an announcement changes or deletes it; ask its author.")


class TooManyAnnouncements(Invalid):
    code = "too_many_announcements"
    sentence = _("An event has at most %(most)s announcements; put one of yours into the bin first.")


# --- read -------------------------------------------------------------------------------------------


def of(event: Event) -> "QuerySet[Announcement]":
    """Return the announcements of the event with authors, rooms and sessions, the latest first."""
    rows = Announcement.objects.filter(offering=event.pk, binned_at=None)
    return rows.select_related("author", "room", "session").order_by("-created_at", "-id")


def shown_to(event: Event, person: Person | None) -> "QuerySet[Announcement]":
    """Return those of `of` that are for this person: who leads the event reads all, an author their own."""
    if person is None:
        return of(event).none()
    if organising.leads(event, person):
        return of(event)
    return of(event).filter(announcement_readers.is_for(person, event) | Q(author=person))


def find(event: Event, person: Person | None, pk: Any) -> Announcement:
    """Return the announcement of the event with this id, for who reads or manages it. Raises Missing."""
    rows = of(event) if offerings.may_manage(event.offering, person) else shown_to(event, person)
    try:
        found = rows.get(pk=pk)
    except (Announcement.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    found.offering = event.offering
    return found


def binned(event: Event, person: Person | None) -> "QuerySet[Announcement]":
    """Return what this person wrote and put into the bin."""
    rows = Announcement.objects.filter(offering=event.pk, author=person).exclude(binned_at=None)
    return rows.select_related("room", "session")


def find_binned(event: Event, person: Person | None, pk: Any) -> Announcement:
    """Return an announcement from the person's own bin. Raises Missing."""
    try:
        found = binned(event, person).get(pk=pk)
    except (Announcement.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    found.offering = event.offering
    return found


def may_change(announcement: Announcement, person: Person | None) -> bool:
    """Whether the person wrote it. What was written by somebody erased since, who leads the event takes over."""
    if person is None:
        return False
    if announcement.author_id is None:
        return organising.leads(announcement.offering.event, person)
    return announcement.author_id == person.pk


# --- written ----------------------------------------------------------------------------------------


@transaction.atomic
def make(
    event: Event,
    *,
    title: str,
    description: str,
    target: str = T.ALL,
    room: Room | None = None,
    session: Session | None = None,
    by: Actor,
    at: datetime,
) -> Announcement:
    """Return a new announcement; whom it is for is told, if the event is published.

    Raises NotManager, AnnouncementTitleNeeded, AnnouncementTextNeeded, UnknownChoice, RoomOfTarget, SessionOfTarget,
    TooLong, TooManyAnnouncements.
    """
    if by.person is not None and not offerings.may_manage(event.offering, by.person):
        raise offerings.NotManager
    if of(event).count() >= MOST:
        raise TooManyAnnouncements(most=MOST)
    made = Announcement(offering=event.offering, author=by.person, created_at=at, updated_at=at)
    _fill(
        event,
        made,
        {"title": title, "description": description, "target": target, "room": room, "session": session},
    )
    made.save(force_insert=True)
    _record(made, "announcement.make", by, at)
    if event.offering.state == event.offering.State.PUBLISHED and by.channel != "import":
        facts = {"announcement": str(made.pk), "offering": str(made.offering_id)}
        notices.fan_out(AUDIENCE, kind=TOLD, key=f"announcement:{made.pk}", facts=facts, at=at)
    return made


@transaction.atomic
def change(event: Event, announcement: Announcement, *, by: Actor, at: datetime, **values: Any) -> Announcement:
    """Set the given FIELDS; nobody is told again. Raises NotItsAuthor, and what `make` raises of values."""
    _check_author(announcement, by)
    current = {field: getattr(announcement, field) for field in FIELDS}
    _fill(event, announcement, {**current, **_left(values), **values})
    changed = [field for field in FIELDS if getattr(announcement, field) != current[field]]
    if changed:
        announcement.updated_at = at
        announcement.save(update_fields=[*changed, "updated_at"])
        _record(announcement, "announcement.change", by, at, fields=sorted(changed))
    return announcement


@transaction.atomic
def discard(announcement: Announcement, *, by: Actor, at: datetime) -> Announcement:
    """Put it into the bin; who was not told yet is told no more. Raises NotItsAuthor."""
    _check_author(announcement, by)
    return _set_binned(announcement, at, "announcement.discard", by, at)


@transaction.atomic
def restore(announcement: Announcement, *, by: Actor, at: datetime) -> Announcement:
    """Take it out of the bin, as it was. Raises NotItsAuthor."""
    _check_author(announcement, by)
    return _set_binned(announcement, None, "announcement.restore", by, at)


def _set_binned(row: Announcement, binned_at: datetime | None, action: str, by: Actor, at: datetime) -> Announcement:
    row.binned_at = binned_at
    row.save(update_fields=["binned_at"])
    _record(row, action, by, at)
    return row


def _left(values: Mapping[str, Any]) -> dict[str, None]:
    """The room and the session that another target leaves behind."""
    target = values.get("target")
    return {field: None for field in ("room", "session") if target and target != field}


def _check_author(announcement: Announcement, by: Actor) -> None:
    if not may_change(announcement, by.person):
        raise NotItsAuthor


def _fill(event: Event, row: Announcement, values: Mapping[str, Any]) -> None:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of an announcement: {sorted(unknown)}")
    row.title = inputs.line(values["title"], field="title", most=LONGEST_TITLE)
    row.description = inputs.prose(values["description"], field="description", most=LONGEST_DESCRIPTION)
    row.target = inputs.choice(values["target"], T.values, field="target")
    row.room, row.session = values["room"], values["session"]
    if not row.title:
        raise AnnouncementTitleNeeded
    if not row.description:
        raise AnnouncementTextNeeded
    if not _fits(event, row.room, needed=row.target == T.ROOM):
        raise RoomOfTarget
    if not _fits(event, row.session, needed=row.target == T.SESSION):
        raise SessionOfTarget


def _fits(event: Event, what: Room | Session | None, *, needed: bool) -> bool:
    return bool(what and what.event_id == event.pk) if needed else what is None


# --- told -------------------------------------------------------------------------------------------


def readers_after(facts: Mapping[str, Any], after: str, limit: int) -> list[UUID]:
    """Return up to `limit` person ids to tell, in order, beyond `after`: the audience "announcement-readers"."""
    row = Announcement.objects.filter(pk=facts["announcement"], binned_at=None).first()
    if row is None:
        return []
    people = announcement_readers.of(row).exclude(pk=row.author_id)
    people = people.filter(pk__gt=after) if after else people
    return list(people.order_by("pk").values_list("pk", flat=True)[:limit])


def _record(row: Announcement, action: str, by: Actor, at: datetime, **metadata: object) -> None:
    club = row.offering.club_id
    entries.record(by=by, at=at, action=action, on=row, club_id=club, metadata={"target": row.target, **metadata})
