"""Who works at an event: the staff roles, given and taken, and what they open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lineup.core.audit import entries
from lineup.core.clubs import memberships
from lineup.core.foundation import inputs
from lineup.core.foundation.errors import Invalid, Missing
from lineup.core.notices import notices
from lineup.core.participation.models import Offering, Place
from lineup.core.participation.transitions import LIVE, State
from lineup.core.people import persons
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.events import events, organising
from lineup.domains.events.models import Event
from lineup.domains.onsite.models import RoomDuty, StaffRole
from lineup.domains.onsite.roles import Staff

MOST = 1000
PRESIDENT_TOLD = "onsite.president"
ROLE_TOLD = "onsite.staff_role"


class PresidentNotHere(Invalid):
    code = "president_not_here"
    sentence = _("Only you, a member of the club, or who has a place at the event can preside; invite them first.")
    field = "email"


class TooManyOnTheTeam(Invalid):
    code = "too_many_on_the_team"
    sentence = _("At most %(most)s people work at an event; take somebody off the team first.")


# --- what the roles open ----------------------------------------------------------------------------


def managed_by(person_id: Any) -> Q:
    """Return the condition for offerings in which this person has the organiser's rights: room manager, president."""
    rows = StaffRole.objects.filter(person=person_id, role=Staff.MANAGER)
    return Q(pk__in=rows.values("offering")) | organising.presided_by(person_id)


def seen_by(person_id: Any) -> Q:
    """Return the condition for offerings at which this person works."""
    return Q(pk__in=StaffRole.objects.filter(person=person_id).values("offering"))


# --- who has which ----------------------------------------------------------------------------------


def of(event: Event) -> "QuerySet[StaffRole]":
    """Return the staff roles of the event with their people, by role and name."""
    rows = StaffRole.objects.filter(offering=event.pk).select_related("person")
    return rows.order_by("role", "person__name", "id")


def find(event: Event, pk: Any) -> StaffRole:
    """Return the event's staff role with this id. Raises Missing."""
    try:
        found = of(event).get(pk=pk)
    except (StaffRole.DoesNotExist, ValidationError, ValueError):
        raise Missing from None
    found.offering = event.offering
    return found


def find_own(person: Person, pk: Any) -> StaffRole:
    """Return this staff role of the person's own, with its event at hand. Raises Missing."""
    held = works_at(person).select_related("offering__event", "person").filter(pk=pk).first()
    if held is None:
        raise Missing
    held.offering.event.offering = held.offering
    return held


def roles_of(offering: Offering, person: Person | None) -> frozenset[str]:
    """Return the staff roles of this person in the offering. One query."""
    if person is None:
        return frozenset()
    rows = StaffRole.objects.filter(offering=offering, person=person)
    return frozenset(rows.values_list("role", flat=True))


def works_at(person: Person) -> "QuerySet[StaffRole]":
    """Return the person's staff roles in all events in use, the next event first."""
    rows = StaffRole.objects.filter(person=person, offering__binned_at=None).select_related("offering")
    return rows.order_by("offering__starts_at", "offering", "role")


@dataclass(frozen=True)
class Taking:
    """How many people take part in a role that has places."""

    role: str
    people: int


def taking_part(event: Event) -> Sequence[Taking]:
    """Return how many people hold or await places of the event, by role. One query."""
    rows = Place.objects.filter(pool__offering=event.pk, state__in=LIVE).values("pool__role")
    return [Taking(row["pool__role"], row["n"]) for row in rows.annotate(n=Count("pk")).order_by("pool__role")]


# --- given and taken --------------------------------------------------------------------------------


@transaction.atomic
def add(event: Event, person: Person, *, role: str, by: Actor, at: datetime) -> StaffRole:
    """Give the person the role and tell them; who has it already keeps it.

    Raises NotLeading, UnknownChoice, TooManyOnTheTeam.
    """
    organising.check_leads(event, by)
    inputs.choice(role, Staff.values, field="role")
    return give(event, person, role=role, by=by, at=at)


