"""Venues: kept by a club or a person, used by many of their events, seen by nobody else."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.clubs import permissions
from lineup.core.clubs.models import Club
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Missing
from lineup.core.outbox import messages
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events import checks
from lineup.domains.events.models import Venue

FIELDS = ("name", "address", "city", "country", "latitude", "longitude", "website")
TEXTS = ("name", "address", "city", "country", "website")
SEARCHED = ("name", "city")
REINDEX = "reindex-venue"


class VenueIncomplete(Invalid):
    code = "venue_incomplete"
    sentence = _("Fill this in, so that people find the way.")


def managed_by(person: Person | None) -> "QuerySet[Venue]":
    """Return the venues that this person may use and change, their own and their clubs', not those in the bin."""
    return kept_by(person).filter(binned_at=None)


def binned(person: Person) -> "QuerySet[Venue]":
    """Return the venues in the bin that this person may take out of it."""
    return kept_by(person).filter(binned_at__isnull=False)


def kept_by(person: Person | None) -> "QuerySet[Venue]":
    """Return the venues that are the person's and their clubs', those in the bin too; none of a club in the bin."""
    rows = Venue.objects.select_related("club").filter(club__binned_at=None)
    if person is None:
        return rows.none()
    if person.account and person.account.is_platform_admin:
        return rows
    return rows.filter(Q(owner=person) | Q(club__in=permissions.clubs_where(person, permissions.MANAGE_EVENTS)))


def usable(*, club: Club | None, person: Person | None) -> "QuerySet[Venue]":
    """Return the venues that an event of this club, or of this person, may take place at."""
    keeper = Q(club=club) if club else Q(pk__in=[])
    return Venue.objects.filter(keeper | Q(owner=person, owner__isnull=False), binned_at=None)


def find_managed(person: Person | None, *, binned: bool = False, **key: object) -> Venue:
    """Return the one venue with this `pk` that the person may change. Raises Missing."""
    try:
        return kept_by(person).get(binned_at__isnull=not binned, **key)
    except (Venue.DoesNotExist, ValidationError, ValueError):
        raise Missing from None


@transaction.atomic
def create(*, club: Club | None = None, by: Actor, at: datetime, **values: object) -> Venue:
    """Return a new venue with the given FIELDS, kept by the club or else by the actor's person.

    Raises NotAllowed without the right to manage the club's events, Missing without a person,
    VenueIncomplete, UnknownCountry, TooLong, NotAWebAddress, HalfAPosition, NotOnEarth.
    """
    if by.person is None:
        raise Missing
    if club is not None:
        permissions.check(by.person, club.pk, permissions.MANAGE_EVENTS)
    venue = Venue(club=club, owner=None if club else by.person, created_at=at, updated_at=at)
    _fill(venue, {**dict.fromkeys(TEXTS, ""), **values})
    venue.save(force_insert=True)
    _record(venue, "venue.create", by, at)
    return venue


@transaction.atomic
def change(venue: Venue, *, by: Actor, at: datetime, **values: object) -> Venue:
    """Set the given FIELDS; its events are found under the new name. Raises what `create` raises."""
    before = {field: getattr(venue, field) for field in SEARCHED}
    _fill(venue, values)
    venue.updated_at = at
    venue.save(update_fields=[*values, "updated_at"])
    _record(venue, "venue.change", by, at, fields=sorted(values))
    if any(getattr(venue, field) != before[field] for field in SEARCHED):
        reindex_from(venue, "", at=at)
    return venue


def reindex_from(venue: Venue, after: str, *, at: datetime) -> None:
    """Enqueue that the venue's events beyond `after` are written into the search index again."""
    key = f"reindex:{venue.pk}:{venue.updated_at.isoformat()}:{after}"
    messages.enqueue(REINDEX, key=key, payload={"venue": str(venue.pk), "after": after}, at=at)


@transaction.atomic
def discard(venue: Venue, *, by: Actor, at: datetime) -> Venue:
    """Put the venue into the bin; events that use it keep showing it."""
    return _set_binned(venue, at, "venue.discard", by, at)


@transaction.atomic
def restore(venue: Venue, *, by: Actor, at: datetime) -> Venue:
    """Take the venue out of the bin, as it was."""
    return _set_binned(venue, None, "venue.restore", by, at)


def _set_binned(venue: Venue, binned_at: datetime | None, action: str, by: Actor, at: datetime) -> Venue:
    venue.binned_at = binned_at
    venue.save(update_fields=["binned_at"])
    _record(venue, action, by, at)
    return venue


def _fill(venue: Venue, values: dict[str, object]) -> None:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of a venue: {sorted(unknown)}")
    for field, value in values.items():
        setattr(venue, field, checks.one_line(str(value)) if field in TEXTS else value)
    _check(venue)


def _check(venue: Venue) -> None:
    for field in ("name", "address", "city"):
        if not getattr(venue, field):
            raise VenueIncomplete(field=field)
    venue.country = inputs.country(venue.country)
    checks.lengths(venue, TEXTS)
    checks.position(venue.latitude, venue.longitude, field="latitude")
    inputs.web_address(venue.website, field="website")


def _record(venue: Venue, action: str, by: Actor, at: datetime, **metadata: object) -> None:
    entries.record(by=by, at=at, action=action, on=venue, club_id=venue.club_id, metadata=metadata)
