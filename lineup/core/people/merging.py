"""Two persons who turn out to be one: a guest whose address an account now has proved to be its own."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction

from lineup.core.foundation import seam
from lineup.core.people.actors import Actor
from lineup.core.people.models import Participant, Person
from lineup.core.people.personal import FORMER

# (guest, into, by=, at=): what one room does before the rest is moved
Step = Callable[..., None]

_steps: list[Step] = []
_stays: set[str] = set()


def install(steps: Iterable[Step], *, stays: Collection[str]) -> None:
    """Tell what each room does with its own rows first, and which tables keep the guest; once, by the wiring."""
    _steps[:] = steps
    _stays.clear()
    _stays.update(stays)


@transaction.atomic
def merge(guest: Person, *, into: Person, by: Actor, at: datetime) -> None:
    """Make everything of the guest the other person's, in the caller's transaction; the guest is anonymised.

    Rooms that have rules of their own come first. Then every table that points to a person is moved, so
    that none which a later kind adds can be forgotten; a row whose like the other has already stays.
    """
    for step in _steps:
        step(guest, into, by=by, at=at)
    for relation in _relations():
        _move(relation, guest, into)
    _retire(guest, at)
    seam.record(by=by, at=at, action="account.take_over_guest", on=into, metadata={"guest": str(guest.pk)})


def _relations() -> list[Any]:
    """The columns that point to people, wherever they stand, but for those that keep whom they name."""
    fields = [*Person._meta.get_fields(include_hidden=True), *Participant._meta.get_fields(include_hidden=True)]
    pointing = [one for one in fields if isinstance(one, models.ManyToOneRel) and one.related_model is not Person]
    return [one for one in pointing if one.related_model._meta.label not in _stays]


def _move(relation: Any, guest: Person, into: Person) -> None:
    rows = relation.related_model._base_manager.filter(**{relation.field.name: guest.pk})
    change = {relation.field.name: into.pk}
    try:
        with transaction.atomic():
            rows.update(**change)
    except IntegrityError:
        _move_one_by_one(rows, change)


def _move_one_by_one(rows: "models.QuerySet[Any]", change: dict[str, Any]) -> None:
    for row in list(rows):
        try:
            with transaction.atomic():
                rows.filter(pk=row.pk).update(**change)
        except IntegrityError:
            continue


def _retire(guest: Person, at: datetime) -> None:
    former = str(FORMER)
    guest.email = guest.email_folded = guest.bio = guest.phone = ""
    guest.birth_date, guest.avatar, guest.name, guest.anonymised_at = None, "", former, at
    guest.save()
    Participant.objects.filter(pk=guest.pk).update(display_name=former, name_folded="")
