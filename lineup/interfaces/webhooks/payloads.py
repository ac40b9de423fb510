"""The body of a message, written when it is sent: facts are looked up then, so that nothing personal is stored."""

import orjson
from django.conf import settings

from lineup.core.audit.models import Entry
from lineup.core.clubs.models import Club, Membership, MembershipRequest
from lineup.core.participation import kinds
from lineup.core.participation.models import Offering, Place, PlaceChange, Pool
from lineup.core.people.models import Participant, Person
from lineup.core.webhooks.models import Delivery
from lineup.domains.events.models import Event
from lineup.interfaces.webhooks import shapes

OF_AN_OFFERING = ("club", "event__venue")
OF_A_PLACE = (*(f"pool__offering__{path}" for path in OF_AN_OFFERING), "participant__person", "entered")


def body(delivery: Delivery) -> bytes | None:
    """Return the JSON to send; None when what it is about is gone for good."""
    data = _data(delivery)
    if data is None:
        return None
    told = shapes.Told.model_construct(type=delivery.kind, timestamp=delivery.happened_at, data=data)
    return orjson.dumps(told.model_dump(), option=orjson.OPT_UTC_Z)


def _data(delivery: Delivery) -> shapes.Data | None:
    if delivery.change:
        return _of_change(delivery, delivery.change)
    if delivery.entry is None:
        return shapes.Tested(webhook=str(delivery.endpoint_id), name=delivery.endpoint.name)
    return OF_RESOURCES[delivery.entry.resource](delivery, delivery.entry)


def _of_change(delivery: Delivery, change: PlaceChange) -> shapes.PlaceHappened:
    place = Place.objects.select_related(*OF_A_PLACE).get(pk=change.place_id)
    step = shapes.ChangeTold(
        id=change.pk, action=change.action, from_state=change.from_state or None, to_state=change.to_state
    )
    return _place_happened(delivery, place, step)


def _of_place(delivery: Delivery, entry: Entry) -> shapes.PlaceHappened | None:
    place = Place.objects.select_related(*OF_A_PLACE).filter(pk=entry.resource_id).first()
    return _place_happened(delivery, place, None) if place else None


def _place_happened(delivery: Delivery, place: Place, step: shapes.ChangeTold | None) -> shapes.PlaceHappened:
    offering = place.pool.offering
    return shapes.PlaceHappened(
        place=shapes.PlaceTold(
            id=str(place.pk),
            pool=str(place.pool_id),
            state=place.state,
            party=str(place.party),
            queued_at=place.queued_at,
            held_until=place.held_until,
        ),
        change=step,
        person=_guest(delivery, place),
        event=_event(offering),
        club=_club(offering.club),
    )


def _of_offering(delivery: Delivery, entry: Entry) -> shapes.EventHappened | None:
    offering = Offering.objects.select_related(*OF_AN_OFFERING).filter(pk=entry.resource_id).first()
    if offering is None:
        return None
    changed = [str(field) for field in entry.metadata.get("fields", ())]
    return shapes.EventHappened(event=_event(offering), changed=changed, club=_club(offering.club))


def _of_membership(delivery: Delivery, entry: Entry) -> shapes.MembershipHappened | None:
    row = Membership.objects.select_related("person", "club").filter(pk=entry.resource_id).first()
    if row is None:
        return None
    membership = shapes.MembershipTold(id=str(row.pk), role=row.role, joined_at=row.joined_at, left_at=row.left_at)
    person, club = _person(delivery, row.person), _told(row.club)
    return shapes.MembershipHappened(membership=membership, request=None, person=person, club=club)


def _of_request(delivery: Delivery, entry: Entry) -> shapes.MembershipHappened | None:
    row = MembershipRequest.objects.select_related("person", "club").filter(pk=entry.resource_id).first()
    if row is None:
        return None
    request = shapes.RequestTold(id=str(row.pk), decision=row.decision, asked_at=row.asked_at)
    person, club = _person(delivery, row.person), _told(row.club)
    return shapes.MembershipHappened(membership=None, request=request, person=person, club=club)


OF_RESOURCES = {
    "offering": _of_offering,
    "place": _of_place,
    "membership": _of_membership,
    "membershiprequest": _of_request,
}


# --- parts --------------------------------------------------------------------------------------


def _person(delivery: Delivery, person: Person) -> shapes.PersonTold:
    if not delivery.endpoint.tells_people:
        return shapes.PersonTold(id=str(person.pk), name=None, email=None)
    return shapes.PersonTold(id=str(person.pk), name=person.name, email=person.email or None)


def _guest(delivery: Delivery, place: Place) -> shapes.PersonTold:
    """Whoever holds the place; as they were entered by hand, until they act themselves."""
    entered, tells = getattr(place, "entered", None), delivery.endpoint.tells_people
    if place.participant.kind == Participant.Kind.TEAM:
        name, email = place.participant.display_name, place.contact.email or None
        return shapes.PersonTold(id=str(place.participant_id), name=name, email=email if tells else None)
    if entered is None:
        return _person(delivery, place.participant.person)
    return shapes.PersonTold(id=None, name=entered.name if tells else None, email=entered.email if tells else None)


def _club(club: Club | None) -> shapes.ClubTold | None:
    return _told(club) if club else None


def _told(club: Club) -> shapes.ClubTold:
    return shapes.ClubTold(id=str(club.pk), slug=club.slug, name=club.name)


def _event(offering: Offering) -> shapes.EventTold:
    event = getattr(offering, "event", None)
    return shapes.EventTold(
        id=str(offering.pk),
        kind=offering.kind,
        slug=offering.slug,
        title=offering.title,
        url=settings.BASE_URL + kinds.of(offering).path(offering),
        state=offering.state,
        visibility=offering.visibility,
        starts_at=offering.starts_at,
        ends_at=offering.ends_at,
        time_zone=event.time_zone if event else "UTC",
        venue=_venue(event) if event else None,
        pools=[_pool(pool) for pool in kinds.in_order(offering, Pool.objects.filter(offering=offering))],
    )


def _venue(event: Event) -> shapes.VenueTold | None:
    venue = event.venue
    if venue is None:
        return None
    return shapes.VenueTold(name=venue.name, address=venue.address, city=venue.city, country=venue.country)


def _pool(pool: Pool) -> shapes.PoolTold:
    return shapes.PoolTold(
        id=str(pool.pk), role=pool.role, name=pool.name, capacity=pool.capacity, taken=pool.taken
    )  # fmt: skip