@transaction.atomic
def add_address(event: Event, *, email: str, name: str = "", role: str, by: Actor, at: datetime) -> StaffRole:
    """As `add`, for who is reached under this address; somebody unknown is made known.

    They stand on the team as they are entered, so that nobody learns whether the address was known, but for those
    whom the actor knows anyway: themselves, and members of the event's club.
    Raises also AddressNeeded, NotAnAddress, TooLong.
    """
    organising.check_leads(event, by)
    inputs.choice(role, Staff.values, field="role")
    name = persons.check_name(name or persons.name_of(email) or email)
    like = {"language": by.person.language, "time_zone": by.person.time_zone} if by.person else {}
    person = persons.make_known(name=name, email=email, **like)
    return give(event, person, role=role, entered_name="" if _is_known(event, person, by) else name, by=by, at=at)


def _is_known(event: Event, person: Person, by: Actor) -> bool:
    """Whether the actor knows the person's name anyway."""
    if by.person is None or by.is_admin or by.person.pk == person.pk:
        return True
    club = event.offering.club
    return club is not None and memberships.live(club).filter(person=person).exists()


def give(event: Event, person: Person, *, role: str, entered_name: str = "", by: Actor, at: datetime) -> StaffRole:
    """Return the person's role, given where they had it not, in the caller's transaction. Raises TooManyOnTheTeam."""
    found = StaffRole.objects.filter(offering=event.pk, person=person, role=role).first()
    if found:
        return found
    if StaffRole.objects.filter(offering=event.pk).count() >= MOST:
        raise TooManyOnTheTeam(most=MOST)
    given = {"entered_name": entered_name, "given_by": by.person, "given_at": at}
    made, is_new = StaffRole.objects.get_or_create(offering=event.offering, person=person, role=role, defaults=given)
    if is_new:
        _record(made, "staff_role.give", event, by, at)
        if by.person != person and by.channel != "import":
            notices.tell(person, ROLE_TOLD, key=f"staff-role:{made.pk}", facts={"staff_role": str(made.pk)}, at=at)
    return made


@transaction.atomic
def remove(event: Event, held: StaffRole, *, by: Actor, at: datetime) -> None:
    """Take the role away, by who leads the event or by the person: duties ahead go with it, a running one ends.

    Raises NotLeading.
    """
    if by.person is None or by.person.pk != held.person_id:
        organising.check_leads(event, by)
    own = RoomDuty.objects.filter(offering=event.pk, person=held.person_id, role=held.role)
    own.filter(starts_at__gte=at).delete()
    own.filter(ends_at__gt=at).update(ends_at=at, updated_at=at)
    _record(held, "staff_role.take", event, by, at)
    held.delete()


@transaction.atomic
def set_president(event: Event, person: Person | None, *, by: Actor, at: datetime) -> Event:
    """Make the person the president of the event, or nobody, and tell them. Raises NotLeading."""
    before = event.president_id
    events.change(event, president=person, by=by, at=at)
    if person and person.pk != before and by.person != person and by.channel != "import":
        key = f"president:{event.pk}:{person.pk}:{at.timestamp():.3f}"
        notices.tell(person, PRESIDENT_TOLD, key=key, facts={"offering": str(event.pk)}, at=at)
    return event


@transaction.atomic
def preside(event: Event, *, email: str, by: Actor, at: datetime) -> Event:
    """As `set_president`, for who is reached under this address, whom everybody will see: nobody for none.

    Raises NotLeading, and PresidentNotHere for whom the actor does not know, be they known here or not.
    """
    organising.check_leads(event, by)
    person = persons.by_address(email) if email else None
    if email and (person is None or not (_is_known(event, person, by) or _came_by_themselves(event, person))):
        raise PresidentNotHere
    return set_president(event, person, by=by, at=at)


def _came_by_themselves(event: Event, person: Person) -> bool:
    held = Place.objects.filter(pool__offering=event.pk, participant=person.pk, state=State.CONFIRMED)
    return held.filter(entered=None).exists()


def _record(held: StaffRole, action: str, event: Event, by: Actor, at: datetime) -> None:
    metadata = {"role": held.role, "person": str(held.person_id)}
    entries.record(by=by, at=at, action=action, on=held, club_id=event.offering.club_id, metadata=metadata)
