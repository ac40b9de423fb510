"""What a person reaches by an id: their own places and invitations, and the pools and places they manage.

What is not theirs is Missing, as if it did not exist; only who may see the offering hears NotManager, and only
whose role in its club would do hears SecondFactorNeeded.
"""

from contextlib import suppress
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

from lineup.core.clubs import permissions
from lineup.core.foundation.errors import Missing
from lineup.core.foundation.planned import Given, Planned
from lineup.core.participation import in_use, invitations_held, kinds, offerings
from lineup.core.participation.models import Invitation, Offering, Place, Pool
from lineup.core.people.models import Person

Row = TypeVar("Row", bound=Model)

_PLACE = ("pool__offering__club", "participant", "contact__account", "entered")
_INVITATION = ("offering__club", "pool__offering", "place", "invited_by", "person__account")


def open_to_all(offering: Offering) -> bool:
    """Whether anybody may see the offering; asked first, because it costs no query."""
    shown = offering.state != Offering.State.DRAFT and in_use.holds(offering)
    return shown and offering.visibility in (Offering.Visibility.PUBLIC, Offering.Visibility.UNLISTED)


def path_for(person: Person | None, offering: Offering) -> str:
    """Return where the offering is read about, for who may open that page; nothing for others."""
    seen = open_to_all(offering) or offerings.visible_to(person).filter(pk=offering.pk).exists()
    return kinds.of(offering).path(offering) if seen else ""


def visible_pool(person: Person | None, pk: object) -> Pool:
    """Return the pool, with its offering, that the person may see. Raises Missing."""
    pool = _pool(pk)
    if not open_to_all(pool.offering):
        offerings.find_visible(person, pk=pool.offering_id)
    return pool


def managed_pool(person: Person | None, pk: object) -> Pool:
    """Return the pool, with its offering, that the person manages. Raises Missing, NotManager."""
    pool = _pool(pk)
    _check_managed(pool.offering, person)
    return pool


_POOL = Planned(lambda: Pool.objects.select_related("offering__club").filter(pk=Given("pk", Pool._meta.pk)))


def _pool(pk: object) -> Pool:
    with suppress(ValidationError, ValueError):
        if found := _POOL.first(pk=pk):
            return found
    raise Missing


def own_places(person: Person) -> "QuerySet[Place]":
    """Return the places that the person holds or answers for, with what a page shows of them."""
    mine = Q(contact=person) | Q(participant=person.pk)
    return Place.objects.filter(mine).select_related(*_PLACE)


def own_place(person: Person, pk: object) -> Place:
    """Return the person's own place. Raises Missing."""
    return _one(own_places(person), pk)


def managed_place(person: Person | None, pk: object) -> Place:
    """Return a place in an offering that the person manages. Raises Missing, NotManager to its holder alone."""
    place = _one(Place.objects.select_related(*_PLACE), pk)
    if not offerings.may_manage(place.pool.offering, person) or not in_use.holds(place.pool.offering):
        _check_factor(place.pool.offering, person)
        if person is None or person.pk not in (place.contact_id, place.participant_id):
            raise Missing
        raise offerings.NotManager
    return place


def own_invitations(person: Person) -> "QuerySet[Invitation]":
    """Return the invitations that are the person's, by account or by proved address, to what is in use.

    Revoked ones are left out.
    """
    here = Invitation.objects.filter(offering__binned_at=None, offering__club__binned_at=None, revoked_at=None)
    return here.filter(invitations_held.mine(person)).select_related(*_INVITATION)


def own_invitation(person: Person, pk: object) -> Invitation:
    """Return an invitation that is the person's. Raises Missing."""
    return _one(own_invitations(person), pk)


def managed_invitation(person: Person | None, pk: object) -> Invitation:
    """Return an invitation to an offering that the person manages. Raises Missing."""
    invitation = _one(Invitation.objects.select_related(*_INVITATION), pk)
    if not offerings.may_manage(invitation.offering, person) or not in_use.holds(invitation.offering):
        _check_factor(invitation.offering, person)
        raise Missing
    return invitation


def _check_managed(offering: Offering, person: Person | None) -> None:
    if in_use.holds(offering) and offerings.may_manage(offering, person):
        return
    offerings.find_visible(person, pk=offering.pk)
    _check_factor(offering, person)
    raise offerings.NotManager


def _check_factor(offering: Offering, person: Person | None) -> None:
    """Raise SecondFactorNeeded for whom nothing else keeps from managing it."""
    if in_use.holds(offering):
        permissions.check_factor(person, offering.club_id, permissions.MANAGE_EVENTS)


def _one(rows: "QuerySet[Row]", pk: object) -> Row:
    try:
        found = next(iter(rows.filter(pk=pk)), None)
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise Missing
    return found
