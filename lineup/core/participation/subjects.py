"""Offerings, places and invitations as the record names them, to those who manage the offering."""

from collections.abc import Mapping

from django.db.models import QuerySet

from lineup.core.clubs import permissions
from lineup.core.clubs import subjects as clubs
from lineup.core.foundation.subjects import Ids, Subject, by_id, joined
from lineup.core.participation import in_use, kinds, offerings, qualifications
from lineup.core.participation.models import Feed, Invitation, Offering, Place, Pool, Question
from lineup.core.people.models import Person


def all_offerings(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Offerings by title."""
    rows = _managed(reader).filter(pk__in=ids)
    return by_id(rows, lambda row: row.title, path)


def pools(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Pools by their offering's title and their own name."""
    rows = Pool.objects.select_related("offering__club").filter(pk__in=ids, offering__in=_managed(reader))
    return by_id(rows, lambda row: joined(row.offering.title, row.name), _pool_path)


def questions(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Questions by what they ask and where."""
    rows = Question.objects.select_related("wording", "pool__offering__club").filter(pk__in=ids)
    rows = rows.filter(pool__offering__in=_managed(reader))
    return by_id(rows, lambda row: joined(row, row.pool.offering.title), lambda row: _pool_path(row.pool, "/questions"))


def places(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Places by who holds them and where."""
    rows = Place.objects.select_related("participant", "entered", "pool__offering__club").filter(pk__in=ids)
    rows = rows.filter(pool__offering__in=_managed(reader))
    return by_id(rows, _place_title, _place_path)


def invitations(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Invitations by the address they were sent to and what to."""
    rows = Invitation.objects.select_related("offering__club").filter(pk__in=ids, offering__in=_managed(reader))
    return by_id(rows, lambda row: joined(row.email, row.offering.title), _invitation_path)


def feeds(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Calendar addresses by whose they are, to platform admins: their makers alone see them listed."""
    is_admin = bool(reader.account and reader.account.is_platform_admin)
    rows = Feed.objects.select_related("person", "club").filter(pk__in=ids) if is_admin else []
    return by_id(rows, lambda row: joined(row.person.name, row.club and row.club.name))


def of_qualifications(ids: Ids, reader: Person) -> Mapping[str, Subject]:
    """Qualifications by name, to those who name them."""
    rows = clubs.looked_after(qualifications.visible_to(reader).filter(pk__in=ids), reader, permissions.MANAGE_COURSES)
    return by_id(rows, lambda row: row.name, lambda row: f"/qualifications/{row.pk}")


def path(offering: Offering, room: str = "") -> str:
    """Return the offering's page, or one of its rooms; nothing where it is not in use."""
    return f"{kinds.of(offering).path(offering)}{room}" if in_use.holds(offering) else ""


def _managed(reader: Person) -> "QuerySet[Offering]":
    return Offering.objects.filter(offerings.managed_by(reader)).select_related("club")


def _pool_path(pool: Pool, room: str = "") -> str:
    return path(pool.offering, f"/desk/pools/{pool.pk}{room}")


def _place_title(place: Place) -> str:
    return joined(place.shown_name, place.pool.offering.title)


def _place_path(place: Place) -> str:
    return path(place.pool.offering, f"/desk/guests/{place.pk}")


def _invitation_path(invitation: Invitation) -> str:
    return path(invitation.offering, "/desk/invitations")


FINDERS = {
    "offering": all_offerings,
    "pool": pools,
    "question": questions,
    "place": places,
    "invitation": invitations,
    "feed": feeds,
    "qualification": of_qualifications,
}
