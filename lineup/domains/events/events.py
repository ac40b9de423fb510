"""Events: made and changed; copies are `copying`. Publishing, cancelling and the bin are `participation.offerings`."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from lineup.core.audit import entries
from lineup.core.clubs.models import Club
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Missing
from lineup.core.foundation.planned import Given, Planned
from lineup.core.participation import audience, in_use, offerings, pools
from lineup.core.participation.models import Offering, Pool
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events import checks, organising, search, slugs, topics, venues
from lineup.domains.events.kind import ATTENDEE, StartNeeded
from lineup.domains.events.models import Event, Occurrence

OFFERING = ("title", "source", "visibility", "starts_at", "ends_at", "remind_minutes")
DETAILS = (
    "description",
    "time_zone",
    "venue",
    "stream_url",
    "map_latitude",
    "map_longitude",
    "map_zoom",
    "category",
    "president",
    "shows_participants",
)
POOL = (
    "capacity",
    "admission",
    "waitlist",
    "offer_minutes",
    "party_limit",
    "opens_at",
    "closes_at",
    "price",
    "currency",
    "how_to_pay",
    "qualification",
)
FIELDS = (*OFFERING, *DETAILS, *POOL, "slug", "tags", "new_venue")

TIMES = ("starts_at", "ends_at")
# what somebody who comes must hear of, and a calendar must replace
MOVED_BY = ("starts_at", "ends_at", "venue", "map_latitude", "map_longitude", "stream_url")


def with_all(rows: "QuerySet[Offering]") -> "QuerySet[Offering]":
    """Return these offerings, those that are events, with all that a card or a page shows of one, but the pools."""
    events = rows.filter(kind=Offering.Kind.EVENT, event__isnull=False)
    return events.select_related("club", "organiser", "event__venue", "event__category")


def with_page(rows: "QuerySet[Offering]") -> "QuerySet[Offering]":
    """Return these offerings as `with_all` does, with all that the page of one shows."""
    return with_all(rows).select_related("event__occurrence__repetition", "event__president")


def find_visible(person: Person | None, *, related: offerings.Related = with_page, **key: object) -> Event:
    """Return the one event with this offering `pk` or `slug` that the person may see, in one query.

    `related`: a function of a module, which may note more of it than `with_page` does. Raises Missing,
    SecondFactorNeeded.
    """
    return offerings.find_visible(person, related=related, **key).event


def find_managed(person: Person | None, *, binned: bool = False, **key: object) -> Event:
    """Return the one event that the person manages. Raises Missing, or NotManager if they may see it."""
    return _event_of(offerings.find_managed(person, binned=binned, **key))


def binned(person: Person) -> "QuerySet[Offering]":
    """Return the events in the bin that this person may take out of it."""
    rows = in_use.in_bin().filter(offerings.managed_by(person), kind=Offering.Kind.EVENT)
    return rows.select_related("club")


def _event_of(offering: Offering) -> Event:
    rows = Event.objects.select_related("venue", "category", "president")
    event = rows.filter(pk=offering.pk).first()
    if event is None:
        raise Missing
    event.offering = offering
    return event


_POOL = Planned(lambda: Pool.objects.filter(offering=Given("event", Pool.offering.field), role=ATTENDEE))


def pool_of(event: Event) -> Pool:
    """Return the pool of those who come, with the event's offering at hand."""
    (pool,) = _POOL.rows(event=event.pk)
    pool.offering = event.offering
    return pool


# --- made and changed -------------------------------------------------------------------------


@transaction.atomic
def create(*, title: str, club: Club | None = None, by: Actor, at: datetime, **values: object) -> Event:
    """Return a new draft with its pool `attendee`, offered by the club or else by the actor's person.

    `values` are FIELDS; `tags` a list of names, `venue` and `category` rows, `new_venue` the fields of a venue
    that is made along with it. Raises MayNotOrganise,
    NotAllowed without the right in the club, SourceNotYours, ForeignVenue, SlugTaken, SlugUnfit,
    what `offerings.create` and `pools.make` raise, and what `checks` raise.
    """
    _known(values)
    organising.check_may(club, by)
    values = _with_venue(_tidied({"title": title, **values}), club, by, at)
    return build(_offering(club, values, by, at), values, by=by, at=at)


def build(
    offering: Offering, values: Mapping[str, Any], *, by: Actor, at: datetime, kept_venue: object = None
) -> Event:
    """Make an event of an offering that was just made, in the caller's transaction; `kept_venue` is not questioned."""
    event = Event(offering=offering, updated_at=at, **_of(DETAILS, values))
    _check(event, values, by, kept_venue=kept_venue)
    event.save(force_insert=True)
    _set_tags(event, values)
    pools.make(offering, role=ATTENDEE, **_of(POOL, values))
    search.index(event)
    return event


def _offering(club: Club | None, values: Mapping[str, object], by: Actor, at: datetime) -> Offering:
    organising.check_source(values.get("source"), club, by)
    slug = str(values.get("slug") or "")
    given = _of(OFFERING, values)
    offering = offerings.create(kind=Offering.Kind.EVENT, club=club, organiser=by.person, by=by, at=at, **given)
    return slugs.choose(offering, slug) if slug else slugs.step_aside(offering)


