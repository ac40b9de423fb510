"""What a guest had to do with clubs, when they turn out to be somebody with an account."""

from datetime import datetime

from lineup.core.clubs import memberships
from lineup.core.clubs.models import Membership, MembershipRequest
from lineup.core.people.actors import Actor
from lineup.core.people.models import Person


def take_over(guest: Person, into: Person, *, by: Actor, at: datetime) -> None:
    """End the guest's memberships of clubs to which the other belongs, and requests to them; the rest is moved."""
    mine = Membership.objects.filter(person=into, left_at=None).values("club")
    for membership in Membership.objects.filter(person=guest, left_at=None, club__in=mine):
        memberships.end(membership, by=by, at=at)
    asked = MembershipRequest.objects.filter(person=into, decision="open").values("club")
    open_ones = MembershipRequest.objects.filter(person=guest, decision="open")
    for request in (open_ones.filter(club__in=mine) | open_ones.filter(club__in=asked)).distinct():
        memberships.withdraw(request, by=by, at=at)
