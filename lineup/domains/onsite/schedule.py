"""The programme in the formats that conference apps read: frab's schedule XML (pentabarf) and its JSON.

Both have the same fields; the formats are described by the C3VOC's schema of schedule.xml and by frab.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import lineup
from lineup.core.foundation import zones
from lineup.domains.events.models import Event
from lineup.domains.onsite import calendar, floor, timetable
from lineup.domains.onsite.models import Room, Session

SLOT = timedelta(minutes=5)
NO_ROOM = "–"


@dataclass(frozen=True)
class Programme:
    """An event with its rooms in order and its sessions that have times, rooms and speakers at hand."""

    event: Event
    rooms: Sequence[Room]
    sessions: Sequence[Session]
    base_url: str

    @property
    def zone(self) -> str:
        return self.event.time_zone

    def days(self) -> list[tuple[int, date, list[Session]]]:
        """Return (number from 1, day, its sessions) on the event's clock."""
        timed = [one for one in self.sessions if one.starts_at]
        found = timetable.days((one.starts_at for one in timed), self.zone)
        return [(number, day, [one for one in timed if self.day_of(one) == day]) for number, day in enumerate(found, 1)]

    def day_of(self, session: Session) -> date:
        return self.local(session.starts_at).date()

    def local(self, moment: datetime | None) -> datetime:
        assert moment
        return zones.local(moment, self.zone)


def as_json(programme: Programme) -> dict[str, Any]:
    """Return the schedule as frab's JSON has it."""
    days = programme.days()
    return {
        "schedule": {
            "version": _version(programme),
            "base_url": programme.base_url,
            "generator": {"name": "Lineup", "version": lineup.VERSION},
            "conference": {
                **_conference(programme, days),
                "daysCount": len(days),
                "rooms": [_room(room) for room in programme.rooms],
                "days": [_day(programme, *day) for day in days],
            },
        }
    }


def _conference(programme: Programme, days: Sequence[tuple[int, date, list[Session]]]) -> dict[str, Any]:
    offering = programme.event.offering
    return {
        "acronym": offering.slug,
        "title": offering.title,
        "start": days[0][1].isoformat() if days else "",
        "end": days[-1][1].isoformat() if days else "",
        "timeslot_duration": _clock(SLOT),
        "time_zone_name": programme.zone,
    }


def _room(room: Room) -> dict[str, Any]:
    return {"name": room.name, "guid": str(room.pk), "description": room.description, "capacity": room.capacity}


def _day(programme: Programme, number: int, day: date, sessions: Iterable[Session]) -> dict[str, Any]:
    rooms: dict[str, list[dict[str, Any]]] = {}
    for session in sessions:
        rooms.setdefault(_room_name(session), []).append(_talk(programme, session))
    starts, ends = _span(programme, sessions)
    return {
        "index": number,
        "date": day.isoformat(),
        "day_start": starts.isoformat(),
        "day_end": ends.isoformat(),
        "rooms": rooms,
    }


def _span(programme: Programme, sessions: Iterable[Session]) -> tuple[datetime, datetime]:
    listed = list(sessions)
    starts = min(programme.local(one.starts_at) for one in listed)
    return starts, max(programme.local(one.ends_at) for one in listed)


def _talk(programme: Programme, session: Session) -> dict[str, Any]:
    starts_at, ends_at = programme.local(session.starts_at), programme.local(session.ends_at)
    # these files are handed on: they say what anybody may know
    link = floor.ANYBODY.link(session)
    return {
        "guid": str(session.pk),
        # the format wants a number, too: the part of the id that chance made
        "id": session.pk.int & 0x7FFFFFFF,
        "date": starts_at.isoformat(),
        "start": starts_at.strftime("%H:%M"),
        "duration": _clock(ends_at - starts_at),
        "room": _room_name(session),
        "slug": f"{programme.event.offering.slug}-{session.pk}",
        "url": programme.base_url + calendar.path(programme.event, session),
        "title": session.title,
        "subtitle": "",
        "track": "",
        "type": session.kind,
        "language": "",
        "abstract": "",
        "description": session.description,
        "recording_license": "",
        "do_not_record": False,
        "persons": [{"guid": str(one.pk), "name": one.name, "public_name": one.name} for one in session.speakers.all()],
        "links": [{"url": link, "title": "Live"}] if link else [],
        "attachments": [],
    }


def _room_name(session: Session) -> str:
    return session.room.name if session.room else NO_ROOM


def _clock(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _version(programme: Programme) -> str:
    changed = [one.updated_at for one in programme.sessions]
    return max([programme.event.updated_at, *changed]).strftime("%Y-%m-%d %H:%M")


def as_xml(programme: Programme) -> bytes:
    """Return the schedule as frab's XML has it, in UTF-8."""
    told = as_json(programme)["schedule"]
    root = ET.Element("schedule")
    ET.SubElement(root, "generator", name=told["generator"]["name"], version=told["generator"]["version"])
    _texts(root, {"version": told["version"]})
    conference = ET.SubElement(root, "conference")
    kept = ("acronym", "title", "start", "end", "timeslot_duration", "time_zone_name")
    _texts(conference, {name: told["conference"][name] for name in kept} | {"days": told["conference"]["daysCount"]})
    _texts(conference, {"base_url": told["base_url"]})
    for day in told["conference"]["days"]:
        _add_day(root, day)
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _add_day(root: ET.Element, day: dict[str, Any]) -> None:
    element = ET.SubElement(
        root, "day", index=str(day["index"]), date=day["date"], start=day["day_start"], end=day["day_end"]
    )
    for name, talks in day["rooms"].items():
        room = ET.SubElement(element, "room", name=_plain(name))
        for talk in talks:
            _add_talk(room, talk)


def _add_talk(room: ET.Element, talk: dict[str, Any]) -> None:
    element = ET.SubElement(room, "event", guid=talk["guid"], id=str(talk["id"]))
    lists = ("guid", "id", "persons", "links", "attachments", "recording_license", "do_not_record")
    _texts(element, {name: value for name, value in talk.items() if name not in lists})
    recording = ET.SubElement(element, "recording")
    _texts(recording, {"license": "", "optout": "false"})
    persons = ET.SubElement(element, "persons")
    for person in talk["persons"]:
        ET.SubElement(persons, "person", guid=person["guid"]).text = _plain(person["name"])
    links = ET.SubElement(element, "links")
    for link in talk["links"]:
        ET.SubElement(links, "link", href=link["url"]).text = link["title"]
    ET.SubElement(element, "attachments")


def _texts(parent: ET.Element, texts: dict[str, Any]) -> None:
    for name, text in texts.items():
        ET.SubElement(parent, name).text = _plain(str(text))


def _plain(text: str) -> str:
    """The text without the control signs that XML 1.0 cannot hold."""
    return "".join(sign for sign in text if sign in "\t\n" or sign >= " ")
