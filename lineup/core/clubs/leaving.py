"""Memberships of somebody who is erased."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from lineup.core.clubs import memberships
from lineup.core.clubs.models import Membership, MembershipRequest, Role
from lineup.core.foundation.errors import Refusal
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person


class OwnsClubs(Refusal):
    code = "owns_clubs"
    sentence = _("%(clubs)s would be without an owner: hand it over first, or put it into the bin.")


def leave(person: Person, *, by: Actor, at: datetime) -> None:
    """End the person's memberships and requests, in the caller's transaction. Raises OwnsClubs, which names them.

    A club in the bin is left with nobody; platform admins can give it an owner.
    """
    rows = Membership.objects.filter(person=person, left_at=None).select_related("club", "person")
    held = list(rows.order_by("club__name"))
    owned = [row.club.name for row in held if row.role == Role.OWNER and row.club.binned_at is None]
    if owned:
        raise OwnsClubs(clubs=", ".join(owned))
    for row in held:
        if row.role == Role.OWNER:
            Membership.objects.filter(pk=row.pk).update(left_at=at)
        else:
            memberships.end(row, by=by, at=at)
    for request in MembershipRequest.objects.filter(person=person, decision=MembershipRequest.Decision.OPEN):
        memberships.withdraw(request, by=Actor(person, channel=by.channel), at=at)
