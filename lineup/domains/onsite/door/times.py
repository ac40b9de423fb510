"""Instants as the rule of the door wants them: whole seconds since 1970."""

from datetime import UTC, datetime, time, timedelta

from lineup.core.foundation import zones
from lineup.domains.events.models import Event
from lineup.domains.onsite import statuses
from lineup.domains.onsite.door.rule import EventFacts, SessionFacts
from lineup.domains.onsite.models import Session


def seconds(moment: datetime) -> int:
    """Return the instant in whole seconds since 1970."""
    return int(moment.timestamp())


def session_facts(session: Session) -> SessionFacts | None:
    """Return the session as the rule looks at it; None for one without times."""
    times = statuses.running(session)
    if times is None:
        return None
    return {
        "id": str(session.pk),
        "room": str(session.room_id) if session.room_id else None,
        "kind": session.kind,
        "begins": seconds(times[0]),
        "ends": seconds(times[1]),
    }


def event_facts(event: Event, *, is_on: bool, check_in_first: bool) -> EventFacts:
    """Return the event as the rule looks at it: its doors are open on its days, by the clock of the place."""
    opens, closes = days(event)
    return {"on": is_on, "opens": seconds(opens), "closes": seconds(closes), "check_in_first": check_in_first}


def days(event: Event) -> tuple[datetime, datetime]:
    """Return the first instant of the event's first day and that after its last, where it takes place."""
    first = event.offering.starts_at
    if first is None:
        return datetime.fromtimestamp(0, UTC), datetime.fromtimestamp(0, UTC)
    last = event.offering.ends_at or first
    opens = zones.on_clock(zones.local(first, event.time_zone).date(), time.min, event.time_zone)
    after = zones.local(last, event.time_zone).date() + timedelta(days=1)
    return opens, max(zones.on_clock(after, time.min, event.time_zone), last)
