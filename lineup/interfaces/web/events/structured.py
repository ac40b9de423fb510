"""What machines read of an event's page: schema.org as JSON-LD."""

from typing import Any

from django.utils.safestring import SafeString

from lineup.core.participation.models import Offering, Pool
from lineup.domains.events import calendar
from lineup.domains.events.models import Event
from lineup.interfaces.web import machine_words, prose

STATUS = {Offering.State.CANCELLED: "EventCancelled"}


def script(event: Event, pool: Pool, *, url: str) -> SafeString:
    """Return the JSON for a script element of type application/ld+json: data, which no browser runs."""
    return machine_words.script(of(event, pool, url=url))


def of(event: Event, pool: Pool, *, url: str) -> dict[str, Any]:
    """Return the event as schema.org has it, without what is unknown."""
    offering = event.offering
    told = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": offering.title,
        "url": url,
        "description": prose.plain(event.description, most=500),
        "startDate": offering.starts_at.isoformat() if offering.starts_at else "",
        "endDate": offering.ends_at.isoformat() if offering.ends_at else "",
        "eventStatus": f"https://schema.org/{STATUS.get(offering.state, 'EventScheduled')}",  # type: ignore[call-overload]
        "eventAttendanceMode": f"https://schema.org/{_mode(event)}",
        "location": _location(event),
        "organizer": _organiser(offering),
        "maximumAttendeeCapacity": pool.capacity,
        "remainingAttendeeCapacity": pool.free,
        "isAccessibleForFree": True,
    }
    return machine_words.known(told)


def _mode(event: Event) -> str:
    if event.venue and event.stream_url:
        return "MixedEventAttendanceMode"
    return "OnlineEventAttendanceMode" if event.stream_url else "OfflineEventAttendanceMode"


def _location(event: Event) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if event.venue:
        found.append(_place(event))
    if event.stream_url:
        found.append({"@type": "VirtualLocation", "url": event.stream_url})
    return found


def _place(event: Event) -> dict[str, Any]:
    venue, position = event.venue, calendar.position_of(event)
    place: dict[str, Any] = {
        "@type": "Place",
        "name": venue.name,  # type: ignore[union-attr]
        "address": {
            "@type": "PostalAddress",
            "streetAddress": venue.address,  # type: ignore[union-attr]
            "addressLocality": venue.city,  # type: ignore[union-attr]
            "addressCountry": venue.country,  # type: ignore[union-attr]
        },
    }
    if position:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": position[0], "longitude": position[1]}
    return place


def _organiser(offering: Offering) -> dict[str, str]:
    if offering.club:
        return {"@type": "Organization", "name": offering.club.name}
    return {"@type": "Person", "name": offering.organiser.name if offering.organiser else ""}