@transaction.atomic
def change(event: Event, *, alone: bool = True, by: Actor, at: datetime, **values: object) -> Event:
    """Set the given FIELDS. Another time or place raises `revision`, and once published tells who takes part.

    `alone`: of an event that repeats, this one is meant, and is no pattern for the days to come. Raises
    ForeignVenue, SourceNotYours, NotLeading, SlugTaken, SlugUnfit, CapacityBelowTaken, and what `offerings.change`,
    `pools.change` and `checks` raise.
    """
    _known(values)
    values = _with_venue(_tidied(values), event.offering.club, by, at)
    before = {field: _value(event, field) for field in values if field not in ("slug", "tags", *POOL)}
    if values.get("president", event.president) != event.president:
        organising.check_leads(event, by)
    _change_offering(event, values, by, at)
    _change_details(event, values, by, at)
    if settings := _of(POOL, values):
        pools.change(pool_of(event), by=by, at=at, **settings)
    if any(before[field] != _value(event, field) for field in MOVED_BY if field in before):
        _tell_move(event, at)
    if alone and set(values) - set(TIMES):
        Occurrence.objects.filter(event=event.pk).update(is_special=True)
    search.index(event)
    return event


def _change_offering(event: Event, values: Mapping[str, object], by: Actor, at: datetime) -> None:
    offering = event.offering
    changed = {field: value for field, value in _of(OFFERING, values).items() if getattr(offering, field) != value}
    if "source" in changed:
        organising.check_source(changed["source"], offering.club, by)
    if not values.get("starts_at", offering.starts_at) and offering.state != Offering.State.DRAFT:
        raise StartNeeded
    if changed:
        offerings.change(offering, by=by, at=at, **changed)
    slug = str(values.get("slug") or "")
    if slug and slug != offering.slug:
        slugs.choose(offering, slug)
        _record(event, "event.readdress", by, at)


def _change_details(event: Event, values: Mapping[str, object], by: Actor, at: datetime) -> None:
    changed = [field for field in _of(DETAILS, values) if getattr(event, field) != values[field]]
    kept_venue = event.venue_id
    for field in changed:
        setattr(event, field, values[field])
    _check(event, values, by, kept_venue=kept_venue)
    event.updated_at = at
    event.save(update_fields=[*changed, "updated_at"])
    if _set_tags(event, values):
        changed.append("tags")
    if changed:
        _record(event, "event.describe", by, at, fields=sorted(changed))


def _tell_move(event: Event, at: datetime) -> None:
    event.revision += 1
    event.save(update_fields=["revision"])
    if event.offering.state == Offering.State.PUBLISHED:
        key = f"moved:{event.pk}:{event.revision}"
        audience.tell(event.offering, "offering.moved", key=key, at=at)


def _check(event: Event, values: Mapping[str, object], by: Actor, kept_venue: object = None) -> None:
    checks.lengths(event, ("description",))
    inputs.zone(event.time_zone)
    checks.position(event.map_latitude, event.map_longitude, field="map_latitude")
    checks.zoom(event.map_zoom)
    event.stream_url = inputs.web_address(event.stream_url, field="stream_url")
    if "capacity" in values:
        checks.places(values["capacity"])  # type: ignore[arg-type]
    if event.venue_id != kept_venue and not organising.venue_fits(event.venue, event.offering.club, by):
        raise organising.ForeignVenue


# --- small --------------------------------------------------------------------------------------


def _known(values: Mapping[str, object]) -> None:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not fields of an event: {sorted(unknown)}")


def _of(fields: Iterable[str], values: Mapping[str, object]) -> dict[str, Any]:
    return {field: values[field] for field in fields if field in values}


def _tidied(values: Mapping[str, object]) -> dict[str, Any]:
    tidied = dict(values)
    if "title" in tidied:
        tidied["title"] = checks.one_line(str(tidied["title"]))
    if "description" in tidied:
        tidied["description"] = checks.tidy(str(tidied["description"]))
    return tidied


def _with_venue(values: dict[str, Any], club: Club | None, by: Actor, at: datetime) -> dict[str, Any]:
    """The values, with the new venue made in this transaction where one is described."""
    new = values.pop("new_venue", None)
    return {**values, "venue": venues.create(club=club, by=by, at=at, **new)} if new else values


def _value(event: Event, field: str) -> object:
    return getattr(event.offering if field in OFFERING else event, field)


def _set_tags(event: Event, values: Mapping[str, object]) -> bool:
    """Set the tags where they are given; whether that changed them."""
    if "tags" not in values:
        return False
    wanted = topics.named(values["tags"])  # type: ignore[arg-type]
    before = set(event.tags.values_list("pk", flat=True))
    event.tags.set(wanted)
    event._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    return before != {tag.pk for tag in wanted}


def _record(event: Event, action: str, by: Actor, at: datetime, **metadata: object) -> None:
    entries.record(by=by, at=at, action=action, on=event.offering, club_id=event.offering.club_id, metadata=metadata)
