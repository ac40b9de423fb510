"""Who has a badge at an event, and what stands on it: their name and in which roles they come."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import pgettext_lazy as _

from lineup.core.participation import entered
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person
from lineup.domains.events.kind import ATTENDEE
from lineup.domains.events.models import Event
from lineup.domains.onsite.roles import ATELIER, EXHIBITOR

# what stands on a badge, the most telling first
WORDS = {
    EXHIBITOR: _("badge", "Exhibitor"),
    ATTENDEE: _("badge", "Participant"),
}


@dataclass(frozen=True)
class Holder:
    """Somebody as others see them, with the slugs of their roles as WORDS has them in order."""

    person: UUID
    name: str
    roles: tuple[str, ...]


def people(event: Event) -> "QuerySet[Person]":
    """Return who may have a badge: holders of a confirmed place in any role."""
    return Person.objects.filter(_coming(event))


def may_have_one(event: Event, person: Person) -> bool:
    """Whether this person may have a badge."""
    return people(event).filter(pk=person.pk).exists()


def _coming(event: Event) -> Q:
    places = Place.objects.filter(pool__offering=event.pk, state=State.CONFIRMED)
    return Q(pk__in=places.values("participant"))


def named(event: Event, people_ids: Collection[UUID]) -> dict[UUID, Holder]:
    """Return by person how they are shown to others and in which roles; who has no place any more keeps their name."""
    found: dict[UUID, list[tuple[str, str]]] = {pk: [] for pk in people_ids}
    for pk, name, role in _places(event, people_ids):
        found[pk].append((role, name))
    bare = [pk for pk, roles in found.items() if not roles]
    names = dict(Person.objects.filter(pk__in=bare).values_list("pk", "participant__display_name"))
    return {pk: _holder(pk, rows, names.get(pk, "")) for pk, rows in found.items()}


def _places(event: Event, people_ids: Collection[UUID]) -> "Iterable[tuple[UUID, str, str]]":
    rows = Place.objects.filter(pool__offering=event.pk, state=State.CONFIRMED, participant__in=people_ids)
    return rows.annotate(shown=entered.NAME).order_by("pk").values_list("participant", "shown", "pool__role")


def _holder(pk: UUID, rows: list[tuple[str, str]], bare: str) -> Holder:
    held = {ATTENDEE if role == ATELIER else role for role, _name in rows}
    return Holder(pk, rows[0][1] if rows else bare, tuple(role for role in WORDS if role in held))


def said(holder: Holder) -> str:
    """Return the words for the holder's roles, in the present language."""
    return " · ".join(str(WORDS[role]) for role in holder.roles)
