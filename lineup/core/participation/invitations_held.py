"""Which invitations a person holds: asked by admission and by visibility alike."""

from datetime import datetime

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


def to_offering(person: Person) -> Exists:
    """Return the condition, on offerings, that the person was invited to it."""
    return Exists(Invitation.objects.filter(of(person), offering=OuterRef("pk")))
