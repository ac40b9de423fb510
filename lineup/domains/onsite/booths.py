"""Exhibitors of an event and their booths: a name, and a floor plan as PDF."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.foundation import inputs, uploads
from lineup.core.foundation.errors import Missing, Refusal
from lineup.core.foundation.planned import Given, Planned
from lineup.core.participation import pools
from lineup.core.participation.models import Place, Pool
from lineup.core.participation.transitions import State
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.core.privacy import removing
from lineup.domains.events import attendees
from lineup.domains.events.models import Event
from lineup.domains.onsite.models import Booth
from lineup.domains.onsite.roles import EXHIBITOR

LONGEST_NAME = 120


class ExhibitorsAreThere(Refusal):
    code = "exhibitors_are_there"
    sentence = _("This event has places for exhibitors already; change these.")


# --- places for exhibitors ----------------------------------------------------------------------


def pool_of(event: Event) -> Pool | None:
    """Return the places for exhibitors, None where the event has none."""
    pool = Pool.objects.filter(offering=event.pk, role=EXHIBITOR).first()
    if pool is not None:
        pool.offering = event.offering
    return pool


@transaction.atomic
def open_places(event: Event, *, by: Actor, at: datetime, capacity: int | None = None) -> Pool:
    """Return new places for exhibitors, whom organisers add or invite. Raises ExhibitorsAreThere, OutOfRange."""
    # held, so that two clicks make one pool
    Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if pool_of(event) is not None:
        raise ExhibitorsAreThere
    settings: dict[str, Any] = {"capacity": capacity, "admission": Pool.Admission.INVITATION}
    pool = pools.make(event.offering, role=EXHIBITOR, name=str(_("Exhibitors")), **settings)
    entries.record(by=by, at=at, action="exhibitors.open", on=pool, club_id=event.offering.club_id)
    return pool


_ANY = Planned(
    lambda: Pool.objects.filter(offering=Given("event", Pool._meta.get_field("offering")), role=EXHIBITOR)[:1]
)


def has_places(event: Event) -> bool:
    """Whether the event has exhibitors at all. One query."""
    return bool(_ANY.rows(event=event.pk))


def exhibits(event: Event, person: Person | None) -> bool:
    """Whether the person has a confirmed place as an exhibitor."""
    return person is not None and _held(event).filter(participant=person.pk).exists()


def _held(event: Event) -> "QuerySet[Place]":
    return Place.objects.filter(pool__offering=event.pk, pool__role=EXHIBITOR, state=State.CONFIRMED)


# --- booths ---------------------------------------------------------------------------------------


def of(event: Event) -> "QuerySet[Booth]":
    """Return the booths of the event, with their exhibitors."""
    return Booth.objects.filter(event=event).select_related("exhibitor")


def find(event: Event, pk: Any) -> Booth:
    """Return the event's booth with this id. Raises Missing."""
    try:
        booth = of(event).get(pk=pk)
    except (Booth.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    booth.event = event
    return booth


def own(event: Event, person: Person | None, *, at: datetime) -> Booth:
    """Return the exhibitor's booth, not stored yet where nothing happened there.

    Raises Missing for who does not exhibit: others need not know that there are booths.
    """
    if person is None or not exhibits(event, person):
        raise Missing
    booth = of(event).filter(exhibitor=person).first() or Booth(exhibitor=person, created_at=at)
    booth.event = event
    return booth


# what a list of them is ordered by
ORDER = ("name", "id")


def shown_to(person: Person | None, event: Event) -> "QuerySet[Booth]":
    """Return the booths that have a name, of who exhibits now, to be listed by ORDER, for who takes part in the event.

    A booth without a name would be called by its exhibitor's, which is theirs to tell. Raises Missing for all others.
    """
    if not (attendees.comes(person, event) or exhibits(event, person)):
        raise Missing
    exhibiting = Exists(_held(event).filter(participant=OuterRef("exhibitor")))
    return Booth.objects.filter(exhibiting, event=event).exclude(name="")


def find_shown(person: Person | None, event: Event, pk: Any) -> Booth:
    """Return one of the booths of `shown_to`. Raises Missing."""
    try:
        return shown_to(person, event).get(pk=pk)
    except (Booth.DoesNotExist, ValidationError, ValueError):
        raise Missing from None


# what a list of who exhibits is ordered by
PEOPLE = ("name", "pk")


def exhibitors(event: Event) -> "QuerySet[Person]":
    """Return who exhibits at the event, to be listed by PEOPLE."""
    return Person.objects.filter(Exists(_held(event).filter(participant=OuterRef("pk"))))


def of_people(event: Event, people: Iterable[Person], *, at: datetime) -> list[Booth]:
    """Return the booth of each of these exhibitors, in their order, not stored where nothing happened. One query."""
    listed = list(people)
    kept = {booth.exhibitor_id: booth for booth in of(event).filter(exhibitor__in=[one.pk for one in listed])}
    return [kept.get(one.pk) or Booth(event=event, exhibitor=one, created_at=at) for one in listed]


def of_exhibitor(event: Event, pk: Any, *, at: datetime) -> Booth:
    """Return the booth of the person with this id, for who manages the event. Raises Missing."""
    try:
        person = Person.objects.filter(pk=pk).first()
    except (ValidationError, ValueError):
        raise Missing from None
    return own(event, person, at=at)


def stored(booth: Booth) -> Booth:
    """Return the booth as a row of its own, in the caller's transaction."""
    defaults = {"created_at": booth.created_at}
    row, _fresh = Booth.objects.get_or_create(event=booth.event, exhibitor=booth.exhibitor, defaults=defaults)
    row.event, row.exhibitor = booth.event, booth.exhibitor
    return row


@transaction.atomic
def rename(booth: Booth, name: str, *, by: Actor, at: datetime) -> Booth:
    """Set the name under which visitors know the booth. Raises TooLong."""
    booth = stored(booth)
    name = inputs.line(name, field="name", most=LONGEST_NAME)
    if name != booth.name:
        booth.name = name
        booth.save(update_fields=["name"])
        _record(booth, "booth.rename", by, at)
    return booth


def set_plan(booth: Booth, upload: File, *, by: Actor, at: datetime) -> Booth:
    """Keep the floor plan, in place of the one of before. Raises FileTooLarge, FileEmpty, PdfNeeded."""
    content, kind = uploads.taken_in(upload, only_pdf=True)
    fresh = Booth(event=booth.event)
    # written before the transaction, which must not wait for a disk or a network
    fresh.plan_file.save("plan", ContentFile(content), save=False)
    try:
        return _keep_plan(booth, str(fresh.plan_file.name), uploads.label(upload.name or "", kind), by, at)
    except BaseException:
        fresh.plan_file.delete(save=False)
        raise


@transaction.atomic
def remove_plan(booth: Booth, *, by: Actor, at: datetime) -> Booth:
    """Take the floor plan away; where there is none, nothing changes."""
    return _keep_plan(booth, "", "", by, at) if booth.plan_file else booth


@transaction.atomic
def _keep_plan(booth: Booth, path: str, name: str, by: Actor, at: datetime) -> Booth:
    booth = Booth.objects.select_for_update(of=("self",)).get(pk=stored(booth).pk)
    if booth.plan_file:
        removing.remove_later(str(booth.plan_file.name), at=at)
    booth.plan_file, booth.plan_name = path, name
    booth.save(update_fields=["plan_file", "plan_name"])
    if path:
        _record(booth, "booth.plan", by, at)
    else:
        _record(booth, "booth.plan_remove", by, at)
    return booth


def _record(booth: Booth, action: str, by: Actor, at: datetime) -> None:
    entries.record(by=by, at=at, action=action, on=booth, club_id=booth.event.offering.club_id)
