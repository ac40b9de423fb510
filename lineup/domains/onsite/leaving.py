"""Badges and devices of somebody who is erased, and where they were counted."""

from datetime import datetime

from lineup.core.people.actors import Actor
from lineup.core.people.models import Person
from lineup.domains.onsite import badges, questions
from lineup.domains.onsite.door import devices, occupancy
from lineup.domains.onsite.models import Badge, Device


def leave(person: Person, *, by: Actor, at: datetime) -> None:
    """Let no badge of the person open a door any more, and no device scan for them, in the caller's transaction."""
    for badge in Badge.objects.filter(person=person, revoked_at=None).select_related("event__offering"):
        badges.revoke(badge, by=by, at=at)
    occupancy.leave(person.pk)
    questions.drawn_anew(person)
    for device in Device.objects.filter(holder=person, revoked_at=None).select_related("event__offering"):
        devices.revoke(device, by=by, at=at)
