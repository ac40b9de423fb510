"""Who has a badge at an event, and what stands on it: their name and in which roles they come."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import pgettext_lazy as _

from lineup.core.participation import entered
from lineup.core.participation.models import Place
from lineup.core.participation.transitions import State
from lineup.core.people.models import Person
from lineup.domains.events.kind import ATTENDEE
from lineup.domains.events.models import Event
from lineup.domains.onsite.models import Badge, StaffRole
from lineup.domains.onsite.roles import ATELIER, EXHIBITOR, Staff

PRESIDENT = "president"

# what stands on a badge, the most telling first
WORDS = {
    PRESIDENT: _("badge", "President"),
    Staff.MANAGER: _("badge", "Room manager"),
    Staff.CONTROLLER: _("badge", "Badge controller"),
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
    """Return who may have a badge: holders of a confirmed place in any role, who works there, the president."""
    return Person.objects.filter(_coming(event))


def may_have_one(event: Event, person: Person) -> bool:
    """Whether this person may have a badge."""
    return people(event).filter(pk=person.pk).exists()


def _coming(event: Event) -> Q:
    places = Place.objects.filter(pool__offering=event.pk, state=State.CONFIRMED)
    staff = StaffRole.objects.filter(offering=event.pk)
    return Q(pk__in=places.values("participant")) | Q(pk__in=staff.values("person")) | Q(pk=event.president_id)


def named(event: Event, people_ids: Collection[UUID]) -> dict[UUID, Holder]:
    """Return by person how they are shown to others and in which roles; who has no place keeps their name.

    Three queries, however many they are.
    """
    roles: dict[UUID, set[str]] = {pk: set() for pk in people_ids}
    names = dict(Person.objects.filter(pk__in=people_ids).values_list("pk", "participant__display_name"))
    for pk, name, role in _places(event, people_ids):
        names[pk] = name
        roles[pk].add(ATTENDEE if role == ATELIER else role)
    staff = StaffRole.objects.filter(offering=event.pk, person__in=people_ids)
    for pk, role in staff.values_list("person", "role"):
        roles[pk].add(role)
    if event.president_id in roles:
        roles[event.president_id].add(PRESIDENT)
    return {
        pk: Holder(pk, names.get(pk, ""), tuple(str(role) for role in WORDS if role in held))
        for pk, held in roles.items()
    }


def _places(event: Event, people_ids: Collection[UUID]) -> "Iterable[tuple[UUID, str, str]]":
    rows = Place.objects.filter(pool__offering=event.pk, state=State.CONFIRMED, participant__in=people_ids)
    return rows.annotate(shown=entered.NAME).order_by("pk").values_list("participant", "shown", "pool__role")


def said(holder: Holder) -> str:
    """Return the words for the holder's roles, in the present language."""
    return " · ".join(str(WORDS[role]) for role in holder.roles)


def with_names(badges: "QuerySet[Badge]", event: Event) -> "QuerySet[Badge]":
    """Return the badges with `called`: the name by which others find and sort who has them, folded."""
    shown = Place.objects.filter(pool__offering=event.pk, state=State.CONFIRMED, participant=OuterRef("person"))
    first = shown.annotate(as_shown=entered.NAME_FOLDED).order_by("pk").values("as_shown")[:1]
    return badges.annotate(called=Coalesce(Subquery(first), F("person__participant__name_folded")))
