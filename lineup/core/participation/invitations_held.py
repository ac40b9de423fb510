"""Which invitations a person holds: asked by admission and by visibility alike."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from lineup.core.participation.models import Invitation, Pool
from lineup.core.people.models import Person

UNREVOKED = Q(revoked_at=None, declined_at=None)


def mine(person: Person) -> Q:
    """Return the condition for invitations that are this person's, by account or by proved address."""
    theirs = Q(person=person.pk)
    if person.email_folded and person.email_verified_at:
        theirs |= Q(person=None, email_folded=person.email_folded)
    return theirs


def of(person: Person) -> Q:
    """Return the condition for this person's invitations that were neither revoked nor declined."""
    return mine(person) & UNREVOKED


def admits(pool: Pool, person: Person, *, at: datetime) -> bool:
    """Whether an unexpired invitation opens this pool to the person."""
    in_time = Q(expires_at__gt=at) | Q(accepted_at__isnull=False)
    here = Q(offering=pool.offering_id) & (Q(pool=None) | Q(pool=pool))
    return Invitation.objects.filter(of(person), in_time, here).exists()


def admitting(pools: Iterable[Pool], person: Person, *, at: datetime) -> frozenset[UUID]:
    """Return the ids of those of these pools that an unexpired invitation opens to the person. One query."""
    pools = list(pools)
    in_time = Q(expires_at__gt=at) | Q(accepted_at__isnull=False)
    rows = Invitation.objects.filter(of(person), in_time, offering__in={pool.offering_id for pool in pools})
    held: set[tuple[UUID, UUID | None]] = set(rows.values_list("offering", "pool"))
    return frozenset(
        pool.pk for pool in pools if (pool.offering_id, None) in held or (pool.offering_id, pool.pk) in held
    )


def to_offering(person: Person) -> Exists:
    """Return the condition, on offerings, that the person was invited to it."""
    return Exists(Invitation.objects.filter(of(person), offering=OuterRef("pk")))
