"""Clubs and who belongs to them as the record names them, to those who look after the club."""

from collections.abc import Mapping
from typing import TypeVar

from django.db.models import Model, QuerySet

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club, ClubInvitation, Membership, MembershipRequest
from lineup.core.foundation.subjects import Ids, Subject, by_id
from lineup.core.people.models import Person

Row = TypeVar("Row", bound=Model)


def clubs(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Clubs by name."""
    rows = looked_after(Club.objects.filter(pk__in=ids), reader, permissions.SEE_AUDIT, "pk")
    return by_id(rows, lambda row: row.name, _path)


def memberships(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Memberships by the member's name."""
    rows = Membership.objects.select_related("person", "club").filter(pk__in=ids)
    return _by_person(looked_after(rows, reader, permissions.MANAGE_MEMBERS), "/members")


def requests(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Requests to join by who asked."""
    rows = MembershipRequest.objects.select_related("person", "club").filter(pk__in=ids)
    return _by_person(looked_after(rows, reader, permissions.MANAGE_MEMBERS), "/requests")


def invitations(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Invitations by the address they were sent to."""
    rows = ClubInvitation.objects.select_related("club").filter(pk__in=ids)
    rows = looked_after(rows, reader, permissions.MANAGE_MEMBERS)
    return by_id(rows, lambda row: row.email, lambda row: _path(row.club, "/invitations"))


def looked_after(rows: "QuerySet[Row]", reader: Person, permission: str, club: str = "club") -> "QuerySet[Row]":
    """Return those of clubs in which the reader has the permission; all to a platform admin."""
    if reader.account and reader.account.is_platform_admin:
        return rows
    return rows.filter(**{f"{club}__in": permissions.clubs_where(reader, permission)})


def _by_person(rows: "QuerySet[Row]", room: str) -> dict[str, Subject]:
    return by_id(rows, lambda row: row.person.name, lambda row: _path(row.club, room))


def _path(club: Club, room: str = "") -> str:
    return "" if club.binned_at else f"/clubs/{club.slug}{room}"


FINDERS = {
    "club": clubs,
    "membership": memberships,
    "membershiprequest": requests,
    "clubinvitation": invitations,
}
