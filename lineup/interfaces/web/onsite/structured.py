"""What machines read of a session's page: schema.org as JSON-LD."""

from collections.abc import Iterable
from typing import Any

from lineup.domains.events.models import Event
from lineup.domains.onsite import floor
from lineup.domains.onsite.models import Session, Speaker
from lineup.interfaces.web import machine_words, prose


def of(session: Session, event: Event, speakers: Iterable[Speaker], *, url: str, event_url: str) -> dict[str, Any]:
    """Return the session as a part of its event, without what is unknown."""
    told = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": session.title,
        "url": url,
        "description": prose.plain(session.description, most=500),
        "startDate": session.starts_at.isoformat() if session.starts_at else "",
        "endDate": session.ends_at.isoformat() if session.ends_at else "",
        "location": _location(session, event),
        "performer": [{"@type": "Person", "name": one.name} for one in speakers],
        "superEvent": {"@type": "Event", "name": event.offering.title, "url": event_url},
        **_places(session),
    }
    return machine_words.known(told)


def _location(session: Session, event: Event) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if session.room:
        room: dict[str, Any] = {"@type": "Place", "name": session.room.name, "description": session.room.location}
        if event.venue:
            room["containedInPlace"] = {"@type": "Place", "name": event.venue.name, "address": event.venue.address}
        found.append(machine_words.known(room))
    if link := floor.ANYBODY.link(session):
        found.append({"@type": "VirtualLocation", "url": link})
    return found


def _places(session: Session) -> dict[str, Any]:
    pool = session.pool
    if pool is None or pool.price is None:
        return {"isAccessibleForFree": True, "maximumAttendeeCapacity": pool.capacity if pool else None}
    offer = {"@type": "Offer", "price": str(pool.price), "priceCurrency": pool.currency}
    return {"isAccessibleForFree": False, "maximumAttendeeCapacity": pool.capacity, "offers": [offer]}
