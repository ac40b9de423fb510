"""Badges and scans of a guest who turns out to be somebody with an account."""

from datetime import datetime

from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.onsite import badges
from lineup.domains.onsite.door import occupancy
from lineup.domains.onsite.models import Badge


def take_over(guest: Person, into: Person, *, by: Actor, at: datetime) -> None:
    """Of two badges at one event let the printed one hold, in the caller's transaction; the rest moves along."""
    own = {badge.event_id: badge for badge in _in_use(into)}
    for badge in _in_use(guest):
        other = own.get(badge.event_id)
        if other is not None:
            lesser = other if badge.printed_at and not other.printed_at else badge
            badges.revoke(lesser, by=by, at=at)
    occupancy.merge(guest.pk, into.pk)


def _in_use(person: Person) -> list[Badge]:
    return list(Badge.objects.filter(person=person, revoked_at=None).select_related("event__offering"))
