"""What happened, as the house records it anyway: changes of places, and acts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Max, Q

from lineup.core.audit.models import Entry
from lineup.core.participation.models import Offering, Place, PlaceChange
from lineup.core.webhooks import happenings
from lineup.core.webhooks.models import Endpoint

CHANGES, ACTS = "changes", "acts"
NAMES = (CHANGES, ACTS)
BATCH = 500

Row = PlaceChange | Entry
# (club, person) to whom a row belongs
Owner = tuple[UUID | None, UUID | None]


def newest(name: str) -> int:
    """Return the id of the latest row, 0 for an empty record. A cheap read."""
    rows = PlaceChange.objects.all() if name == CHANGES else Entry.objects.all()
    return rows.aggregate(top=Max("pk"))["top"] or 0


def rows(
    name: str,
    clubs: Sequence[UUID],
    people: Sequence[UUID],
    *,
    after: int,
    start: datetime | None = None,
    end: datetime | None = None,
) -> Sequence[Row]:
    """Return up to BATCH rows beyond this id that may concern these clubs and people, in order; see `owners`."""
    when = Q(at__gte=start) if start else Q()
    when &= Q(at__lt=end) if end else Q()
    return (_changes if name == CHANGES else _acts)(when & Q(pk__gt=after), clubs, people)


def _changes(which: Q, clubs: Sequence[UUID], people: Sequence[UUID]) -> Sequence[Row]:
    of_these = Q(place__pool__offering__club__in=clubs) | Q(place__pool__offering__organiser__in=people)
    found = PlaceChange.objects.filter(of_these, which).select_related("place__pool__offering")
    return list(found.order_by("pk")[:BATCH])


def _acts(which: Q, clubs: Sequence[UUID], people: Sequence[UUID]) -> Sequence[Row]:
    # whose an act outside any club is, only the row that was acted on knows
    of_these = Q(club__in=clubs) | (Q(club=None) if people else Q(pk__in=[]))
    found = Entry.objects.filter(of_these, which, action__in=[*happenings.acts(), *happenings.stated_acts()])
    return list(found.order_by("pk")[:BATCH])


def kind_of(row: Row, endpoint: Endpoint) -> str:
    """Return the slug of what happened, as this endpoint hears of it; nothing where it never does."""
    if endpoint.is_store:
        return _stated(row)
    return f"place.{row.to_state}" if isinstance(row, PlaceChange) else happenings.acts().get(row.action, "")


def kinds_of(endpoint: Endpoint) -> Sequence[str]:
    """Return what the endpoint hears of: a record store all that is stated, also what came since it was connected."""
    return [one.slug for one in happenings.stated()] if endpoint.is_store else endpoint.kinds


def _stated(row: Row) -> str:
    if isinstance(row, PlaceChange):
        return happenings.stated_places().get((row.place.pool.offering.kind, row.to_state), "")
    return happenings.stated_acts().get(row.action, "")


def owners(found: Sequence[Row]) -> Mapping[int, Owner]:
    """Return by id whose the rows (of one record) are. At most two queries."""
    organisers = _organisers([row for row in found if isinstance(row, Entry) and row.club_id is None])
    return {row.pk: _owner(row, organisers) for row in found}


def _owner(row: Row, organisers: Mapping[str, UUID | None]) -> Owner:
    if isinstance(row, PlaceChange):
        offering = row.place.pool.offering
        return offering.club_id, offering.organiser_id
    return row.club_id, organisers.get(row.resource_id)


def _organisers(acts: Sequence[Entry]) -> Mapping[str, UUID | None]:
    """By the id of the offering, or of the place, that was acted on."""
    offerings = Offering.objects.filter(pk__in=_acted_on(acts, "offering")).values_list("pk", "organiser")
    places = Place.objects.filter(pk__in=_acted_on(acts, "place")).values_list("pk", "pool__offering__organiser")
    return {str(pk): person for pk, person in [*offerings, *places]}


def _acted_on(acts: Sequence[Entry], resource: str) -> list[str]:
    return [act.resource_id for act in acts if act.resource == resource]
