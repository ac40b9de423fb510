"""Clubs: founded, changed, seen, put into the bin."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club, Membership, Role
from lineup.core.foundation import ids, seam, text
from lineup.core.foundation.errors import Forbidden, Invalid, Missing
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person

FIELDS = (
    "name",
    "description",
    "website",
    "city",
    "country",
    "language",
    "time_zone",
    "hue",
    "logo",
    "is_public",
    "join_policy",
)

# words that stand for something else in addresses
NOT_SLUGS = ("new",)


class ClubNameNeeded(Invalid):
    code = "club_name_needed"
    sentence = _("Give the club a name.")
    field = "name"


class MayNotFound(Forbidden):
    code = "may_not_found_clubs"
    sentence = _("Your account may take part but not found clubs; ask a platform admin.")


def visible_to(person: Person | None) -> "QuerySet[Club]":
    """Return the clubs whose page this person may open: public ones, and their own."""
    rows = Club.objects.filter(binned_at=None)
    if person is None:
        return rows.filter(is_public=True)
    if person.account and person.account.is_platform_admin:
        return rows
    mine = Membership.objects.filter(person=person, left_at=None).values("club")
    return rows.filter(Q(is_public=True) | Q(pk__in=mine))


def find_visible(person: Person | None, **key: object) -> Club:
    """Return the one club with this `pk` or `slug` that the person may see. Raises Missing."""
    club = visible_to(person).filter(**key).first()
    if club is None:
        raise Missing
    return club


def may_found(person: Person | None) -> bool:
    """Whether the person's account may found clubs."""
    return bool(person and person.account and person.account.role != person.account.Role.MEMBER)


def in_bin_of(person: Person) -> "QuerySet[Club]":
    """Return the clubs in the bin that the person may take out: their own, every one for a platform admin."""
    rows = Club.objects.exclude(binned_at=None)
    if person.account and person.account.is_platform_admin:
        return rows
    return rows.filter(pk__in=permissions.clubs_where(person, permissions.TRANSFER))


def find_in_bin(person: Person | None, *, slug: str) -> Club:
    """Return the club in the bin that the person may take out. Raises Missing."""
    club = in_bin_of(person).filter(slug=slug).first() if person else None
    if club is None:
        raise Missing
    return club


@transaction.atomic
def found(*, name: str, by: Actor, at: datetime, **values: object) -> Club:
    """Return a new club owned by the actor's person. Raises ClubNameNeeded, MayNotFound."""
    person = by.person
    if person is None or not may_found(person):
        raise MayNotFound
    if not name.strip():
        raise ClubNameNeeded
    club = Club.objects.create(name=name.strip(), slug=_free_slug(name), created_at=at, **values)
    Membership.objects.create(club=club, person=person, role=Role.OWNER, joined_at=at)
    seam.record(by=by, at=at, action="club.found", on=club, club_id=club.pk)
    return club


def _free_slug(name: str) -> str:
    slug = text.slug(name, fallback="club")
    taken = slug in NOT_SLUGS or Club.objects.filter(slug=slug).exists()
    return f"{slug[:78]}-{ids.new().hex[-8:]}" if taken else slug


@transaction.atomic
def change(club: Club, *, by: Actor, at: datetime, **values: object) -> Club:
    """Set the given FIELDS. Raises ClubNameNeeded."""
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a club: {sorted(unknown)}")
    if not str(values.get("name", club.name)).strip():
        raise ClubNameNeeded
    for field, value in values.items():
        setattr(club, field, value)
    club.save(update_fields=list(values))
    seam.record(by=by, at=at, action="club.change", on=club, club_id=club.pk, metadata={"fields": sorted(values)})
    return club


@transaction.atomic
def discard(club: Club, *, by: Actor, at: datetime) -> Club:
    """Put the club into the bin; its pages are gone until it is restored."""
    return _set_binned(club, at, "club.discard", by, at)


@transaction.atomic
def restore(club: Club, *, by: Actor, at: datetime) -> Club:
    """Take the club out of the bin, as it was."""
    return _set_binned(club, None, "club.restore", by, at)


def _set_binned(club: Club, binned_at: datetime | None, action: str, by: Actor, at: datetime) -> Club:
    club.binned_at = binned_at
    club.save(update_fields=["binned_at"])
    seam.record(by=by, at=at, action=action, on=club, club_id=club.pk)
    return club
