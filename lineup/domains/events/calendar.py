"""Events as iCalendar (RFC 5545), for pages, mails, feeds and the API alike.

Instants are written in UTC, so that no time zone table and no change of clocks can move them.
"""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

import icalendar

from lineup.core.foundation.errors import Missing
from lineup.core.participation.models import Offering, Place
from lineup.domains.events import checks, kind
from lineup.domains.events.models import Event

PRODUCT = "-//Lineup//Events//EN"
CONTENT_TYPE = "text/calendar; charset=utf-8"


def uid(offering: Offering, *, base_url: str) -> str:
    """Return the name under which every calendar keeps this event, through moves and cancellation."""
    return f"{offering.pk}@{urlsplit(base_url).hostname}"


def of_one(event: Event, *, base_url: str) -> bytes:
    """Return the calendar file of one event; a cancelled one takes itself off the calendars (METHOD CANCEL)."""
    cancelled = event.offering.state == Offering.State.CANCELLED
    file = begun("CANCEL" if cancelled else "PUBLISH")
    _add(file, event, base_url, tentative=False)
    return file.to_ical()


def of_place(place: Place, *, base_url: str) -> bytes:
    """Return the calendar file of the event that the place is at. Raises Missing of a course, or without a time."""
    event = Event.objects.select_related("venue", "category", "offering").filter(pk=place.pool.offering_id).first()
    if event is None or event.offering.starts_at is None:
        raise Missing
    return of_one(event, base_url=base_url)


def for_attendee(
    event: Event, *, base_url: str, tentative: bool = False, gone: bool = False, times_gone: int = 0, at: datetime
) -> tuple[str, bytes]:
    """Return (METHOD, file) for the mail to somebody whose place changed at `at`.

    `tentative`: they are not in yet; `gone`: they are not in any more, the file takes the event off
    their calendar. `times_gone`, how often that happened until now, lets the latest mail win.
    """
    off = gone or event.offering.state == Offering.State.CANCELLED
    method = "CANCEL" if off else "PUBLISH"
    file = begun(method)
    _add(file, event, base_url, tentative=tentative)
    for entry in file.walk("VEVENT"):
        entry["SEQUENCE"] = int(str(entry["SEQUENCE"])) + times_gone
        entry["STATUS"] = icalendar.vText("CANCELLED" if off else str(entry["STATUS"]))
        entry["DTSTAMP"] = icalendar.vDatetime(_whole_second(at))
    return method, file.to_ical()


def of_many(
    events: Iterable[Event],
    *,
    name: str,
    base_url: str,
    tentative: Collection[object] = frozenset(),
    more: Iterable[icalendar.Event] = (),
) -> bytes:
    """Return the calendar of many events (with their offerings and venues at hand), for a feed.

    `tentative`: ids of the offerings where the reader only waits; `more`: entries of other sorts. Events without a
    start are left out.
    """
    file = begun("PUBLISH", name=name)
    file.add("refresh-interval;value=duration", "PT1H")
    file.add("x-published-ttl", "PT1H")
    for event in events:
        _add(file, event, base_url, tentative=event.pk in tentative)
    for entry in more:
        file.add_component(entry)
    return file.to_ical()


def begun(method: str, *, name: str = "") -> icalendar.Calendar:
    """Return a calendar with nothing in it yet, called so where it has a name of its own."""
    file = icalendar.Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", method)
    if name:
        file.add("x-wr-calname", checks.one_line(name))
    return file


def _add(file: icalendar.Calendar, event: Event, base_url: str, *, tentative: bool) -> None:
    offering = event.offering
    if offering.starts_at is None:
        return
    entry = icalendar.Event()
    entry.add("uid", uid(offering, base_url=base_url))
    entry.add("sequence", sequence(event))
    entry.add("dtstamp", event.updated_at.astimezone(UTC))
    entry.add("last-modified", event.updated_at.astimezone(UTC))
    entry.add("dtstart", _whole_second(offering.starts_at))
    if offering.ends_at:
        entry.add("dtend", _whole_second(offering.ends_at))
    entry.add("summary", checks.one_line(offering.title))
    entry.add("status", status(offering, tentative=tentative))
    entry.add("url", base_url + kind.path(offering))
    _describe(entry, event)
    file.add_component(entry)


def _describe(entry: icalendar.Event, event: Event) -> None:
    texts = [checks.tidy(event.description), event.stream_url]
    if words := "\n\n".join(text for text in texts if text):
        entry.add("description", words)
    if where := location(event):
        entry.add("location", where)
    if position := position_of(event):
        entry.add("geo", position)
    if event.category_id:
        entry.add("categories", [str(event.category)])


def sequence(event: Event) -> int:
    """Return how often the event changed so that calendars must replace their copy; a cancellation is one."""
    return event.revision + (event.offering.state == Offering.State.CANCELLED)


def status(offering: Offering, *, tentative: bool = False) -> str:
    """Return CONFIRMED, TENTATIVE or CANCELLED."""
    if offering.state == Offering.State.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if tentative or offering.state == Offering.State.DRAFT else "CONFIRMED"


def location(event: Event) -> str:
    """Return where it takes place, in one line; the stream's address where there is no venue."""
    venue = event.venue
    if venue is None:
        return event.stream_url
    return ", ".join(part for part in (venue.name, venue.address, venue.city, venue.country) if part)


def position_of(event: Event) -> tuple[float, float] | None:
    """Return (latitude, longitude): the event's own map position, else its venue's, else None."""
    if event.map_latitude is not None and event.map_longitude is not None:
        return event.map_latitude, event.map_longitude
    venue = event.venue
    if venue and venue.latitude is not None and venue.longitude is not None:
        return venue.latitude, venue.longitude
    return None


def _whole_second(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(microsecond=0)
