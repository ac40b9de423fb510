"""What is held on a person: the rows about them in every table, found as its class says."""

from collections.abc import Iterator, Mapping

from django.db.models import Model, Q, QuerySet

from lineup.core.foundation.personal import Table
from lineup.core.people.models import Person
from lineup.core.privacy import classification


def rows(table: Table, person: Person) -> "QuerySet[Model]":
    """Return the rows of the table that are about the person, by id or by their address; each once."""
    wanted = Q(pk__in=[])
    for lookup in table.about:
        wanted |= Q(**{lookup: person.pk})
    if person.email_folded:
        for lookup in table.addressed:
            wanted |= Q(**{lookup: person.email_folded})
    model = classification.model_of(table)
    found = model._base_manager.filter(wanted).values("pk")
    return model._base_manager.filter(pk__in=found).order_by("pk")


def tables() -> Iterator[Table]:
    """Yield the tables that know how to find the rows about a person."""
    return (table for table in classification.installed().values() if table.finds_people)


def counts(person: Person) -> Mapping[str, int]:
    """Return how many rows are held on the person, by the name of their part of the export; empty ones left out."""
    found = {table.export: rows(table, person).count() for table in tables() if table.export}
    return {name: number for name, number in found.items() if number}
