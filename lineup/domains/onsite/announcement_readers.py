"""Whom an announcement is for, asked from both ends: the people of one, and whether one is for somebody."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from lineup.core.participation.models import Place
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person
from lineup.domains.events.models import Event
from lineup.domains.onsite.models import Announcement, Favourite, RoomDuty, Session, StaffRole
from lineup.domains.onsite.roles import EXHIBITOR, Staff

T = Announcement.Target


def is_for(person: Person, event: Event) -> Q:
    """Return the condition for the event's announcements that are for this person."""
    offering = event.pk
    held = Place.objects.filter(_by(person.pk), pool__offering=offering, state=State.CONFIRMED)
    staff = StaffRole.objects.filter(person=person, offering=offering)
    duties = RoomDuty.objects.filter(person=person, offering=offering).values("room")
    starred = Favourite.objects.filter(person=person).values("session")
    own = Session.objects.filter(Q(pool__in=held.values("pool")) | Q(pk__in=starred), event=offering)
    takes_part = Exists(held) | Exists(staff)
    return (
        Q(takes_part, target=T.ALL)
        | Q(Exists(held.exclude(pool__role=EXHIBITOR)), target=T.PARTICIPANTS)
        | Q(Exists(held.filter(pool__role=EXHIBITOR)), target=T.EXHIBITORS)
        | Q(Exists(staff.filter(role=Staff.CONTROLLER)), target=T.CONTROLLERS)
        | Q(Exists(staff.filter(role=Staff.MANAGER)), target=T.MANAGERS)
        | Q(target=T.ROOM) & (Q(room__in=duties) | Q(room__in=own.values("room")))
        | Q(target=T.SESSION) & (Q(session__in=own.values("pk")) | Q(session__room__in=duties))
    )


def _by(person_id: Any) -> Q:
    return Q(participant=person_id) | Q(contact=person_id)


def of(announcement: Announcement) -> "QuerySet[Person]":
    """Return the people whom this announcement is for, who have not been erased; each once."""
    return Person.objects.filter(_people(announcement), anonymised_at=None)


def _people(row: Announcement) -> Q:
    held = Place.objects.filter(pool__offering=row.offering_id, state=State.CONFIRMED)
    staff = StaffRole.objects.filter(offering=row.offering_id)
    if row.target == T.ALL:
        return _holding(held) | _named(staff)
    if row.target == T.PARTICIPANTS:
        return _holding(held.exclude(pool__role=EXHIBITOR))
    if row.target == T.EXHIBITORS:
        return _holding(held.filter(pool__role=EXHIBITOR))
    if row.target in (T.CONTROLLERS, T.MANAGERS):
        role = Staff.CONTROLLER if row.target == T.CONTROLLERS else Staff.MANAGER
        return _named(staff.filter(role=role))
    if row.target == T.ROOM:
        return _around(row, Q(room=row.room_id), row.room_id)
    return _around(row, Q(pk=row.session_id), row.session.room_id if row.session else None)


def _around(row: Announcement, which: Q, room: Any) -> Q:
    """Those with a place in, or a star at, one of these sessions, and those on duty in the room."""
    sessions = Session.objects.filter(which, event=row.offering_id, binned_at=None)
    held = Place.objects.filter(pool__in=sessions.exclude(pool=None).values("pool"), state=State.CONFIRMED)
    starred = Favourite.objects.filter(session__in=sessions.values("pk"))
    duties = RoomDuty.objects.filter(room=room, offering=row.offering_id)
    return _holding(held) | _named(starred) | _named(duties)


def _holding(places: "QuerySet[Place]") -> Q:
    return Q(Exists(places.filter(contact=OuterRef("pk"))))


def _named(rows: "QuerySet[Any]") -> Q:
    return Q(Exists(rows.filter(person=OuterRef("pk"))))
