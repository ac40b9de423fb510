"""Sessions as iCalendar (RFC 5545): an event's programme, or what somebody starred of it."""

from collections.abc import Iterable
from datetime import UTC
from urllib.parse import urlsplit

import icalendar

from lineup.core.participation.models import Offering
from lineup.domains.events import calendar as events_calendar
from lineup.domains.events import checks, kind
from lineup.domains.events.models import Event
from lineup.domains.onsite.models import RoomDuty, Session

CONTENT_TYPE = events_calendar.CONTENT_TYPE
# the beginning of 2026: a sequence stays a number that every calendar holds
EPOCH = 1_767_225_600


def path(event: Event, session: Session) -> str:
    """Return where people read about the session."""
    return f"{kind.path(event.offering)}/programme/{session.pk}"


def of(event: Event, sessions: Iterable[Session], *, base_url: str) -> bytes:
    """Return the calendar of these sessions of the event, with rooms and speakers at hand; those without times not."""
    file = events_calendar.begun("PUBLISH", name=event.offering.title)
    for session in sessions:
        if session.starts_at and session.ends_at:
            file.add_component(entry_of(session, event, base_url=base_url))
    return file.to_ical()


def entry_of(session: Session, event: Event, *, base_url: str, tentative: bool = False) -> icalendar.Event:
    """Return the entry of a session with times, room and speakers at hand; `tentative`: its reader only waits."""
    entry = icalendar.Event()
    entry.add("uid", f"{session.pk}@{urlsplit(base_url).hostname}")
    entry.add("sequence", session.revision)
    entry.add("dtstamp", session.updated_at.astimezone(UTC))
    for name, moment in (("dtstart", session.starts_at), ("dtend", session.ends_at)):
        assert moment
        entry.add(name, moment.astimezone(UTC).replace(microsecond=0))
    entry.add("summary", checks.one_line(session.title))
    cancelled = event.offering.state == Offering.State.CANCELLED or session.binned_at
    entry.add("status", "CANCELLED" if cancelled else "TENTATIVE" if tentative else "CONFIRMED")
    entry.add("url", base_url + path(event, session))
    if where := ", ".join(part for part in (_room(session), events_calendar.location(event)) if part):
        entry.add("location", where)
    if words := "\n\n".join(part for part in (_speakers(session), checks.tidy(session.description)) if part):
        entry.add("description", words)
    return entry


def _room(session: Session) -> str:
    return session.room.name if session.room else ""


def _speakers(session: Session) -> str:
    return ", ".join(speaker.name for speaker in session.speakers.all())


def of_duty(duty: RoomDuty, *, base_url: str) -> icalendar.Event:
    """Return the entry of a duty, with its room and offering at hand, in the active language."""
    entry = icalendar.Event()
    entry.add("uid", f"{duty.pk}@{urlsplit(base_url).hostname}")
    entry.add("dtstamp", duty.updated_at.astimezone(UTC))
    # a duty has no revision: the second in which it was changed last rises with each
    entry.add("sequence", int(duty.updated_at.timestamp()) - EPOCH)
    entry.add("dtstart", duty.starts_at.astimezone(UTC).replace(microsecond=0))
    entry.add("dtend", duty.ends_at.astimezone(UTC).replace(microsecond=0))
    entry.add("summary", f"{duty.get_role_display()}: {checks.one_line(duty.offering.title)}")
    entry.add("location", ", ".join(part for part in (duty.room.name, duty.room.location) if part))
    entry.add("url", f"{base_url}/duties")
    entry.add("status", "CONFIRMED")
    return entry
