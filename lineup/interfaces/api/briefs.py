"""Rows as they are named inside others: enough to show a line and to ask for more."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from lineup.core.clubs.models import Club
from lineup.core.participation.models import Offering
from lineup.core.people.models import Person
from lineup.interfaces.api import shapes
from lineup.interfaces.api.shapes import Shown


class PersonBrief(Shown):
    """A person by name; how to reach them is told only to whom it concerns."""

    id: UUID
    name: str

    @classmethod
    def of(cls, person: Person) -> Self:
        return cls.made(id=person.pk, name=person.name)


class ClubBrief(Shown):
    id: UUID
    slug: str
    name: str

    @classmethod
    def of(cls, club: Club) -> Self:
        return cls.made(id=club.pk, slug=club.slug, name=club.name)


class OfferingBrief(Shown):
    id: UUID
    kind: str
    slug: str
    title: str
    state: str
    starts_at: datetime | None
    ends_at: datetime | None

    @classmethod
    def of(cls, offering: Offering) -> Self:
        fields = ("kind", "slug", "title", "state", "starts_at", "ends_at")
        return cls.made(id=offering.pk, **shapes.read(offering, fields))


def person(row: Person | None) -> Any:
    """Return the person in brief, None for nobody."""
    return PersonBrief.of(row) if row else None


def club(row: Club | None) -> Any:
    """Return the club in brief, None for none."""
    return ClubBrief.of(row) if row else None
