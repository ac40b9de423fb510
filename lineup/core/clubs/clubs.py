"""Clubs: founded, changed, seen, put into the bin."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.clubs import permissions
from lineup.core.clubs.models import HUES, Club, Membership, Role
from lineup.core.foundation import ids, inputs, seam, text
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
    """Return a new club with the given FIELDS, owned by the actor's person.

    Raises MayNotFound, ClubNameNeeded, TooLong, Unstorable, UnknownChoice, UnknownTimeZone,
    UnknownCountry, NotAWebAddress.
    """
    person = by.person
    if person is None or not may_found(person):
        raise MayNotFound
    checked = _checked({"name": name, **values})
    club = Club.objects.create(slug=_free_slug(checked["name"]), created_at=at, **checked)
    Membership.objects.create(club=club, person=person, role=Role.OWNER, joined_at=at)
    seam.record(by=by, at=at, action="club.found", on=club, club_id=club.pk)
    return club


def _free_slug(name: str) -> str:
    slug = text.slug(name, fallback="club")
    taken = slug in NOT_SLUGS or Club.objects.filter(slug=slug).exists()
    return f"{slug[:78]}-{ids.new().hex[-8:]}" if taken else slug


@transaction.atomic
def change(club: Club, *, by: Actor, at: datetime, **values: object) -> Club:
    """Set the given FIELDS. Raises what `found` raises of them."""
    for field, value in _checked(values).items():
        setattr(club, field, value)
    club.save(update_fields=list(values))
    seam.record(by=by, at=at, action="club.change", on=club, club_id=club.pk, metadata={"fields": sorted(values)})
    return club


def _checked(values: Mapping[str, object]) -> dict[str, Any]:
    """The FIELDS as they are kept. Raises what is wrong with the first that is."""
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a club: {sorted(unknown)}")
    checked = {field: CHECKS[field](value) if field in CHECKS else value for field, value in values.items()}
    if not checked.get("name", True):
        raise ClubNameNeeded
    return checked


CHECKS: Mapping[str, Callable[[Any], object]] = {
    "name": lambda value: inputs.line(value, field="name", most=120),
    "description": lambda value: inputs.prose(value, field="description", most=5000),
    "website": lambda value: inputs.web_address(value, field="website"),
    "city": lambda value: inputs.line(value, field="city", most=120),
    "country": lambda value: inputs.country(value) if value else "",
    "language": lambda value: inputs.choice(value, dict(settings.LANGUAGES), field="language"),
    "time_zone": inputs.zone,
    "hue": lambda value: inputs.choice(value, HUES, field="hue"),
    "join_policy": lambda value: inputs.choice(value, Club.JoinPolicy.values, field="join_policy"),
}


_before_discard: list[Callable[[Club], None]] = []


def install(*, before_discard: Iterable[Callable[[Club], None]]) -> None:
    """Let the rooms above refuse that a club goes into the bin; called once, by the wiring."""
    _before_discard[:] = before_discard


@transaction.atomic
def discard(club: Club, *, by: Actor, at: datetime) -> Club:
    """Put the club into the bin; its pages and all it offers are gone until it is restored.

    Raises what those above it refuse: ClubHasPublished.
    """
    # locked: nothing of it is published between the check and the end
    Club.objects.select_for_update(no_key=True).get(pk=club.pk)
    for check in _before_discard:
        check(club)
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
