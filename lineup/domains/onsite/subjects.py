"""Rooms, sessions, speakers, badges, booths and questions as the record names them, to those who manage their event."""

from collections.abc import Callable, Mapping
from typing import Any

from lineup.core.foundation.subjects import Ids, Subject, by_id, joined
from lineup.core.participation import offerings, subjects
from lineup.core.participation.models import Offering
from lineup.core.people.models import Person
from lineup.domains.onsite.models import (
    Announcement,
    Badge,
    Booth,
    Room,
    RoomDuty,
    Session,
    SessionQuestion,
    Speaker,
    StaffRole,
)


def _finder(model: type[Any], name: Callable[[Any], str], room: str) -> Callable[[Ids, Person], Mapping[str, Subject]]:
    def find(ids: Ids, reader: Person) -> Mapping[str, Subject]:
        managed = Offering.objects.filter(offerings.managed_by(reader))
        rows = model.objects.select_related("event__offering__club").filter(pk__in=ids, event__offering__in=managed)
        return by_id(
            rows,
            lambda row: joined(name(row), row.event.offering.title),
            lambda row: subjects.path(row.event.offering, room),
        )

    return find


def _questions(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    managed = Offering.objects.filter(offerings.managed_by(reader))
    rows = SessionQuestion.objects.select_related("session__event__offering__club")
    return by_id(
        rows.filter(pk__in=ids, session__event__offering__in=managed),
        lambda row: joined(row.session.title, row.session.event.offering.title),
        lambda row: subjects.path(row.session.event.offering, f"/programme/{row.session_id}/questions"),
    )


def _staffed(model: type[Any], name: Callable[[Any], str], room: str) -> Callable[[Ids, Person], Mapping[str, Subject]]:
    def find(ids: Ids, reader: Person) -> Mapping[str, Subject]:
        managed = Offering.objects.filter(offerings.managed_by(reader))
        rows = model.objects.select_related("offering__club").filter(pk__in=ids, offering__in=managed)
        return by_id(
            rows,
            lambda row: joined(name(row), row.offering.title),
            lambda row: subjects.path(row.offering, room),
        )

    return find


FINDERS = {
    "badge": _finder(Badge, str, "/desk/badges"),
    "roomduty": _staffed(RoomDuty, lambda row: row.get_role_display(), "/desk/duties"),
    "staffrole": _staffed(StaffRole, lambda row: row.get_role_display(), "/desk/team"),
    "announcement": _staffed(Announcement, lambda row: row.title, "/announcements"),
    "room": _finder(Room, lambda row: row.name, "/desk/programme/rooms"),
    "session": _finder(Session, lambda row: row.title, "/desk/programme"),
    "speaker": _finder(Speaker, lambda row: row.name, "/desk/programme/speakers"),
    "sessionquestion": _questions,
    "booth": _finder(Booth, lambda row: row.name, "/desk/exhibitors"),
}
