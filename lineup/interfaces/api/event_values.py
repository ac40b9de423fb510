"""What was sent of an event, with rows in place of ids."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lineup.core.clubs import memberships
from lineup.core.clubs.models import Club
from lineup.core.foundation.errors import Invalid
from lineup.core.people.models import Person
from lineup.domains.events import organising, topics, venues
from lineup.domains.events.models import Event
from lineup.interfaces.api.event_shapes import EventChanged


class UnknownPresident(Invalid):
    code = "unknown_president"
    sentence = _("Only you or a member of the club can preside; choose one of them.")
    field = "president"


def values_of(
    body: EventChanged, club: Club | None, person: Person | None, event: Event | None = None
) -> dict[str, Any]:
    """Return what `events.create` and `events.change` take. Raises ForeignVenue, UnknownPresident, UnknownCategory."""
    values = body.model_dump(exclude_unset=True, exclude={"club"})
    if values.get("venue"):
        values["venue"] = _venue(values["venue"], club, person, event)
    if "category" in values:
        values["category"] = topics.category(values["category"] or "")
    if values.get("president"):
        values["president"] = _president(values["president"], club, person, event)
    return values


def _venue(pk: UUID, club: Club | None, person: Person | None, event: Event | None) -> Any:
    if event and event.venue_id == pk:
        return event.venue
    found = venues.usable(club=club, person=person).filter(pk=pk).first()
    if found is None:
        raise organising.ForeignVenue
    return found


def _president(pk: UUID, club: Club | None, person: Person | None, event: Event | None) -> Person:
    if person and person.pk == pk:
        return person
    if event and event.president and event.president_id == pk:
        return event.president
    member = memberships.live(club).filter(person=pk).first() if club else None
    if member is None:
        raise UnknownPresident
    return member.person
